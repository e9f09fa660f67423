"""What did our guests think? A hotel's survey that records, transcribes, and asks for everything by GET.

welcome ............ 1 begins, 2 declines
questions 1 to 4 ... 1 (very bad) to 5 (very good); anything else, and silence: asked again
comment ............ a recording, or silence for none
comment check ...... 1 keeps it, 2 records it again, 3 plays it
may we call ........ "yes" or 1, "no" or 2
name ............... a recording
phone number ....... ten digits
number check ....... 1 is right, 2 asks again

It ends with a goodbye that depends on whether we may call. The ratings travel in Flask's session cookie.
"""

import re
from collections import defaultdict
from typing import Any

from flask import Flask, Response, request, session, url_for
from markupsafe import Markup


def rating(this: str, following: str) -> dict[str, str]:
    """Draw a question."""
    rated = {f"presses {key}": following for key in "12345"}
    return {**rated, "presses anything else": this, "times out": this}


MAP = {
    "welcome": {
        "presses 1": "question 1",
        "presses 2": "declined",
        "presses anything else": "welcome",
        "times out": "declined",
    },
    "question 1": rating("question 1", "question 2"),
    "question 2": rating("question 2", "question 3"),
    "question 3": rating("question 3", "question 4"),
    "question 4": rating("question 4", "comment"),
    "comment": {"records": "comment check", "times out": "may we call"},
    "comment check": {
        "presses 1": "may we call",
        "presses 2": "comment",
        "presses 3": "comment check",
        "presses anything else": "comment check",
        "times out": "may we call",
    },
    "may we call": {
        "presses 1": "name",
        'says "yes"': "name",
        "presses 2": "goodbye",
        'says "no"': "goodbye",
        "presses anything else": "may we call",
        "says anything else": "may we call",
        "mumbles": "goodbye",
        "times out": "goodbye",
    },
    "name": {"records": "phone number", "times out": "phone number"},
    "phone number": {
        "presses 4155550123": "number check",
        "presses 0000000000": "phone number",
        "times out": "goodbye",
    },
    "number check": {
        "presses 1": "we will call",
        "presses 2": "phone number",
        "presses anything else": "number check",
        "times out": "we will call",
    },
}

QUESTIONS = (
    "How clean was your room?",
    "How friendly were the people at the front desk?",
    "How good was breakfast?",
    "How likely are you to come back?",
)
SCALE = "Press a key from 1, very bad, to 5, very good."
GOODBYE = "Thank you for your time. We hope to see you again. Goodbye."

app = Flask(__name__)
app.secret_key = "lakeside"  # noqa: S105 (nothing in the cookie is worth a secret)
ANSWERS: list[list[str]] = []  # the ratings of those who came to the end
RECORDINGS: defaultdict[str, list[str]] = defaultdict(list)  # what we were told of a call's recordings


def twiml(*verbs: str) -> Response:
    """Answer Twilio."""
    return Response(f"<Response>{''.join(verbs)}</Response>", mimetype="application/xml")


def say(sentence: str) -> str:
    """Speak."""
    return Markup("<Say>{}</Say>").format(sentence)


def url(endpoint: str, **values: Any) -> str:
    """Return a path of ours as it stands in XML."""
    return Markup.escape(url_for(endpoint, **values))


def gather(prompts: str, action: str, attributes: str = 'numDigits="1"') -> str:
    """Ask for keys."""
    return f'<Gather method="GET" action="{action}" {attributes}>{prompts}</Gather>'


def record(action: str, attributes: str = "") -> str:
    """Record, and be told when the file is there. A key ends it."""
    told = f'recordingStatusCallback="{url("recorded")}" recordingStatusCallbackMethod="POST"'
    return f'<Record method="GET" action="{action}" timeout="4" maxLength="60" {told} {attributes}/>'


def go_to(target: str) -> str:
    """Go on elsewhere."""
    return f'<Redirect method="GET">{target}</Redirect>'


@app.get("/survey")
def welcome() -> Response:
    """Ask whether the caller has time."""
    session.clear()
    greeting = say("Thank you for staying at the Lakeside Hotel. Do you have two minutes for a few questions?")
    choices = say("If so, press 1. If not, press 2.")
    return twiml(gather(greeting + choices, url("begin")), go_to(url("declined")))


@app.get("/begin")
def begin() -> Response:
    """Begin, or not."""
    targets = {"1": url("question", number=1), "2": url("declined")}
    return twiml(go_to(targets.get(request.args["Digits"], url("welcome"))))


@app.get("/declined")
def declined() -> Response:
    """Let the caller go."""
    return twiml(say("That is quite all right. Goodbye."), "<Hangup/>")


