"use strict";
// The page sends what people do, one action after the other, and shows what the server says came of it.
(() => {
  const $ = (id) => document.getElementById(id);
  const make = (name, attributes = {}, ...children) => {
    const element = Object.assign(document.createElement(name), attributes);
    element.append(...children);
    return element;
  };
  const call = { sid: "", logged: 0 };
  const WHO = { line: "Line: ", caller: "You: ", note: "" };

  // The conversation: bubbles that are shown, and captions that come with the voice

  let shown = []; // what is shown, each with its element
  let coming = []; // what comes with the voice
  let speaking = null; // the caption that is being spoken
  let latest = null; // how the call stands when it has been spoken
  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const bubble = (side, text, time) => {
    const element = make("p", { className: side }, ...(time ? [make("time", {}, time)] : []),
      make("span", { className: "unseen" }, WHO[side] || ""), make("span", {}, text));
    $("conversation").append(element);
    $("conversation").scrollTop = $("conversation").scrollHeight;
    return element;
  };
  const problem = (text) => { if (text) bubble("problem", text); };
  // Keys in a row stand together, as they are pressed.
  const caption = (it) => {
    const last = shown.at(-1);
    if (it.event === "pressed" && last?.it.event === "pressed" && last.element === $("conversation").lastElementChild) {
      last.element.lastElementChild.textContent += it.text.replace("presses ", "");
      shown.push({ it, element: last.element });
      return last.element;
    }
    const element = bubble(it.side, it.text, it.time);
    shown.push({ it, element });
    return element;
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
  const hasVoice = () => $("voice").checked && "speechSynthesis" in window && speechSynthesis.getVoices().length > 0;
  const fallSilent = () => {
    if ("speechSynthesis" in window) speechSynthesis.cancel();
    if (speaking) speaking.element.classList.remove("now");
    speaking = null;
  };
  // Speak a caption; go on when it has been heard, or when a voice that has broken off would have ended.
  const speak = (it, element) => {
    const speech = new SpeechSynthesisUtterance(it.spoken.replaceAll("#", " pound "));
    const mine = speaking = { it, element, speech };
    const heard = () => {
      if (speaking !== mine) return;
      element.classList.remove("now");
      speaking = null;
      goOn();
    };
    speech.lang = "en";
    speech.onend = speech.onerror = heard;
    element.classList.add("now");
    setTimeout(heard, 5000 + 200 * it.spoken.length);
    speechSynthesis.speak(speech);
  };
  const goOn = () => {
    while (coming.length && !speaking) {
      const next = coming.shift();
      const element = caption(next);
      if (next.spoken && hasVoice()) speak(next, element);
    }
    if (!speaking && latest) stand(latest, latest.over);
  };
  // Show at once what the voice has not come to.
  const hush = () => {
    fallSilent();
    coming.splice(0).forEach(caption);
    goOn();
  };
  addEventListener("pagehide", fallSilent);
  for (const id of ["tones", "voice"]) {
    $(id).checked = localStorage.getItem(id) !== "off";
    $(id).addEventListener("change", () => {
      localStorage.setItem(id, $(id).checked ? "on" : "off");
      if (id === "voice") hush();
    });
  }

  // What came of an action

  const clock = (second) => `${Math.floor(second / 60)}:${String(Math.floor(second % 60)).padStart(2, "0")}`;
  // What has been cut was never heard; what is being spoken goes on, unless it was cut.
  const converse = (bubbles) => {
    const known = [...shown.map((entry) => entry.it), ...coming];
    let kept = known.findIndex((it, place) => !same(it, bubbles[place]));
    if (kept < 0) kept = known.length;
    coming = [...coming.slice(0, Math.max(0, kept - shown.length)), ...bubbles.slice(kept)];
    for (const gone of shown.splice(kept)) {
      if (speaking && speaking.element === gone.element) fallSilent();
      gone.element.remove();
    }
  };
  const show = (state, aloud) => {
    if (state.sid) {
      if (state.sid !== call.sid) {
        fallSilent();
        shown = [];
        coming = [];
        for (const id of ["conversation", "log"]) $(id).replaceChildren();
        $("saved").hidden = true;
      }
      Object.assign(call, { sid: state.sid, logged: state.logged });
      latest = state;
      converse(state.bubbles);
      $("log").append(...state.log.flatMap(logged));
      $("as-of").textContent = state.as_of && `Clock: ${state.as_of}`;
      $("as-of").hidden = !state.as_of;
      $("call").textContent = "Redial";
      $("saving").hidden = false;
      stand(state, false);
      if (aloud) goOn(); else hush();
    }
    problem(state.problem);
  };
  // How the call stands: while somebody still hears the line speak, it is not over.
  const stand = (state, over) => {
    const before = document.activeElement;
    $("timer").textContent = clock(state.second);
    $("state").textContent = over ? "The call is over" : "In a call";
    $("dialing").hidden = !over;
    $("in-call").hidden = over;
    $("wait").hidden = !state.silence && !state.over;
    offer(over ? [] : state.actions);
    if (!before.checkVisibility()) (over ? $("call") : $("keypad")).focus();
  };
  const logged = (entry) => [
    ...entry.exchanges.flatMap((it) => {
      const parameters = [...new URLSearchParams(it.body)];
      return [
        make("h3", {}, `${clock(entry.second)} ${it.method} ${it.url} → ${it.status ? `HTTP ${it.status}` : "no answer"}`),
        make("details", {}, make("summary", {}, `${parameters.length} parameters`),
          make("pre", {}, parameters.map(([name, value]) => `${name}: ${value}`).join("\n"))),
        make("pre", {}, `${it.type}\n\n${it.document.includes("\n") ? it.document : it.document.replaceAll("><", ">\n<")}`),
      ];
    }),
    ...entry.troubles.map((it) => make("p", { className: "problem" },
      `Twilio logs ${it.severity || "error"} ${it.code}: ${it.explanation}${it.line ? ` (line ${it.line} of ${it.url})` : ""}`)),
  ];

  // What may happen now, beside keys, silence and hanging up

  const FIELDS = {
    words: { label: "Words", attributes: { placeholder: "in words", autocomplete: "off" } },
    seconds: { label: "Seconds", unit: "s", attributes: { inputMode: "decimal", size: 3, required: true } },
    theirs: { label: "Their keys", attributes: { size: 3, required: true } },
    finish: { label: "Ends with", options: [["", "then silence"], ["#", "then #"], ["*", "then *"], ["hangup", "then hangs up"]] },
    who: { label: "Whose phone" },
  };
  const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  let actions = [];
  const field = ({ name, value, options }) => {
    const { label, unit, attributes, options: fixed } = FIELDS[name];
    const choices = fixed || options?.map((it) => [it, it]);
    const control = choices
      ? make("select", { name, ariaLabel: label }, ...choices.map(([key, text]) => make("option", { value: key }, text)))
      : make("input", { name, value, ariaLabel: label, ...attributes });
    const parts = unit ? [make("span", { className: "unit" }, "for ", control, unit)] : [control];
    return name === "words" && Recognition ? [...parts, microphone(control)] : parts;
  };
  const microphone = (control) => {
    const button = make("button", { type: "button", className: "microphone", title: "Speak into the microphone" }, "Mic");
    button.addEventListener("click", () => {
      hush();
      const recognition = new Recognition();
      recognition.lang = "en";
      recognition.onstart = () => button.classList.add("now");
      recognition.onend = () => button.classList.remove("now");
      recognition.onresult = (event) => { control.value = event.results[0][0].transcript; control.focus(); };
      recognition.onerror = (event) => problem(`The browser has not understood you (${event.error}); type what you say.`);
      recognition.start();
    });
    return button;
  };
  const form = (action) => {
    const fields = action.fields.flatMap(field);
    const made = make("form", { className: fields.length ? "asks" : "" }, ...fields, make("button", {}, action.words));
    made.addEventListener("submit", (event) => {
      event.preventDefault();
      act({ act: action.act, ...Object.fromEntries(new FormData(made)) });
    });
    return made;
  };
  const offer = (offered) => {
    if (same(offered, actions)) return;
    actions = offered;
    $("actions").replaceChildren(...actions.map(form));
    $("actions").hidden = !actions.length;
  };

  // What people do

  const GONE = "The phone cannot reach its server. Is it still running? Start it again, then do this again: no call is lost.";
  const post = async (url, fields) => {
    let answer;
    try {
      answer = await fetch(url, { method: "POST", body: new URLSearchParams(fields) });
    } catch {
      return { problem: GONE };
    }
    if (answer.headers.get("Content-Type") === "application/json") return answer.json();
    return { problem: await answer.text() };
  };
  let acts = Promise.resolve(), waiting = 0;
  const inTurn = (work) => {
    waiting += 1;
    $("conversation").ariaBusy = "true";
    acts = acts.then(work).catch((error) => problem(`The page has failed: ${error}. Reload it; the call is not lost.`)).finally(() => {
      waiting -= 1;
      if (!waiting) $("conversation").ariaBusy = "false";
    });
  };
  const act = (fields) => {
    const cuts = ["press", "speak", "hang_up"].includes(fields.act);
    if (!cuts) hush();
    inTurn(async () => {
      const dialed = fields.act === "dial" ? Object.fromEntries(new FormData($("dialing"))) : {};
      const during = cuts && speaking ? { during: speaking.it.place } : {};
      const state = await post(document.body.dataset.act, { ...call, ...dialed, ...during, ...fields });
      show(state, true);
      if (fields.act === "hang_up") hush();
    });
  };
  const press = (keys) => {
    tone(keys);
    act({ act: "press", keys });
  };
  $("dialing").addEventListener("submit", (event) => { event.preventDefault(); act({ act: "dial" }); });
  $("wait").addEventListener("click", () => act({ act: "wait" }));
  // Who hangs up on a line that has hung up already, and only says its last words, hears no more of them.
  $("hang-up").addEventListener("click", () => (latest.over ? hush() : act({ act: "hang_up" })));
  for (const button of $("keypad").querySelectorAll("button")) button.addEventListener("click", () => press(button.value));
  // A key is typed while the phone has the focus, but into no field; space and Enter press the button they are on.
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
  // Nothing is known of the callers of a line that goes by universal time; they may be near.
  const near = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if ($("zone")?.length === 1 && $("zone").value === "UTC" && near && near !== "UTC") $("zone").prepend(make("option", { selected: true }, near));
  $("time")?.addEventListener("input", () => {
    const time = $("time").value;
    $("clock-shows").textContent = time ? time.replace("T", " ") : "Now";
  });

  // Save the call

  const slug = (text) => text.toLowerCase().replace(/[^a-z0-9]+/g, "_").replace(/^_|_$/g, "") || "call";
  const save = async () => {
    const title = $("title").value;
    const saved = await post(document.body.dataset.scenario, { title, short: $("short").checked ? "on" : "" });
    if (saved.problem) {
      problem(saved.problem);
      return;
    }
    $("scenario").value = saved.scenario;
    URL.revokeObjectURL($("download").href);
    $("download").href = URL.createObjectURL(new Blob([saved.scenario], { type: "text/plain" }));
    $("download").download = `${slug(title)}.feature`;
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

  if ("speechSynthesis" in window) speechSynthesis.getVoices(); // some browsers begin to load them then
  const state = JSON.parse($("call-state").textContent);
  if (state) show(state, false);
})();
