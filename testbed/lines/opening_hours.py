"""Green Door Books: when its branches are open, in English and Spanish.

language .............. 1 English, 2 Spanish; silence: English
main menu ............. 1 opening hours, 2 where we are, 3 holidays, 4 a bookseller, 5 a message, star: language
hours ................. 1 Downtown, 2 Riverside, 3 Airport, star: main menu
day ................... 1 Monday to 7 Sunday, star: another branch
another day ........... 1 another day, 2 another branch, star: main menu
where ................. 1 Downtown, 2 Riverside, 3 Airport, star: main menu
holiday ............... 1 New Year's Day, 2 Independence Day, 3 Thanksgiving, 4 Christmas, star: main menu
bookseller ............ 1 Downtown, 2 Riverside, 3 Airport (each rings; nobody there: a message), star: main menu
message ............... a recording

Silence leads back to the main menu, and in the main menu to a goodbye. opening_hours.mjs is the same line.
"""

from typing import NamedTuple

from flask import Flask, Response, request
from markupsafe import escape

NOBODY = ("gets no answer", "gets a busy tone", "cannot be put through")
RINGING = {"is put through": "goodbye", **dict.fromkeys(NOBODY, "message")}
BACK = {"presses *": "main menu", "times out": "main menu"}
MAP = {
    "language": {
        "presses 1": "main menu",
        "presses 2": "main menu",
        "presses anything else": "language",
        "times out": "main menu",
    },
    "main menu": {
        "presses 1": "hours",
        "presses 2": "where",
        "presses 3": "holiday",
        "presses 4": "bookseller",
        "presses 5": "message",
        "presses *": "language",
        "presses anything else": "main menu",
        "times out": "goodbye",
    },
    "hours": {**{f"presses {key}": "day" for key in "123"}, "presses anything else": "hours", **BACK},
    "day": {
        **{f"presses {key}": "another day" for key in "1234567"},
        "presses *": "hours",
        "presses anything else": "day",
        "times out": "main menu",
    },
    "another day": {"presses 1": "day", "presses 2": "hours", "presses anything else": "another day", **BACK},
    "where": {**{f"presses {key}": "where" for key in "123"}, "presses anything else": "where", **BACK},
    "holiday": {**{f"presses {key}": "holiday" for key in "1234"}, "presses anything else": "holiday", **BACK},
    "bookseller": {
        "presses 1": "ringing Downtown",
        "presses 2": "ringing Riverside",
        "presses 3": "ringing Airport",
        "presses anything else": "bookseller",
        **BACK,
    },
    "ringing Downtown": RINGING,
    "ringing Riverside": RINGING,
    "ringing Airport": RINGING,
    "message": {"records": "thanks", "times out": "thanks"},
}


class Branch(NamedTuple):
    """A shop; its hours are those of Monday to Sunday, None on a day on which it is closed."""

    name: str
    number: str
    address: str
    hours: list[tuple[int, int] | None]


