"""The call flow of the line, as the calls that were made show it, and which of its ways scenarios took.

A node is where calls rest: the line waits for keys or words, records, dials somebody, lets the caller wait in
a queue or a conference, or says its last words. A transition leads from one node to the next. What documents say that
go on by themselves belongs to the transition; so do last words that several paths share. The calls of an exploration
show what there is; the calls of scenarios show it too, and take it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from .answers import Answer, shortest_ways
from .effort import Effort, efforts
from .menu_names import MenuName
from .nodes import Nodes
from .observed import ObservedNode
from .options import BY_ITSELF, DIALS, ENDS, rank
from .rests import Rest, rests
from .run import RED, Run
from .waivers import Waiver
from .ways import TESTED, UNTESTED, WAIVED, Way, mistakes, unique, waive

START = "(start)"
END = "(end)"
FAILED = "(failed)"
LABELS = {START: "A caller dials", END: "The call is over", FAILED: "The line fails"}
EXITS = (END, FAILED)


@dataclass
class Transition:
    """From one node to another: by which option, what is said in between, and whose calls went there, at which try."""

    origin: str
    option: str
    target: str
    tries: dict[int, list[Run]] = field(default_factory=dict)
    said: Counter[tuple[str, ...]] = field(default_factory=Counter)
    is_failing: bool = False
    slug: str = ""

    @property
    def runs(self) -> list[Run]:
        """The runs that went there; none if only an exploration did."""
        return unique(chain.from_iterable(self.tries.values()))

    @property
    def usual_sentences(self) -> tuple[str, ...]:
        """What is said in between most often."""
        return self.said.most_common(1)[0][0]


@dataclass
class Node:
    """Where calls rest. ``options`` are what people can do there as far as it is heard; its last words have none.

    ``prompt`` is what the line says there most often, and ``effort`` what it costs callers to come there; if it is an
    answer, ``answer`` is the shortest way to it.
    """

    id: str
    label: str
    address: str = ""  # the paths of its URLs
    prompt: tuple[str, ...] = ()
    effort: Effort | None = None
    answer: Answer | None = None
    options: list[str] = field(default_factory=list)
    transitions: list[Transition] = field(default_factory=list)
    slug: str = ""

    @cached_property
    def tries(self) -> dict[str, list[int]]:
        """At which tries each option can be taken: at the first if it is heard, else where a call has taken it."""
        found: dict[str, set[int]] = {option: {1} for option in self.options}
        for it in self.transitions:
            found.setdefault(it.option, set()).update(it.tries)
        return {option: sorted(found[option]) for option in sorted(found, key=rank)}

    @cached_property
    def ways(self) -> list[Way]:
        """What people can do there, try by try; nothing where the line only says something."""
        tries = self.tries if self.options else {}
        taken: dict[tuple[str, int], list[Run]] = defaultdict(list)
        for it in self.transitions:
            for number, runs in it.tries.items():
                taken[it.option, number] += runs
        return [
            Way(self.label, option, number, numbers, unique(taken[option, number]))
            for option, numbers in tries.items()
            for number in numbers
        ]

    @property
    def countable(self) -> int:
        """How many ways there are, without those that are waived: to waive a way is not to have tested it."""
        return sum(way.state != WAIVED for way in self.ways)

    @property
    def tested(self) -> int:
        """How many ways scenarios took."""
        return sum(way.state == TESTED for way in self.ways)


@dataclass
class CallFlow:
    """Nodes in the order in which calls reach them, the start first and the ends last.

    ``unreached`` are the menus that have a name, but to which no call came; ``mistakes`` is what is wrong with
    waivers; ``is_explored`` tells whether an exploration has shown what there is.
    """

    nodes: list[Node]
    unreached: list[str] = field(default_factory=list)
    mistakes: list[str] = field(default_factory=list)
    is_explored: bool = False

    @cached_property
    def by_id(self) -> dict[str, Node]:
        """The nodes by their ids."""
        return {node.id: node for node in self.nodes}

    @property
    def menus(self) -> list[Node]:
        """The nodes where people can do something."""
        return [node for node in self.nodes if node.options]

    @property
    def transitions(self) -> list[Transition]:
        """All transitions of all nodes."""
        return [transition for node in self.nodes for transition in node.transitions]

    @property
    def ways(self) -> list[Way]:
        """The ways of all menus."""
        return [way for node in self.nodes for way in node.ways]

    @property
    def untested(self) -> list[Way]:
        """The ways that somebody has to test yet."""
        return [way for way in self.ways if way.state == UNTESTED]

    @property
    def waived(self) -> list[Way]:
        """The ways that nobody need test."""
        return [way for way in self.ways if way.state == WAIVED]

    @property
    def countable(self) -> int:
        """How many ways there are, without those that are waived."""
        return sum(node.countable for node in self.nodes)

    @property
    def tested(self) -> int:
        """How many ways scenarios took."""
        return sum(node.tested for node in self.nodes)

    @property
    def coverage(self) -> float:
        """Ways that are tested, as a percentage; a line without menus leaves nothing to test."""
        return 100 * self.tested / self.countable if self.countable else 100


def build_call_flow(
    runs: Iterable[Run],
    names: Sequence[MenuName] = (),
    explored: Iterable[Run] = (),
    waivers: Sequence[Waiver] = (),
) -> CallFlow:
    """Return the call flow that the calls of some runs show, and those of explorations, which take no way.

    ``names`` are those that ``menus.txt`` gives. What is wrong with waivers is known only of a line that is explored.
    """
    taken, found = ([(run, rests(run.transcript)) for run in it] for it in (runs, explored))
    flow = CallFlowBuilder(taken, found, names).build()
    idle = waive((menu.ways for menu in flow.menus), waivers)
    flow.mistakes = list(mistakes(idle, flow.ways)) if flow.is_explored else []
    return flow


class Move(NamedTuple):
    """What a call did: where it was, at which try, what it did there, where that led, and what was said on the way."""

    origin: str
    number: int
    option: str
    target: str
    said: tuple[str, ...]


class CallFlowBuilder:
    """Builds a call flow from the rests of calls: those of scenarios, and those of explorations."""

    def __init__(
        self, taken: list[tuple[Run, list[Rest]]], explored: list[tuple[Run, list[Rest]]], names: Sequence[MenuName]
    ) -> None:
        self.is_explored = bool(explored)
        self.nodes = Nodes((rest for _, call in (*taken, *explored) for rest in call), names, LABELS)
        self.transitions: dict[tuple[str, str, str], Transition] = {}
        self.efforts = efforts(taken, explored, self.nodes)
        self.answers = shortest_ways(taken, explored, self.nodes)
        self.last_tries: dict[str, int] = {}
        self.drafts: dict[tuple[str, str, int], str] = {}
        for run, call in explored:
            self.add_explored(run, list(self.moves(call)))
        for run, call in taken:
            self.add_taken(run, self.moves(call))

    def moves(self, call: Iterable[Rest]) -> Iterator[Move]:
        """Yield what a call did, one move after the other."""
        origin, number, option = START, 1, DIALS
        for rest in call:
            node = self.nodes.at(rest)
            target = node.id if node else FAILED if rest.failed else END
            yield Move(origin, number, option, target, tuple(rest.before if node else rest.all_said))
            if node and rest.does == ENDS:
                yield Move(target, 1, BY_ITSELF, END, ())
            elif node:
                number = number + 1 if target == origin else 1
                origin, option = target, node.option(rest)

    def add_explored(self, run: Run, moves: list[Move]) -> None:
        """Add what an exploration found: the last thing that it did in a call is what the call was made for."""
        for move in moves:
            self.last_tries[move.origin] = max(move.number, self.last_tries.get(move.origin, 1))
            self.transition(move).tries.setdefault(move.number, [])
        last = next((move for move in reversed(moves) if move.option != BY_ITSELF), None)
        if last:
            self.drafts.setdefault((last.origin, last.option, last.number), run.text)

    def add_taken(self, run: Run, moves: Iterable[Move]) -> None:
        """Add what a run did; where it failed is the last transition of one that failed.

        A line that asks for ever has as many tries as an exploration found; without one, tries are not told apart.
        """
        last = None
        for move in moves:
            transition = self.transition(move)
            number = min(move.number, self.last_tries.get(move.origin, 1))
            runs = transition.tries.setdefault(number, [])
            if not runs or runs[-1] is not run:
                runs.append(run)
            last = last if move.option == BY_ITSELF else transition
        if last and run.status in RED:
            last.is_failing = True

    def transition(self, move: Move) -> Transition:
        """Return the transition of a move."""
        key = move.origin, move.option, move.target
        transition = self.transitions.setdefault(key, Transition(*key))
        transition.said[move.said] += 1
        return transition

    def build(self) -> CallFlow:
        """Return the call flow, its nodes in the order in which calls reach them, nearest first."""
        by_origin = defaultdict(list)
        for transition in sorted(self.transitions.values(), key=lambda it: rank(it.option)):
            by_origin[transition.origin].append(transition)
        order, known = [START], {START, *EXITS}
        for id_ in order:
            targets = dict.fromkeys(it.target for it in by_origin[id_])
            order += [target for target in targets if target not in known]
            known |= targets.keys()
        reached = {it.target for it in self.transitions.values()}
        ids = [id_ for id_ in (*order, *EXITS) if by_origin[id_] or id_ in reached]
        nodes = [map_node(id_, self.nodes.by_id.get(id_), by_origin[id_]) for id_ in ids]
        for number, node in enumerate(nodes):
            node.slug, node.effort = f"place{number}", self.efforts.get(node.id)
            node.answer = self.answers.get(node.id)
            for index, transition in enumerate(node.transitions):
                transition.slug = f"way{number}-{index}"
            for way in node.ways:
                way.draft = self.drafts.get((node.id, way.option, way.number), "")
        return CallFlow(nodes, self.nodes.unreached, is_explored=self.is_explored)


def map_node(id_: str, observed: ObservedNode | None, transitions: list[Transition]) -> Node:
    """Return a node with its transitions; nothing is observed at the start and the ends."""
    if observed is None:
        return Node(id_, LABELS[id_], transitions=transitions)
    options = observed.options([transition.option for transition in transitions])
    paths = ", ".join(observed.paths)
    return Node(id_, id_, paths, observed.usual_prompt, options=options, transitions=transitions)
