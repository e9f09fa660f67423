"""What a call costs a caller: seconds until there is something to choose, seconds and keys until there is an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..living_docs.document.spoken_keys import named_keys
from ..simulator import Call
from .prompts import Prompts, words

ACTIONS = frozenset({"pressed", "spoke", "mumbled", "silent", "recorded", "connected", "talked"})
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


class Effort(NamedTuple):
    """Seconds from the first ring, and keys that were pressed."""

    seconds: float
    keys: int

    @property
    def unit(self) -> str:
        """The word for so many keys."""
        return "key" if self.keys == 1 else "keys"


def first_option(call: Call, prompts: Prompts) -> float | None:
    """Return after how many seconds since the last action the first option was heard to its end; None without one."""
    began, following = since_last_action(call)
    for event in following:
        for sentence, ends in sentences(event, prompts) if is_heard(event) else ():
            if named_keys(sentence):
                return ends - began
    return None


def effort(call: Call) -> Effort | None:
    """Return what it took until all was heard that was said since the last action; None if the line asks for more."""
    _, following = since_last_action(call)
    said = [event for event in following if is_heard(event)]
    asks = not call.ended and any(event["event"] == "gathering" for event in following)
    if not said or asks:
        return None
    keys = sum(len(event["keys"]) for event in call.transcript if event["event"] == "pressed" and not event.get("leg"))
    return Effort(said[-1]["second"] + said[-1]["seconds"], keys)


def since_last_action(call: Call) -> tuple[float, Sequence[Mapping[str, Any]]]:
    """Return the second at which the last action was over, and what happened since: all, if there was none."""
    events: list[Mapping[str, Any]] = list(call.transcript)
    acted = [index for index, event in enumerate(events) if event["event"] in ACTIONS]
    if not acted:
        return 0.0, events
    last = events[acted[-1]]
    return last["second"] + last.get("seconds", 0.0), events[acted[-1] + 1 :]


def is_heard(event: Mapping[str, Any]) -> bool:
    """Tell whether the caller hears it."""
    return event["event"] in ("said", "played") and not event.get("leg")


def sentences(event: Mapping[str, Any], prompts: Prompts) -> Iterator[tuple[str, float]]:
    """Yield each sentence of what is heard, with the second at which it ends, by its share of the letters."""
    text, spoken = words(event, prompts), 0
    for sentence in SENTENCE_END.split(text):
        spoken += len(sentence)
        yield sentence, event["second"] + event["seconds"] / event["loops"] * spoken / len(text)
        spoken += 1
