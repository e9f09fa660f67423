"""The hotline of Brightside Energy: queues with hold music, agents, callbacks, a conference and a polling loop.

main menu ............. 1 support (queue), 2 billing (queue), 3 outages, 4 the manager, 5 a meeting, 9 agents
support queue ......... the place in line and music, which star interrupts: callback
billing queue ......... music without end, which nothing interrupts
callback .............. 1 accepts it, star goes back into the queue
zip code .............. five digits; what we know about an outage there, or we find out
finding out ........... "One moment", five seconds, and again until we know; about 10001 we never do
the manager ........... rings; hears who calls, and takes the call by 1
meeting ............... a conference; music until the host comes
serving support ....... the agent talks with one caller after the other
rating ................ 1 to 5, once an agent has hung up
"""

import math

from flask import Flask, Response, request
from markupsafe import Markup

NOBODY = ("gets no answer", "gets a busy tone", "cannot be put through")
MAP = {
    "main menu": {
        "presses 1": "support queue",
        "presses 2": "billing queue",
        "presses 3": "zip code",
        "presses 4": "ringing the manager",
        "presses 5": "meeting",
        "presses 9": "serving support",
        "presses anything else": "main menu",
        "times out": "main menu",
    },
    "support queue": {
        "presses *": "callback",
        "presses anything else": "support queue",
        "times out": "support queue",
        "is taken by an agent": "rating",
        "finds the queue full": "callback",
    },
    "billing queue": {"is taken by an agent": "rating", "finds the queue full": "callback"},
    "callback": {
        "presses 1": "we will call back",
        "presses *": "support queue",
        "presses anything else": "callback",
        "times out": "goodbye",
    },
    "zip code": {
        "presses 60601": "main menu",
        "presses 30301": "main menu",
        "presses 10001": "finding out",
        "presses anything else": "zip code",
        "times out": "main menu",
    },
    "finding out": {"listens for 20 seconds": "finding out"},
    "ringing the manager": {
        "is put through": "goodbye",
        "is declined": "callback",
        **dict.fromkeys(NOBODY, "callback"),
    },
    "meeting": {"meets the others": "goodbye"},
    "serving support": {"is put through": "serving support", "gets no answer": "goodbye"},
    "rating": {
        **{f"presses {key}": "thanks" for key in "12345"},
        "presses anything else": "rating",
        "times out": "goodbye",
    },
}

MANAGER = "+12125550150"
# By zip code: how often we have to ask the control room until it knows, and what it knows then.
OUTAGES = {
    "60601": (0, "Power in your area will be back by 6 P.M."),
    "30301": (3, "A crew is on its way to your area."),
    "10001": (math.inf, ""),
}
CALLBACKS: list[str] = []  # the numbers that we have promised to call
MUSIC = bytes(10 * 16_000)  # ten seconds
GOODBYE = "Thank you for calling Brightside Energy. Goodbye."

app = Flask(__name__)


def twiml(verbs: str, **values: str) -> Response:
    """Answer Twilio; the values are put into the verbs."""
    return Response(Markup(f"<Response>{verbs}</Response>").format(**values), mimetype="text/xml")  # noqa: S704 (our own verbs)


def menu(action: str, keys: int, sentence: str, silence: str, before: str = "") -> Response:
    """Ask for keys; silence leads elsewhere."""
    return twiml(
        '<Gather action="{action}" numDigits="{keys}" finishOnKey=""><Say>{sentence}</Say></Gather>'
        "<Redirect>{silence}</Redirect>",
        action=action,
        keys=str(keys),
        sentence=f"{before} {sentence}".strip(),
        silence=silence,
    )


def goodbye(sentence: str = "") -> Response:
    """Say the last words."""
    return twiml("<Say>{sentence}</Say><Hangup/>", sentence=f"{sentence} {GOODBYE}".strip())


@app.post("/voice")
def voice() -> Response:
    """Greet the caller."""
    return main_menu("Welcome to Brightside Energy.")


@app.post("/menu")
def main_menu(before: str = "") -> Response:
    """Offer what the hotline does."""
    topics = "For support, press 1. For billing, press 2. For outages, press 3. For the manager, press 4."
    return menu("/choice", 1, f"{topics} To join a meeting, press 5. Agents press 9.", "/menu", before)


@app.post("/choice")
def choice() -> Response:
    """Answer the main menu."""
    match request.form["Digits"]:
        case "1":
            return support()
        case "2":
            hold = '<Enqueue waitUrl="/billing/hold" action="/queue/left">billing</Enqueue>'
            return twiml(f"<Say>We are looking for somebody in billing.</Say>{hold}")
        case "3":
            return zip_code()
        case "4":
            return twiml(
                "<Say>We are calling the manager.</Say>"
                '<Dial action="/manager/over" timeout="20"><Number url="/manager/whisper">{manager}</Number></Dial>',
                manager=MANAGER,
            )
        case "5":
            return meeting()
        case "9":
            return serve()
    return main_menu("That is not one of the choices.")


# Queues


def support() -> Response:
    """Let the caller wait for an agent."""
    hold = '<Enqueue waitUrl="/support/hold" waitUrlMethod="GET" action="/queue/left">support</Enqueue>'
    return twiml(f"<Say>Please hold for the next agent.</Say>{hold}")


