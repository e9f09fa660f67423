// A link opens what it leads to, and everything around it; the time of the run is told as the reader's clock has it.
(() => {
  // What is opened in a target: its call; of a scenario with examples, that of the first.
  const INSIDE = {
    article: ":scope > details, :scope > .title ~ .examples:nth-child(1 of .examples) > li:first-child > details",
    li: ":scope > details",
  };
  const folds = (target) => {
    const inside = Object.entries(INSIDE).find(([kind]) => target.matches(kind));
    const found = inside ? all(inside[1], target) : [];
    for (let it = target; it; it = it.parentElement) if (it.matches("details")) found.push(it);
    return found;
  };
  const unfold = () => {
    let name = location.hash.slice(1);
    try { name = decodeURIComponent(name); } catch { /* then it is the name of nothing */ }
    const target = name && document.getElementById(name);
    if (!target) return;
    if (target.closest("[hidden]")) ask.showAll();
    ask.fold();
    for (const it of folds(target)) { makeContent(it); it.open = true; }
    target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  // A link to where one is already changes no address.
  addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) unfold();
  });
  unfold();

  const [ran] = document.querySelectorAll("header time");
  if (ran) {
    const then = new Date(ran.dateTime);
    const minutes = Math.round((Date.now() - then) / 60000);
    const [number, unit] = minutes < 60 ? [minutes, "minute"] : minutes < 2880 ? [Math.round(minutes / 60), "hour"] : [Math.round(minutes / 1440), "day"];
    const ago = new Intl.RelativeTimeFormat("en", { numeric: "auto" }).format(-number, unit);
    ran.title = ran.textContent;
    ran.replaceChildren(then.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" }), make("span", { className: "ago" }, `, ${ago}`));
  }
})();
