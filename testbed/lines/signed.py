"""A bank's line that answers Twilio alone, in three languages, behind a public address.

language ........... 1 English, 2 Spanish, 3 French
account number ..... eight digits
PIN ................ four digits, secret; the third wrong one ends the call
main menu .......... 1 balance, 2 transfer, 3 block a card, 0 a banker (rings), 9 again
transfer ........... to 1 savings, 2 checking; star: main menu
amount ............. dollars, then pound; star and pound: main menu
transfer check ..... 1 confirms, 2 drops it
block a card ....... 1 confirms, star: main menu

Silence ends the call. Requests are signed for the public address, which is not where the line is served:
BEHIND_PROXY=on takes it from X-Forwarded-Proto and X-Forwarded-Host. TWILIO_AUTH_TOKEN has to be set.
"""

import os
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, FastAPI, Form, HTTPException, Request, Response
from twilio.request_validator import RequestValidator
from twilio.twiml.voice_response import VoiceResponse

from .signed_words import WORDS

NOBODY = ("gets no answer", "gets a busy tone", "cannot be put through")
MAP = {
    "language": {
        "presses 1": "account number",
        "presses 2": "account number",
        "presses 3": "account number",
        "presses anything else": "language",
        "times out": "language",
    },
    "account number": {
        "presses 10002000": "PIN",
        "presses 30004000": "PIN",
        "presses anything else": "account number",
        "times out": "goodbye",
    },
    "PIN": {"presses 2468": "main menu", "presses anything else": "PIN", "times out": "goodbye"},
    "main menu": {
        "presses 1": "main menu",
        "presses 2": "transfer",
        "presses 3": "block a card",
        "presses 0": "ringing a banker",
        "presses 9": "main menu",
        "presses anything else": "main menu",
        "times out": "goodbye",
    },
    "transfer": {
        "presses 1": "amount",
        "presses 2": "amount",
        "presses *": "main menu",
        "presses anything else": "transfer",
        "times out": "goodbye",
    },
    "amount": {
        "presses 250#": "transfer check",
        "presses *#": "main menu",
        "presses 99999#": "amount",
        "times out": "goodbye",
    },
    "transfer check": {
        "presses 1": "main menu",
        "presses 2": "main menu",
        "presses anything else": "transfer check",
        "times out": "goodbye",
    },
    "block a card": {
        "presses 1": "main menu",
        "presses *": "main menu",
        "presses anything else": "block a card",
        "times out": "goodbye",
    },
    "ringing a banker": {"is put through": "goodbye", **dict.fromkeys(NOBODY, "main menu")},
}

LANGUAGES = {"1": "en-US", "2": "es-MX", "3": "fr-FR"}
ACCOUNTS = {"10002000": ("2468", 1250), "30004000": ("2468", 310)}  # PIN, and balance in dollars
BANKER = "+12125550140"
TRIES = 3


@dataclass
class Caller:
    """What we know of somebody on the line."""

    language: str = "en-US"
    account: str = ""
    wrong_pins: int = 0
    identified: bool = False


CALLERS: dict[str, Caller] = {}  # by CallSid


async def from_twilio(request: Request) -> None:
    """Refuse what Twilio did not sign for our public address."""
    url, headers = request.url, request.headers
    if os.environ.get("BEHIND_PROXY") == "on":
        scheme, host = headers.get("X-Forwarded-Proto", url.scheme), headers.get("X-Forwarded-Host", url.netloc)
        url = url.replace(scheme=scheme, netloc=host)
    validator = RequestValidator(os.environ["TWILIO_AUTH_TOKEN"])
    if not validator.validate(str(url), await request.form(), headers.get("X-Twilio-Signature", "")):
        raise HTTPException(403)


def find_caller(call_sid: Annotated[str, Form(alias="CallSid")]) -> Caller:
    """Return who is calling."""
    return CALLERS.setdefault(call_sid, Caller())


def find_customer(caller: Annotated[Caller, Depends(find_caller)]) -> Caller:
    """Return who is calling, once we know that it is a customer."""
    if not caller.identified:
        raise HTTPException(403)
    return caller


Someone = Annotated[Caller, Depends(find_caller)]
Customer = Annotated[Caller, Depends(find_customer)]
Digits = Annotated[str, Form(alias="Digits")]

app = FastAPI(dependencies=[Depends(from_twilio)])


def twiml(response: VoiceResponse) -> Response:
    """Answer Twilio."""
    return Response(str(response), media_type="text/xml")


def words(caller: Caller, name: str, *values: object) -> str:
    """Return a sentence in the caller's language."""
    return WORDS[caller.language][name].format(*values)