@app.get("/support/hold")
def support_hold() -> Response:
    """Tell the place in line, and play music until a key is pressed."""
    return twiml(
        '<Gather action="/support/key" numDigits="1" finishOnKey="" timeout="1">'
        "<Say>You are number {position} in line. To leave the line, press star.</Say>"
        "<Play>/music/guitar.mp3</Play></Gather>"
        '<Redirect method="GET">/support/hold</Redirect>',
        position=request.args["QueuePosition"],
    )


@app.post("/support/key")
def support_key() -> Response:
    """Let a caller leave the line."""
    leaves = request.form["Digits"] == "*"
    return twiml("<Leave/>" if leaves else '<Redirect method="GET">/support/hold</Redirect>')


@app.post("/billing/hold")
def billing_hold() -> Response:
    """Play music without end."""
    return twiml('<Say>Everybody in billing is on the phone.</Say><Play loop="0">/music/piano.mp3</Play>')


@app.post("/queue/left")
def left_queue() -> Response:
    """Go on with somebody who was served, who left, or whom the queue did not take."""
    match request.form["QueueResult"]:
        case "bridged":
            return rating("We hope that we could help.")
        case "leave":
            return callback()
    return callback("All our lines are busy.")


@app.get("/music/<name>.mp3")
def music(name: str) -> Response:
    """Send hold music; all of it sounds the same."""
    return Response(MUSIC, mimetype="audio/mpeg")


def rating(before: str = "") -> Response:
    """Ask how it was."""
    return menu("/rating", 1, "How did we do? Press a key from 1 to 5, 5 being the best.", "/goodbye", before)


@app.post("/rating")
def rated() -> Response:
    """Thank for a rating."""
    return goodbye("Thank you for your rating.") if request.form["Digits"] in "12345" else rating("Sorry?")


@app.post("/goodbye")
def hang_up() -> Response:
    """End the call of somebody who says nothing more."""
    return goodbye()


# Callbacks


@app.post("/callback")
def callback(before: str = "") -> Response:
    """Offer to call back."""
    choices = "To be called back at this number, press 1. To go back in line, press star."
    return menu("/callback/choice", 1, choices, "/goodbye", before)


@app.post("/callback/choice")
def callback_choice() -> Response:
    """Promise a call, or go back into the queue."""
    match request.form["Digits"]:
        case "1":
            CALLBACKS.append(request.form["From"])
            return goodbye("We will call you back within the hour.")
        case "*":
            return support()
    return callback("That is not one of the choices.")


# Outages


def zip_code(before: str = "") -> Response:
    """Ask where the caller lives."""
    return menu("/outage", 5, "Please enter your five digit zip code.", "/menu", before)


@app.post("/outage")
def outage() -> Response:
    """Look for an outage."""
    code = request.form["Digits"]
    return find_out(code) if code in OUTAGES else zip_code("We do not serve that zip code.")


@app.post("/outage/<code>")
def find_out(code: str) -> Response:
    """Tell about an outage, or ask for a moment until the control room knows."""
    asked = int(request.args.get("asked", 0))
    needed, known = OUTAGES[code]
    if asked >= needed:
        return main_menu(known)
    again = f"/outage/{code}?asked={asked + 1}"
    return twiml('<Say>One moment, please.</Say><Pause length="5"/><Redirect>{again}</Redirect>', again=again)


# The manager, meetings and agents


@app.post("/manager/whisper")
def whisper() -> Response:
    """Tell the manager who calls."""
    sentence = "<Say>A caller from the hotline. Press 1 to take the call.</Say>"
    return twiml(f'<Gather action="/manager/key" numDigits="1" timeout="4">{sentence}</Gather><Hangup/>')


@app.post("/manager/key")
def manager_key() -> Response:
    """Connect the manager, or not."""
    return twiml("" if request.form["Digits"] == "1" else "<Hangup/>")


@app.post("/manager/over")
def manager_over() -> Response:
    """Go on after a talk with the manager, or without one."""
    return goodbye() if request.form["DialBridged"] == "true" else callback("The manager cannot take your call.")


def meeting() -> Response:
    """Let the caller wait for the host of the meeting."""
    conference = '<Conference waitUrl="/meeting/music" startConferenceOnEnter="false">storm desk</Conference>'
    dial = f'<Dial action="/goodbye">{conference}</Dial>'
    return twiml(f"<Say>The meeting begins when the host arrives.</Say>{dial}")


@app.post("/meeting/music")
def meeting_music() -> Response:
    """Play music, and again."""
    return twiml("<Play>/music/waltz.mp3</Play><Redirect/>")


def serve() -> Response:
    """Connect an agent with the caller who has waited longest."""
    queue = '<Dial action="/agent/next" timeout="60"><Queue>support</Queue></Dial>'
    return twiml(f"<Say>We are connecting you with the next caller.</Say>{queue}")


@app.post("/agent/next")
def next_caller() -> Response:
    """Go on with the next caller, as long as there is one."""
    return serve() if request.form["DialCallStatus"] == "completed" else goodbye("Nobody is waiting.")
