"""The conversation of a call as speech bubbles: who, what, and at which second of the call.

Whoever is dialed stands there with the name that ``menus.txt`` gives, or else the number; so does what the line says to
them alone, which the caller does not hear.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from ...simulator import Event
from ...simulator.dialogue import line
from .menu_names import MenuName, name_of_callee

SIDES = {"Line": "line", "Caller": "caller", "Callee": "callee"}
MACHINERY = {"answered", "fetched", "gathering", "requested"}
WHOSE_PHONE = re.compile(r"at (.+) (?=does not answer|is busy|cannot be reached)")


@dataclass
class Bubble:
    """One thing that was said or done: on the side of the line, the caller or a callee, or a note between them."""

    time: str
    side: str
    text: str


def bubbles(events: Iterable[Event], names: Sequence[MenuName] = (), before: Iterable[Event] = ()) -> list[Bubble]:
    """Return what people said and did; of the machinery only what went wrong.

    ``before`` are the events of the call that came earlier: somebody may have been dialed in them.
    """
    callee = ""
    for event in before:
        callee = callee_after(event, callee, names)
    return list(going_on(events, callee, names))


def going_on(events: Iterable[Event], callee: str, names: Sequence[MenuName]) -> Iterator[Bubble]:
    """Yield what people said and did, in a call in which this callee may be on the phone."""
    for event in events:
        callee = callee_after(event, callee, names)
        if event["event"] not in MACHINERY or event.get("status", 200) != 200:
            yield bubble(event, callee, names)


def callee_after(event: Event, callee: str, names: Sequence[MenuName]) -> str:
    """Return who is called by an event, or is on the phone with the caller, as far as it is known."""
    match event["event"]:
        case "dialing":
            return " or ".join(name_of_callee(number, names) for number in event["to"])
        case "connected":
            return name_of_callee(event["to"], names)
        case "callee":
            whose = WHOSE_PHONE.match(event["does"])
            who = event.get("who") or (whose[1] if whose else "")
            return name_of_callee(who, names) if who else callee
    return callee


def bubble(event: Event, callee: str = "", names: Sequence[MenuName] = ()) -> Bubble:
    """Return one event as a bubble; one that nobody knows by its name alone."""
    minutes, seconds = divmod(int(event["second"]), 60)
    time = f"{minutes}:{seconds:02}"
    try:
        who, text = line(with_names(event, names))
    except (KeyError, TypeError):
        return Bubble(time, "note", str(event["event"]))
    side = SIDES.get(who, "note")
    if side == "callee":
        return Bubble(time, side, f"{callee or who}: {WHOSE_PHONE.sub('', text)}")
    if side == "line" and event.get("leg"):
        return Bubble(time, "callee", f"The line to {callee or 'the callee'}: {text}")
    return Bubble(time, side, f"{who}: {text}" if side == "note" and who not in ("", "End") else text)


def with_names(event: Event, names: Sequence[MenuName]) -> Event:
    """Return an event in which whoever is dialed has a name."""
    if event["event"] == "dialing":
        return cast(Event, {**event, "to": [name_of_callee(number, names) for number in event["to"]]})
    if event["event"] == "connected":
        return cast(Event, {**event, "to": name_of_callee(event["to"], names)})
    return event
