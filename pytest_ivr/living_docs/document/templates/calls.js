// The recorded calls as a tree. A place in it is a number: all that was said and done to get there stands above it.
const makeCalls = (data, texts) => {
  const NOTHING = -1; // where nobody has dialed yet
  const WAITS = 0, KEY = 2, ENDS = 3;
  const CALLERS = 0, EXPLORED = 3; // whose calls they are
  const SILENCE = "times out";
  const places = data.nodes.map(([above, moment]) => {
    const [kind, side, text, action, keys] = data.moments[moment];
    return { above, kind, side: data.sides[side], text: texts[text], action: texts[action], keys, scenarios: 0 };
  });
  const below = new Map([[NOTHING, []]]);
  places.forEach((it, at) => {
    below.set(at, []);
    below.get(it.above).push(at);
  });
  const wayTo = (at) => {
    const way = [];
    for (; at !== NOTHING; at = places[at].above) way.push(at);
    return way.reverse();
  };
  const runs = data.runs.map(([slug, title, status, givens, background, acts, rank, end]) => {
    const way = wayTo(end);
    if (rank !== EXPLORED) for (const it of way) places[it].scenarios++;
    const world = givens.filter(([, it]) => !data.ways.includes(it)).map(([, it]) => texts[it]);
    const own = givens.slice(background).map((given) => given.map((it) => texts[it]).join(" "));
    return { slug, title: texts[title], isPassed: status === "passed", world, givens: own, acts, rank, end, length: way.filter((it) => places[it].action).length };
  });

  // The worlds in which callers begin, those with most scenarios first.
  const worlds = new Map();
  for (const { rank, world } of runs) {
    const known = worlds.get(world.join("\n")) ?? { world, scenarios: 0 };
    if (rank === CALLERS) worlds.set(world.join("\n"), { world, scenarios: known.scenarios + 1 });
  }
  for (const it of runs) it.usual = worlds.get(it.world.join("\n"))?.scenarios ?? 0;

  // Of several calls that come to a place, one of the world that is wanted is shown first, or else the one most like it.
  let best;
  const prefer = (world) => {
    for (const it of runs) {
      it.missing = world.filter((given) => !it.world.includes(given)).length;
      it.extra = it.world.length + it.missing - world.length;
    }
    best = new Map();
    const sorted = [...runs].sort((a, b) => a.missing - b.missing || a.rank - b.rank || a.extra - b.extra || b.usual - a.usual || a.length - b.length);
    for (const run of sorted) for (let at = run.end; at !== NOTHING && !best.has(at); at = places[at].above) best.set(at, run);
  };
  const nearestFirst = (a, b) => best.get(a).missing - best.get(b).missing || best.get(a).rank - best.get(b).rank || a - b;
  const shortestFirst = (a, b) => best.get(a).missing - best.get(b).missing || best.get(a).rank - best.get(b).rank || best.get(a).length - best.get(b).length || a - b;
  prefer([]);

  const actsAt = (at) => below.get(at).filter((it) => places[it].action);
  const toldAt = (at) => below.get(at).filter((it) => !places[it].action);
  // Listen, to what stands first, until somebody has to act.
  const listen = (at) => {
    for (let [next] = toldAt(at).sort(nearestFirst); next !== undefined; [next] = toldAt(at).sort(nearestFirst)) at = next;
    return at;
  };
  // Where somebody may come who listens, whatever is heard.
  const reached = (at) => [at, ...toldAt(at).flatMap(reached)];
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
  const isKey = (at) => at !== NOTHING && places[at].kind === KEY;

  // Places are alike at which the line has said all the same since the first ring, whatever the caller has done.
  let heard;
  const alike = (at) => {
    if (!heard) {
      const known = new Map();
      heard = [];
      for (const { above, action, text } of places) {
        const before = heard[above] ?? 0, now = `${before} ${text}`;
        if (!action && !known.has(now)) known.set(now, known.size + 1);
        heard.push(action ? before : known.get(now));
      }
    }
    return [...heard.keys()].filter((it) => places[it].kind === WAITS && heard[it] === heard[at]);
  };
  const numberIn = (keys) => keys.match(/^0*(\d+)#?$/)?.[1];
  // Numbers that somebody has keyed in there, each with its keys and the place at which the line answers.
  const keyedIn = (at, keys = "") => actsAt(at).flatMap((it) => {
    const { text, action } = places[it], now = isKey(it) ? keys + text : keys;
    if (!isKey(it) && (action !== SILENCE || !keys)) return [];
    const answered = toldAt(it).length ? [{ keys: now, isSilent: action === SILENCE, place: it }] : [];
    return isKey(it) ? [...answered, ...keyedIn(it, now)] : answered;
  });
  const answer = (at) => answerAt(listen(at)).map((it) => places[it].text).join("\n");

  return {
    NOTHING,
    prefer,
    worlds: [...worlds.values()].sort((a, b) => b.scenarios - a.scenarios),
    place: (at) => places[at],
    find: (at, action) => actsAt(at).find((it) => places[it].action === action),
    // What somebody did there: act by act, or in the middle of what was said before.
    offered: (at) => [...new Set([at, before(at), ...answerAt(at)])].flatMap(actsAt),
    // Where the last act was done in the middle of a sentence of the same menu.
    interruptions: (at) => {
      const act = places[at].action, from = places[at].above;
      return from === NOTHING || isInterruption(at) ? [] : answerAt(from).flatMap(actsAt).filter((it) => isInterruption(it) && places[it].action === act);
    },
    // Where scenarios tell of the same acts in calls in which something else was heard, the best first.
    elsewhere: (acts) => acts
      .reduce((from, act) => from.flatMap(reached).flatMap(actsAt).filter((it) => places[it].action === act && !isInterruption(it)), [NOTHING])
      .filter((it) => places[it].scenarios).sort(nearestFirst),
    // What was heard in its stead, in other calls.
    others: (at) => answerAt(at).flatMap((it) => toldAt(places[it].above).filter((other) => other !== it)),
    // Other numbers that were keyed in alike, and what callers hear: nothing, unless all have one answer. They are on the
    // list as this one is; of those that are not, one alone tells nothing of the others.
    otherNumbers: (at, keys, isSilent) => {
      const menu = places[at]?.kind === WAITS ? answerAt(at) : [];
      const listed = new Set(menu.flatMap((it) => places[it].keys)), number = numberIn(keys);
      if (!listed.size || !number) return undefined;
      const isListed = listed.has(number);
      const isAsLong = (it) => (keys.endsWith("#") || isSilent ? it.endsWith("#") === keys.endsWith("#") : it.length === keys.length && !it.endsWith("#"));
      const tried = alike(at).flatMap((it) => keyedIn(it)).filter((it) => {
        const other = numberIn(it.keys);
        return other && listed.has(other) === isListed && it.isSilent === isSilent && isAsLong(it.keys);
      }).sort((a, b) => shortestFirst(a.place, b.place));
      const found = tried.filter((it) => numberIn(it.keys) !== number);
      const numbers = [...new Map(found.map((it) => [numberIn(it.keys), it.keys])).values()];
      const isOne = new Set(tried.map((it) => answer(it.place))).size === 1;
      return isOne && numbers.length > (isListed ? 0 : 1) ? { numbers, isListed, place: listen(found[0].place) } : undefined;
    },
    take: listen,
    back: (at) => { const act = before(at); return act === NOTHING ? NOTHING : places[act].above; },
    wayTo,
    answerAt,
    isInterruption,
    isKey,
    isWaiting: (at) => at !== NOTHING && places[at].kind === WAITS,
    isOver: (at) => at !== NOTHING && places[at].kind === ENDS && !below.get(at).length,
    isFound: (at) => places[at].scenarios === 0, // by an exploration alone
    isUnfinished: (at) => !below.get(at).length && places[at].kind !== WAITS,
    runOf: (at) => ({ ...best.get(at), more: places[at].scenarios - 1 }),
  };
};
