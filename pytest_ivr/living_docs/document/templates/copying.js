// Everything can be read without scripts. This one adds copying.
for (const sentence of all("[data-copy]")) {
  const words = sentence.dataset.copy || sentence.textContent;
  sentence.append(" ", copyButton(() => words));
}
