"""The calls of an older run in the words of today, so that a menu in other words is no other place of the map."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, cast

from ..run import Run
from ..wording import HALF, likeness
from .calls import is_act, with_transcript

if TYPE_CHECKING:  # the simulator takes longer to import than two runs to compare
    from ....simulator import Event

Sentences = tuple[str, ...]


def reworded(old: Iterable[Run], pairs: Iterable[tuple[Run, Run]]) -> list[Run]:
    """Return older runs whose calls say what is said there now, as far as pairs of calls tell.

    Sentences that share less than half of their words belong to another place.
    """
    learned: dict[Sentences, set[Sentences]] = {}
    for before, after in pairs:
        for was, now in zip(stretches(before), stretches(after), strict=False):
            if was and now and likeness(" ".join(was), " ".join(now)) >= HALF:
                learned.setdefault(was, set()).add(now)
    words = {was: now for was, several in learned.items() if len(several) == 1 for now in several if was != now}
    return [with_transcript(run, in_new_words(run, words)) for run in old]


def stretches(run: Run) -> list[Sentences]:
    """Return what is said in a call from one act to the next."""
    return [tuple(said(events)) for events in between_acts(run)]


def between_acts(run: Run) -> Iterator[list[Event]]:
    """Yield the events of a call up to each act, which ends them."""
    found: list[Event] = []
    for event in run.transcript:
        found.append(event)
        if is_act(event):
            yield found
            found = []
    yield found


def said(events: Iterable[Event]) -> Iterator[str]:
    """Yield the sentences of some events."""
    yield from (" ".join(event["text"].split()) for event in events if event["event"] == "said")


def in_new_words(run: Run, words: Mapping[Sentences, Sentences]) -> Iterator[Event]:
    """Yield the events of a call with what is said instead now."""
    for events in between_acts(run):
        was = tuple(said(events))
        yield from replaced_in(events, was, words[was]) if was in words else events


def replaced_in(events: Iterable[Event], was: Sentences, now: Sentences) -> Iterator[Event]:
    """Yield events whose sentences are others: each where its counterpart was, one that has none behind the last."""
    instead = counterparts_of(was, now)
    number = 0
    for event in events:
        if event["event"] != "said":
            yield event
            continue
        for text in instead[number]:
            yield cast("Event", {**event, "text": text})
        number += 1


def counterparts_of(was: Sentences, now: Sentences) -> list[Sequence[str]]:
    """Return for each sentence what is said instead of it: nothing, one, or several."""
    found: list[list[str]] = [[] for _ in was]
    for _, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        for number, text in enumerate(now[c:d], a):
            found[max(min(number, b - 1), 0)].append(text)
    return list(found)