def menu(caller: Caller, action: str, *sentences: str, keys: int | None = 1) -> Response:
    """Ask for some keys, or for as many as there are before the pound key; silence ends the call."""
    response = VoiceResponse()
    gather = response.gather(action=action, num_digits=keys, timeout=8)
    for sentence in sentences:
        gather.say(sentence, language=caller.language)
    response.say(words(caller, "goodbye"), language=caller.language)
    response.hangup()
    return twiml(response)


def main_menu(caller: Caller, *before: str) -> Response:
    """Offer what the bank does."""
    return menu(caller, "/menu", *before, words(caller, "menu"))


@app.post("/voice")
def voice() -> Response:
    """Greet the caller, and offer the languages."""
    response = VoiceResponse()
    gather = response.gather(action="/language", num_digits=1)
    gather.say("Welcome to Meridian Bank. For English, press one.", language="en-US")
    gather.say("Para español, oprima el dos.", language="es-MX")
    gather.say("Pour le français, appuyez sur le trois.", language="fr-FR")
    response.redirect("/voice")
    return twiml(response)


@app.post("/language")
def choose_language(digits: Digits, caller: Someone) -> Response:
    """Go on in the caller's language."""
    if digits not in LANGUAGES:
        return voice()
    caller.language = LANGUAGES[digits]
    return menu(caller, "/account", words(caller, "account"), keys=8)


@app.post("/account")
def enter_account(digits: Digits, caller: Someone) -> Response:
    """Ask for the PIN of an account."""
    if digits not in ACCOUNTS:
        return menu(caller, "/account", words(caller, "unknown"), words(caller, "account"), keys=8)
    caller.account = digits
    return menu(caller, "/pin", words(caller, "pin"), keys=4)


@app.post("/pin")
def enter_pin(digits: Digits, caller: Someone) -> Response:
    """Let a customer in; the third wrong PIN ends the call."""
    pin, _ = ACCOUNTS[caller.account]
    if digits == pin:
        caller.identified = True
        return main_menu(caller)
    caller.wrong_pins += 1
    if caller.wrong_pins == TRIES:
        response = VoiceResponse()
        response.say(words(caller, "goodbye"), language=caller.language)
        return twiml(response)
    return menu(caller, "/pin", words(caller, "wrong"), words(caller, "pin"), keys=4)


@app.post("/menu")
def choose(digits: Digits, caller: Customer) -> Response:
    """Answer the main menu."""
    _, balance = ACCOUNTS[caller.account]
    match digits:
        case "1":
            return main_menu(caller, words(caller, "balance", balance))
        case "2":
            return menu(caller, "/transfer", words(caller, "transfer"))
        case "3":
            return menu(caller, "/card", words(caller, "block"))
        case "0":
            response = VoiceResponse()
            response.say(words(caller, "connecting"), language=caller.language)
            response.dial(BANKER, action="/banker", timeout=25)
            return twiml(response)
    return main_menu(caller, *[words(caller, "sorry")] * (digits != "9"))


@app.post("/transfer")
def choose_target(digits: Digits, caller: Customer) -> Response:
    """Ask how much to transfer."""
    if digits in ("1", "2"):
        return menu(caller, "/amount", words(caller, "amount"), keys=None)
    if digits == "*":
        return main_menu(caller)
    return menu(caller, "/transfer", words(caller, "sorry"), words(caller, "transfer"))


@app.post("/amount")
def enter_amount(digits: Digits, caller: Customer) -> Response:
    """Ask whether it is right."""
    if digits == "*":
        return main_menu(caller)
    _, balance = ACCOUNTS[caller.account]
    if not digits.isdecimal() or not 0 < int(digits) <= balance:
        return menu(caller, "/amount", words(caller, "short"), words(caller, "amount"), keys=None)
    return menu(caller, f"/check?amount={int(digits)}", words(caller, "check", int(digits)))


@app.post("/check")
def check(amount: int, digits: Digits, caller: Customer) -> Response:
    """Transfer the money, or not."""
    done = {"1": "confirmed", "2": "dropped"}
    if digits in done:
        return main_menu(caller, words(caller, done[digits]))
    return menu(caller, f"/check?amount={amount}", words(caller, "sorry"), words(caller, "check", amount))


@app.post("/card")
def block_card(digits: Digits, caller: Customer) -> Response:
    """Block the card, or not."""
    if digits in ("1", "*"):
        return main_menu(caller, *[words(caller, "blocked")] * (digits == "1"))
    return menu(caller, "/card", words(caller, "sorry"), words(caller, "block"))


@app.post("/banker")
def after_banker(status: Annotated[str, Form(alias="DialCallStatus")], caller: Customer) -> Response:
    """Go on after a talk with a banker, or without one."""
    if status != "completed":
        return main_menu(caller, words(caller, "nobody"))
    response = VoiceResponse()
    response.say(words(caller, "goodbye"), language=caller.language)
    return twiml(response)
