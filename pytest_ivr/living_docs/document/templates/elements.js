"use strict";
// What all scripts of the page use to find and to make elements.
document.documentElement.classList.add("scripted");
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const make = (name, attributes = {}, ...children) => {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...children);
  return element;
};
// What is folded away stands there as text before somebody unfolds it: to make thousands of calls would take seconds.
const makeContent = (fold) => {
  const text = fold.querySelector(":scope > noscript");
  if (text) text.replaceWith(document.createRange().createContextualFragment(text.textContent));
};
addEventListener("toggle", (event) => { if (event.target.matches("details")) makeContent(event.target); }, { capture: true });
// A button that copies words.
const copyButton = (words) => {
  const button = make("button", { type: "button" }, "Copy");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(words());
    button.textContent = "Copied";
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  return button;
};
