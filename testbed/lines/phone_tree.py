"""The phone of Harbor Bicycles: a tree of menus with fixed keys that puts callers through.

main menu
    1 sales ........ 1 new bicycles (rings), 2 business customers (rings)
    2 support ...... 1 order status (order number, then hash), 2 the workshop (two phones ring), 3 returns
    3 shops ........ 1 Portland, 2 Seattle
    4 directory .... extension, then hash: Maria Lopez, Sam Chen (ring)
    0 the operator (rings)
    # again

Star goes back to the main menu (star and hash where a number is asked for), and so does silence. When nobody
answers, the caller may leave a message, and then send it (1), record it again (2) or delete it (star); the
operator has no voicemail, and the caller is back in the main menu.
"""

from urllib.parse import urlencode

from flask import Flask, Response, request
from twilio.twiml.voice_response import VoiceResponse

BACK = {"presses *": "main menu", "times out": "main menu"}
BACK_BY_HASH = {"presses *#": "main menu", "times out": "main menu"}
NOBODY = ("gets no answer", "gets a busy tone", "cannot be put through")
RINGING = {"is put through": "goodbye", **dict.fromkeys(NOBODY, "voicemail")}
MAP = {
    "main menu": {
        "presses 1": "sales",
        "presses 2": "support",
        "presses 3": "shops",
        "presses 4": "directory",
        "presses 0": "ringing the operator",
        "presses #": "main menu",
        "presses anything else": "main menu",
        "times out": "main menu",
    },
    "sales": {
        "presses 1": "ringing new bicycles",
        "presses 2": "ringing business customers",
        "presses anything else": "sales",
        **BACK,
    },
    "support": {
        "presses 1": "order number",
        "presses 2": "ringing the workshop",
        "presses 3": "support",
        "presses anything else": "support",
        **BACK,
    },
    "order number": {
        "presses 4711#": "support",
        "presses 4712#": "support",
        "presses anything else": "order number",
        **BACK_BY_HASH,
    },
    "shops": {"presses 1": "shops", "presses 2": "shops", "presses anything else": "shops", **BACK},
    "directory": {
        "presses 201#": "ringing Maria Lopez",
        "presses 202#": "ringing Sam Chen",
        "presses anything else": "directory",
        **BACK_BY_HASH,
    },
    "ringing new bicycles": RINGING,
    "ringing business customers": RINGING,
    "ringing the workshop": RINGING,
    "ringing Maria Lopez": RINGING,
    "ringing Sam Chen": RINGING,
    "ringing the operator": {"is put through": "goodbye", **dict.fromkeys(NOBODY, "main menu")},
    "voicemail": {"records": "message options", "times out": "no message"},
    "message options": {
        "presses 1": "message sent",
        "presses 2": "voicemail",
        "presses anything else": "message options",
        **BACK,
    },
}

NUMBERS = {
    "new bicycles": ["+15035550110"],
    "business customers": ["+15035550111"],
    "the workshop": ["+15035550112", "+15035550113"],
    "the operator": ["+15035550100"],
    "Maria Lopez": ["+15035550201"],
    "Sam Chen": ["+15035550202"],
}
EXTENSIONS = {"201": "Maria Lopez", "202": "Sam Chen"}
ORDERS = {"4711": "was shipped on Tuesday", "4712": "is ready for collection in Portland"}
SHOPS = {
    "1": "Our Portland shop, at 12 Harbor Street, is open Monday to Saturday from 10 A.M. to 6 P.M.",
    "2": "Our Seattle shop, at 400 Pine Street, is open every day from 11 A.M. to 7 P.M.",
}
SORRY = "Sorry, that is not one of the choices."
RETURNS = "You may return a bicycle within 30 days, in any of our shops."
MENUS = {
    "main": "For sales, press 1. For support, press 2. For our shops and opening hours, press 3. "
    "For a person's extension, press 4. For the operator, press 0. To hear this again, press the hash key.",
    "sales": "For new bicycles, press 1. For business customers, press 2. To go back, press star.",
    "support": "For the status of an order, press 1. For the workshop, press 2. For returns, press 3. "
    "To go back to the main menu, press the star key.",
    "shops": "For Portland, press 1. For Seattle, press 2. Or press star to go back.",
    "order": "Enter your order number, then press hash. To go back, press star, then hash.",
    "extension": "Enter the extension, followed by the hash key. Or press star and hash to go back.",
    "options": "To send your message, press 1. To record it again, press 2. To delete it, press star.",
}

app = Flask(__name__)


def twiml(response: VoiceResponse) -> Response:
    """Answer Twilio."""
    return Response(str(response), mimetype="text/xml")


