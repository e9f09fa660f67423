// Green Door Books: when its branches are open, in English and Spanish. The same line as opening_hours.py,
// whose docstring draws its menus; what callers hear is the same, word for word.
//
//     PORT=3000 node opening_hours.mjs

import { createServer } from "node:http";

// Hours are those of Monday to Sunday, null on a day on which the branch is closed.
const BRANCHES = {
  1: {
    name: "Downtown",
    number: "+17735550161",
    address: "14 State Street",
    hours: [[9, 19], [9, 19], [9, 19], [9, 19], [9, 19], [10, 17], null],
  },
  2: {
    name: "Riverside",
    number: "+17735550162",
    address: "230 River Road",
    hours: [null, [10, 18], [10, 18], [10, 18], [10, 18], [10, 18], [12, 17]],
  },
  3: {
    name: "Airport",
    number: "+17735550163",
    address: "Terminal 2, behind security",
    hours: [[6, 22], [6, 22], [6, 22], [6, 22], [6, 22], [6, 22], [6, 22]],
  },
};
const HOLIDAYS = {
  en: ["New Year's Day", "Independence Day", "Thanksgiving", "Christmas"],
  es: ["Año Nuevo", "el Día de la Independencia", "el Día de Acción de Gracias", "Navidad"],
};
const OPEN_ON_HOLIDAYS = "23"; // Independence Day and Thanksgiving
const DAYS = {
  en: ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
  es: ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
};
const LOCALES = { en: "en-US", es: "es-MX" };
const WORDS = {
  en: {
    main:
      "For opening hours, press 1. To learn where we are, press 2. For holidays, press 3. To speak with a " +
      "bookseller, press 4. To leave a message, press 5. To change the language, press star.",
    hours: "For Downtown, press 1. For Riverside, press 2. For the Airport, press 3. To go back, press star.",
    day: "Press a key from 1, for Monday, to 7, for Sunday. For another branch, press star.",
    open: "On {day}, our {branch} branch is open from {opens} to {closes}",
    closed: "On {day}, our {branch} branch is closed.",
    another: "For another day, press 1. For another branch, press 2. For the main menu, press star.",
    where: "Where is Downtown? Press 1. Riverside? Press 2. The Airport? Press 3. To go back, press star.",
    address: "Our {branch} branch is at {address}.",
    holiday:
      "For New Year's Day, press 1. For Independence Day, press 2. For Thanksgiving, press 3. For Christmas, " +
      "press 4. To go back, press star.",
    shut: "On {holiday} we are closed. We wish you a happy holiday.",
    airport: "On {holiday}, only our Airport branch is open, from 10 to 4.",
    bookseller:
      "To call Downtown, press 1. To call Riverside, press 2. To call the Airport, press 3. To go back, press " +
      "star.",
    ringing: "We are calling {branch}.",
    nobody: "Nobody at {branch} can come to the phone.",
    message: "Please leave a message after the tone, and press pound.",
    thanks: "Thank you for your message. Goodbye.",
    sorry: "That is not one of the choices.",
    goodbye: "Thank you for calling Green Door Books. Goodbye.",
  },
  es: {
    main:
      "Para horarios, oprima 1. Para saber dónde estamos, oprima 2. Para días festivos, oprima 3. Para hablar " +
      "con un librero, oprima 4. Para dejar un mensaje, oprima 5. Para cambiar de idioma, oprima asterisco.",
    hours:
      "Para Downtown, oprima 1. Para Riverside, oprima 2. Para Airport, oprima 3. Para regresar, oprima " +
      "asterisco.",
    day: "Oprima una tecla del 1, para el lunes, al 7, para el domingo. Para otra sucursal, oprima asterisco.",
    open: "El {day}, nuestra sucursal {branch} abre de {opens} a {closes} horas.",
    closed: "El {day}, nuestra sucursal {branch} está cerrada.",
    another: "Para otro día, oprima 1. Para otra sucursal, oprima 2. Para el menú principal, oprima asterisco.",
    where:
      "¿Dónde está Downtown? Oprima 1. ¿Riverside? Oprima 2. ¿Airport? Oprima 3. Para regresar, oprima " +
      "asterisco.",
    address: "Nuestra sucursal {branch} está en {address}.",
    holiday:
      "Para Año Nuevo, oprima 1. Para el Día de la Independencia, oprima 2. Para el Día de Acción de Gracias, " +
      "oprima 3. Para Navidad, oprima 4. Para regresar, oprima asterisco.",
    shut: "En {holiday} está cerrado. Le deseamos felices fiestas.",
    airport: "En {holiday}, solo nuestra sucursal Airport abre, de 10 a 4.",
    bookseller:
      "Para llamar a Downtown, oprima 1. A Riverside, oprima 2. A Airport, oprima 3. Para regresar, oprima " +
      "asterisco.",
    ringing: "Llamamos a {branch}.",
    nobody: "Nadie en {branch} puede contestar.",
    message: "Deje su mensaje después del tono y oprima la tecla gato.",
    thanks: "Gracias por su mensaje. Hasta luego.",
    sorry: "Esa no es una de las opciones.",
    goodbye: "Gracias por llamar a Green Door Books. Hasta luego.",
  },
};

const escape = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
const fill = (sentence, values) => sentence.replace(/{(\w+)}/g, (_, name) => values[name]);

// One request: the caller's language, what was keyed in, and the TwiML that answers it.
class Answer {
  constructor(query, form) {
    this.query = query;
    this.form = form;
    this.language = query.get("language");
    this.digits = form.get("Digits");
    this.branch = BRANCHES[query.get("branch")];
  }

  words(name, values = {}) {
    return fill(WORDS[this.language][name], values);
  }

