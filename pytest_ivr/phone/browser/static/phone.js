"use strict";
// The page sends what the caller does, one action after the other, and shows what the server says came of it.
(() => {
  const $ = (id) => document.getElementById(id);
  const make = (name, attributes = {}, ...children) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...children);
    return element;
  };
  const call = { sid: "", seen: 0, logged: 0 };
  const WHO = { line: "Line: ", caller: "You: ", note: "" };

  // The conversation

  const bubble = (side, text, time) => {
    const shown = make("p", { className: side }, ...(time ? [make("time", {}, time)] : []),
      make("span", { className: "unseen" }, WHO[side] || ""), make("span", {}, text));
    $("conversation").append(shown);
    $("conversation").scrollTop = $("conversation").scrollHeight;
    return shown;
  };
  const problem = (text) => { if (text) bubble("problem", text); };

  let pressed = null; // the bubble with the last keys, while nothing has followed them
  const add = (it, aloud) => {
    if (it.event === "pressed" && pressed && pressed === $("conversation").lastElementChild) {
      pressed.lastElementChild.textContent += it.text.replace("presses ", "");
      return;
    }
    const shown = bubble(it.side, it.text, it.time);
    if (it.event === "pressed") pressed = shown;
    if (it.event === "said" && aloud) say(shown, it.text);
  };

  // Sound: the two frequencies of each key, and the browser's voice

  const ROWS = [697, 770, 852, 941], COLUMNS = [1209, 1336, 1477], LAYOUT = ["123", "456", "789", "*0#"];
  let audio;
  const tone = (key) => {
    const row = LAYOUT.findIndex((keys) => keys.includes(key));
    if (row < 0 || !$("tones").checked || !window.AudioContext) return;
    audio ||= new AudioContext();
    audio.resume();
    const volume = new GainNode(audio, { gain: 0.08 });
    volume.connect(audio.destination);
    for (const frequency of [ROWS[row], COLUMNS[LAYOUT[row].indexOf(key)]]) {
      const oscillator = new OscillatorNode(audio, { frequency });
      oscillator.connect(volume);
      oscillator.start();
      oscillator.stop(audio.currentTime + 0.12);
    }
  };
  const silence = () => {
    if ("speechSynthesis" in window) speechSynthesis.cancel();
    for (const it of document.querySelectorAll("#conversation .now")) it.classList.remove("now");
  };
  addEventListener("pagehide", silence);
  const say = (shown, text) => {
    if (!$("voice").checked || !("speechSynthesis" in window)) return;
    const speech = new SpeechSynthesisUtterance(text.replaceAll("#", " pound "));
    speech.lang = "en";
    speech.onstart = () => shown.classList.add("now");
    speech.onend = () => shown.classList.remove("now");
    speechSynthesis.speak(speech);
  };
  for (const id of ["tones", "voice"]) {
    $(id).checked = localStorage.getItem(id) !== "off";
    $(id).addEventListener("change", () => {
      localStorage.setItem(id, $(id).checked ? "on" : "off");
      if (id === "voice") silence();
    });
  }

  // What came of an action

  const clock = (second) => `${Math.floor(second / 60)}:${String(Math.floor(second % 60)).padStart(2, "0")}`;
  const show = (state, aloud) => {
    if (state.sid) {
      if (state.sid !== call.sid) {
        for (const id of ["conversation", "log"]) $(id).replaceChildren();
        $("saved").hidden = true;
      }
      Object.assign(call, { sid: state.sid, seen: state.seen, logged: state.logged });
      for (const it of state.bubbles) add(it, aloud);
      $("log").append(...state.log.flatMap(logged));
      $("timer").textContent = clock(state.second);
      $("state").textContent = state.over ? "The call is over" : "In a call";
      $("as-of").textContent = `Clock: ${state.as_of}`;
      $("call").textContent = "Redial";
      $("as-of").hidden = $("saving").hidden = false;
      $("dialing").hidden = !state.over;
      $("in-call").hidden = state.over;
    }
    problem(state.problem);
  };
  const logged = (entry) => [
    ...entry.exchanges.flatMap((it) => {
      const parameters = [...new URLSearchParams(it.body)];
      return [
        make("h3", {}, `${clock(entry.second)} ${it.method} ${it.url} → HTTP ${it.status}`),
        make("details", {}, make("summary", {}, `${parameters.length} parameters`),
          make("pre", {}, parameters.map(([name, value]) => `${name}: ${value}`).join("\n"))),
        make("pre", {}, `${it.type}\n\n${it.document.includes("\n") ? it.document : it.document.replaceAll("><", ">\n<")}`),
      ];
    }),
    ...entry.troubles.map((it) => make("p", { className: "problem" },
      `Twilio logs ${it.severity || "error"} ${it.code}: ${it.explanation}${it.line ? ` (line ${it.line} of ${it.url})` : ""}`)),
  ];

  // What the caller does

  const GONE = "The phone cannot reach its server. Is it still running? Start it with “make serve”, then try again.";
  const scenario = (title) => fetch(`${document.body.dataset.scenario}?${new URLSearchParams({ title })}`);
  const ask = async (fields) => {
    const form = new FormData($("dialing"));
    const body = new URLSearchParams(fields.act === "dial" ? form : { csrfmiddlewaretoken: form.get("csrfmiddlewaretoken") });
    for (const [name, value] of Object.entries({ ...call, ...fields })) body.set(name, value);
    let answer;
    try {
      answer = await fetch(document.body.dataset.act, { method: "POST", body });
    } catch {
      return { problem: GONE };
    }
    if (answer.headers.get("Content-Type") === "application/json") return answer.json();
    return { problem: `The phone's own server answered HTTP ${answer.status}: it does not know this page any more, or has failed. Reload the page and call again.` };
  };
  let acts = Promise.resolve(), waiting = 0;
  const inTurn = (work) => {
    waiting += 1;
    $("conversation").ariaBusy = "true";
    acts = acts.then(work).finally(() => {
      waiting -= 1;
      if (!waiting) $("conversation").ariaBusy = "false";
    });
  };
  const act = (fields) => {
    silence();
    inTurn(async () => {
      const before = document.activeElement;
      const state = await ask(fields);
      show(state, true);
      // The scenario is written as soon as the call is over: of the catalogue as it is then.
      if (state.over) await scenario("").catch(() => {});
      if (fields.act === "dial" && !$("in-call").hidden) $("keypad").focus();
      else if (!before.checkVisibility()) $("call").focus();
    });
  };
  const press = (keys) => {
    tone(keys);
    act({ act: "press", keys });
  };
  $("dialing").addEventListener("submit", (event) => { event.preventDefault(); act({ act: "dial" }); });
  $("wait").addEventListener("click", () => act({ act: "wait" }));
  $("hang-up").addEventListener("click", () => act({ act: "hang up" }));
  for (const button of $("keypad").querySelectorAll("button")) button.addEventListener("click", () => press(button.value));
  // A key is typed while the phone has the focus, but not into its clock; space and Enter press the button they are on.
  $("phone").addEventListener("keydown", (event) => {
    if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.matches("input:not([type=checkbox]), select")) return;
    event.preventDefault();
    const button = [...$("keypad").children].find((it) => it.value === event.key);
    if (button) {
      button.classList.add("down");
      setTimeout(() => button.classList.remove("down"), 150);
    }
    press(event.key);
  });

  // Save the call

  const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_|_$/g, "") || "call";
  const save = async () => {
    let text;
    try {
      const answer = await scenario($("title").value);
      text = await answer.text();
      if (!answer.ok) { problem(text); return; }
    } catch {
      problem(GONE);
      return;
    }
    $("scenario").value = text;
    URL.revokeObjectURL($("download").href);
    $("download").href = URL.createObjectURL(new Blob([text], { type: "text/plain" }));
    $("download").download = `${slug($("title").value)}.feature`;
    $("copied").textContent = "";
    $("saved").hidden = false;
    $("scenario").focus();
    $("scenario").setSelectionRange(0, 0);
    $("scenario").scrollTop = 0;
  };
  $("save").addEventListener("submit", (event) => { event.preventDefault(); inTurn(save); });
  $("copy").addEventListener("click", async () => {
    $("scenario").select();
    try {
      await navigator.clipboard.writeText($("scenario").value);
      $("copied").textContent = "Copied";
    } catch {
      $("copied").textContent = "The browser does not let this page copy; the text is selected, copy it yourself.";
    }
  });

  const state = JSON.parse($("call-state").textContent);
  if (state) show(state, false);
})();