BRANCHES = {
    "1": Branch("Downtown", "+17735550161", "14 State Street", [*[(9, 19)] * 5, (10, 17), None]),
    "2": Branch("Riverside", "+17735550162", "230 River Road", [None, *[(10, 18)] * 5, (12, 17)]),
    "3": Branch("Airport", "+17735550163", "Terminal 2, behind security", [(6, 22)] * 7),
}
HOLIDAYS = {
    "en": ["New Year's Day", "Independence Day", "Thanksgiving", "Christmas"],
    "es": ["Año Nuevo", "el Día de la Independencia", "el Día de Acción de Gracias", "Navidad"],
}
DAYS = {
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
}
LOCALES = {"en": "en-US", "es": "es-MX"}
WORDS = {
    "en": {
        "main": "For opening hours, press 1. To learn where we are, press 2. For holidays, press 3. To speak with a "
        "bookseller, press 4. To leave a message, press 5. To change the language, press star.",
        "hours": "For Downtown, press 1. For Riverside, press 2. For the Airport, press 3. To go back, press star.",
        "day": "Press a key from 1, for Monday, to 7, for Sunday. For another branch, press star.",
        "open": "On {day}, our {branch} branch is open from {opens} to {closes}",
        "closed": "On {day}, our {branch} branch is closed.",
        "another": "For another day, press 1. For another branch, press 2. For the main menu, press star.",
        "where": "Where is Downtown? Press 1. Riverside? Press 2. The Airport? Press 3. To go back, press star.",
        "address": "Our {branch} branch is at {address}.",
        "holiday": "For New Year's Day, press 1. For Independence Day, press 2. For Thanksgiving, press 3. For "
        "Christmas, press 4. To go back, press star.",
        "shut": "On {holiday} we are closed. We wish you a happy holiday.",
        "airport": "On {holiday}, only our Airport branch is open, from 10 to 4.",
        "bookseller": "To call Downtown, press 1. To call Riverside, press 2. To call the Airport, press 3. "
        "To go back, press star.",
        "ringing": "We are calling {branch}.",
        "nobody": "Nobody at {branch} can come to the phone.",
        "message": "Please leave a message after the tone, and press pound.",
        "thanks": "Thank you for your message. Goodbye.",
        "sorry": "That is not one of the choices.",
        "goodbye": "Thank you for calling Green Door Books. Goodbye.",
    },
    "es": {
        "main": "Para horarios, oprima 1. Para saber dónde estamos, oprima 2. Para días festivos, oprima 3. Para "
        "hablar con un librero, oprima 4. Para dejar un mensaje, oprima 5. Para cambiar de idioma, oprima asterisco.",
        "hours": "Para Downtown, oprima 1. Para Riverside, oprima 2. Para Airport, oprima 3. Para regresar, oprima "
        "asterisco.",
        "day": "Oprima una tecla del 1, para el lunes, al 7, para el domingo. Para otra sucursal, oprima asterisco.",
        "open": "El {day}, nuestra sucursal {branch} abre de {opens} a {closes} horas.",
        "closed": "El {day}, nuestra sucursal {branch} está cerrada.",
        "another": "Para otro día, oprima 1. Para otra sucursal, oprima 2. Para el menú principal, oprima asterisco.",
        "where": "¿Dónde está Downtown? Oprima 1. ¿Riverside? Oprima 2. ¿Airport? Oprima 3. Para regresar, oprima "
        "asterisco.",
        "address": "Nuestra sucursal {branch} está en {address}.",
        "holiday": "Para Año Nuevo, oprima 1. Para el Día de la Independencia, oprima 2. Para el Día de Acción de "
        "Gracias, oprima 3. Para Navidad, oprima 4. Para regresar, oprima asterisco.",
        "shut": "En {holiday} está cerrado. Le deseamos felices fiestas.",
        "airport": "En {holiday}, solo nuestra sucursal Airport abre, de 10 a 4.",
        "bookseller": "Para llamar a Downtown, oprima 1. A Riverside, oprima 2. A Airport, oprima 3. Para regresar, "
        "oprima asterisco.",
        "ringing": "Llamamos a {branch}.",
        "nobody": "Nadie en {branch} puede contestar.",
        "message": "Deje su mensaje después del tono y oprima la tecla gato.",
        "thanks": "Gracias por su mensaje. Hasta luego.",
        "sorry": "Esa no es una de las opciones.",
        "goodbye": "Gracias por llamar a Green Door Books. Hasta luego.",
    },
}
OPEN_ON_HOLIDAYS = {"2", "3"}  # Independence Day and Thanksgiving

app = Flask(__name__)


def words(name: str, **values: str) -> str:
    """Return a sentence in the caller's language."""
    return WORDS[request.args["language"]][name].format(**values)


def say(sentence: str, language: str | None = None) -> str:
    """Speak in the caller's language, or in another."""
    return f'<Say language="{LOCALES[language or request.args["language"]]}">{escape(sentence)}</Say>'


def url(path: str, **values: str) -> str:
    """Return a path with the caller's language, as it stands in XML."""
    query = {"language": request.args["language"], **values}
    return f"{path}?{'&amp;'.join(f'{name}={value}' for name, value in query.items())}"


def twiml(*verbs: str) -> Response:
    """Answer Twilio."""
    return Response(f"<Response>{''.join(verbs)}</Response>", mimetype="text/xml")


def menu(action: str, sentence: str, before: str = "", **values: str) -> Response:
    """Ask for a key; silence leads to the main menu."""
    prompts = say(f"{before} {sentence}".strip())
    gather = f'<Gather action="{url(action, **values)}" numDigits="1">{prompts}</Gather>'
    return twiml(gather, f"<Redirect>{url('/main')}</Redirect>")


def again(path: str, **values: str) -> Response:
    """Read a menu once more, behind an apology; star leads to the main menu."""
    if request.form["Digits"] == "*":
        return main()
    return menu(path, words(path[1:]), words("sorry"), **values)


