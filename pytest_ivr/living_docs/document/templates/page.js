"use strict";
// Everything can be read without this script. It adds search and filters, reading aloud, and copying.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const make = (name, attributes = {}, ...children) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...children);
    return element;
  };
  const articles = all("article").map((element) => ({
    element,
    text: element.textContent.toLowerCase(),
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

  // The filters live behind the # of the address, so that a link carries them; a plain # is the link of a scenario.
  const text = make("input", { type: "search", id: "filter-text" });
  const tags = make("input", { type: "search", id: "filter-tags", placeholder: "@technical and not @wanted" });
  const boxes = statuses.map((status) => make("input", { type: "checkbox", value: status, checked: true, id: `filter-${status}` }));
  const count = make("output", { ariaLive: "polite" });
  const legend = make("legend", { className: "unseen" }, "Status");
  const labels = boxes.map((box) => make("label", {}, box, box.value.replace("-", " ")));
  const form = make("form", { className: "filters", role: "search" },
    make("label", { htmlFor: text.id }, "Find "), text,
    make("label", { htmlFor: tags.id }, "Tags "), tags,
    make("fieldset", {}, legend, ...labels), count);
  form.ariaLabel = "Find scenarios";
  document.querySelector("main").prepend(form);

  const show = () => {
    let fits;
    tags.removeAttribute("aria-invalid");
    try { fits = parseTags(tags.value); } catch (error) {
      tags.setAttribute("aria-invalid", "true");
      count.textContent = error.message;
      return;
    }
    const wanted = new Set(boxes.filter((box) => box.checked).map((box) => box.value));
    const words = text.value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const article of articles) {
      const fit = words.every((word) => article.text.includes(word)) && fits(article.tags) && article.statuses.some((status) => wanted.has(status));
      article.element.hidden = !fit;
      shown += fit && article.statuses.length; // an outline counts as often as it was run, as everywhere
    }
    for (const group of all(".rule, .feature")) {
      group.hidden = shown < total && !group.querySelector("article:not([hidden])");
      if (group.matches("details") && shown < total) group.open = !group.hidden;
    }
    count.textContent = `${shown} of ${total} scenarios shown`;
  };
  const toAddress = () => {
    const parameters = new URLSearchParams();
    if (text.value) parameters.set("text", text.value);
    if (tags.value) parameters.set("tags", tags.value);
    const checked = boxes.filter((box) => box.checked).map((box) => box.value);
    if (checked.length < boxes.length) parameters.set("status", checked.join(","));
    history.replaceState(null, "", `#${parameters}`);
    show();
  };
  const fromAddress = () => {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      const parameters = new URLSearchParams(hash);
      text.value = parameters.get("text") || "";
      tags.value = parameters.get("tags") || "";
      const checked = parameters.has("status") ? parameters.get("status").split(",") : statuses;
      for (const box of boxes) box.checked = checked.includes(box.value);
      show();
    } else if (document.querySelector(":target")?.closest("[hidden]")) {
      form.reset();
      show();
    }
  };
  form.addEventListener("input", toAddress);
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", fromAddress);
  show();
  fromAddress();

  // Reading a call aloud: the line and the caller with two voices, or at two pitches.
  if ("speechSynthesis" in window) {
    const read = (call, button) => {
      const going = button.textContent !== "Read aloud";
      speechSynthesis.cancel();
      for (const other of all(".call button")) other.textContent = "Read aloud";
      for (const said of all(".call .now")) said.classList.remove("now");
      if (going) return;
      button.textContent = "Stop reading";
      const lines = all("p", call).filter((said) => said.closest("li") && said.checkVisibility());
      lines.forEach((said, index) => {
        const words = said.textContent.trim();
        const caller = said.closest(".caller");
        const speech = new SpeechSynthesisUtterance(caller ? `The caller ${words.replaceAll("#", " pound ").replaceAll("*", " star ")}` : words.replaceAll("#", "pound"));
        speech.pitch = caller ? 0.7 : 1.1;
        speech.onstart = () => said.classList.add("now");
        speech.onend = () => { said.classList.remove("now"); if (index === lines.length - 1) button.textContent = "Read aloud"; };
        speechSynthesis.speak(speech);
      });
    };
    for (const call of all(".call")) {
      const button = make("button", { type: "button" }, "Read aloud");
      button.addEventListener("click", () => read(call, button));
      call.append(button);
    }
  }

  for (const sentence of all("[data-copy]")) {
    const words = sentence.dataset.copy || sentence.textContent;
    const button = make("button", { type: "button" }, "Copy");
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(words);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    sentence.append(" ", button);
  }
})();