@app.get("/question/<int:number>")
def question(number: int) -> Response:
    """Ask for a rating."""
    prompts = say(f"Question {number}. {QUESTIONS[number - 1]}") + say(SCALE)
    return twiml(gather(prompts, url("answer", number=number)), go_to(url("question", number=number)))


@app.get("/question/<int:number>/answer")
def answer(number: int) -> Response:
    """Keep a rating, and go on to the next question or to the comment."""
    digits = request.args["Digits"]
    if digits not in "12345":
        return twiml(say("That was not a key from 1 to 5."), go_to(url("question", number=number)))
    session[str(number)] = digits
    return twiml(go_to(url("question", number=number + 1) if number < len(QUESTIONS) else url("comment")))


@app.get("/comment")
def comment() -> Response:
    """Record a comment, and have it written down."""
    prompt = say("Is there anything that you would like to tell us? Speak after the beep, then press any key.")
    transcribe = f'transcribe="true" transcribeCallback="{url("transcribed")}"'
    return twiml(prompt, record(url("comment_check"), transcribe), go_to(url("may_we_call")))


@app.get("/comment/check")
def comment_check() -> Response:
    """Let the caller hear the comment, and record it again."""
    if request.args.get("RecordingDuration") == "0":
        return twiml(go_to(url("may_we_call")))
    recording = request.args.get("RecordingUrl") or request.args["recording"]
    choices = say("To keep your comment, press 1. To record it again, press 2. To listen to it, press 3.")
    return twiml(gather(choices, url("keep_comment", recording=recording)), go_to(url("may_we_call")))


@app.get("/comment/keep")
def keep_comment() -> Response:
    """Keep, record again or play a comment."""
    recording = request.args["recording"]
    check = go_to(url("comment_check", recording=recording))
    match request.args["Digits"]:
        case "1":
            return twiml(go_to(url("may_we_call")))
        case "2":
            return twiml(go_to(url("comment")))
        case "3":
            return twiml(Markup("<Play>{}.mp3</Play>").format(recording), check)
    return twiml(check)


@app.get("/may-we-call")
def may_we_call() -> Response:
    """Ask for a yes or a no, by voice or key."""
    prompt = say("May we call you about your answers? Please say yes or no, or press 1 for yes or 2 for no.")
    listening = 'input="dtmf speech" hints="yes, no" speechTimeout="auto" numDigits="1"'
    return twiml(gather(prompt, url("consent"), listening), go_to(url("goodbye")))


@app.get("/consent")
def consent() -> Response:
    """Ask for a name, or say goodbye."""
    said = request.args.get("Digits") or request.args["SpeechResult"].lower().strip(" .!")
    targets = {
        "1": "name",
        "yes": "name",
        "yes please": "name",
        "2": "goodbye",
        "no": "goodbye",
        "no thanks": "goodbye",
    }
    return twiml(go_to(url(targets.get(said, "may_we_call"))))


@app.get("/name")
def name() -> Response:
    """Record a name."""
    return twiml(say("Please say your name after the beep."), record(url("phone_number")), go_to(url("phone_number")))


@app.get("/phone-number")
def phone_number() -> Response:
    """Ask for a phone number."""
    prompt = say("Please enter your ten digit phone number.")
    return twiml(gather(prompt, url("number_check"), 'numDigits="10" timeout="10"'), go_to(url("goodbye")))


@app.get("/number-check")
def number_check() -> Response:
    """Read the number back."""
    number = request.args.get("number") or request.args["Digits"]
    if not re.fullmatch("[2-9][0-9]{9}", number):
        return twiml(say("That is not a phone number."), go_to(url("phone_number")))
    prompt = say(f"Your number is {' '.join(number)}. If that is right, press 1. To enter it again, press 2.")
    return twiml(gather(prompt, url("keep_number", number=number)), go_to(url("goodbye", call="yes")))


@app.get("/keep-number")
def keep_number() -> Response:
    """Keep the number, or ask again."""
    targets = {"1": url("goodbye", call="yes"), "2": url("phone_number")}
    return twiml(go_to(targets.get(request.args["Digits"], url("number_check", number=request.args["number"]))))


@app.get("/goodbye")
def goodbye() -> Response:
    """Keep the ratings, and say goodbye."""
    ANSWERS.append([session[key] for key in sorted(session)])
    return twiml(*[say("We will call you this week.")] * ("call" in request.args), say(GOODBYE))


@app.post("/recorded")
def recorded() -> tuple[str, int]:
    """Be told of a recording."""
    RECORDINGS[request.form["CallSid"]].append(request.form["RecordingStatus"])
    return "", 204


@app.post("/transcribed")
def transcribed() -> tuple[str, int]:
    """Be told of what was said."""
    RECORDINGS[request.form["CallSid"]].append(request.form.get("TranscriptionText", ""))
    return "", 204
