"""Northwind Furniture: one URL for all menus, prompts from a studio, and callers who speak or press keys.

main ............ "sales" or 1, "delivery" or 2, "service" or 3, "opening hours" or 4
sales ........... "sofas" or 1, "beds" or 2 (they ring), "main menu" or star
order number .... six digits: delivery day
delivery day .... "monday" or 1, "wednesday" or 2, "friday" or 3
service ......... "message" or 1, "call back" or 2, "main menu" or star
message ......... a recording, ended by hash
call back ....... "morning" or 1, "afternoon" or 2
rating .......... 1 to 5, once sofas or beds have hung up; nobody there: message

Silence in the main menu ends the call, and leads back to it elsewhere. No Gather or Record has an action: each
comes back to the URL of its own document, /voice?at= and where the caller is.
"""

from typing import NamedTuple

from fastapi import FastAPI, Request, Response

RATED = {f"presses {key}": "thanks" for key in "12345"}
NOBODY = ("gets no answer", "gets a busy tone", "cannot be put through")
RINGING = {"is put through": "rating", **dict.fromkeys(NOBODY, "message")}
MAP = {
    "main": {
        "presses 1": "sales",
        'says "sales"': "sales",
        "presses 2": "order number",
        'says "delivery"': "order number",
        "presses 3": "service",
        'says "service"': "service",
        "presses 4": "main",
        'says "opening hours"': "main",
        "presses anything else": "main",
        "says anything else": "main",
        "mumbles": "goodbye",
        "times out": "goodbye",
    },
    "sales": {
        "presses 1": "ringing sofas",
        'says "sofas"': "ringing sofas",
        "presses 2": "ringing beds",
        'says "beds"': "ringing beds",
        "presses *": "main",
        'says "main menu"': "main",
        "presses anything else": "sales",
        "says anything else": "sales",
        "mumbles": "main",
        "times out": "main",
    },
    "ringing sofas": RINGING,
    "ringing beds": RINGING,
    "rating": {**RATED, "presses anything else": "rating", "says anything else": "rating", "times out": "main"},
    "order number": {
        "presses 260417": "delivery day",
        'says "260417"': "delivery day",
        "presses anything else": "order number",
        "says anything else": "order number",
        "times out": "main",
    },
    "delivery day": {
        **dict.fromkeys(("presses 1", 'says "monday"'), "delivery booked"),
        **dict.fromkeys(("presses 2", 'says "wednesday"'), "delivery booked"),
        **dict.fromkeys(("presses 3", 'says "friday"'), "delivery booked"),
        "presses anything else": "delivery day",
        "says anything else": "delivery day",
        "times out": "main",
    },
    "service": {
        "presses 1": "message",
        'says "message"': "message",
        "presses 2": "call back",
        'says "call back"': "call back",
        "presses *": "main",
        'says "main menu"': "main",
        "presses anything else": "service",
        "says anything else": "service",
        "times out": "main",
    },
    "message": {"records": "thanks", "times out": "message"},
    "call back": {
        **dict.fromkeys(("presses 1", 'says "morning"'), "call back booked"),
        **dict.fromkeys(("presses 2", 'says "afternoon"'), "call back booked"),
        "presses anything else": "call back",
        "says anything else": "call back",
        "times out": "main",
    },
}


class Menu(NamedTuple):
    """A file to play, what each key and word leads to, and how many keys make an answer."""

    prompt: str
    options: dict[str, str]
    keys: int = 1


