// The map lists few scenarios of each way; the others say at their calls where these are on the map.
for (const rest of all("#map .rest")) {
  const button = make("button", { type: "button" }, rest.textContent);
  button.addEventListener("click", () => {
    const list = rest.previousElementSibling, listed = new Set(all("a", list).map((it) => it.hash));
    const link = (run) => {
      const [title, example] = [run.closest("article").querySelector("h4"), run.matches("li") && run.querySelector("summary span")];
      return make("a", { href: `#${run.id}` }, title.textContent + (example ? `: ${example.textContent}` : ""));
    };
    const leadsHere = (run) => (run.querySelector(":scope > details > noscript") ?? run).innerHTML.includes(`href="#${rest.parentElement.id}"`);
    const runs = all(".examples > li, article:not(:has(.examples))").filter(leadsHere);
    list.append(...runs.map(link).filter((it) => !listed.has(it.hash)).map((it) => make("li", {}, it)));
    list.querySelector(`li:nth-child(${listed.size + 1}) a`).focus();
    rest.remove();
  });
  rest.replaceChildren(button);
}
