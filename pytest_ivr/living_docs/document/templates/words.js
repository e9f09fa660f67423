// Words as they are compared: without their endings, and without those that every question has.
const words = (() => {
  const set = (text) => new Set(text.split(/\s+/));
  const SMALL = set(`a about already also an and any anybody anyone are as at be been being but by can could did do does doing else
    for from had happen happened happens has have having he her him his how i if in into is it its just let matter
    may me mean means meant might must my of on or our shall she should so some somebody someone something still than that
    the their them then there these they thing things this those to too upon us very was we were what whatever when
    where whether which while who whoever whole whom whose why will with would you your`);
  const WHOLE = set("anything during evening everything morning nothing seconds"); // nor is "seconds" more than one "second"
  // Forms that no rule of endings would find.
  const FORMS = Object.fromEntries(`become:became begin:began,begun break:broke,broken bring:brought buy:bought
    choose:chose,chosen,choice,choices come:came eat:ate,eaten fall:fell,fallen find:found forget:forgot,forgotten
    get:got,gotten give:gave,given go:went,gone hang:hung hear:heard hold:held keep:kept know:knew,known leave:left
    lose:lost make:made mean:meant meet:met pay:paid person:people ring:rang,rung run:ran say:said see:saw,seen
    sell:sold send:sent show:shown speak:spoke,spoken take:took,taken tell:told think:thought throw:threw,thrown
    write:wrote,written`.split(/\s+/).flatMap((line) => {
    const [word, forms] = line.split(":");
    return forms.split(",").map((form) => [form, word]);
  }));
  // Step by step: endings, what is left of them, and how many letters have to stand before them, one a vowel.
  const STEPS = [
    [["sses", "ss", 1], ["ies", "y", 2], ["(ch|sh|x)es", "$1", 1], ["([^su])s", "$1", 1]],
    [["ied", "y", 2], ["eed", "ee", 2], ["([^e])ed", "$1", 1], ["ing", "", 2]],
    [["[iz]sation|ization", "ize", 2], ["ation", "", 4], ["([st])ion", "$1", 3], ["ment|ness|ful|ly", "", 3], ["tre", "ter", 2], ["our", "or", 3]],
    [["([aeiouy][^aeiouy]+[aeiouy])ll", "$1l", 0], ["([bcdfgkmnprtv])\\1", "$1", 2], ["e", "", 3], ["([^aeiou])y", "$1i", 1]],
  ].map((rules) => rules.map(([ending, rest, least]) => [new RegExp(`(?:${ending})$`), rest, least]));

  const stem = (word) => {
    if (/[^a-z]/.test(word) || WHOLE.has(word)) return word;
    let found = FORMS[word] || word;
    for (const rules of STEPS) {
      const rule = rules.find(([ending, , least]) => {
        const at = found.search(ending);
        return at >= least && (at > 2 || /[aeiouy]/.test(found.slice(0, at + 1)));
      });
      if (rule) found = found.replace(rule[0], rule[1]);
    }
    return found;
  };
  // The words of a text, each with its stem and its place; "don't" is "do not", a time is one word, and so is "007" with
  // whatever has zeros in front. Texts have few words, each of them often.
  const TIME = String.raw`\b\d{1,2}(?:[:.]\d\d ?(?:[ap]\.?m\b)?| ?[ap]m\b)`;
  const WORD = new RegExp(`${TIME}|[\\p{L}\\p{N}]+(?:['’]\\p{L}+)?|[*#]`, "giu");
  const NUMBERS = "zero one two three four five six seven eight nine ten eleven twelve".split(" ");
  const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
  const ALIKE = new Map([["*", "star"], ["#", "hash"], ["cannot", "not"], ...NUMBERS.map((word, it) => [word, `${it}`]), ...TENS.map((word, it) => [word, `${it + 2}0`]), ["hundred", "100"]]);
  const known = new Map();
  const look = (written) => {
    const word = written.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
    const bare = ALIKE.get(word) || (/n['’]t$/.test(word) ? "not" : /^0\d+$/.test(word) ? "00" : word.replace(/['’].*/, ""));
    return { bare, stem: stem(bare), isSmall: SMALL.has(bare) };
  };
  const knownAs = (written) => {
    if (!known.has(written)) known.set(written, look(written));
    return known.get(written);
  };
  // Whether a word is written as a name; nobody knows (undefined) where a sentence begins.
  const isName = (text, { 0: word, index }) => (!/^\p{Lu}/u.test(word) ? false : /[\p{L}\p{N},] $/u.test(text.slice(Math.max(index - 4, 0), index)) || undefined);
  const read = (text) => Array.from(text.matchAll(WORD), (found) => {
    const { bare, stem, isSmall } = knownAs(found[0]);
    return { bare, stem, isSmall, isName: isName(text, found), start: found.index, end: found.index + found[0].length };
  });
  const stems = (text) => (text.match(WORD) || []).map(knownAs).filter((it) => !it.isSmall).map((it) => it.stem);
  return { read, stem, stems };
})();