MENUS = {
    "main": Menu(
        "main.mp3",
        {"1": "sales", "sales": "sales", "2": "order-number", "delivery": "order-number"}
        | {"3": "service", "service": "service", "4": "hours", "opening hours": "hours"},
    ),
    "sales": Menu(
        "sales.mp3", {"1": "sofas", "sofas": "sofas", "2": "beds", "beds": "beds", "*": "main", "main menu": "main"}
    ),
    "order-number": Menu("order-number.mp3", {"260417": "delivery-day"}, keys=6),
    "delivery-day": Menu(
        "delivery-day.mp3", dict.fromkeys(["1", "monday", "2", "wednesday", "3", "friday"], "delivery-booked")
    ),
    "service": Menu(
        "service.mp3",
        {"1": "message", "message": "message", "2": "call-back", "call back": "call-back"}
        | {"*": "main", "main menu": "main"},
    ),
    "call-back": Menu("call-back.mp3", dict.fromkeys(["1", "morning", "2", "afternoon"], "call-back-booked")),
    "rating": Menu("rating.mp3", dict.fromkeys("12345", "thanks")),
}
DESKS = {"sofas": "+16125550131", "beds": "+16125550132"}
LAST_WORDS = {"thanks", "delivery-booked", "call-back-booked", "goodbye"}
PROMPTS = {  # what the studio recorded
    "welcome.mp3": "Welcome to Northwind Furniture.",
    "main.mp3": "Say sales or press 1. Say delivery or press 2. Say service or press 3. "
    "For our opening hours, say opening hours or press 4.",
    "sales.mp3": "Say sofas or press 1. Say beds or press 2. To go back, say main menu or press star.",
    "connecting.mp3": "One moment, please. We are putting you through.",
    "order-number.mp3": "Please say or enter the six digits of your order number.",
    "delivery-day.mp3": "We can deliver on Monday, Wednesday or Friday. Say the day, or press 1 for Monday, "
    "2 for Wednesday or 3 for Friday.",
    "delivery-booked.mp3": "Thank you. Your delivery is booked. Goodbye.",
    "service.mp3": "To leave a message, say message or press 1. To be called back, say call back or press 2. "
    "To go back, say main menu or press star.",
    "message.mp3": "Please speak after the tone, and press the pound key when you are done.",
    "call-back.mp3": "When shall we call you? Say morning or press 1, or say afternoon or press 2.",
    "call-back-booked.mp3": "Thank you. We will call you tomorrow. Goodbye.",
    "rating.mp3": "How was your call? Press a key from 1 to 5, where 5 is the best.",
    "hours.mp3": "We are open Monday to Saturday from 9 to 8, and on Sunday from 11 to 6.",
    "sorry.mp3": "Sorry, we did not understand that.",
    "thanks.mp3": "Thank you. Goodbye.",
    "goodbye.mp3": "Goodbye.",
}
BYTES_A_CHARACTER = 1000

app = FastAPI()


def play(name: str) -> str:
    """Return a prompt."""
    return f"<Play>/prompts/{name}</Play>"


def go_to(place: str) -> str:
    """Return the way to a place in the call."""
    return f"<Redirect>/voice?at={place}</Redirect>"


def ask(name: str, before: str = "") -> str:
    """Return a menu that listens to keys and speech."""
    menu = MENUS[name]
    hints = ", ".join(word for word in menu.options if word.isalpha() or " " in word)
    listening = f'input="speech dtmf" numDigits="{menu.keys}" finishOnKey="" speechTimeout="auto" hints="{hints}"'
    silence = go_to("goodbye" if name == "main" else "main")
    return f"<Gather {listening}>{before}{play(menu.prompt)}</Gather>{silence}"


def answer(name: str, given: str) -> str:
    """Return where a key or some words lead to from a menu."""
    options = MENUS[name].options
    known = next((options[word] for word in (given, *given.split()) if word in options), None)
    return go_to(known) if known else play("sorry.mp3") + go_to(name)


def ring(desk: str, status: str | None) -> str:
    """Put the caller through; ``status`` is how that ended, if it has."""
    if status is None:
        return play("connecting.mp3") + f'<Dial timeout="15" action="/voice?at={desk}">{DESKS[desk]}</Dial>'
    return go_to("rating" if status == "completed" else "message")


def message(duration: str | None) -> str:
    """Record a message; ``duration`` tells that there is one, in seconds."""
    if duration is None or duration == "0":
        return play("message.mp3") + '<Record finishOnKey="#" maxLength="180"/>'
    return go_to("thanks")


@app.post("/voice")
async def voice(request: Request, at: str = "main") -> Response:
    """Answer Twilio, wherever the caller is."""
    form = {name: str(value) for name, value in (await request.form()).items()}
    given = form.get("Digits") or form.get("SpeechResult", "").lower().rstrip(".!?")
    if at in DESKS:
        verbs = ring(at, form.get("DialCallStatus"))
    elif at == "message":
        verbs = message(form.get("RecordingDuration"))
    elif at in LAST_WORDS:
        verbs = play(f"{at}.mp3") + "<Hangup/>"
    elif at == "hours":
        verbs = play("hours.mp3") + go_to("main")
    elif given:
        verbs = answer(at, given)
    else:
        verbs = ask(at, play("welcome.mp3") if form["CallStatus"] == "ringing" else "")
    return Response(f'<?xml version="1.0" encoding="UTF-8"?><Response>{verbs}</Response>', media_type="text/xml")


@app.get("/prompts/{name}")
async def prompt(name: str) -> Response:
    """Send a prompt: silence, as long as its words."""
    return Response(bytes(BYTES_A_CHARACTER * len(PROMPTS[name])), media_type="audio/mpeg")
