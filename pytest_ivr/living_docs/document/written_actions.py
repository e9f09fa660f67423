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


def wrote(kind: str, words: str, **fixed: object) -> Callable[[Event], str]:
    """Return how an event of a kind is written, if it has these values; of None, if it has not got the key."""

    def written(event: Event) -> str:
        fits = event["event"] == kind and all(event.get(name) == value for name, value in fixed.items())
        return words.format_map(event) if fits else ""

    return written


def wrote_recording(event: Event) -> str:
    """Return how a recording is written."""
    if event["event"] != "recorded":
        return ""
    saying = f' saying "{event["words"]}"' if event.get("words") else ""
    finish = event.get("finish", "")
    ending = ENDINGS.get(finish, finish)
    return f"records for {event['seconds']} seconds{saying}{f' ending with {ending}' if ending else ''}"


def wrote_answer(event: Event) -> str:
    """Return how somebody is written who answers, and in a conference everybody."""
    if "seconds" not in event or event["event"] not in ("callee", "connected") or event.get("to") == AGENT:
        return ""
    to = f' to "{event["who"]}"' if "who" in event else ""
    how = f"is accepted{to} with {event['accepted']}" if "accepted" in event else f"is put through{to}"
    return f"{how} and talks for {event['seconds']} seconds"


WRITERS = (
    wrote("dialed", "dials"),
    wrote("pressed", "presses {keys}{during}"),
    wrote("spoke", 'says "{words}"{during}'),
    wrote("mumbled", "mumbles"),
    wrote("silent", "times out", listening=None),
    wrote("listened", "listens for {seconds} seconds"),
    wrote_recording,
    wrote_answer,
    wrote("callee", "gets no answer", does=NO_ANSWER),
    wrote("callee", "gets a busy tone", does=BUSY),
    wrote("callee", "cannot be put through", does=FAILED),
    wrote("connected", "is taken by an agent and talks for {seconds} seconds", to=AGENT),
    wrote("hung up", "hangs up{during}", by="the caller"),
)


def action_of(event: Event) -> str:
    """Return an event as an action; nothing if it is none, or who is called does it.

    Of keys, words and a hang-up the event has to tell ``during`` which sentence they come, if only as nothing.
    """
    return "" if event.get("leg") else next(filter(None, (written(event) for written in WRITERS)), "")


def accepted(following: Iterable[Event]) -> dict[str, str]:
    """Tell by which keys who is called has taken a call, from what follows the answer."""
    keys = (event for event in following if event["event"] in ("pressed", "connected"))
    first = next(keys, {"event": ""})
    return {"accepted": first["keys"]} if first["event"] == "pressed" and first.get("leg") else {}
