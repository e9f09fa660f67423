// For developers: which scenarios are shown, by tags and by status.
const makeFilters = (form, whenChanged) => {
  const articles = all("article").map((element) => ({
    element,
    tags: element.dataset.tags.split(" ").filter(Boolean),
    statuses: element.dataset.status.trim().split(" "),
  }));
  const total = articles.reduce((sum, article) => sum + article.statuses.length, 0);
  const statuses = [...new Set(articles.flatMap((article) => article.statuses))].sort();

  // A tag expression: tags with "and", "or", "not" and parentheses, as in Cucumber.
  const parseTags = (text) => {
    const words = text.match(/\(|\)|[^\s()]+/g) || [];
    const expect = (good) => { if (!good) throw new Error(`“${text}” is no tag expression; an example: @technical and not @wanted`); };
    const term = () => {
      const word = words.shift();
      expect(word && !["and", "or", ")"].includes(word));
      if (word === "not") { const inner = term(); return (tags) => !inner(tags); }
      if (word === "(") { const inner = either(); expect(words.shift() === ")"); return inner; }
      expect(word.startsWith("@"));
      return (tags) => tags.includes(word);
    };
    const chain = (word, next, combine) => () => {
      let left = next();
      while (words[0] === word) { words.shift(); const before = left, right = next(); left = (tags) => combine(before(tags), right(tags)); }
      return left;
    };
    const both = chain("and", term, (a, b) => a && b);
    const either = chain("or", both, (a, b) => a || b);
    if (!words.length) return () => true;
    const expression = either();
    expect(!words.length);
    return expression;
  };

  const folded = form.querySelector("details"), count = form.querySelector(".shown");
  const tags = form.querySelector("#filter-tags");
  const boxes = statuses.map((status) => make("input", { type: "checkbox", value: status, checked: true, id: `filter-${status}` }));
  form.querySelector("fieldset").append(...boxes.map((box) => make("label", {}, box, box.value.replace("-", " "))));

  const show = () => {
    let fits;
    tags.removeAttribute("aria-invalid");
    try { fits = parseTags(tags.value); } catch (error) {
      tags.setAttribute("aria-invalid", "true");
      count.textContent = error.message;
      return;
    }
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    let shown = 0;
    for (const article of articles) {
      const fit = fits(article.tags) && article.statuses.some((status) => wanted.has(status));
      if (article.element.hidden === fit) article.element.hidden = !fit;
      shown += fit && article.statuses.length; // an outline counts as often as it was run, as everywhere
    }
    for (const group of all(".rule, .feature")) {
      group.hidden = shown < total && !group.querySelector("article:not([hidden])");
      if (group.matches("details") && shown < total) group.open = !group.hidden;
    }
    count.textContent = `${shown} of ${total} scenarios shown`;
  };
  const isNarrow = () => Boolean(tags.value) || boxes.some((box) => !box.checked);
  const write = (parameters) => {
    if (tags.value) parameters.set("tags", tags.value);
    if (boxes.some((box) => !box.checked)) parameters.set("status", boxes.filter((box) => box.checked).map((box) => box.value).join(","));
  };
  const read = (parameters) => {
    const checked = parameters.has("status") ? parameters.get("status").split(",") : statuses;
    const before = isNarrow();
    tags.value = parameters.get("tags") || "";
    for (const box of boxes) box.checked = checked.includes(box.value);
    folded.open = folded.open || isNarrow();
    if (before || isNarrow()) show();
  };
  folded.addEventListener("input", () => { show(); whenChanged(); });
  count.textContent = `${total} of ${total} scenarios shown`;
  return { isNarrow, read, write };
};