def menu(name: str, before: str = "", query: str = "") -> Response:
    """Read a menu out, behind a sentence, and wait for a key, or for a number that ends with hash."""
    one_key = {} if name in ("order", "extension") else {"num_digits": 1, "finish_on_key": ""}
    response = VoiceResponse()
    gather = response.gather(action=f"/{name}{query}", timeout=7, **one_key)
    if before:
        gather.say(before)
    gather.say(MENUS[name])
    response.redirect("/main")
    return twiml(response)


def ring(name: str) -> Response:
    """Put the caller through to whoever answers first."""
    response = VoiceResponse()
    response.say(f"Please hold while we connect you with {name}.")
    action = f"/dialed?{urlencode({'name': name})}"
    dial = response.dial(action=action, timeout=20, caller_id=request.form["To"])
    for number in NUMBERS[name]:
        dial.number(number)
    return twiml(response)


def goodbye(sentence: str) -> Response:
    """Say the last words."""
    response = VoiceResponse()
    response.say(sentence)
    response.hangup()
    return twiml(response)


def voicemail(name: str, before: str = "") -> Response:
    """Take a message."""
    response = VoiceResponse()
    response.say(f"{before} Please leave a message for {name} after the tone. Press hash when you are done.")
    response.record(action=f"/message?{urlencode({'name': name})}", finish_on_key="#", max_length=120)
    response.say("We did not hear a message. Goodbye.")
    return twiml(response)


@app.post("/voice")
def voice() -> Response:
    """Greet the caller."""
    return menu("main", "Thank you for calling Harbor Bicycles.")


@app.post("/main")
def main() -> Response:
    """Answer the main menu, and repeat it for callers who said nothing."""
    digits = request.form.get("Digits", "#")
    if digits == "0":
        return ring("the operator")
    submenus = {"1": "sales", "2": "support", "3": "shops", "4": "extension", "#": "main"}
    return menu(submenus[digits]) if digits in submenus else menu("main", SORRY)


@app.post("/sales")
def sales() -> Response:
    """Ring a sales desk."""
    digits = request.form["Digits"]
    desks = {"1": "new bicycles", "2": "business customers"}
    return ring(desks[digits]) if digits in desks else menu("main") if digits == "*" else menu("sales", SORRY)


@app.post("/support")
def support() -> Response:
    """Ask for an order, ring the workshop, or tell about returns."""
    match request.form["Digits"]:
        case "1":
            return menu("order")
        case "2":
            return ring("the workshop")
        case "*":
            return menu("main")
        case digits:
            return menu("support", RETURNS if digits == "3" else SORRY)


@app.post("/shops")
def shops() -> Response:
    """Tell where a shop is, and when it is open."""
    digits = request.form["Digits"]
    return menu("main") if digits == "*" else menu("shops", SHOPS.get(digits, SORRY))


@app.post("/order")
def order() -> Response:
    """Tell the status of an order."""
    digits = request.form["Digits"]
    if digits in ORDERS:
        return menu("support", f"Your order {ORDERS[digits]}.")
    return menu("main") if digits == "*" else menu("order", "We have no order with that number.")


@app.post("/extension")
def extension() -> Response:
    """Ring an extension."""
    digits = request.form["Digits"]
    if digits in EXTENSIONS:
        return ring(EXTENSIONS[digits])
    return menu("main") if digits == "*" else menu("extension", "There is no such extension.")


@app.post("/dialed")
def dialed() -> Response:
    """Go on after a call to a colleague."""
    name, status = request.args["name"], request.form["DialCallStatus"]
    if status == "completed":
        return goodbye("Thank you for calling Harbor Bicycles. Goodbye.")
    reasons = {"busy": "The line is busy.", "no-answer": "Nobody is answering."}
    reason = reasons.get(status, "We could not connect you.")
    return menu("main", reason) if name == "the operator" else voicemail(name, reason)


@app.post("/message")
def message() -> Response:
    """Let the caller decide what becomes of a message."""
    if request.form["RecordingDuration"] == "0":
        return goodbye("We did not hear a message. Goodbye.")
    return menu("options", query=f"?{urlencode(request.args)}")


@app.post("/options")
def options() -> Response:
    """Send, record again or delete a message."""
    name = request.args["name"]
    match request.form["Digits"]:
        case "1":
            return goodbye(f"Your message for {name} has been sent. Goodbye.")
        case "2":
            return voicemail(name)
        case "*":
            return menu("main", "Your message has been deleted.")
    return menu("options", SORRY, f"?{urlencode({'name': name})}")
