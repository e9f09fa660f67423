// The recorded calls as a tree. A place in it is a number: all that was said and done to get there stands above it.
const makeCalls = (data, texts) => {
  const NOTHING = -1; // where nobody has dialed yet
  const WAITS = 0, KEY = 2, ENDS = 3;
  const places = data.nodes.map(([above, moment, run, scenarios]) => {
    const [kind, side, text, action] = data.moments[moment];
    return { above, run, scenarios, kind, side: data.sides[side], text: texts[text], action: texts[action] };
  });
  const below = new Map([[NOTHING, []]]);
  places.forEach((it, at) => {
    below.set(at, []);
    below.get(it.above).push(at);
  });
  const actsAt = (at) => below.get(at).filter((it) => places[it].action);
  const toldAt = (at) => below.get(at).filter((it) => !places[it].action);
  // Listen, to what stands first, until somebody has to act.
  const listen = (at) => {
    for (let [next] = toldAt(at); next !== undefined; [next] = toldAt(at)) at = next;
    return at;
  };
  // Where somebody may come who listens, whatever is heard.
  const reached = (at) => [at, ...toldAt(at).flatMap(reached)];
  const wayTo = (at) => {
    const way = [];
    for (; at !== NOTHING; at = places[at].above) way.unshift(at);
    return way;
  };
  // What was said since somebody acted last, behind that act.
  const answerAt = (at) => {
    const way = wayTo(at);
    return way.slice(way.findLastIndex((it) => places[it].action) + 1);
  };
  const before = (at) => (answerAt(at).length ? places[answerAt(at)[0]].above : at);
  const isInterruption = (act) => {
    const it = places[places[act].above];
    return Boolean(places[act].action && it) && !it.action && it.kind !== WAITS;
  };

  return {
    NOTHING,
    place: (at) => places[at],
    find: (at, action) => actsAt(at).find((it) => places[it].action === action),
    // What somebody did there: act by act, or in the middle of what was said before.
    offered: (at) => [...new Set([at, before(at), ...answerAt(at)])].flatMap(actsAt),
    // Where scenarios tell of the same acts in calls in which something else was heard, the best first.
    elsewhere: (acts) => acts
      .reduce((from, act) => from.flatMap(reached).flatMap(actsAt).filter((it) => places[it].action === act && !isInterruption(it)), [NOTHING])
      .filter((it) => places[it].scenarios).sort((a, b) => a - b),
    // What was heard in its stead, in other calls.
    others: (at) => answerAt(at).flatMap((it) => toldAt(places[it].above).filter((other) => other !== it)),
    take: listen,
    back: (at) => { const act = before(at); return act === NOTHING ? NOTHING : places[act].above; },
    wayTo,
    answerAt,
    isInterruption,
    isKey: (at) => at !== NOTHING && places[at].kind === KEY,
    isOver: (at) => at !== NOTHING && places[at].kind === ENDS && !below.get(at).length,
    isFound: (at) => places[at].scenarios === 0, // by an exploration alone
    isUnfinished: (at) => !below.get(at).length && places[at].kind !== WAITS,
    runOf: (at) => {
      const [slug, title, status, givens, acts] = data.runs[places[at].run];
      return { slug, title: texts[title], isPassed: status === "passed", givens: givens.map((it) => texts[it]), acts, more: places[at].scenarios - 1 };
    },
  };
};
