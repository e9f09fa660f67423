// A phone without a server: what is pressed is looked up in the recorded calls. What no call shows is said to be unknown.
(() => {
  const KEYS = "123456789*0#";
  const SILENCE = "times out", SILENCE_IN_WORDS = "says and presses nothing";
  const HANG_UP = "hangs up", DIALS = "dials";
  const UNWRITTEN = "Write here what the caller is to hear.";
  const phone = document.getElementById("keypad-form").content.firstElementChild;
  // Behind what changed and what failed.
  (document.querySelector(".map-small") ?? document.querySelector("form.ask").nextSibling).before(phone);
  const part = (selector) => phone.querySelector(selector);
  const [display, conversation, standing, unsaid, did, others, aloud] = [".display", ".call ol", ".standing", ".unsaid", ".did", ".others", ".aloud"].map(part);
  const draft = part("pre");

  let calls, at; // the place in the recorded calls
  let beyond = []; // what was done there that no call shows: keys one after the other, or something else
  const theCalls = () => {
    const data = (id) => JSON.parse(document.getElementById(id).textContent);
    if (!calls) [calls, at] = [makeCalls(data("keypad-data"), data("ask-data").texts), -1];
    return calls;
  };

  // Actions as scenarios have them: keys that are pressed one after the other are one action.
  const during = (sentence) => ` during "${sentence.split(/"|\s{2,}/).sort((a, b) => b.length - a.length)[0]}"`;
  const actionsOf = (done) => done.reduce((sum, { action, key, place }) => {
    const last = sum[sum.length - 1];
    if (key && last && last.isKeys) last.words = last.words.replace(/^presses \S+/, `$&${key}`);
    else sum.push({ words: action + (place !== undefined && calls.isInterruption(place) ? during(calls.place(calls.place(place).above).text) : ""), isKeys: Boolean(key) });
    return sum;
  }, []).map((it) => it.words);
  const actions = (done) => actionsOf(done).join(" then ");
  // Keys are one action as long as nothing is said in between.
  const doneAt = (place) => {
    const groups = [];
    let isApart = true;
    for (const it of calls.wayTo(place)) {
      const { action, text } = calls.place(it);
      if (!action) isApart = true;
      else {
        if (isApart) groups.push([]);
        groups[groups.length - 1].push({ action, place: it, key: calls.isKey(it) ? text : "" });
        isApart = false;
      }
    }
    return groups;
  };
  const inWords = (done) => done.replaceAll(SILENCE, SILENCE_IN_WORDS);
  const unknown = () => beyond.map((it) => (KEYS.includes(it) ? { action: `presses ${it}`, key: it } : { action: it }));
  const isUnknown = () => beyond.length > 0;
  const isOpen = () => beyond.every((it) => KEYS.includes(it)); // to more keys
  const lastDone = () => actionsOf(allGroups().pop()).pop();
  const allGroups = () => {
    const groups = doneAt(at), isApart = calls.answerAt(at).length > 0;
    if (isUnknown() && !isApart && groups.length) groups[groups.length - 1].push(...unknown());
    else if (isUnknown()) groups.push(unknown());
    return groups;
  };
  const outcome = () => {
    if (beyond[0] === HANG_UP) return ["Then the call is over"];
    const heard = isUnknown() ? [UNWRITTEN] : calls.answerAt(at).map(calls.place).filter((it) => it.side === "line").map((it) => it.text);
    return heard.length ? ["Then the caller hears:", '  """', ...heard.map((it) => `  ${it}`), '  """'] : ["Then the caller hears nothing"];
  };
  // What is done behind the first actions.
  const behind = (groups, acts) => groups.map((group) => {
    const rest = group.slice(acts);
    acts = Math.max(0, acts - group.length);
    return rest;
  }).filter((it) => it.length);
  // Givens tell the way there, too; where one has not come as far, they cannot be taken apart.
  const begins = () => {
    const { givens, acts } = at === calls.NOTHING ? { givens: [], acts: 0 } : calls.runOf(at);
    return doneAt(at).flat().length < acts ? { givens: [], acts: 0 } : { givens, acts };
  };
  const scenario = () => {
    const { givens, acts } = begins();
    const steps = [...givens.flatMap((it) => it.split("\n")), `When the caller ${behind(allGroups(), acts).map(actions).join(" then ")}`, ...outcome()];
    return [`Scenario: A caller who ${inWords(lastDone())}`, ...steps.map((it) => `  ${it}`)].join("\n");
  };

  // One bubble for what is said, or done, without a break; below what was said, the scenario that says so.
  const proof = (place) => {
    const { slug, title, isPassed, more } = calls.runOf(place);
    if (!slug) return make("cite", {}, "Found by exploring the line; no scenario says so.");
    return make("cite", {}, make("a", { href: `#${slug}` }, title), isPassed ? "" : " (which did not pass)", more ? ` and ${more} more` : "");
  };
  const turns = () => {
    const found = [];
    for (const place of calls.wayTo(at)) {
      const { side, text, action } = calls.place(place), last = found[found.length - 1];
      if (!text) continue;
      const isKey = calls.isKey(place), isSame = last && last.side === side && Boolean(last.isKeys) === isKey && !(action && !isKey);
      if (calls.isInterruption(place) && last) last.isCut = true;
      if (!isSame) found.push({ side, lines: [isKey ? `presses ${text}` : text], isKeys: isKey, isTold: !action, last: place });
      else if (isKey) last.lines[0] += text;
      else last.lines.push(text);
      found[found.length - 1].last = place;
    }
    for (const { action, key } of unknown()) {
      const last = found[found.length - 1];
      if (key && last && last.isKeys) last.lines[0] += key;
      else found.push({ side: "caller", lines: [inWords(action)], isKeys: Boolean(key) });
    }
    return found;
  };
  const bubble = ({ side, lines, isTold, isCut, last }) => make("li", { className: side },
    make("i"), ...lines.map((it, index) => make("p", {}, it + (isCut && index === lines.length - 1 ? " ..." : ""))), ...(isTold ? [proof(last)] : []));

  const item = (words, place) => {
    const button = make("button", { type: "button" }, words);
    button.addEventListener("click", () => go(calls.take(place)));
    return make("li", {}, button);
  };
  const isOnPad = (place) => calls.place(place).above === at && (calls.isKey(place) || [SILENCE, HANG_UP].includes(calls.place(place).action));
  const wordsOf = (place) => {
    const { text, above } = calls.place(place);
    const act = calls.isKey(place) ? `presses ${text}` : text;
    if (calls.isInterruption(place)) return `${act} during “${calls.place(above).text}”`;
    return above === at ? act : `${act} at once`;
  };
  const fill = (list, items) => {
    list.querySelector("ul").replaceChildren(...items);
    list.hidden = !items.length;
  };
  const situation = () => {
    if (isUnknown()) return `Nobody has said what happens if the caller ${inWords(lastDone())} here. The scenario to write:`;
    if (at === calls.NOTHING) return "Press Call.";
    if (calls.isOver(at)) return "The call is over.";
    return calls.isUnfinished(at) ? "The recorded calls end here." : "The line waits for the caller.";
  };
  // A scenario may come there in several calls.
  const onceEach = (found) => [...new Map(found.toReversed().map((it) => [calls.runOf(it).slug, it])).values()].toReversed();
  // What was heard in other calls; where no scenario says what happens here, also those in which one does elsewhere.
  const heardOtherwise = (isUnsaid) => [
    ...(isUnknown() ? [] : calls.others(at).filter((it) => calls.place(it).text).map((it) => item(calls.place(it).text, it))),
    ...(isUnsaid ? onceEach(calls.elsewhere(allGroups().flat().map((it) => it.action))).map((it) => item(calls.runOf(it).title, it)) : []),
  ];
  // The newest bubble is in sight from its first word, without a move of the page.
  const showNewest = () => {
    const newest = conversation.lastElementChild;
    display.scrollTop += newest ? newest.getBoundingClientRect().top - display.getBoundingClientRect().top : 0;
  };
  const show = () => {
    const isOver = calls.isOver(at), isDialed = at !== calls.NOTHING;
    conversation.replaceChildren(...turns().map(bubble));
    standing.textContent = situation();
    const isExplored = isDialed && !calls.isUnfinished(at) && calls.answerAt(at).length > 0 && calls.isFound(at);
    unsaid.hidden = !isUnknown() && !isExplored;
    draft.textContent = unsaid.hidden ? "" : scenario();
    const acts = isUnknown() || isOver ? [] : calls.offered(at);
    fill(did, acts.filter((it) => isDialed && !isOnPad(it)).map((it) => item(wordsOf(it), it)));
    const otherwise = heardOtherwise(!unsaid.hidden);
    fill(others, otherwise);
    others.querySelector("summary").textContent = `Heard otherwise, with other data or at another time: ${otherwise.length}`;
    const cannotAct = !isDialed || isOver;
    for (const it of all(".silence, .hangs-up", phone)) it.disabled = cannotAct || isUnknown();
    for (const it of all(".keys button", phone)) it.disabled = cannotAct || !isOpen();
    for (const it of all(".keys button", phone)) it.classList.toggle("recorded", acts.some((act) => isOnPad(act) && calls.isKey(act) && calls.place(act).text === it.textContent));
    part(".dials").textContent = isDialed ? "Call again" : "Call";
    part(".back").disabled = !isDialed;
    showNewest();
  };
  const speak = async () => {
    hear.end();
    if (!aloud.checked || !await hear.hasVoice()) return;
    const last = all("li", conversation).pop();
    if (last && last.matches(".line")) hear.play(all("p", last).map((element) => ({ element, text: element.textContent, isCaller: false })));
  };
  const go = (place, unrecorded = []) => {
    [at, beyond] = [place, unrecorded];
    show();
    speak();
  };
  const act = (action, words = action) => {
    const known = isUnknown() ? undefined : calls.find(at, action);
    if (known === undefined) go(at, [...beyond, words]);
    else go(calls.take(known));
  };
  const press = (key) => act(`presses ${key}`, key);

  part(".keys").append(...[...KEYS].map((key) => {
    const button = make("button", { type: "button" }, key);
    button.addEventListener("click", () => press(key));
    return button;
  }));
  part(".dials").addEventListener("click", () => {
    [at, beyond] = [calls.NOTHING, []];
    act(DIALS);
  });
  part(".silence").addEventListener("click", () => act(SILENCE));
  part(".hangs-up").addEventListener("click", () => act(HANG_UP));
  part(".back").addEventListener("click", () => (isUnknown() ? go(at, beyond.slice(0, -1)) : go(calls.take(calls.back(at)))));
  unsaid.append(copyButton(() => draft.textContent));
  phone.addEventListener("keydown", (event) => {
    if (KEYS.includes(event.key) && !event.ctrlKey && !event.metaKey && !part(".keys button").disabled) press(event.key);
  });
  phone.addEventListener("toggle", (event) => { if (event.target === phone && phone.open) { theCalls(); show(); } });
})();
