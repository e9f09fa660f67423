"""The map as rows in boxes: which places lie ahead of which, and what comes of what callers do at each.

A way forward leads to a place that is one further from the start; it has a row of its own, since a line leaves there.
All others are signs: the call comes back to the same place or to an earlier one, it goes over to one that has another
way there, or it ends.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from .call_flow import END, EXITS, FAILED, START, CallFlow, Node, Transition
from .options import LISTED, NUMBER, SECRET, is_key, is_spoken
from .outcomes import Outcome, outcomes
from .run import Run
from .tries import figures
from .ways import EXPLORED, TESTED, UNTESTED, WAIVED, unique

ON, AGAIN, BACK, ACROSS, OVER, FAILS, UNKNOWN = "→", "↻", "◀", "↕", "■", "⚠", "○"
WORDS = {AGAIN: "asks again", OVER: "the call is over", FAILS: "the line fails", UNKNOWN: "not tested"}
TO = {ON: "goes on to", BACK: "goes back to", ACROSS: "goes over to"}
STATES = (UNTESTED, TESTED, WAIVED, EXPLORED)  # in the order in which they matter
CHOICES = "choices"  # all that callers choose; whatever else they do is told apart


class Sign(NamedTuple):
    """Where some outcomes lead, in short: at which tries, if not at all; the name of the place, if it is another."""

    sign: str
    tries: str
    name: str
    words: str
    state: str
    is_technical: bool

    @property
    def in_short(self) -> str:
        """What stands there."""
        return " ".join(filter(None, (self.tries, self.sign, self.name)))


@dataclass
class Row:
    """What callers do at a place, and what comes of it. ``target`` is where its line leads, if it goes forward."""

    outcomes: list[Outcome]
    signs: list[Sign]
    target: Node | None = None

    @property
    def label(self) -> str:
        """What callers do; of keys that follow each other the first and the last."""
        options = list(dict.fromkeys(it.option for it in self.outcomes))
        keys = sorted(int(it) for it in options if it.isdecimal())
        return ", ".join(filter(None, [figures(keys), *(it for it in options if not it.isdecimal())]))

    @property
    def signs_in_short(self) -> list[Sign]:
        """The signs of what scenarios took, or should; only where there are none, of all else."""
        shown = [it for it in self.signs if it.state in (TESTED, UNTESTED)] or self.signs
        return sorted(shown, key=lambda it: (bool(it.name), it.state == UNTESTED))

    @property
    def runs(self) -> list[Run]:
        """Whose calls went there."""
        return unique(run for it in self.outcomes for run in it.runs)

    @property
    def owners_runs(self) -> list[Run]:
        """Those that are not technical."""
        return [run for run in self.runs if not run.is_technical]

    @property
    def is_technical(self) -> bool:
        """Whether technical calls alone went there."""
        return all(it.is_technical for it in self.outcomes)

    @property
    def is_failing(self) -> bool:
        """Whether a call failed there."""
        return any(it.is_failing for it in self.outcomes)

    @property
    def state(self) -> str:
        """The state that matters most."""
        return min((it.state for it in self.outcomes), key=STATES.index)


@dataclass
class Place:
    """A node of the map, as far from the start as ``depth``, after its ``parent``."""

    node: Node
    depth: int
    parent: Node | None
    rows: list[Row]
    is_technical: bool  # only technical calls come there

    def leads(self, row: Row) -> bool:
        """Tell whether its line alone says where a row leads: no other is called the same."""
        return bool(row.target) and sum(it.label == row.label for it in self.rows) == 1

    def told(self, row: Row) -> str:
        """Return in short what comes of a row, as it stands there."""
        return " ".join(it.tries if self.leads(row) else it.in_short for it in row.signs_in_short)

    @property
    def is_failing(self) -> bool:
        """Whether a call failed there."""
        return any(row.is_failing for row in self.rows)

    @property
    def untested(self) -> int:
        """How many of its ways somebody has to test yet."""
        return sum(way.state == UNTESTED for way in self.node.ways)

    @property
    def owners_runs(self) -> list[Run]:
        """Whose calls went on from there, without technical ones."""
        return unique(run for row in self.rows for run in row.owners_runs)


def places(flow: CallFlow) -> list[Place]:
    """Return the places of a line, nearest first; those to which only technical calls come stand last."""
    parents: dict[str, Node | None] = {START: None}
    depths = {START: 0}
    reach(flow, parents, depths, lambda it: not it.runs or any(not run.is_technical for run in it.runs))
    owners = set(depths)
    reach(flow, parents, depths, lambda it: True)
    return [
        Place(flow.by_id[id_], depths[id_], parent, rows_of(flow.by_id[id_], depths, flow), id_ not in owners)
        for id_, parent in parents.items()
        if id_ in flow.by_id
    ]


def reach(
    flow: CallFlow, parents: dict[str, Node | None], depths: dict[str, int], counts: Callable[[Transition], bool]
) -> None:
    """Note how far all places are that can be reached by transitions that count, and from which they are."""
    order = list(depths)
    for id_ in order:
        for it in flow.by_id[id_].transitions if id_ in flow.by_id else ():
            if it.target not in depths and it.target not in EXITS and counts(it):
                parents[it.target], depths[it.target] = flow.by_id[id_], depths[id_] + 1
                order.append(it.target)


def rows_of(node: Node, depths: dict[str, int], flow: CallFlow) -> list[Row]:
    """Return the rows of a node: first those that go forward, last those that only technical calls show."""
    forward, others = defaultdict(list), defaultdict(list)
    for it in outcomes(node):
        if sign_of(it, depths) == ON and it.transition:
            forward[it.transition.target, kind_of(it.option)].append(it)
        else:
            others[it.option].append(it)
    alike: dict[object, list[Outcome]] = defaultdict(list)
    for option, several in others.items():
        told = [(it.transition and it.transition.target, tuple(it.numbers), it.state) for it in several]
        signature = (tuple(node.tries[option]), *told)
        alike[(CHOICES, signature) if kind_of(option) == CHOICES else option] += several
    targets = [*(flow.by_id[target] for target, _ in forward), *(None for _ in alike)]
    together = [*forward.values(), *alike.values()]
    found = [Row(it, list(signs(it, depths, node, flow)), to) for it, to in zip(together, targets, strict=True)]
    return sorted(found, key=lambda row: row.is_technical)


def kind_of(option: str) -> str:
    """Return what is told in one row, where it leads to the same: all choices are, anything else alone."""
    return CHOICES if is_key(option) or is_spoken(option) or option in (LISTED, NUMBER, SECRET) else option


def sign_of(outcome: Outcome, depths: dict[str, int]) -> str:
    """Return the sign of where an outcome leads."""
    it = outcome.transition
    if it is None:
        return UNKNOWN
    if it.target in EXITS:
        return {END: OVER, FAILED: FAILS}[it.target]
    if it.target == it.origin:
        return AGAIN
    further = depths[it.target] - depths[it.origin]
    return ON if further == 1 else BACK if further < 0 else ACROSS


def signs(found: Sequence[Outcome], depths: dict[str, int], node: Node, flow: CallFlow) -> Iterable[Sign]:
    """Yield the signs of outcomes, those that matter most first; outcomes that lead to the same are one."""
    known = {number for it in found for number in node.tries[it.option]}
    alike: dict[tuple[str, str, str, bool], set[int]] = defaultdict(set)
    for it in sorted(found, key=lambda it: STATES.index(it.state)):
        sign = sign_of(it, depths)
        name = flow.by_id[it.transition.target].label if it.transition and sign in TO else ""
        alike[sign, name, it.state, it.is_technical] |= set(it.numbers)
    for (sign, name, state, technical), numbers in alike.items():
        tries = "" if len(numbers) == len(known) else figures(sorted(numbers))
        yield Sign(sign, tries, name, f"{TO[sign]} {name}" if sign in TO else WORDS[sign], state, technical)
