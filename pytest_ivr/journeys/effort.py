"""What a call costs a caller: seconds until there is something to choose, seconds and keys until there is an answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from ..living_docs.document.prompts import sentence_ends
from ..living_docs.document.spoken_keys import named_keys
from ..simulator import Call
from .prompts import Prompts, words

TAKE_TIME = frozenset({"silent", "recorded", "talked"})  # of what the caller does, or waits for


class Effort(NamedTuple):
    """What a call has taken until now: seconds from the first ring, and keys that were pressed."""

    seconds: float
    keys: int

    @property
    def unit(self) -> str:
        """The word for so many keys."""
        return "key" if self.keys == 1 else "keys"


def first_option(call: Call, prompts: Prompts) -> float | None:
    """Return after how many seconds since the last action the first option was heard to its end; None without one."""
    began, _ = since_last_action(call)
    for event in call.heard_events:
        for sentence, ends in sentences(event, prompts):
            if named_keys(sentence):
                return ends - began
    return None


def effort(call: Call) -> Effort | None:
    """Return what it took until all was heard that was said since the last action; None if the line asks for more."""
    _, following = since_last_action(call)
    asks = not call.ended and any(event["event"] == "gathering" for event in following)
    if not call.heard_events or asks:
        return None
    keys = sum(len(event["keys"]) for event in call.transcript if event["event"] == "pressed" and not event.get("leg"))
    last: Mapping[str, Any] = call.heard_events[-1]
    return Effort(last["second"] + last["seconds"], keys)


def since_last_action(call: Call) -> tuple[float, Sequence[Mapping[str, Any]]]:
    """Return the second at which the last action was over, and what happened since: all, if there was none."""
    events: list[Mapping[str, Any]] = list(call.transcript[call.leg.action_began :])
    ends = [it["second"] + it["seconds"] for it in events if it["event"] in TAKE_TIME and is_the_callers(it)]
    return max(ends, default=events[0]["second"] if events else 0.0), events


def is_the_callers(event: Mapping[str, Any]) -> bool:
    """Tell whether the caller is who does it, and does nothing else meanwhile."""
    return not event.get("leg") and not event.get("listening")


def sentences(event: Mapping[str, Any], prompts: Prompts) -> Iterator[tuple[str, float]]:
    """Yield each sentence of what is heard, with the second at which it first ends."""
    for sentence, share in sentence_ends(words(event, prompts)):
        yield sentence, event["second"] + event["seconds"] / event["loops"] * share
