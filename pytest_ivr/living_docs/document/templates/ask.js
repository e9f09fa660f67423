// The question field, and the answers below it. A question and the filters live behind the # of the address, so that a
// link carries them; a plain # is the link of a rule or a scenario.
const ask = (() => {
  const MOST = 5; // so many answers stand there before somebody wants more
  const LEAST = 0.5; // so much of the best one's weight an answer has
  const SCENARIOS = 2; // of each rule
  const form = document.getElementById("ask-form").content.firstElementChild;
  document.querySelector("main").prepend(form);
  const [question, output, list] = ["#ask-question", "output", ".answers"].map((it) => form.querySelector(it));

  const [found, places] = [".found", ".places"].map((it) => form.querySelector(it));

  // The index is made while nothing else is to be done; a question that comes before has it finished.
  let index;
  const making = (function* () { return yield* makingIndex(JSON.parse(document.getElementById("ask-data").textContent)); })();
  const makePart = () => { index = making.next().value; };
  const theIndex = () => {
    while (!index) makePart();
    return index;
  };
  const whenIdle = window.requestIdleCallback || setTimeout; // Safari has none
  const makeInParts = () => {
    if (index) return;
    makePart();
    whenIdle(makeInParts);
  };
  // Where a text says what was asked for: the first and the last word of each place.
  const saidIn = (text, phrases) => {
    const read = words.read(text).filter((it) => !it.isSmall), found = [];
    for (let at = 0, length; at < read.length; at += length || 1) {
      length = Math.max(0, ...phrases.filter((phrase) => phrase.every((stem, ahead) => read[at + ahead]?.stem === stem)).map((it) => it.length));
      if (length) found.push([read[at], read[at + length - 1]]);
    }
    return found;
  };
  const marked = (text, phrases) => {
    const pieces = [];
    let at = 0;
    for (const [{ start }, { end }] of saidIn(text, phrases)) {
      pieces.push(text.slice(at, start), make("mark", {}, text.slice(start, end)));
      at = end;
    }
    return [...pieces, text.slice(at)];
  };
  const link = (slug, text, phrases) => make("a", { href: `#${slug}` }, ...marked(text, phrases));
  // Of the questions that a rule answers, the one that is most like the question, if it says more of it than the title,
  // and not much else or the title nothing.
  const alike = ({ title, questions }, phrases) => {
    const inTitle = saidIn(title, phrases).length;
    const most = (best, text) => {
      const said = saidIn(text, phrases).length;
      return said > best.said && (!inTitle || 2 * said >= words.stems(text).length) ? { text, said } : best;
    };
    return questions.reduce(most, { text: "", said: inTitle }).text;
  };
  const hearButton = (slug) => {
    const button = make("button", { type: "button", className: "hear", ariaLabel: "Hear it" }, "▶");
    button.dataset.of = slug;
    return button;
  };
  const answer = ({ rule, scenarios }, phrases) => make("li", {},
    rule.title ? link(rule.slug, rule.title, phrases) : link(rule.chapter[0], rule.chapter[1], phrases),
    make("span", { className: "where" }, rule.title ? rule.chapter[1] : ""),
    ...[alike(rule, phrases)].filter(Boolean).map((it) => make("q", { className: "alike" }, ...marked(it, phrases))),
    make("ul", {}, ...scenarios.filter((it) => it.title).slice(0, SCENARIOS).map((it) => make("li", {}, ...(it.isCall ? [hearButton(it.slug)] : []), link(it.slug, it.title, phrases)))));
  // Parts of the page that no scenario tells of, by words that people use for them.
  const PARTS = {
    changed: "change changed changes since last week yesterday new difference release version",
    map: "map flow chart diagram picture overview",
    coverage: "coverage tested untested",
    sentences: "sentence sentences write vocabulary",
    wanted: "planned plan plans wanted agreed built roadmap",
  };
  const partsFor = (text) => {
    const asked = words.stems(text);
    return Object.entries(PARTS).filter(([id, known]) => {
      const stems = new Set(words.stems(known)), some = asked.filter((it) => stems.has(it)).length;
      return document.getElementById(id) && some && 2 * some >= asked.length;
    }).map(([id]) => [id, document.querySelector(`#${id} h2`).textContent, ""]);
  };
  // The menus that a question names, each with what callers can do there.
  const menusFor = (text) => {
    const asked = new Set(words.stems(text));
    return theIndex().menus.filter(([, name]) => words.stems(name).every((it) => asked.has(it)))
      .map(([slug, name, options]) => [document.getElementById(slug) ? slug : "map", name, options.join(" · ")]);
  };
  const told = ({ isAsked, isSaid, unsaid }, number) => {
    if (!isAsked) return ""; // somebody has typed "What if" so far
    if (!isSaid) return number ? "Nothing says so. Nearest:" : "Nothing says so.";
    const missing = unsaid.length ? `Nothing says “${unsaid.join("”, “")}”. ` : "";
    return `${missing}${number} ${number === 1 ? "answer" : "answers"}`;
  };

  // What a link leads to comes to stand below the field, which stays at the top of the window.
  const makeRoom = () => { document.documentElement.style.scrollPaddingTop = `${form.offsetHeight + 8}px`; };
  new ResizeObserver(makeRoom).observe(form);
  const fold = () => { found.hidden = true; makeRoom(); };
  const reopen = () => { found.hidden = !question.value.trim(); };

  const show = () => {
    list.replaceChildren();
    places.replaceChildren();
    reopen();
    output.textContent = "";
    if (found.hidden) return;
    for (const [slug, name, more] of [...partsFor(question.value), ...menusFor(question.value)]) {
      places.append(make("li", {}, make("a", { href: `#${slug}` }, name), more && `: ${more}`));
    }
    const isShown = (it) => { const article = document.getElementById(it.slug); return !article || !article.hidden; };
    const answers = theIndex().answers(question.value, filters.isNarrow() ? isShown : undefined);
    const close = answers.rules.filter((it) => it.score >= LEAST * answers.rules[0].score);
    const rules = answers.isSaid ? close : close.slice(0, MOST);
    output.textContent = told(answers, rules.length);
    const add = (some) => list.append(...some.map((it) => answer(it, answers.phrases)));
    add(rules.slice(0, MOST));
    if (rules.length > MOST) {
      const more = make("button", { type: "button" }, `${rules.length - MOST} more`);
      more.addEventListener("click", () => { more.parentElement.remove(); add(rules.slice(MOST)); });
      list.append(make("li", { className: "more" }, more));
    }
  };
  const toAddress = () => {
    const parameters = new URLSearchParams();
    if (question.value) parameters.set("text", question.value);
    filters.write(parameters);
    history.replaceState(null, "", `#${parameters}`);
    show();
  };
  const fromAddress = () => {
    if (!location.hash.includes("=")) return;
    const parameters = new URLSearchParams(location.hash.slice(1));
    question.value = parameters.get("text") || "";
    filters.read(parameters);
    show();
  };
  const filters = makeFilters(form, toAddress);
  question.addEventListener("focus", () => whenIdle(makeInParts), { once: true }); // the first answer does not wait for it
  question.addEventListener("input", toAddress);
  for (const kind of ["focus", "click"]) question.addEventListener(kind, reopen);
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || found.hidden) return;
    event.preventDefault(); // the question stays
    if (found.contains(document.activeElement)) question.focus();
    fold();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", fromAddress);
  fromAddress();
  return { showAll: () => { filters.read(new URLSearchParams()); show(); }, fold };
})();
