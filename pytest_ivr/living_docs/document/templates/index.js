// The index of the document's texts, and the answers that it has to a question. It is made in small parts, between which
// the page goes on.
const PART = 500; // texts that are read in one go
const makingIndex = function* (data) {
  // How much it counts where a word stands: in rules, titles, questions and descriptions most, then in steps, then in what was said.
  const WEIGHTS = { title: 4, rule: 4, questions: 4, chapter: 2, about: 1.2, steps: 1.3, heard: 0.3 };
  const HALF = 7.5; // with so much weight, a word counts half of what it can
  const FULL = 0.9; // so much counts a word that stands in a title
  const OTHER_WORD = 0.6; // what another word for the same counts, and one that is so on any line
  const ANY_LINE = 0.5;
  const LENGTH = 5; // in a text of so many words, a word counts half of what it does alone
  const PAIR = 0.4; // what two words in a row count, beside what each of them does
  const LITTLE = 0.5; // what a word counts that says little by itself
  const TECHNICAL = 0.9; // what a rule counts that tells callers nothing
  const AS_GOOD = 0.95; // with so much of the best one's weight, scenarios stay as the feature has them: it tells the plain case first
  const SAME = 0.5; // so much more counts a rule that answers a question in just these words
  const MISSPELLED = 0.65; // so like a word is another that is spelled nearly so
  const NEAREST = 0.35; // and so like one that is taken because there is none
  const REMEMBERED = 100; // notions of which is known how much they count

  // All texts, with the rules and titles behind those that steps and calls share; where each stem stands in them.
  const all = [...data.texts];
  const number = (text) => all.push(text) - 1;
  const lines = (text) => text.split("\n").filter(Boolean).map(number);
  const chapters = data.chapters.map(([, title, about]) => ({ chapter: [number(title)], about: lines(about) }));
  const rules = data.rules.map(([slug, title, about, chapter, questions]) => ({
    slug, title, questions, chapter: data.chapters[chapter], worth: data.chapters[chapter][3] ? TECHNICAL : 1,
    fields: { rule: [number(title)], questions: questions.map(number), chapter: chapters[chapter].chapter, about: [...lines(about), ...chapters[chapter].about] },
  }));
  const scenarios = data.scenarios.map(([slug, title, rule, steps, heard]) => ({
    slug, title, rule: rules[rule], isCall: heard.length > 0, fields: { title: [number(title)], steps, heard },
  }));
  const stems = [], seen = new Map(), places = new Map();
  for (const [number, text] of all.entries()) {
    if (number % PART === 0) yield;
    const read = words.read(text);
    stems.push(read.filter((it) => !it.isSmall).map((it) => it.stem));
    for (const { stem, bare, isName } of read) {
      if (!seen.has(stem)) seen.set(stem, { bares: new Set(), isName: false, isWord: false });
      const it = seen.get(stem);
      it.bares.add(bare);
      if (isName) it.isName = true;
      else if (isName === false) it.isWord = true;
    }
    for (const stem of new Set(stems[number])) {
      if (!places.has(stem)) places.set(stem, []);
      places.get(stem).push(number);
    }
  }

  // Where each text stands: the numbers of fields, of all rules and then of all scenarios.
  const fields = [...rules, ...scenarios].flatMap((it, owner) => Object.entries(it.fields).map(([name, texts]) => ({ owner, weight: WEIGHTS[name], texts })));
  const uses = all.map(() => []);
  fields.forEach((it, field) => { for (const text of it.texts) uses[text].push(field); });
  const ruleOf = Int32Array.from(data.scenarios, ([, , rule]) => rule);
  const questions = rules.flatMap((it, rule) => it.fields.questions.map((text) => ({ rule, text })));

  // What else people may have meant, if the texts have it: phrases of stems with what each counts, by the phrase that they
  // may have used.
  const others = new Map();
  const synonyms = [...data.synonyms.map((it) => [...it, OTHER_WORD]), ...english.same.map((it) => [it, "", ANY_LINE])];
  for (const [names, asked, worth] of synonyms) {
    const phrases = (list) => list.split(",").map(words.stems).filter((it) => it.length);
    const meant = phrases(names).filter((phrase) => phrase.every((it) => places.has(it))).map((it) => [it, worth]);
    for (const phrase of [...phrases(names), ...phrases(asked)]) {
      const key = phrase.join(" ");
      others.set(key, [...(others.get(key) || []), ...meant]);
    }
  }
  const longest = Math.max(1, ...[...others.keys()].map((it) => it.split(" ").length));

  // Words that nobody has written: those that are spelled nearly so.
  const pairsOf = (word) => { const it = ` ${word} `; return [...it].slice(1).map((_, at) => it.slice(at, at + 2)); };
  const likeness = (one, other) => {
    const left = pairsOf(other), all = pairsOf(one), length = all.length + left.length;
    const common = all.filter((pair) => left.includes(pair) && left.splice(left.indexOf(pair), 1)).length;
    return (2 * common) / length;
  };
  const alike = (stem, least) => [...places.keys()].map((it) => [it, likeness(stem, it)])
    .filter(([, it]) => it >= least).sort((a, b) => b[1] - a[1]).slice(0, 1).map(([it]) => it);

  // Words that say little by themselves: a text that has no other of a question is no answer to it. Numbers are examples.
  const LIGHT = new Set(words.stems(english.light));
  const isLight = (phrase) => phrase.every((it) => LIGHT.has(it));
  const isNumber = (phrase) => phrase.every((it) => /^[1-9]/.test(it));
  // A name, such as "Park Street", has no other forms: nothing is said there of parking.
  const isOtherName = ({ stem, bare }) => { const it = seen.get(stem); return it && it.isName && !it.isWord && !it.bares.has(bare); };
  const isIn = (phrase, text) => phrase.length === 1 || stems[text].some((_, at) => phrase.every((stem, ahead) => stems[text][at + ahead] === stem));
  const textsWith = (phrase) => {
    const [rarest] = phrase.map((stem) => places.get(stem) || []).sort((a, b) => a.length - b.length);
    return rarest.filter((text) => isIn(phrase, text));
  };

  // A question as notions: each a phrase, with all that may be meant by it.
  const notions = (question) => {
    const read = words.read(question).filter((it) => !it.isSmall), found = [];
    for (let at = 0, length; at < read.length; at += length) {
      const phrase = () => read.slice(at, at + length).map((it) => (isOtherName(it) ? it.bare : it.stem));
      length = Math.min(longest, read.length - at);
      while (length > 1 && !others.has(phrase().join(" "))) length--;
      found.push({ phrase: phrase(), start: read[at].start, end: read[at + length - 1].end });
    }
    const pairs = found.slice(1).map((it, at) => [...found[at].phrase, ...it.phrase]).filter((it) => it.length === 2);
    return [
      ...found.map(({ phrase, start, end }) => ({ phrase, start, end, meant: [[phrase, 1], ...(others.get(phrase.join(" ")) || [])], isLight: isLight(phrase), weight: isLight(phrase) || isNumber(phrase) ? LITTLE : 1 })),
      ...pairs.map((phrase) => ({ phrase, meant: [[phrase, 1], [[...phrase].reverse(), OTHER_WORD]], weight: PAIR, isPair: true })),
    ];
  };
  // How much a notion counts in each rule, and then in each scenario: in a field, where a text says it best. Null, if none
  // says it. Beside that, how well each question that a rule answers says it.
  const weigh = (meant) => {
    const said = new Map(), inFields = [];
    for (const [phrase, worth] of meant) {
      for (const text of textsWith(phrase)) {
        if (worth > (said.get(text) ?? 0)) said.set(text, worth);
      }
    }
    const best = new Float64Array(fields.length), found = new Float64Array(rules.length + scenarios.length);
    for (const [text, worth] of said) {
      const share = worth / (1 + stems[text].length / LENGTH);
      for (const field of uses[text]) {
        if (!best[field]) inFields.push(field);
        if (share > best[field]) best[field] = share;
      }
    }
    for (const field of inFields) found[fields[field].owner] += fields[field].weight * best[field];
    const inQuestions = questions.map(({ text }) => said.get(text) ?? 0);
    return inFields.length ? { found, inQuestions } : null;
  };
  // Who types a question asks for its first words again and again.
  const weighed = new Map();
  const weights = ({ meant }) => {
    const key = JSON.stringify(meant);
    if (!weighed.has(key)) {
      if (weighed.size === REMEMBERED) weighed.clear();
      weighed.set(key, weigh(meant));
    }
    return weighed.get(key);
  };

  // How much a question is the same as one that a rule answers: 1, if one says all that the other does, and nothing else.
  const sameness = (asked) => {
    const found = asked.map((it) => ({ length: it.phrase.length, said: weights(it)?.inQuestions }));
    const best = new Float64Array(rules.length);
    for (const [at, { rule, text }] of questions.entries()) {
      const said = found.map((it) => ({ length: it.length, worth: it.said?.[at] ?? 0 }));
      const sum = (of) => said.reduce((all, it) => all + of(it), 0);
      const like = (sum((it) => it.worth) / said.length) * Math.min(1, sum((it) => it.worth * it.length) / stems[text].length);
      if (like > best[rule]) best[rule] = like;
    }
    return best;
  };

  // The answers: rules, the best first, each with its scenarios that fit; what of the question nobody has said; and
  // what of it stands in texts, to be marked.
  const answers = (question, isWanted = () => true) => {
    const asked = notions(question);
    const single = asked.filter((it) => !it.isPair);
    const unsaid = single.filter((it) => !it.meant.some(([phrase]) => textsWith(phrase).length));
    const isSaid = single.some((it) => !it.isLight && !unsaid.includes(it));
    for (const it of unsaid) it.meant = it.phrase.flatMap((stem) => alike(stem, isSaid ? MISSPELLED : NEAREST)).map((stem) => [[stem], 0.5]);
    const candidates = Int32Array.from(scenarios.keys()).filter((at) => isWanted(scenarios[at]));
    const scores = new Float64Array(scenarios.length), worth = new Float64Array(scenarios.length);
    const main = []; // how much each notion that says something by itself counts in the rules
    for (const notion of asked) {
      const { found } = weights(notion) ?? {};
      if (!found) continue;
      const best = new Float64Array(rules.length);
      for (const at of candidates) {
        const rule = ruleOf[at], whole = found[rule] + found[rules.length + at];
        worth[at] = whole / (whole + HALF);
        if (worth[at] > best[rule]) best[rule] = worth[at];
      }
      const fitting = Math.min(rules.length, best.reduce((sum, it) => sum + it, 0) / FULL);
      const rarity = Math.log(1 + (rules.length - fitting + 0.5) / (fitting + 0.5)) * notion.weight;
      for (const at of candidates) scores[at] += rarity * worth[at];
      if (!notion.isPair && !notion.isLight && !unsaid.includes(notion)) main.push(best);
    }
    const same = sameness(single);
    for (const at of candidates) scores[at] *= 1 + SAME * same[ruleOf[at]] ** 4;
    const isMet = (rule) => !main.length || main.some((it) => it[rule] > 0);
    const byRule = new Map();
    for (const at of candidates) {
      const rule = ruleOf[at];
      if (!scores[at] || !isMet(rule)) continue;
      if (!byRule.has(rule)) byRule.set(rule, []);
      byRule.get(rule).push(at);
    }
    const ranked = [...byRule].map(([rule, found]) => {
      const best = Math.max(...found.map((at) => scores[at]));
      const weight = (at) => (scores[at] < AS_GOOD * best ? scores[at] : best);
      found.sort((one, other) => weight(other) - weight(one) || one - other);
      return { rule: rules[rule], score: best * rules[rule].worth, scenarios: found.map((at) => scenarios[at]) };
    });
    return {
      rules: ranked.sort((one, other) => other.score - one.score),
      unsaid: unsaid.map((it) => question.slice(it.start, it.end)),
      phrases: asked.filter((it) => !it.isPair).flatMap((it) => it.meant.map(([phrase]) => phrase)),
      isAsked: single.length > 0,
      isSaid,
    };
  };
  return { answers, menus: data.menus };
};