  say(sentence, language = this.language) {
    return `<Say language="${LOCALES[language]}">${escape(sentence)}</Say>`;
  }

  url(path, values = {}) {
    return escape(`${path}?${new URLSearchParams({ language: this.language, ...values })}`);
  }

  menu(action, sentence, before = "", values = {}) {
    const prompt = this.say(`${before} ${sentence}`.trim());
    const gather = `<Gather action="${this.url(action, values)}" numDigits="1">${prompt}</Gather>`;
    return gather + `<Redirect>${this.url("/main")}</Redirect>`;
  }

  clock(hour) {
    if (this.language === "es") return `las ${hour}`;
    return `${((hour - 1) % 12) + 1} ${hour < 12 ? "A.M." : "P.M."}`;
  }

  opening(day) {
    const hours = this.branch.hours[day];
    const values = { day: DAYS[this.language][day], branch: this.branch.name };
    if (hours === null) return this.words("closed", values);
    return this.words("open", { ...values, opens: this.clock(hours[0]), closes: this.clock(hours[1]) });
  }

  // A menu again, behind an apology, or the main menu for whoever pressed star.
  again(path, values = {}) {
    if (this.digits === "*") return this.main();
    return this.menu(path, this.words(path.slice(1)), this.words("sorry"), values);
  }

  voice() {
    const english = this.say("Welcome to Green Door Books. For English, press 1.", "en");
    const spanish = this.say("Para español, oprima 2.", "es");
    const gather = `<Gather action="/language" numDigits="1">${english}${spanish}</Gather>`;
    return gather + "<Redirect>/main?language=en</Redirect>";
  }

  chooseLanguage() {
    const chosen = { 1: "/main?language=en", 2: "/main?language=es" }[this.digits] ?? "/voice";
    return `<Redirect>${chosen}</Redirect>`;
  }

  main(before = "") {
    const prompt = this.say(`${before} ${this.words("main")}`.trim());
    return `<Gather action="${this.url("/topic")}" numDigits="1">${prompt}</Gather>` + this.say(this.words("goodbye"));
  }

  topic() {
    const name = { 1: "hours", 2: "where", 3: "holiday", 4: "bookseller" }[this.digits];
    if (name) return this.menu(`/${name}`, this.words(name));
    if (this.digits === "5") return this.message();
    return this.digits === "*" ? this.voice() : this.main(this.words("sorry"));
  }

  hours() {
    if (!(this.digits in BRANCHES)) return this.again("/hours");
    return this.menu("/day", this.words("day"), "", { branch: this.digits });
  }

  day() {
    const branch = this.query.get("branch");
    if (this.digits === "*") return this.menu("/hours", this.words("hours"));
    if (!"1234567".includes(this.digits)) return this.again("/day", { branch });
    return this.menu("/another", this.words("another"), this.opening(Number(this.digits) - 1), { branch });
  }

  another() {
    const branch = this.query.get("branch");
    if (this.digits === "1") return this.menu("/day", this.words("day"), "", { branch });
    if (this.digits === "2") return this.menu("/hours", this.words("hours"));
    return this.again("/another", { branch });
  }

  where() {
    const branch = BRANCHES[this.digits];
    if (!branch) return this.again("/where");
    const address = this.words("address", { branch: branch.name, address: branch.address });
    return this.menu("/where", this.words("where"), address);
  }

  holiday() {
    const holiday = HOLIDAYS[this.language][this.digits - 1];
    if (!holiday) return this.again("/holiday");
    const sentence = this.words(OPEN_ON_HOLIDAYS.includes(this.digits) ? "airport" : "shut", { holiday });
    return this.menu("/holiday", this.words("holiday"), sentence);
  }

  bookseller() {
    const branch = BRANCHES[this.digits];
    if (!branch) return this.again("/bookseller");
    const action = this.url("/rung", { branch: this.digits });
    const ringing = this.say(this.words("ringing", { branch: branch.name }));
    return `${ringing}<Dial action="${action}" timeout="20">${branch.number}</Dial>`;
  }

  rung() {
    if (this.form.get("DialCallStatus") === "completed") return this.say(this.words("goodbye"));
    return this.message(this.words("nobody", { branch: this.branch.name }));
  }

  message(before = "") {
    const prompt = this.say(`${before} ${this.words("message")}`.trim());
    return `${prompt}<Record action="${this.url("/thanks")}" finishOnKey="#" maxLength="90"/>`;
  }

  thanks() {
    return this.say(this.words("thanks"));
  }
}

const ROUTES = {
  "/voice": "voice",
  "/language": "chooseLanguage",
  "/main": "main",
  "/topic": "topic",
  "/hours": "hours",
  "/day": "day",
  "/another": "another",
  "/where": "where",
  "/holiday": "holiday",
  "/bookseller": "bookseller",
  "/rung": "rung",
  "/thanks": "thanks",
};

async function read(request) {
  let body = "";
  for await (const piece of request.setEncoding("utf8")) body += piece;
  return new URLSearchParams(body);
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, "http://localhost");
  if (request.method !== "POST" || !Object.hasOwn(ROUTES, url.pathname)) {
    response.writeHead(404).end();
    return;
  }
  try {
    const verbs = new Answer(url.searchParams, await read(request))[ROUTES[url.pathname]]();
    response.writeHead(200, { "Content-Type": "text/xml; charset=utf-8" }).end(`<Response>${verbs}</Response>`);
  } catch (error) {
    console.error(error);
    response.writeHead(500).end();
  }
});

server.listen(Number(process.env.PORT ?? 3000), "127.0.0.1", () => {
  console.log(`Listening on http://127.0.0.1:${server.address().port}`);
});
