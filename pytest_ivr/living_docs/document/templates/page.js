// Everything can be read without this script. It unfolds what a link leads to, and adds copying.
(() => {
  const reveal = () => {
    const target = location.hash.includes("=") ? null : document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.closest("[hidden]")) ask.showAll();
    const next = target.nextElementSibling;
    const folded = target.matches("tr") && (next && next.matches(".call-row") ? next : target).querySelector("details");
    if (folded) folded.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  for (const sentence of all("[data-copy]")) {
    const words = sentence.dataset.copy || sentence.textContent;
    sentence.append(" ", copyButton(() => words));
  }

  let closed = [];
  addEventListener("beforeprint", () => { closed = all("details:not([open])"); for (const it of closed) it.open = true; });
  addEventListener("afterprint", () => { for (const it of closed) it.open = false; });
})();
