"""What a call costs a caller: seconds until there is something to choose, seconds and keys until there is an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from parse import with_pattern

from ..living_docs.document.prompts import sentence_ends
from ..living_docs.document.spoken_keys import named_keys
from ..simulator import Call
from .prompts import Prompts, words

KEYS = with_pattern(r"\d+ keys?")(lambda text: int(text.split()[0]))  # in a sentence: 1 key, 3 keys
TAKE_TIME = frozenset({"silent", "recorded", "talked"})  # of what the caller does, or waits for


class Effort(NamedTuple):
    """Seconds from the first ring, and keys that were pressed."""

    seconds: float
    keys: int

    @property
    def unit(self) -> str:
        """The word for so many keys."""
        return "key" if self.keys == 1 else "keys"


def first_option(events: Iterable[Mapping[str, Any]], prompts: Prompts) -> float | None:
    """Return after how many seconds the first option was heard to its end in what followed the last action; or None."""
    events = list(events)
    began = action_over(events)
    for event in filter(is_heard, events):
        for sentence, ends in sentences(event, prompts):
            if named_keys(sentence):
                return ends - began
    return None


def effort(call: Call) -> Effort | None:
    """Return what it took until all was heard that was said since the last action; None if the line asks for more."""
    following = since_last_action(call)
    asks = not call.ended and any(event["event"] == "gathering" for event in following)
    if asks or not any(map(is_heard, following)):
        return None
    keys = sum(len(event["keys"]) for event in call.transcript if event["event"] == "pressed" and not event.get("leg"))
    return Effort(heard_until(following), keys)


def since_last_action(call: Call) -> list[Mapping[str, Any]]:
    """Return what happened since the last action: all, if there was none."""
    return list(call.transcript[call.leg.action_began :])


def action_over(events: Sequence[Mapping[str, Any]]) -> float:
    """Return the second at which the last action was over, from what happened since it began."""
    ends = [it["second"] + it["seconds"] for it in events if it["event"] in TAKE_TIME and is_the_callers(it)]
    return max(ends, default=events[0]["second"] if events else 0.0)


def heard_until(events: Iterable[Mapping[str, Any]], default: float = 0.0) -> float:
    """Return the second at which the last of what was heard has ended."""
    return max((it["second"] + it["seconds"] for it in events if is_heard(it)), default=default)


def is_heard(event: Mapping[str, Any]) -> bool:
    """Tell whether the caller hears something in an event."""
    return event["event"] in ("said", "played") and event["loops"] > 0 and not event.get("leg")


def is_the_callers(event: Mapping[str, Any]) -> bool:
    """Tell whether the caller is who does it, and does nothing else meanwhile."""
    return not event.get("leg") and not event.get("listening")


def sentences(event: Mapping[str, Any], prompts: Prompts) -> Iterator[tuple[str, float]]:
    """Yield each sentence of what is heard, with the second at which it first ends."""
    for sentence, share in sentence_ends(words(event, prompts)):
        yield sentence, event["second"] + event["seconds"] / event["loops"] * share
