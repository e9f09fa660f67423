"""What a call tells to be compared with another: what callers heard, how far it went, and how long an answer took.

Where a scenario stopped, nobody knows what callers would have heard next: its two calls are compared as far as both
went, so that a sentence behind a failure is not taken for one that is gone.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..rests import name_of_played
from ..run import Run

if TYPE_CHECKING:  # the simulator takes longer to import than two runs to compare
    from ....simulator import Event

ACTS = {"pressed", "spoke", "mumbled", "silent", "recorded", "callee", "talked"}
ASKS = {"pressed", "spoke"}  # with which a caller asks for something
ANSWERS = {"said", "played", "dialing", "queued", "joined"}


class Effort(NamedTuple):
    """What it took the caller of one scenario to come to its answer, to be compared between two runs."""

    seconds: float
    keys: int

    def __str__(self) -> str:
        """Say it as people do."""
        return f"{self.seconds:.1f} seconds and {self.keys} {'key' if self.keys == 1 else 'keys'}"


def as_far_as(run: Run, other: Run) -> Run:
    """Return a run whose call ends before what nobody did in another, if that did not pass."""
    if other.status == "passed":
        return run
    acts = sum(map(is_act, other.transcript)) if other.transcript else -1
    return with_transcript(run, up_to(run.transcript, acts))


def with_transcript(run: Run, transcript: Iterable[Event]) -> Run:
    """Return a run with another call."""
    found = dataclasses.replace(run)
    found.transcript = list(transcript)
    return found


def up_to(transcript: Iterable[Event], acts: int) -> Iterator[Event]:
    """Yield the events of a call until people have acted so often, and what came of it; of -1 acts, nothing."""
    for event in transcript:
        acts -= is_act(event)
        if acts < 0:
            return
        yield event


def is_act(event: Event) -> bool:
    """Tell whether an event is what somebody does in a call, and not what the line does."""
    return event["event"] in ACTS or (event["event"] == "hung up" and event["by"] == "the caller")


def heard(run: Run) -> list[str]:
    """Return what the caller of a run heard."""
    return [sound for event in run.transcript for sound in sounds(event)]


def sounds(event: Event) -> Iterator[str]:
    """Yield what is heard in an event: a sentence, whose runs of white space are one space, a file or keys."""
    if event["event"] == "said":
        yield " ".join(event["text"].split())
    elif event["event"] == "played":
        yield name_of_played(event.get("url", ""), event.get("digits", ""))


def effort(run: Run) -> Effort | None:
    """Return what it took the caller of a run to come to an answer; None if the call did not end with one.

    An answer is what follows the last thing that the caller asked for, unless the line then asks again.
    """
    mine = [event for event in run.transcript if event.get("leg") != "callee"]
    acts = [number for number, event in enumerate(mine) if is_act(event)]
    if run.status != "passed" or not acts or mine[acts[-1]]["event"] not in ASKS:
        return None
    answer = mine[acts[-1] + 1 :]
    first = next((event for event in answer if event["event"] in ANSWERS), None)
    if first is None or any(event["event"] == "gathering" for event in answer):
        return None
    return Effort(first["second"], sum(len(event["keys"]) for event in mine if event["event"] == "pressed"))
