"""How what people did in a call stands in a scenario: an event as an action, in the words that journeys read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

Event = Mapping[str, Any]

FINISH = {None: "", "a hang-up": "hangup"}
ENDINGS = {ending: words for words, ending in FINISH.items()}
AGENT = "an agent"
NO_ANSWER, BUSY, FAILED = "does not answer", "is busy", "cannot be reached"
INSTANT = 0.015  # seconds of a transcript have two places


def wrote(words: str, **fixed: object) -> Callable[[Event], str]:
    """Return how an event is written, if it has these values; of None, if it has not got the key."""

    def written(event: Event) -> str:
        fits = all(event.get(name) == value for name, value in fixed.items())
        return words.format_map(event) if fits else ""

    return written


def wrote_recording(event: Event) -> str:
    """Return how a recording is written."""
    saying = f' saying "{event["words"]}"' if event.get("words") else ""
    finish = event.get("finish", "")
    ending = ENDINGS.get(finish, finish)
    return f"records for {event['seconds']} seconds{saying}{f' ending with {ending}' if ending else ''}"


def wrote_answer(event: Event) -> str:
    """Return how somebody is written who answers, and in a conference everybody."""
    if "seconds" not in event or event.get("to") == AGENT:
        return ""
    to = f' to "{event["who"]}"' if "who" in event else ""
    how = f"is accepted{to} with {event['accepted']}" if "accepted" in event else f"is put through{to}"
    return f"{how} and talks for {event['seconds']} seconds"


WRITERS: dict[str, tuple[Callable[[Event], str], ...]] = {
    "dialed": (wrote("dials"),),
    "pressed": (wrote("presses {keys}{during}"),),
    "spoke": (wrote('says "{words}"{during}'),),
    "mumbled": (wrote("mumbles"),),
    "silent": (wrote("times out", listening=None),),
    "listened": (wrote("listens for {seconds} seconds"),),
    "recorded": (wrote_recording,),
    "callee": (
        wrote_answer,
        wrote("gets no answer", does=NO_ANSWER),
        wrote("gets a busy tone", does=BUSY),
        wrote("cannot be put through", does=FAILED),
    ),
    "connected": (wrote_answer, wrote("is taken by an agent and talks for {seconds} seconds", to=AGENT)),
    "hung up": (wrote("hangs up{during}", by="the caller"),),
}


def action_of(event: Event) -> str:
    """Return an event as an action; nothing if it is none, or who is called does it.

    Of keys, words and a hang-up the event has to tell ``during`` which sentence they come, if only as nothing.
    """
    writers = () if event.get("leg") else WRITERS.get(event["event"], ())
    return next(filter(None, (written(event) for written in writers)), "")


def accepted(following: Iterable[Event]) -> dict[str, str]:
    """Tell by which keys who is called has taken a call, from what follows the answer."""
    keys = (event for event in following if event["event"] in ("pressed", "connected"))
    first = next(keys, {"event": ""})
    return {"accepted": first["keys"]} if first["event"] == "pressed" and first.get("leg") else {}
