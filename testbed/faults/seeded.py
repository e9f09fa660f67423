"""The faults: in which line, of which kind, what was changed, and the shortest call in which it is heard.

Where a menu sounds like another one, the name that ``menus.txt`` has for its own words is never reached either.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from .clean import CLINIC, HOTEL, LIBRARY, LINES, PIZZA, POWER
from .script import Answer, Application, Menu, Page, Pages, goes_to, says, twiml

ERROR = "error"
WARNING = "warning"
ENDLESS = "endless"
NO_WAY_OUT = "no way out"
SAME_KEY = "same as any other key"
UNNAMED_KEY = "unnamed key"
SILENT_END = "silent end"
SOUNDS_ALIKE = "sounds alike"
NEVER_REACHED = "never reached"
KINDS = (
    ERROR, WARNING, ENDLESS, NO_WAY_OUT, SAME_KEY, UNNAMED_KEY, SILENT_END, SOUNDS_ALIKE, NEVER_REACHED
)  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """A fault of a line: ``application`` makes the line with it, ``actions`` are a call after which it is heard."""

    name: str
    line: str
    kind: str
    application: Callable[[], Application]
    actions: str


def menu(pages: Pages, name: str) -> Menu:
    """Return a page of a line that is a menu."""
    page = pages[name]
    assert isinstance(page, Menu)
    return page


def with_keys(pages: Pages, name: str, **keys: str) -> Menu:
    """Return a menu in which keys, written ``key_1``, lead elsewhere."""
    page = menu(pages, name)
    return replace(page, keys={**page.keys, **{key.removeprefix("key_"): to for key, to in keys.items()}})


def without_key(pages: Pages, name: str, key: str) -> Menu:
    """Return a menu in which a key that it names is forgotten."""
    page = menu(pages, name)
    return replace(page, keys={it: to for it, to in page.keys.items() if it != key})


def without_way_out(pages: Pages, name: str, words: str, **told: str) -> dict[str, Page]:
    """Return a menu that tells things, comes again after each, and names no other way; and what it tells."""
    page = menu(pages, name)
    caught = replace(page, says=words, keys={key: to for key, to in page.keys.items() if to in told}, tries=None)
    return {name: caught, **{to: says(sentence, then=goes_to(name)) for to, sentence in told.items()}}


# The name, the line, the kind, the pages that were changed, and the call in which it is heard.
CHANGES: tuple[tuple[str, str, str, dict[str, Page], str], ...] = (
    ("an element that is not closed", "clinic", ERROR,
     {"hours": Answer("<Response><Say>We are open from 8 to 6.</Response>")}, "dials then presses 3"),
    ("an ampersand that is not escaped", "hotel", ERROR,
     {"menu": Answer("<Response><Say>Fish & chips.</Say></Response>")}, "dials then presses 2 then presses 2"),
    ("a program that breaks down", "library", ERROR,
     {"owed": Answer("KeyError: 'fees'", "500 Internal Server Error", "text/plain")},
     "dials then presses 2 then presses 1"),
    ("a page that is not there", "power", ERROR, {"main": with_keys(POWER, "main", key_2="bills")},
     "dials then presses 2"),
    ("an action with a wrong path", "hotel", ERROR,
     {"room": replace(menu(HOTEL, "room"), attributes={"numDigits": "1", "action": "/rooms"})},
     "dials then presses 1 then presses 1"),
    ("a page that leads to itself", "pizza", ERROR, {"where": twiml(goes_to("where"))}, "dials then presses 2"),
    ("JSON for TwiML", "hotel", ERROR, {"single": Answer('{"price": 90}', content_type="application/json")},
     "dials then presses 1 then presses 1"),
    ("a voice that nobody has", "clinic", WARNING,
     {"make": twiml("<Say voice='robot'>The next free appointment is on Tuesday at 9.</Say><Hangup/>")},
     "dials then presses 1 then presses 1"),
    ("a timeout in words", "library", WARNING,
     {"fees": replace(menu(LIBRARY, "fees"), attributes={"numDigits": "1", "finishOnKey": "", "timeout": "soon"})},
     "dials then presses 2"),
    ("an element in small letters", "power", WARNING,
     {"street": twiml("<say>A crew is on its way to your street.</say><Hangup/>")},
     "dials then presses 1 then presses 1"),
    ("a sentence without words", "pizza", WARNING, {"address": says("")}, "dials then presses 0"),
    ("a silent caller is asked for ever", "power", ENDLESS, {"main": replace(menu(POWER, "main"), tries=None)},
     "dials then times out then times out then times out"),
    ("a silent caller is asked for ever, further on", "clinic", ENDLESS,
     {"appointments": replace(menu(CLINIC, "appointments"), tries=None)},
     "dials then presses 1 then times out then times out then times out"),
    ("two menus hand a silent caller to each other", "hotel", ENDLESS,
     {"main": replace(menu(HOTEL, "main"), silence="room"), "room": replace(menu(HOTEL, "room"), silence="main")},
     "dials then times out"),
    ("events without a way back", "library", NO_WAY_OUT,
     without_way_out(LIBRARY, "events", "For children, press 1. For everybody else, press 2.",
                     children="On Saturday at 3, we read from Pippi Longstocking.",
                     reading="On Friday at 8, a poet reads from her new book."),
     "dials then presses 3 then presses 1"),
    ("a bill without a way back", "power", NO_WAY_OUT,
     without_way_out(POWER, "bill", "To hear your balance, press 1. To pay it, press 2.",
                     balance="Your balance is 40 dollars.", paid="Thank you, your bill has been paid."),
     "dials then presses 2 then presses 1"),
    ("rooms without a way back", "hotel", NO_WAY_OUT,
     without_way_out(HOTEL, "room", "For a single room, press 1. For a double room, press 2.",
                     single="A single room is 90 dollars a night.", double="A double room is 140 dollars a night."),
     "dials then presses 1 then presses 1"),
    ("star is forgotten", "clinic", SAME_KEY, {"prescriptions": without_key(CLINIC, "prescriptions", "*")},
     "dials then presses 2 then presses *"),
    ("0 is forgotten", "pizza", SAME_KEY, {"main": without_key(PIZZA, "main", "0")}, "dials then presses 0"),
    ("1 is forgotten", "library", SAME_KEY, {"fees": without_key(LIBRARY, "fees", "1")},
     "dials then presses 2 then presses 1"),
    ("a key for testers is left in", "clinic", UNNAMED_KEY,
     {"main": with_keys(CLINIC, "main", key_9="test"), "test": says("This is version 3, build 12.")},
     "dials then presses 9"),
    ("the reception is not named", "hotel", UNNAMED_KEY,
     {"main": with_keys(HOTEL, "main", key_0="reception"), "reception": says("The reception is open from 6 on.")},
     "dials then presses 0"),
    ("the way back is not named", "power", UNNAMED_KEY,
     {"outage": replace(menu(POWER, "outage"),
                        says="If your whole street is dark, press 1. If it is your house alone, press 2.")},
     "dials then presses 1 then presses *"),
    ("nothing comes after the first menu", "library", SILENT_END,
     {"main": replace(menu(LIBRARY, "main"), silence="")}, "dials then times out"),
    ("whoever hesitates is cut off", "pizza", SILENT_END,
     {"size": replace(menu(PIZZA, "size"), silence="off"), "off": twiml("<Hangup/>")},
     "dials then presses 1 then times out"),
    ("the last words are forgotten", "hotel", SILENT_END, {"goodbye": twiml("<Hangup/>")},
     "dials then times out then times out then times out"),
    ("prescriptions have the words of appointments", "clinic", SOUNDS_ALIKE,
     {"prescriptions": replace(menu(CLINIC, "prescriptions"), says=menu(CLINIC, "appointments").says)},
     "dials then presses 2"),
    ("a large pizza has the words of a small one", "pizza", SOUNDS_ALIKE,
     {"large": replace(with_keys(PIZZA, "large", key_1="oven"), says=menu(PIZZA, "small").says),
      "oven": says("Thank you, your large pizza will be ready in 30 minutes.")},
     "dials then presses 1 then presses 2"),
    ("the restaurant has the words of the rooms", "hotel", SOUNDS_ALIKE,
     {"restaurant": replace(menu(HOTEL, "restaurant"), says=menu(HOTEL, "room").says)}, "dials then presses 2"),
    ("events lead to fees", "library", NEVER_REACHED, {"main": with_keys(LIBRARY, "main", key_3="fees")},
     "dials then presses 3"),
    ("a large pizza is a small one", "pizza", NEVER_REACHED, {"size": with_keys(PIZZA, "size", key_2="small")},
     "dials then presses 1 then presses 2"),
    ("a bill is paid at once", "power", NEVER_REACHED, {"main": with_keys(POWER, "main", key_2="paid")},
     "dials then presses 2"),
)  # fmt: skip
FAULTS = tuple(
    Fault(name, line, kind, partial(Application, {**LINES[line], **changed}), actions)
    for name, line, kind, changed, actions in CHANGES
)
