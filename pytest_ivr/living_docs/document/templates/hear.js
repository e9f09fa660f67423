// Reading calls aloud: the line and the caller with two voices, or at two pitches. A menu that was read is not read again.
const hear = (() => {
  const MENU = 2; // so many sentences in a row that were read are a menu again
  const PATIENCE = 1000; // milliseconds in which a browser finds its voices
  const player = document.getElementById("hear-player").content.firstElementChild;
  document.body.append(player);
  const [caption, pause, speed, repeats, stop] = [".caption", ".pause", ".speed", ".repeats", ".stop"].map((it) => player.querySelector(it));
  const synthesis = window.speechSynthesis;
  let lines = [], at = 0, isPaused = false, rate = 1, turn = 0, whenOver = () => {};

  const spoken = (text) => text.replaceAll("#", " pound ").replaceAll("*", " star ").replaceAll("...", "").replace(/\s+/g, " ").trim();
  // Which lines only say what was read already: several in a row, or they would be no menu.
  const markRepeated = () => {
    const read = new Set();
    for (let from = 0, to; from < lines.length; from = to + 1) {
      to = from;
      while (to < lines.length && !lines[to].isCaller && read.has(lines[to].text)) to++;
      for (let it = from; it < to; it++) lines[it].isRepeated = to - from >= MENU;
      if (to < lines.length) read.add(lines[to].text);
    }
  };
  const english = () => (synthesis ? synthesis.getVoices() : []).filter((it) => it.lang.startsWith("en"));
  const voices = () => new Promise((resolve) => {
    if (!synthesis || synthesis.getVoices().length) return resolve();
    synthesis.addEventListener("voiceschanged", resolve, { once: true });
    setTimeout(resolve, PATIENCE);
  });

  const light = (element) => {
    for (const it of all(".now")) it.classList.remove("now");
    if (!element) return;
    element.classList.add("now");
    // The keypad's conversation has shown its newest words already, and its keys are to stay where they are.
    if (element.offsetParent && !element.closest(".keypad")) element.scrollIntoView({ block: "nearest" });
  };
  const end = () => {
    turn++;
    if (synthesis) synthesis.cancel();
    light();
    player.hidden = true;
    whenOver();
  };
  const next = () => {
    const mine = ++turn;
    if (synthesis) synthesis.cancel();
    if (at >= lines.length) { end(); return; }
    const { text, isCaller, element, isRepeated } = lines[at];
    const isSkipped = isRepeated && !repeats.checked;
    let following = at + 1;
    while (isSkipped && following < lines.length && lines[following].isRepeated) following++;
    const words = isSkipped ? "The same again." : isCaller ? `The caller ${text}` : text;
    const speech = new SpeechSynthesisUtterance(spoken(words));
    const voice = english();
    Object.assign(speech, { pitch: isCaller || isSkipped ? 0.7 : 1.1, rate });
    if (voice.length) speech.voice = voice[(isCaller || isSkipped) && voice.length > 1 ? 1 : 0];
    speech.onend = () => { if (mine === turn && !isPaused) { at = following; next(); } };
    caption.textContent = words;
    light(element);
    synthesis.speak(speech);
  };
  // Read lines aloud, each with its text, whether the caller acts, and the element in which it stands.
  const play = async (some, over = () => {}) => {
    end();
    const mine = turn;
    [lines, at, isPaused, whenOver] = [some, 0, false, over];
    pause.textContent = "Pause";
    player.hidden = false;
    markRepeated();
    await voices();
    if (mine !== turn) return;
    if (!synthesis || !synthesis.getVoices().length) caption.textContent = "This browser has no voice: it cannot read aloud.";
    else next();
  };
  pause.addEventListener("click", () => {
    isPaused = !isPaused;
    pause.textContent = isPaused ? "Go on" : "Pause";
    if (isPaused) synthesis.cancel(); else next(); // from the beginning of the sentence, as not all browsers can pause
  });
  speed.addEventListener("click", () => {
    speed.textContent = `${rate}x`;
    rate = rate === 1 ? 1.5 : 1;
    if (!isPaused && lines.length) next();
  });
  stop.addEventListener("click", end);

  // The sentences of a bubble, without its time; what is folded away in a call is not read.
  const linesOf = (bubble) => {
    const isCaller = bubble.classList.contains("caller"), sentences = all("p", bubble);
    const whole = { isCaller, element: bubble, text: [...bubble.childNodes].slice(1).map((it) => it.textContent).join("").trim() };
    return sentences.length ? sentences.map((it) => ({ isCaller, element: it, text: it.textContent.trim() })) : [whole];
  };
  const isOpen = (bubble) => { const fold = bubble.closest("details"); return !fold || fold.open || !fold.closest(".call"); };
  const read = (call, from) => {
    const lines = all("ol > li", call).filter((it) => isOpen(it) || it.contains(from)).flatMap(linesOf);
    const first = lines.findIndex((it) => it.element.contains(from));
    play(lines.slice(Math.max(first, 0)));
  };
  const callOf = (element) => {
    const owner = element.closest("li[id], article");
    if (!owner.querySelector(".call")) makeContent(owner.querySelector("details"));
    return owner.querySelector(".call");
  };
  document.addEventListener("click", (event) => {
    const button = event.target.closest("button.hear"), bubble = event.target.closest(".call ol > li");
    if (button) {
      event.preventDefault(); // a title that unfolds its scenario stays as it is
      const menu = document.getElementById(button.dataset.hear);
      if (menu) play(all("li", menu).map((element) => ({ element, text: element.textContent, isCaller: false })));
      else read(callOf(button.dataset.of ? document.getElementById(button.dataset.of) : button));
    } else if (bubble && !event.target.closest("a, summary") && getSelection().isCollapsed) read(bubble.closest(".call"), event.target.closest("p") || bubble.querySelector("p") || bubble);
  });
  return { play, end, hasVoice: async () => { await voices(); return Boolean(synthesis) && synthesis.getVoices().length > 0; } };
})();
