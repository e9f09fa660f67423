// What was done at a place of the recorded calls, and behind it, as scenarios have it.
const makeDrafts = (calls) => {
  const SILENCE = "times out", SILENCE_IN_WORDS = "says and presses nothing";
  const HANG_UP = "hangs up";
  const UNWRITTEN = "Write here what the caller is to hear.";
  const inWords = (done) => done.replaceAll(SILENCE, SILENCE_IN_WORDS);
  // Keys that are pressed one after the other are one action.
  const during = (sentence) => ` during "${sentence.split(/"|\s{2,}/).sort((a, b) => b.length - a.length)[0]}"`;
  const actionsOf = (done) => done.reduce((sum, { action, key, place }) => {
    const last = sum[sum.length - 1];
    if (key && last && last.isKeys) last.words = last.words.replace(/^presses \S+/, `$&${key}`);
    else sum.push({ words: action + (place !== undefined && calls.isInterruption(place) ? during(calls.place(calls.place(place).above).text) : ""), isKeys: Boolean(key) });
    return sum;
  }, []).map((it) => it.words);
  const actions = (done) => actionsOf(done).join(" then ");
  // As long as nothing is said in between.
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
  const unknown = (beyond) => beyond.map((it) => (it.length === 1 ? { action: `presses ${it}`, key: it } : { action: it }));
  const allGroups = (at, beyond) => {
    const groups = doneAt(at), isApart = calls.answerAt(at).length > 0;
    if (beyond.length && !isApart && groups.length) groups[groups.length - 1].push(...unknown(beyond));
    else if (beyond.length) groups.push(unknown(beyond));
    return groups;
  };
  const outcome = (at, beyond) => {
    if (beyond[0] === HANG_UP) return ["Then the call is over"];
    const heard = beyond.length ? [UNWRITTEN] : calls.answerAt(at).map(calls.place).filter((it) => it.side === "line").map((it) => it.text);
    return heard.length ? ["Then the caller hears:", '  """', ...heard.map((it) => `  ${it}`), '  """'] : ["Then the caller hears nothing"];
  };
  // What is done behind the first actions.
  const behind = (groups, acts) => groups.map((group) => {
    const rest = group.slice(acts);
    acts = Math.max(0, acts - group.length);
    return rest;
  }).filter((it) => it.length);
  // Givens tell the way there, too; where one has not come as far, they cannot be taken apart.
  const begins = (at) => {
    const { givens, acts } = at === calls.NOTHING ? { givens: [], acts: 0 } : calls.runOf(at);
    return doneAt(at).flat().length < acts ? { givens: [], acts: 0 } : { givens, acts };
  };
  const lastDone = (at, beyond) => inWords(actionsOf(allGroups(at, beyond).pop()).pop());

  return {
    SILENCE,
    HANG_UP,
    inWords,
    unknown,
    lastDone,
    done: (at, beyond) => allGroups(at, beyond).flat().map((it) => it.action),
    // What was keyed in where the line waits, and whether the caller then stays silent; nothing if anything else was done.
    keyedIn: (at, beyond) => {
      const group = allGroups(at, beyond).pop(), isSilent = group.length > 1 && group[group.length - 1].action === SILENCE;
      const keys = (isSilent ? group.slice(0, -1) : group).map((it) => it.key);
      let from = at;
      while (from !== calls.NOTHING && calls.place(from).action) from = calls.place(from).above;
      return { from, keys: keys.every(Boolean) ? keys.join("") : "", isSilent };
    },
    scenario: (at, beyond) => {
      const { givens, acts } = begins(at);
      const steps = [...givens.flatMap((it) => it.split("\n")), `When the caller ${behind(allGroups(at, beyond), acts).map(actions).join(" then ")}`, ...outcome(at, beyond)];
      return [`Scenario: A caller who ${lastDone(at, beyond)}`, ...steps.map((it) => `  ${it}`)].join("\n");
    },
  };
};
