"""The search: breadth first, so that the first call to reach a state is a shortest one."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ..journeys.prompts import heard
from ..journeys.saving import stand
from ..simulator import Call
from ..simulator.verbs import Gather
from .comparing import CallComparison
from .graph import State, Way
from .reading import Reading
from .states import Fingerprints, digest
from .trials import Asked, accepted, entered, takes_a_number, trials, wordless
from .unsteady import refuse_other_words
from .walking import Arrival, Kept, Stop, Walker

DIALS = "dials"
MOST_TRIES = 4  # whoever counts in secret counts no further than three
ALIKE = 20  # so many states that sound alike are walked
SAMPLE = 30  # so many ways are walked in both manners, before all others go on from saved calls
INTERRUPTED = "It was interrupted."

Tell = Callable[[int, int, int], object]  # states, ways, requests


def tell_nobody(_states: int, _ways: int, _requests: int) -> None:
    """Tell nobody how far the search is."""


class Pending(NamedTuple):
    """A state from which nothing was tried: its call, and what can be tried."""

    kept: Kept
    trials: Sequence[str]


class Search:
    """Walks one line. ``known`` are its states, ``stopped`` says why there may be more."""

    def __init__(
        self,
        walker: Walker,
        reading: Reading,
        depth: int,
        tell: Tell,
        *,
        resumes: bool = True,
        passing: frozenset[str] = frozenset(),
    ) -> None:
        self.walker = walker
        self.reading = reading
        self.depth = depth
        self.tell = tell
        self.resumes = resumes  # whether saved calls were as good as new ones so far
        self.misled = False  # whether they were not, in the end
        self.compared = 0
        self.fingerprints = Fingerprints(reading.same_words, passing)
        self.comparison = CallComparison(walker, self.fingerprints, reading.prompts)
        self.known: dict[tuple[bytes, int], State] = {}
        self.pending: dict[State, Pending] = {}
        self.pages: dict[State, Mapping[str, str]] = {}  # of menus with a name, and how they take keys
        self.probed: dict[Any, State] = {}  # the state of a menu in which all keys are tried
        self.alike: dict[tuple[bytes, int], set[State]] = defaultdict(set)
        self.queue: list[tuple[tuple[int, int, float], int, State]] = []
        self.numbers = count()
        self.ways = 0
        self.stopped = ""
        self.unreached: dict[str, None] = {}
        self.first: Way | None = None

    def run(self) -> None:
        """Walk until there is nothing left, or a bound is reached. Raises Passing."""
        try:
            self.dial()
            while (state := self.nearest()) and not self.is_too_deep(state):
                self.walk(state)
            if self.resumes:
                self.check()
        except Stop as stop:
            self.stopped = str(stop)
        except KeyboardInterrupt:
            self.stopped = INTERRUPTED

    def dial(self) -> None:
        """Dial twice, to see whether the line does the same."""
        one, other = self.walker.anew([DIALS]), self.walker.anew([DIALS])
        self.comparison.refuse_identifiers(one, other)
        self.first = self.arrive(None, DIALS, one)
        refuse_other_words(self.fingerprints.text_of(one.call), self.fingerprints.text_of(other.call))

    def nearest(self) -> State | None:
        """Return the nearest state in which nothing was tried."""
        while self.queue or self.try_other_pages():
            cost, _, state = heapq.heappop(self.queue)
            if not state.is_walked and cost == state.by.cost:
                return state
        return None

    def is_too_deep(self, state: State) -> bool:
        """Tell whether calls that go on from a state are longer than is allowed, and note that none was made."""
        if len(state.actions) <= self.depth:
            return False
        self.stopped = f"Calls of more than {self.depth} actions were not made: --depth allows more."
        return True

    def walk(self, state: State) -> None:
        """Try everything in a state."""
        for action in self.pending[state].trials:
            state.ways += self.ways_by(state, action)
        state.is_walked = True
        if state not in self.pages:
            del self.pending[state]

    def try_other_pages(self) -> bool:
        """Try on each page of a menu numbers of its other pages; tell whether that has led to where nobody was."""
        for state, given in list(self.pages.items()):
            known = {way.action for way in state.ways}
            for number in self.numbers_of_other_pages(state) if state.is_walked else ():
                if (action := entered(number, given)) not in known:
                    state.ways += self.ways_by(state, action)
        return bool(self.queue)

    def numbers_of_other_pages(self, state: State) -> Iterator[str]:
        """Yield the lowest number of each other page, or all."""
        for named in dict.fromkeys(it.named for it in self.pages if (it.name, it.path) == (state.name, state.path)):
            numbers = sorted((key for key in named - state.named if key.isdigit()), key=int)
            yield from numbers if self.reading.all_options else numbers[:1]

    def ways_by(self, state: State, action: str) -> Iterator[Way]:
        """Yield the way by an action: several, where somebody who is called has to press a key to take the call."""
        arrival = self.arrival(state, action)
        if arrival is None:
            return
        if arrival.call.callee is None:
            yield self.arrive(state, action, arrival)
            return
        whisper = Asked(heard(arrival.call.callee.heard_events, self.reading.prompts))
        for key in whisper.named:
            taken = self.arrival(state, accepted(action, key))
            if taken and taken.call.callee is None:
                yield self.arrive(state, accepted(action, key), taken)

    def arrival(self, state: State, action: str) -> Arrival | None:
        """Bring a call into a state, and let somebody do something; None if nobody can do that there."""
        self.tell(len(self.known), self.ways, self.walker.transport.requests)
        try:
            if self.resumes and self.compared >= SAMPLE:
                return self.walker.resumed(self.pending[state].kept, action)
            arrival = self.walker.anew([*state.actions, action])
            if self.resumes:
                self.compared += 1
                self.resumes = self.is_as_good(state, action, arrival)
        except ValueError as error:
            self.unreached[f"{state.by.path} then {action}: {error}"] = None
            return None
        return arrival

    def is_as_good(self, state: State, action: str, anew: Arrival) -> bool:
        """Tell whether the saved call of a state goes on like one that was dialed."""
        try:
            again = self.walker.resumed(self.pending[state].kept, action)
        except ValueError:
            return False
        self.comparison.refuse_identifiers(anew, again)
        if self.comparison.lead_alike(self.pending[state].kept.transcript, again, anew):
            return True
        self.comparison.refuse_unsteady([*state.actions, action])
        return False

    def check(self) -> None:
        """See whether all that was found in each menu comes again when its shortest and longest call are dialed."""
        alike: dict[object, list[Way]] = defaultdict(list)
        for state in self.known.values():
            for way in state.ways:
                target = way.target and (way.target.path, way.target.named)
                alike[state.path, state.named, target].append(way)
        ends = dict.fromkeys(end(ways, key=lambda it: it.cost) for ways in alike.values() for end in (min, max))
        self.misled = not all(map(self.comparison.comes_again, ends))

    def arrive(self, origin: State | None, action: str, arrival: Arrival) -> Way:
        """Return the way that a call went, and look at where it is."""
        call = arrival.call
        kept = self.comparison.in_common(self.pending[origin].kept.transcript, call.transcript) if origin else 0
        outcome = self.comparison.outcome(arrival, kept)
        way = Way(
            origin,
            action,
            kept,
            call.transcript[kept:],
            call.second,
            outcome.said,
            heard=tuple(heard(call.heard_events, self.reading.prompts)),
            stands=tuple(stand(call)),
            givens=tuple(arrival.givens),
            stopped=arrival.stopped,
            is_endless=arrival.is_endless,
            began=max(call.leg.action_began - kept, 0),
        )
        self.ways += 1
        if outcome.state is not None:
            way.target = self.reach(outcome.state, way, call)
        return way

    def reach(self, fingerprint: bytes, way: Way, call: Call) -> State:
        """Return the state to which a way leads: a new one, or one that is known, perhaps by a longer call."""
        origin, asked = way.origin, Asked(way.heard, self.reading.names)
        kind = self.fingerprints.kind_of(call)
        menu = digest(self.fingerprints.same(repr((kind, asked.named, asked.sentences[-1:]))))
        tries = in_a_row(origin.tries if origin and origin.menu == menu else 0)
        state = self.known.get((fingerprint, tries))
        if state is None:
            state = self.known[fingerprint, tries] = State(fingerprint, kind, menu, tries, way)
        elif state.is_walked or way.cost >= state.by.cost:
            return state
        state.by = way
        if self.is_new(state, asked, call):
            self.pending[state] = Pending(Kept(call), self.trials(state, asked, call))
            if asked.name and asked.numbers and isinstance(call.leg.waiting, Gather):
                self.pages[state] = call.leg.waiting.node.attributes
            heapq.heappush(self.queue, (way.cost, next(self.numbers), state))
        return state

    def is_new(self, state: State, asked: Asked, call: Call) -> bool:
        """Note where a state is, and tell whether few enough were alike, so that it is to be walked.

        Alike are those at one path in which the same was said, as many times in a row.
        """
        state.verb = type(call.leg.waiting).__name__
        state.is_held = call.is_held
        state.path = urlsplit(call.leg.document.url).path
        state.sentences, state.named = tuple(asked.sentences), frozenset(asked.named)
        state.name = asked.name.name if asked.name else ""
        sounds = digest(self.fingerprints.same(repr((state.path, asked.sentences))))
        alike = self.alike[sounds, state.tries]
        alike.add(state)
        if len(alike) <= ALIKE or self.reading.all_options:
            return True
        self.tell_once(f"{asked.sentences[0]!r} was heard in more than {ALIKE} states that are alike", "walks all")
        return False

    def trials(self, state: State, asked: Asked, call: Call) -> Sequence[str]:
        """Return what can be tried in a state: every key in one state of each menu."""
        all_keys = self.probed.setdefault((state.path, state.named, state.title), state) is state
        for what in wordless(call):
            self.unreached[f"{state.path}: no scenario can say {what}, and so that was not tried."] = None
        if takes_a_number(call, asked):
            self.tell_made_up(asked.sentences[-1])
        if asked.is_sampled and not self.reading.all_options:
            few = "of which the first, one in the middle and the last were tried"
            self.tell_once(f"{asked.sentences[0]!r} lists {len(asked.numbers)} numbers, {few}", "tries all")
        return list(trials(call, asked, self.reading, all_keys=all_keys))

    def tell_made_up(self, sentence: str) -> None:
        """Tell that nobody knows which numbers callers have."""
        if not self.reading.numbers:
            made_up = f"{sentence!r} takes numbers and names none: only made-up ones were tried"
            self.unreached[f"{made_up}; --number tries one that you know."] = None

    def tell_once(self, what: str, instead: str) -> None:
        """Tell what was left out, and what takes it in."""
        self.unreached[f"{what}; --all-options {instead}."] = None


def in_a_row(before: int) -> int:
    """Return how many times in a row a call has come to the same; who counts in secret counts no further."""
    return min(before + 1, MOST_TRIES)
