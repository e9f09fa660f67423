"""Calls of a log beside those of tests: which went as agreed, which ways nobody had tested, and what broke a rule.

A place is what a caller does at a menu, at one of its tries: what the tests have heard there is what may be heard. What
they have heard vary is data, and may be other data.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..journeys.trouble import describe, logged
from ..living_docs.document.call_flow import END, FAILED, START, CallFlowBuilder, Move
from ..living_docs.document.options import BY_ITSELF, ENDS, HANG_UP, SECRET
from ..living_docs.document.prompts import SENTENCE_END
from ..living_docs.document.rests import Rest, rests
from ..living_docs.document.run import Run, Suite
from ..living_docs.document.tries import ordinal
from ..living_docs.document.verdict import join_words
from ..living_docs.document.ways import Way
from .forms import Forms, Hearing, options
from .rebuilding import Rebuilt
from .replaying import HOST

UNTESTED_WAY, BROKE_A_RULE, OTHER_DATA = "nobody had tested", "broke a rule", "other data"
QUERY = re.compile(r"\?[^\s),]*")  # one fault at one address is one, whatever else that says
MANY = 3  # so many sentences are quoted

Problem = tuple[str, str]  # its kind, and a sentence


class Arrival(NamedTuple):
    """How a call came to a node: from where, by what, at which try there; and what was heard on the way and there."""

    origin: str
    option: str
    number: int
    target: str  # all ends are one: what is heard tells them apart
    heard: Hearing
    is_cut: bool
    way: tuple[str, str, int]  # as the map has it

    @property
    def place(self) -> tuple[str, str, int]:
        """What the caller did, and where."""
        return self.origin, self.option, self.number

    @property
    def after(self) -> str:
        """The same in words."""
        if self.origin == START:
            return "After dialing,"
        at = f"{self.option} at “{self.origin}”"
        return f"After {at}," if self.number == 1 else f"After {at}, {ordinal(self.number)} try,"


@dataclass
class Found:
    """Something that was found: its kind, a sentence, in how many calls, and the shortest of them."""

    kind: str
    sentence: str
    shortest: Rebuilt
    calls: int = 0

    def add(self, call: Rebuilt) -> None:
        """Add calls."""
        self.calls += len(call.ids)
        self.shortest = min(self.shortest, call, key=lambda it: it.length)


@dataclass
class Comparison:
    """What came of it. A whole call went as agreed if it took no way that nobody had tested, and broke no rule."""

    as_agreed: list[Rebuilt] = field(default_factory=list)
    otherwise: list[Rebuilt] = field(default_factory=list)
    partial: list[Rebuilt] = field(default_factory=list)
    not_followed: list[Rebuilt] = field(default_factory=list)
    found: dict[Problem, Found] = field(default_factory=dict)

    def add(self, call: Rebuilt, problems: Iterable[Problem]) -> None:
        """Add calls, in which something was found, or nothing."""
        found = dict.fromkeys(problems)
        for kind, sentence in found:
            self.found.setdefault((kind, sentence), Found(kind, sentence, call)).add(call)
        if call.problem:
            self.not_followed.append(call)
        elif not call.is_whole:
            self.partial.append(call)
        elif {kind for kind, _ in found} <= {OTHER_DATA}:
            self.as_agreed.append(call)
        else:
            self.otherwise.append(call)

    def of(self, kind: str) -> list[Found]:
        """Return what was found of a kind, what most callers met first."""
        return sorted((it for it in self.found.values() if it.kind == kind), key=lambda it: -it.calls)


def compare(calls: Sequence[Rebuilt], suite: Suite) -> Comparison:
    """Lay calls beside a suite, and its explorations."""
    tests, comparison = Tests(suite, calls), Comparison()
    for call in calls:
        comparison.add(call, problems(call, tests))
    return comparison


def problems(call: Rebuilt, tests: Tests) -> Iterator[Problem]:
    """Yield what is to be told of a call."""
    for event in logged(call.transcript):
        yield BROKE_A_RULE, with_its_end(QUERY.sub("", describe(event).replace(HOST, "")))
    rested = tests.recorded[call.ids[0]]
    arrivals = tests.arrivals_of(rested)
    first = 0 if call.begins else 1  # nobody knows how the call came there
    for arrival in arrivals[first:]:
        if name := tests.untested(arrival):
            yield UNTESTED_WAY, name
    for arrival in arrivals[first : len(arrivals) - heard_in_part(call, rested)]:
        yield from tests.differences(arrival)


def heard_in_part(call: Rebuilt, rested: Sequence[Rest]) -> int:
    """Return at how many of its last rests a caller hung up before the line had said everything."""
    return 0 if not call.left else 2 if any(it.way == HANG_UP for it in rested[-2:][:1]) else 1


class Tests:
    """What tests have heard, and which ways they took: scenarios that passed, and calls of explorations."""

    def __init__(self, suite: Suite, calls: Iterable[Rebuilt]) -> None:
        taken = [(run, rests(run.transcript)) for run in suite.runs if run.status == "passed"]
        explored = [(run, rests(run.transcript)) for run in suite.explored_runs]
        self.recorded = {call.ids[0]: rests(call.transcript) for call in calls}
        shown = [(call.as_run(), self.recorded[call.ids[0]]) for call in calls]
        self.builder = CallFlowBuilder(taken, [*explored, *shown], suite.menu_names)
        self.waivers = suite.waivers
        self.tries = self.tries_in([*taken, *explored])
        self.tries_of_map = self.tries_in(explored)  # without an exploration tries are not told apart there
        self.taken = {it.way for _, call in taken for it in self.arrivals_of(call)}
        known: defaultdict[Hashable, list[Arrival]] = defaultdict(list)
        for _, call in (*taken, *explored):
            for arrival in self.arrivals_of(call):
                for place in (arrival.place, arrival.place[:2], arrival.target) if not arrival.is_cut else ():
                    known[place].append(arrival)
        self.known = dict(known)
        self.forms: dict[Hashable, Forms] = {}

    def tries_in(self, calls: Iterable[tuple[Run, list[Rest]]]) -> dict[str, int]:
        """Return how many times in a row some calls have come to a menu at the most."""
        tries: dict[str, int] = {}
        for move in (move for _, call in calls for move in self.builder.moves(call)):
            tries[move.origin] = max(move.number, tries.get(move.origin, 1))
        return tries

    def untested(self, arrival: Arrival) -> str:
        """Return the name of a way that no scenario took, and nobody has waived; nothing for any other.

        Keys that are masked may be any that tests pressed, as long as they lead to what tests have heard.
        """
        menu, option, number = arrival.way
        node = self.builder.nodes.by_id.get(menu)
        is_waived = any(it.fits_menu(menu) and it.fits(option, number) for it in self.waivers)
        is_masked = option == SECRET and arrival.target in self.known
        if node is None or not node.is_menu or is_waived or is_masked or arrival.way in self.taken:
            return ""
        return Way(menu, option, number, range(1, self.tries_of_map.get(menu, 1) + 1)).name

    def arrivals_of(self, call: Sequence[Rest]) -> list[Arrival]:
        """Return how a call came from node to node."""
        moves = (move for move in self.builder.moves(call) if move.option != BY_ITSELF)
        return [self.arrival(move, rest) for move, rest in zip(moves, call, strict=True)]

    def arrival(self, move: Move, rest: Rest) -> Arrival:
        """Return how a call came to where it rests."""
        number, in_map = (min(move.number, tries.get(move.origin, 1)) for tries in (self.tries, self.tries_of_map))
        target = END if rest.does == ENDS and move.target != FAILED else move.target
        heard = tuple(sentence for text in rest.all_said for sentence in SENTENCE_END.split(text))
        way = (move.origin, move.option, in_map)
        return Arrival(move.origin, move.option, number, target, heard, rest.is_cut, way)

    def differences(self, arrival: Arrival) -> Iterator[Problem]:
        """Yield how what a caller came to differs from what tests came to."""
        here = self.known.get(arrival.place) or self.known.get(arrival.place[:2], [])
        there = self.known.get(arrival.target, here)
        if arrival.target == FAILED or not there:
            return  # the one is told anyway, and to the other leads a way that nobody has tested
        if here and all(it.target != arrival.target for it in here):
            others = join_words([*dict.fromkeys(named(it.target) for it in here)])
            came = f"{arrival.after} callers came to {named(arrival.target)}; in the tests to {others}"
            yield BROKE_A_RULE, with_its_end(came)
        key = arrival.target if arrival.target in self.known else arrival.place
        forms = self.forms.get(key) or Forms(it.heard for it in there)
        self.forms[key] = forms
        unknown = forms.unknown(arrival.heard)
        for sentence in unknown:
            heard = f"“{sentence}” was heard, and in the tests “{forms.nearest(sentence)}”"
            yield BROKE_A_RULE, with_its_end(f"{arrival.after} {heard}")
        hearings = [it.heard for it in here if it.target == arrival.target]
        if hearings and not unknown:
            yield from out_of_order(arrival, hearings, forms)


def out_of_order(arrival: Arrival, hearings: Sequence[Hearing], forms: Forms) -> Iterator[Problem]:
    """Yield what is missing or too much, of sentences or of options, in what tests have heard in its place."""
    shape = forms.shape(arrival.heard)
    if all(forms.shape(hearing) != shape for hearing in hearings):
        likest = min(hearings, key=lambda it: len(set(forms.shape(it)) ^ set(shape)))
        mine, theirs = (frozenset(forms.left_out(*it)) for it in ((arrival.heard, likest), (likest, arrival.heard)))
        told = more_and_less(mine, theirs) or "the sentences came in another order"
        yield BROKE_A_RULE, f"{arrival.after} {told}."
        return
    mine = options(arrival.heard)
    if mine not in forms.lists:
        known = max(forms.lists, key=lambda it: (len(it & mine), -len(it ^ mine)))
        kind = OTHER_DATA if len(forms.lists) > 1 else BROKE_A_RULE
        yield kind, f"At {named(arrival.target)} {more_and_less(mine - known, known - mine)}."


def more_and_less(more: Collection[str], less: Collection[str]) -> str:
    """Return which sentences were heard that tests have not heard, and the other way round."""
    told = [f"{quoted(more)} was heard too"] if more else []
    return join_words([*told, f"{quoted(less)} was not heard"] if less else told)


def quoted(sentences: Collection[str]) -> str:
    """Return sentences in a row, the first of many."""
    first, more = sorted(sentences)[:MANY], len(sentences) - MANY
    return join_words([*(f"“{it}”" for it in first), *([f"{more} more"] if more > 0 else [])])


def with_its_end(sentence: str) -> str:
    """Return a sentence with a full stop, unless it ends with a quotation that has one."""
    return sentence if sentence.endswith(".”") else f"{sentence}."


def named(target: str) -> str:
    """Return what a node is called."""
    return "the end of the call" if target == END else f"“{target}”"
