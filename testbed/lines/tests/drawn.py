"""What is heard in each menu of each line, by the names that the maps give them, and calls that go by the maps."""

from collections.abc import Mapping
from typing import NamedTuple

from pytest_ivr.simulator import Call, Transport
from testbed.lines import call_queue, one_url, opening_hours, phone_tree, signed, survey
from testbed.lines.signed_words import WORDS

from .walking import Map, take

TOKEN = "12345"  # noqa: S105 (the token of the contract's test vectors)


class Line(NamedTuple):
    """How a line is dialed, its map, and how what is heard last, or who is rung, ends in each menu and at each end."""

    url: str
    drawn: Map
    heard: Mapping[str, str | tuple[str, ...]]
    method: str = "POST"


def in_each_language(name: str) -> tuple[str, ...]:
    """Return how a sentence of the bank's ends, whatever the language."""
    return tuple(words[name].rpartition("{}")[2] for words in WORDS.values())


LINES = {
    "phone_tree": Line(
        "https://harbor.example/voice",
        phone_tree.MAP,
        {
            "main menu": phone_tree.MENUS["main"],
            "sales": phone_tree.MENUS["sales"],
            "support": phone_tree.MENUS["support"],
            "order number": phone_tree.MENUS["order"],
            "shops": phone_tree.MENUS["shops"],
            "directory": phone_tree.MENUS["extension"],
            **{f"ringing {name}": " ".join(numbers) for name, numbers in phone_tree.NUMBERS.items()},
            "voicemail": "after the tone. Press hash when you are done.",
            "message options": phone_tree.MENUS["options"],
            "message sent": "has been sent. Goodbye.",
            "no message": "We did not hear a message. Goodbye.",
            "goodbye": "Thank you for calling Harbor Bicycles. Goodbye.",
        },
    ),
    "survey": Line(
        "https://lakeside.example/survey",
        survey.MAP,
        {
            "welcome": "If so, press 1. If not, press 2.",
            **{f"question {number}": survey.SCALE for number in range(1, 5)},
            "comment": "Speak after the beep, then press any key.",
            "comment check": "To keep your comment, press 1. To record it again, press 2. To listen to it, press 3.",
            "may we call": "Please say yes or no, or press 1 for yes or 2 for no.",
            "name": "Please say your name after the beep.",
            "phone number": "Please enter your ten digit phone number.",
            "number check": "If that is right, press 1. To enter it again, press 2.",
            "we will call": survey.GOODBYE,
            "goodbye": survey.GOODBYE,
            "declined": "That is quite all right. Goodbye.",
        },
        method="GET",
    ),
    "one_url": Line(
        "https://northwind.example/voice",
        one_url.MAP,
        {
            "main": "/main.mp3",
            "sales": "/sales.mp3",
            "ringing sofas": one_url.DESKS["sofas"],
            "ringing beds": one_url.DESKS["beds"],
            "rating": "/rating.mp3",
            "order number": "/order-number.mp3",
            "delivery day": "/delivery-day.mp3",
            "delivery booked": "/delivery-booked.mp3",
            "service": "/service.mp3",
            "message": "/message.mp3",
            "call back": "/call-back.mp3",
            "call back booked": "/call-back-booked.mp3",
            "thanks": "/thanks.mp3",
            "goodbye": "/goodbye.mp3",
        },
    ),
    "signed": Line(
        "https://meridian.example/voice",
        signed.MAP,
        {
            "language": "Pour le français, appuyez sur le trois.",
            "account number": in_each_language("account"),
            "PIN": in_each_language("pin"),
            "main menu": in_each_language("menu"),
            "transfer": in_each_language("transfer"),
            "amount": in_each_language("amount"),
            "transfer check": in_each_language("check"),
            "block a card": in_each_language("block"),
            "ringing a banker": signed.BANKER,
            "goodbye": in_each_language("goodbye"),
        },
    ),
    "call_queue": Line(
        "https://brightside.example/voice",
        call_queue.MAP,
        {
            "main menu": "To join a meeting, press 5. Agents press 9.",
            "support queue": "/guitar.mp3",
            "billing queue": "/piano.mp3",
            "callback": "To be called back at this number, press 1. To go back in line, press star.",
            "we will call back": f"We will call you back within the hour. {call_queue.GOODBYE}",
            "zip code": "Please enter your five digit zip code.",
            "finding out": "One moment, please.",
            "ringing the manager": call_queue.MANAGER,
            "meeting": "/waltz.mp3",
            "serving support": "support",
            "rating": "Press a key from 1 to 5, 5 being the best.",
            "thanks": f"Thank you for your rating. {call_queue.GOODBYE}",
            "goodbye": call_queue.GOODBYE,
        },
    ),
}
HOURS: dict[str, str | tuple[str, ...]] = {
    "language": "Para español, oprima 2.",
    "main menu": tuple(words["main"] for words in opening_hours.WORDS.values()),
    "hours": opening_hours.WORDS["en"]["hours"],
    "day": opening_hours.WORDS["en"]["day"],
    "another day": opening_hours.WORDS["en"]["another"],
    "where": opening_hours.WORDS["en"]["where"],
    "holiday": opening_hours.WORDS["en"]["holiday"],
    "bookseller": opening_hours.WORDS["en"]["bookseller"],
    **{f"ringing {branch.name}": branch.number for branch in opening_hours.BRANCHES.values()},
    "message": opening_hours.WORDS["en"]["message"],
    "thanks": opening_hours.WORDS["en"]["thanks"],
    "goodbye": opening_hours.WORDS["en"]["goodbye"],
}
TWINS = ("opening_hours in Python", "opening_hours in Node")
LINES |= dict.fromkeys(TWINS, Line("https://greendoor.example/voice", opening_hours.MAP, HOURS))


def dial(name: str, transports: Mapping[str, Transport], token: str = TOKEN) -> Call:
    """Return a call to a line that has been dialed."""
    line = LINES[name]
    call = Call(line.url, transport=transports[name], auth_token=token, voice_method=line.method)
    call.dial()
    return call


def walk(name: str, transports: Mapping[str, Transport], *steps: tuple[str, str]) -> Call:
    """Return a call that has gone these ways, each out of its menu."""
    call = dial(name, transports)
    for menu, way in steps:
        take(call, way, LINES[name].drawn[menu])
    return call
