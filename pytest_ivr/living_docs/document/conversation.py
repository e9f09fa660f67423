"""The conversation of a call as speech bubbles: who, what, and at which second of the call."""

from collections.abc import Iterable
from dataclasses import dataclass

from ...simulator import Event
from ...simulator.dialogue import line

SIDES = {"Line": "line", "Caller": "caller", "Callee": "caller"}
MACHINERY = {"answered", "fetched", "gathering", "requested"}


@dataclass
class Bubble:
    """One thing that was said or done: on the side of the line, of the caller, or a note between them."""

    time: str
    side: str
    text: str


def bubbles(events: Iterable[Event]) -> list[Bubble]:
    """Return what people said and did; of the machinery only what went wrong."""
    return [bubble(event) for event in events if event["event"] not in MACHINERY or event.get("status", 200) != 200]


def bubble(event: Event) -> Bubble:
    """Return one event as a bubble; one that nobody knows by its name alone."""
    minutes, seconds = divmod(int(event["second"]), 60)
    time = f"{minutes}:{seconds:02}"
    try:
        who, text = line(event)
    except (KeyError, TypeError):
        return Bubble(time, "note", str(event["event"]))
    side = SIDES.get(who, "note")
    return Bubble(time, side, f"{who}: {text}" if side == "note" and who not in ("", "End") else text)
