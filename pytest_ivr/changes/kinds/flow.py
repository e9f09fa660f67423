"""Changes of where a call goes: what keys lead to, how long the line listens, where it goes on, whom it calls."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import NamedTuple

from ..documents import Document
from .change import Change, Known, another
from .spoken import remove, units

Values = Callable[[str, Known], list[str]]


class Setting(NamedTuple):
    """An attribute that may be changed: what stands there by default, other values, and what they mean to callers."""

    default: str
    others: Values
    words: str


SILENCE = {"true": "led", "false": "did not lead"}
LISTENS = {"dtmf": "keys", "speech": "speech", "dtmf speech": "keys and speech", "speech dtmf": "speech and keys"}
VERBS = {"Gather": "what callers answer", "Record": "what callers record", "Dial": "the end of a talk"}


def twice_as_long(value: str, known: Known) -> list[str]:
    """Return twice the number."""
    return [str(2 * int(value))] if value.isdigit() and int(value) else []


def one_key_more_or_less(value: str, known: Known) -> list[str]:
    """Return the numbers beside; where any number of keys was taken, 1."""
    if not value.isdigit():
        return ["1"]
    return [str(number) for number in (int(value) - 1, int(value) + 1) if number]


def one_of(*values: str) -> Values:
    """Return all of some values but the one that stands there."""
    return lambda value, _: [it for it in values if it != value]


def one_more_of(those: Callable[[Known], Sequence[str]]) -> Values:
    """Return another of those that the line has, if there is one."""
    return lambda value, known: [it for it in [another(those(known), value)] if it]


LINK = Setting("", one_more_of(lambda known: known.links), "{what} led to {to}")
METHOD = Setting("POST", one_of("GET", "POST"), "{what} reached the line by {to}, not by {value}")
TIMEOUT = Setting("5", twice_as_long, "callers had {to} seconds to answer, not {value}")
GATHER = {
    "action": LINK,
    "method": METHOD,
    "finishOnKey": Setting("#", one_of("#", "*", ""), "a number were ended by {to}, not by {value}"),
    "numDigits": Setting("", one_key_more_or_less, "so many keys were an answer: {to}, not {value}"),
    "timeout": TIMEOUT,
    "input": Setting("dtmf", one_of("dtmf", "speech"), "the line listened to {to}, not to {value}"),
    "actionOnEmptyResult": Setting("false", one_of("false", "true"), "silence {to} to where keys lead"),
}
RECORD = {
    "action": LINK,
    "method": METHOD,
    "finishOnKey": Setting("1234567890*#", one_of("#", "*"), "a recording were ended by {to}, not by {value}"),
    "timeout": TIMEOUT,
    "maxLength": Setting("3600", twice_as_long, "callers had {to} seconds to speak, not {value}"),
}
DIAL = {
    "action": LINK,
    "method": METHOD,
    "timeout": Setting("30", twice_as_long, "the phone rang for {to} seconds, not for {value}"),
    "callerId": Setting(
        "", one_more_of(lambda known: known.phones), "the person called saw the number {to}, not {value}"
    ),
}
SETTINGS = {"Gather": GATHER, "Record": RECORD, "Dial": DIAL, "Redirect": {"method": METHOD}}


def settings(document: Document, known: Known) -> Iterator[Change]:
    """Give attributes other values, or drop them."""
    for tag, of_tag in SETTINGS.items():
        for number, element in enumerate(document.iter(tag)):
            for name, setting in of_tag.items():
                given = element.get(name)
                value = setting.default if given is None else given
                for to in setting.others(value, known):
                    yield change_of(element, number, name, value, to, setting)
                if given is not None:
                    yield change_of(element, number, name, value, None, setting)


def change_of(element: Document, number: int, name: str, value: str, to: str | None, setting: Setting) -> Change:
    """Return the change that gives an attribute another value, or drops it."""
    words = setting.words.format(
        what=VERBS.get(str(element.tag), "the call"),
        value=in_words(name, value),
        to=in_words(name, setting.default if to is None else to),
    )
    done = "changed" if to is not None else "dropped"
    target = (str(element.tag), number, name, bool(to) if name == "action" else to)
    return Change(f"{name} {done}", target, words, partial(set_or_drop, element, name, to))


def in_words(name: str, value: str) -> str:
    """Return the value of an attribute as a sentence tells it."""
    told = {"input": LISTENS, "actionOnEmptyResult": SILENCE}.get(name)
    if told:
        return told.get(value, value)
    nothing = {"action": "the same menu again", "numDigits": "any number", "callerId": "of the caller"}
    return value or nothing.get(name, "no key")


def set_or_drop(element: Document, name: str, value: str | None) -> None:
    """Give an attribute a value, or drop it."""
    if value is None:
        del element.attrib[name]
    else:
        element.set(name, value)


def redirects(document: Document, known: Known) -> Iterator[Change]:
    """Go on elsewhere, or not at all."""
    for number, element in enumerate(document.iter("Redirect")):
        link = (element.text or "").strip()
        behind = f"behind {said_before(element)}"
        other = another(known.links, link)
        if other:
            words = f"the call went on at {other} {behind}, not at {link}"
            yield Change("a Redirect changed", number, words, partial(setattr, element, "text", other))
        words = f"the call did not go on at {link} {behind}"
        yield Change("a Redirect dropped", number, words, partial(remove, element))


def said_before(element: Document) -> str:
    """Return what a document says last before an element."""
    root = element.getroottree().getroot()
    order = {it: number for number, it in enumerate(root.iter())}
    before = [unit for unit in units(root) if order[unit.element] < order[element]]
    return before[-1].quoted() if before else "the ring"


def hangups(document: Document, known: Known) -> Iterator[Change]:
    """Hang up where the call goes on, hang up earlier, or do not hang up."""
    for number, element in enumerate(document.iter("Gather", "Redirect", "Dial", "Record", "Enqueue")):
        words = f"the line hung up behind {said_before(element)}"
        yield Change("Hangup added", ("before", number), words, partial(element.addprevious, hangup(element)))
        if element.tag == "Gather":
            words = f"the line hung up on callers who do not answer {said_before_its_end(element)}"
            yield Change("Hangup added", ("behind", number), words, partial(element.addnext, hangup(element)))
    for number, element in enumerate(document.iter("Hangup")):
        before = element.getprevious()
        if before is not None:
            words = f"the line hung up before {said_before(element)}"
            yield Change("Hangup moved", number, words, partial(before.addprevious, element))
        yield Change("Hangup dropped", number, "the line did not hang up", partial(remove, element))


def said_before_its_end(gather: Document) -> str:
    """Return what a menu says last."""
    said = [unit for unit in units(gather.getroottree().getroot()) if unit.element.getparent() is gather]
    return said[-1].quoted() if said else "in silence"


def hangup(beside: Document) -> Document:
    """Return a Hangup for the document of an element."""
    return beside.makeelement("Hangup", {}, None)


def numbers_called(document: Document, known: Known) -> Iterator[Change]:
    """Call somebody else."""
    for number, element in enumerate(document.iter("Dial", "Number")):
        phone = (element.text or "").strip()
        if phone:
            to = (
                another(known.phones, phone) or f"{phone[:-1]}{(int(phone[-1]) + 1) % 10 if phone[-1].isdigit() else 0}"
            )
            words = f"the line called {to}, not {phone}"
            yield Change("another number called", number, words, partial(setattr, element, "text", to))


def error(document: Document, known: Known) -> Iterator[Change]:
    """Answer with an error."""
    yield Change("status 500", "", "the line answered with an error, HTTP 500", None)


FLOW = (settings, redirects, hangups, numbers_called, error)
