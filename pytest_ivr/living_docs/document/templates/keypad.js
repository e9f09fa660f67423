// A phone without a server: what is pressed is looked up in the recorded calls. What no call shows is said to be unknown.
(() => {
  const KEYS = "123456789*0#";
  const DIALS = "dials";
  const MOST_NAMED = 3; // so many other numbers are named
  const phone = document.getElementById("keypad-form").content.firstElementChild;
  // Behind what changed and what failed.
  (document.querySelector(".map-small") ?? document.querySelector("form.ask").nextSibling).before(phone);
  const part = (selector) => phone.querySelector(selector);
  const [display, given, conversation, standing, likely, unsaid, starts, did, others, aloud] = [".display", ".given", ".call ol", ".standing", ".likely", ".unsaid", ".starts", ".did", ".others", ".aloud"].map(part);
  const draft = part("pre");
  const data = (id) => JSON.parse(document.getElementById(id).textContent);

  let calls, drafts, at; // the place in the recorded calls
  let world = []; // the Givens of the call
  let chosen = []; // those that somebody has asked for
  let isElsewhere = false; // whether it goes on as no call with those does that stood there before
  let beyond = []; // what was done there that no call shows: keys one after the other, or something else
  const begin = () => {
    calls = makeCalls(data("keypad-data"), data("ask-data").texts);
    drafts = makeDrafts(calls);
    at = calls.NOTHING;
  };
  const isUnknown = () => beyond.length > 0;
  const isOpen = () => beyond.every((it) => KEYS.includes(it)); // to more keys
  const isBetweenKeys = () => calls.isKey(at) && !isUnknown() && calls.offered(at).length > 0;

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
    for (const { action, key } of drafts.unknown(beyond)) {
      const last = found[found.length - 1];
      if (key && last && last.isKeys) last.lines[0] += key;
      else found.push({ side: "caller", lines: [drafts.inWords(action)], isKeys: Boolean(key) });
    }
    return found;
  };
  const bubble = ({ side, lines, isTold, isCut, last }) => make("li", { className: side },
    make("i"), ...lines.map((it, index) => make("p", {}, it + (isCut && index === lines.length - 1 ? " ..." : ""))), ...(isTold ? [proof(last)] : []));

  const item = (words, place, note = "") => {
    const button = make("button", { type: "button" }, words, ...(note ? [make("small", {}, note)] : []));
    button.addEventListener("click", () => pick(place));
    return make("li", {}, button);
  };
  const isOnPad = (place) => calls.place(place).above === at && (calls.isKey(place) || [drafts.SILENCE, drafts.HANG_UP].includes(calls.place(place).action));
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
  const joined = (words, word) => [words.slice(0, -1).join(", "), words.at(-1)].filter(Boolean).join(` ${word} `);
  const nextInWords = (place) => (calls.isKey(place) ? calls.place(place).text : calls.place(place).action === drafts.SILENCE ? "silence" : wordsOf(place));
  const nextActs = () => calls.offered(at).toSorted((a, b) => calls.isKey(b) - calls.isKey(a)); // keys first
  const soFar = () => conversation.lastElementChild.textContent.replace("presses ", "");
  const situation = () => {
    if (isUnknown()) return `Nobody has said what happens if the caller ${drafts.lastDone(at, beyond)} here. The scenario to write:`;
    if (at === calls.NOTHING) return "Press Call.";
    if (calls.isOver(at)) return "The call is over.";
    if (isBetweenKeys()) return `The caller has pressed ${soFar()}. In the recorded calls, ${joined(nextActs().map(nextInWords), "or")} comes next.`;
    return calls.isUnfinished(at) ? "The recorded calls end here." : "The line waits for the caller.";
  };
  // Where nobody tried a number, but others are answered all the same.
  const showLikely = () => {
    const { from, keys, isSilent } = isUnknown() ? drafts.keyedIn(at, beyond) : { keys: "" };
    const found = keys ? calls.otherNumbers(from, keys, isSilent) : undefined;
    likely.hidden = !found;
    likely.replaceChildren();
    if (!found) return;
    const { numbers, isListed, place } = found, more = numbers.length - MOST_NAMED;
    const such = joined(more > 0 ? [...numbers.slice(0, MOST_NAMED), `${more} more`] : numbers, "and");
    const alike = isListed ? `Of the others on the list, ${such}` : `Other numbers that are not on the list (${such}) all`;
    standing.textContent = `Nobody tried ${keys}${isSilent ? ", then silence," : ""} here. ${alike} got this answer:`;
    likely.append(make("blockquote", {}, ...calls.answerAt(place).map((it) => calls.place(it).text).filter(Boolean).map((it) => make("p", {}, it)), proof(place)), make("p", {}, "The scenario to write:"));
  };
  const showGiven = () => {
    const told = at === calls.NOTHING || calls.runOf(at).missing ? [] : world;
    given.hidden = !told.length;
    part(".elsewhere").hidden = !isElsewhere;
    given.querySelector("ul").replaceChildren(...told.map((it) => make("li", {}, it)));
  };
  // What the Givens of a call say beside those of this one.
  const besides = (place) => {
    const { slug, world: other } = calls.runOf(place);
    if (!slug) return "Found by exploring the line.";
    const more = other.filter((it) => !world.includes(it)).map((it) => `Given ${it}`);
    return (more.length ? more : world.filter((it) => !other.includes(it)).map((it) => `Not given: ${it}`)).join("\n");
  };
  // A scenario may come there in several calls.
  const onceEach = (found) => [...new Map(found.toReversed().map((it) => [calls.runOf(it).slug, it])).values()].toReversed();
  // What was heard in other calls; where no scenario says what happens here, also those in which one does elsewhere.
  const heardOtherwise = (isUnsaid) => [
    ...(isUnknown() ? [] : calls.others(at).filter((it) => calls.place(it).text).map((it) => item(calls.place(it).text, it, besides(it)))),
    ...(isUnsaid ? onceEach(calls.elsewhere(drafts.done(at, beyond))).map((it) => item(calls.runOf(it).title, it, besides(it))) : []),
  ];
  const showStarts = () => {
    if (calls.worlds.length < 2) return;
    starts.querySelector("summary").textContent = `Call with other data or at another time: ${calls.worlds.length}`;
    fill(starts, calls.worlds.map(({ world: one }) => {
      const button = make("button", { type: "button" }, one.join("\n") || "Nothing is given");
      button.addEventListener("click", () => dial(one));
      return make("li", {}, button);
    }));
  };
  // The newest bubble is in sight from its first word, without a move of the page.
  const showNewest = () => {
    const newest = conversation.lastElementChild;
    display.scrollTop += newest ? newest.getBoundingClientRect().top - display.getBoundingClientRect().top - display.clientTop - given.offsetHeight : 0;
  };
  const show = () => {
    const isOver = calls.isOver(at), isDialed = at !== calls.NOTHING;
    conversation.replaceChildren(...turns().map(bubble));
    standing.textContent = situation();
    const isExplored = isDialed && !calls.isUnfinished(at) && calls.answerAt(at).length > 0 && calls.isFound(at);
    showLikely();
    showGiven();
    unsaid.hidden = !isUnknown() && !isExplored;
    draft.textContent = unsaid.hidden ? "" : drafts.scenario(at, beyond);
    const acts = isUnknown() || isOver ? [] : [...calls.offered(at), ...(isBetweenKeys() ? calls.interruptions(at) : [])];
    fill(did, acts.filter((it) => isDialed && !isOnPad(it)).map((it) => item(wordsOf(it), it)));
    const otherwise = heardOtherwise(!unsaid.hidden);
    fill(others, otherwise);
    others.querySelector("summary").textContent = `What callers hear here in other scenarios: ${otherwise.length}`;
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
  // The world is that of the call, and stays that of the next one as long as a call of that world goes on so. What
  // is heard tells it, keys alone do not; explorations tell none.
  const settle = (place) => {
    const { world: now, missing } = calls.runOf(place);
    isElsewhere = missing > 0 && now.length > 0;
    if (now.length && (missing || calls.answerAt(place).length)) calls.prefer(world = now);
  };
  const take = (place) => {
    const next = calls.take(place);
    settle(next);
    go(next);
  };
  const pick = (place) => {
    settle(place);
    chosen = world;
    take(place);
  };
  // What was before is told with the Givens that were asked for, whatever the act had made of them.
  const takeBack = () => {
    if (isUnknown()) return go(at, beyond.slice(0, -1));
    const before = calls.back(at);
    calls.prefer(world = chosen);
    isElsewhere = false;
    return before === calls.NOTHING ? go(before) : take(before);
  };
  const act = (action, words = action) => {
    const known = isUnknown() ? undefined : calls.find(at, action);
    if (known === undefined) go(at, [...beyond, words]);
    else take(known);
  };
  const press = (key) => act(`presses ${key}`, key);
  const dial = (wanted) => {
    calls.prefer(world = chosen = wanted);
    [at, beyond] = [calls.NOTHING, []];
    act(DIALS);
  };

  part(".keys").append(...[...KEYS].map((key) => {
    const button = make("button", { type: "button" }, key);
    button.addEventListener("click", () => press(key));
    return button;
  }));
  part(".dials").addEventListener("click", () => dial(world));
  part(".silence").addEventListener("click", () => act(drafts.SILENCE));
  part(".hangs-up").addEventListener("click", () => act(drafts.HANG_UP));
  part(".back").addEventListener("click", takeBack);
  unsaid.append(copyButton(() => draft.textContent));
  phone.addEventListener("keydown", (event) => {
    if (KEYS.includes(event.key) && !event.ctrlKey && !event.metaKey && !part(".keys button").disabled) press(event.key);
  });
  phone.addEventListener("toggle", (event) => {
    if (event.target !== phone || !phone.open) return;
    if (!calls) { begin(); showStarts(); }
    show();
  });
})();
