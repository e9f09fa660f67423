"""Whether two calls are the same: a line that does the same again keeps nothing but what its answers tell."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from itertools import takewhile
from typing import NamedTuple

from ..journeys.prompts import Prompts, heard
from ..simulator import Event
from .graph import Way
from .states import Fingerprints, passing_cookies
from .unsteady import refuse_other_words
from .walking import Arrival, OtherAnswers, Walker


class Outcome(NamedTuple):
    """What comes of an action: the state (none where nobody can act), what is heard, and what cannot be followed."""

    state: bytes | None
    said: tuple[str, ...]
    stopped: str


class Passing(Exception):
    """Some cookies are identifiers of calls, and the search has to begin again without them."""

    def __init__(self, names: frozenset[str]) -> None:
        super().__init__(names)
        self.names = names


class CallComparison:
    """Compares calls; words that count as the same, and what identifies a call, make no difference."""

    def __init__(self, walker: Walker, fingerprints: Fingerprints, prompts: Prompts) -> None:
        self.walker = walker
        self.fingerprints = fingerprints
        self.prompts = prompts

    def refuse_identifiers(self, one: Arrival, other: Arrival) -> None:
        """Raise Passing for new cookies that tell nothing: they differ in two calls that did the same."""
        new = passing_cookies(one.call, other.call) - self.fingerprints.passing
        if new:
            raise Passing(new | self.fingerprints.passing)

    def refuse_unsteady(self, actions: Sequence[str]) -> None:
        """Raise Stop if a call is another one when it is dialed twice, whatever the line remembers of a call."""
        with suppress(OtherAnswers, ValueError):
            for length in range(1, len(actions) + 1):
                one, other = (self.told_in(self.walker.anew(actions[:length])) for _ in range(2))
                refuse_other_words(one, other)

    def told_in(self, arrival: Arrival) -> str:
        """Return all that the line has told in a call, and where the call is."""
        said = map(self.fingerprints.same, heard(arrival.call.transcript, self.prompts))
        return "\n".join([*said, self.fingerprints.text_of(arrival.call) if arrival.rests else arrival.stopped])

    def comes_again(self, way: Way) -> bool:
        """Tell whether a call is the same when it is dialed from the first ring."""
        with suppress(OtherAnswers, ValueError):
            found = self.outcome(self.walker.anew(way.actions), 0)
            known = way.target.fingerprint if way.target else None
            ends_alike = found.said[len(found.said) - len(way.said) :] == way.said
            if (found.state, found.stopped) == (known, way.stopped) and ends_alike:
                return True
        self.refuse_unsteady(way.actions)
        return False

    def lead_alike(self, before: Sequence[Event], one: Arrival, other: Arrival) -> bool:
        """Tell whether two calls that went on from the same one have come to the same."""
        outcomes = {self.outcome(it, self.in_common(before, it.call.transcript)) for it in (one, other)}
        return len(outcomes) == 1

    def outcome(self, arrival: Arrival, kept: int) -> Outcome:
        """Return what came of an action, behind the first ``kept`` events of the call."""
        fingerprint = self.fingerprints.of(arrival.call) if arrival.rests else None
        said = heard(arrival.call.transcript[kept:], self.prompts)
        return Outcome(fingerprint, tuple(map(self.fingerprints.same, said)), arrival.stopped)

    def in_common(self, before: Sequence[Event], now: Sequence[Event]) -> int:
        """Return with how many events that are the same two calls begin."""
        if now[: len(before)] == before:
            return len(before)
        return sum(1 for _ in takewhile(lambda pair: self.are_same(*pair), zip(before, now, strict=False)))

    def are_same(self, one: Event, other: Event) -> bool:
        """Tell whether two events are the same, but for words that count as the same, and the time that they take."""
        if one == other:
            return True
        mine, theirs = (self.fingerprints.same(repr({**it, "second": 0.0, "seconds": 0.0})) for it in (one, other))
        return mine == theirs