def clock(hour: int) -> str:
    """Return a full hour as the caller's language has it."""
    if request.args["language"] == "es":
        return f"las {hour}"
    return f"{(hour - 1) % 12 + 1} {'A.M.' if hour < 12 else 'P.M.'}"


def opening(branch: Branch, day: int) -> str:
    """Tell when a branch is open on a day, 0 being Monday."""
    day_name = DAYS[request.args["language"]][day]
    if open_hours := branch.hours[day]:
        opens, closes = map(clock, open_hours)
        return words("open", day=day_name, branch=branch.name, opens=opens, closes=closes)
    return words("closed", day=day_name, branch=branch.name)


@app.post("/voice")
def voice() -> Response:
    """Greet the caller, and offer the languages."""
    english = say("Welcome to Green Door Books. For English, press 1.", "en")
    gather = f'<Gather action="/language" numDigits="1">{english}{say("Para español, oprima 2.", "es")}</Gather>'
    return twiml(gather, "<Redirect>/main?language=en</Redirect>")


@app.post("/language")
def language() -> Response:
    """Go on in the caller's language."""
    chosen = {"1": "/main?language=en", "2": "/main?language=es"}.get(request.form["Digits"], "/voice")
    return twiml(f"<Redirect>{chosen}</Redirect>")


@app.post("/main")
def main(before: str = "") -> Response:
    """Offer everything; silence ends the call."""
    prompts = say(f"{before} {words('main')}".strip())
    return twiml(f'<Gather action="{url("/topic")}" numDigits="1">{prompts}</Gather>', say(words("goodbye")))


@app.post("/topic")
def topic() -> Response:
    """Answer the main menu."""
    digits = request.form["Digits"]
    if name := {"1": "hours", "2": "where", "3": "holiday", "4": "bookseller"}.get(digits):
        return menu(f"/{name}", words(name))
    if digits == "5":
        return message()
    return voice() if digits == "*" else main(words("sorry"))


@app.post("/hours")
def hours() -> Response:
    """Ask for a day at a branch."""
    branch = request.form["Digits"]
    return menu("/day", words("day"), branch=branch) if branch in BRANCHES else again("/hours")


@app.post("/day")
def day() -> Response:
    """Tell when a branch is open."""
    digits, branch = request.form["Digits"], request.args["branch"]
    if digits == "*":
        return menu("/hours", words("hours"))
    if digits not in "1234567":
        return again("/day", branch=branch)
    return menu("/another", words("another"), opening(BRANCHES[branch], int(digits) - 1), branch=branch)


@app.post("/another")
def another() -> Response:
    """Go on to another day or branch."""
    branch = request.args["branch"]
    match request.form["Digits"]:
        case "1":
            return menu("/day", words("day"), branch=branch)
        case "2":
            return menu("/hours", words("hours"))
    return again("/another", branch=branch)


@app.post("/where")
def where() -> Response:
    """Tell where a branch is."""
    branch = BRANCHES.get(request.form["Digits"])
    if branch is None:
        return again("/where")
    return menu("/where", words("where"), words("address", branch=branch.name, address=branch.address))


@app.post("/holiday")
def holiday() -> Response:
    """Tell who is open on a holiday."""
    digits = request.form["Digits"]
    if digits not in "1234":
        return again("/holiday")
    name = HOLIDAYS[request.args["language"]][int(digits) - 1]
    return menu("/holiday", words("holiday"), words("airport" if digits in OPEN_ON_HOLIDAYS else "shut", holiday=name))


@app.post("/bookseller")
def bookseller() -> Response:
    """Ring a branch."""
    key = request.form["Digits"]
    if key not in BRANCHES:
        return again("/bookseller")
    branch = BRANCHES[key]
    dial = f'<Dial action="{url("/rung", branch=key)}" timeout="20">{branch.number}</Dial>'
    return twiml(say(words("ringing", branch=branch.name)), dial)


@app.post("/rung")
def rung() -> Response:
    """Say goodbye after a call to a branch, or take a message."""
    if request.form["DialCallStatus"] == "completed":
        return twiml(say(words("goodbye")))
    return message(words("nobody", branch=BRANCHES[request.args["branch"]].name))


def message(before: str = "") -> Response:
    """Take a message."""
    record = f'<Record action="{url("/thanks")}" finishOnKey="#" maxLength="90"/>'
    return twiml(say(f"{before} {words('message')}".strip()), record)


@app.post("/thanks")
def thanks() -> Response:
    """Thank for a message."""
    return twiml(say(words("thanks")))
