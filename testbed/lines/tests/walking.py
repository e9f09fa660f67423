"""Calls that walk the map which a line draws of itself."""

import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pytest_ivr.simulator import Call

Map = Mapping[str, Mapping[str, str]]

PLACES = {"said": "text", "played": "url", "dialing": "to", "queued": "queue", "joined": "conference"}
NOBODY_SAYS = "bananas"


def put_through(call: Call, key: str) -> None:
    """Let the callee answer and talk; whoever hears a whisper presses a key before."""
    call.callee_answers(seconds=40)
    if call.callee is not None:
        call.callee.press(key)


ACTS: dict[str, Callable[[Call], object]] = {
    "times out": Call.wait,
    "listens for 20 seconds": lambda call: call.listen(20),
    "mumbles": Call.mumble,
    "says anything else": lambda call: call.speak(NOBODY_SAYS),
    "records": lambda call: call.record(5, words="It was lovely."),
    "is put through": lambda call: put_through(call, "1"),
    "is declined": lambda call: put_through(call, "2"),
    "gets no answer": Call.callee_no_answer,
    "gets a busy tone": Call.callee_busy,
    "cannot be put through": Call.callee_failed,
    "is taken by an agent": lambda call: call.agent_takes(60),
    "finds the queue full": Call.queue_fails,
    "meets the others": lambda call: call.conference_ends(600),
}


def take(call: Call, way: str, ways: Mapping[str, str]) -> None:
    """Do what a way says; ``ways`` are all of the menu, of which anything else is none."""
    if way in ACTS:
        ACTS[way](call)
    elif way == "presses anything else":
        call.press(other_keys([keys for other in ways for keys in re.findall("presses ([0-9*#]+)", other)]))
    elif way.startswith("presses "):
        call.press(way.removeprefix("presses "))
    else:
        call.speak(way.removeprefix('says "').removesuffix('"'))


def other_keys(listed: list[str]) -> str:
    """Return keys that a menu does not list, as many as it takes, or with its hash behind them."""
    if any(len(keys) > 1 and keys.endswith("#") for keys in listed):
        return "98#"
    length = max(map(len, listed))
    return next(key * length for key in "9876543210" if key * length not in listed)


def ways_to(drawn: Map, menu: str) -> list[tuple[str, str]]:
    """Return the shortest way from the first menu to another, as menus and ways out of them."""
    start = next(iter(drawn))
    known: dict[str, list[tuple[str, str]]] = {start: []}
    coming = deque([start])
    while menu not in known:
        here = coming.popleft()
        for way, target in drawn[here].items():
            if target in drawn and target not in known:
                known[target] = [*known[here], (here, way)]
                coming.append(target)
    return known[menu]


def rests_in(call: Call) -> str:
    """Return what tells where a call is: the last sentence, file, number, queue or conference."""
    return place_in(call.transcript)


def place_in(transcript: Sequence[Any]) -> str:
    """Return what tells where the call of a transcript is."""
    events = [event for event in transcript if event["event"] in PLACES and "leg" not in event]
    place: Any = events[-1][PLACES[events[-1]["event"]]]
    return " ".join(place) if isinstance(place, list) else place


def logged(call: Call) -> list[int]:
    """Return the numbers of what Twilio would have logged as errors and warnings."""
    return [event["code"] for event in call.transcript if event["event"] == "warned" or event["event"] == "failed"]
