"""The call flow of the line, as the calls that were made show it, and how much of each menu was tried.

A node is where calls rest: the line waits for keys or words, records, dials somebody, lets the caller wait in
a queue or a conference, or says its last words. A transition leads from one node to the next. What documents say that
go on by themselves belongs to the transition; so do last words that several paths share.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, count

from .menu_names import MenuName
from .node_keys import NodeKey, NodeKeys
from .observed import ObservedNode
from .options import BY_ITSELF, DIALS, ENDS, rank
from .rests import Rest, rests
from .run import RED, Run

START = "(start)"
END = "(end)"
LABELS = {START: "A caller dials", END: "The call is over"}


@dataclass
class Transition:
    """From one node to another: by which option, what is said in between, and whose calls went there."""

    origin: str
    option: str
    target: str
    runs: list[Run] = field(default_factory=list)
    said: Counter[tuple[str, ...]] = field(default_factory=Counter)
    is_failing: bool = False
    slug: str = ""

    @property
    def usual_sentences(self) -> tuple[str, ...]:
        """What is said in between most often."""
        return self.said.most_common(1)[0][0]


@dataclass
class Node:
    """Where calls rest. ``options`` are what people can do there, tried or not; its last words have none."""

    id: str
    label: str
    address: str = ""  # the paths of its URLs
    options: list[str] = field(default_factory=list)
    transitions: list[Transition] = field(default_factory=list)
    slug: str = ""

    @property
    def untried(self) -> list[str]:
        """The options that no run has taken."""
        return [option for option in self.options if not self.runs_by(option)]

    def runs_by(self, option: str) -> list[Run]:
        """Return the runs that left the node by this option."""
        return list({id(run): run for it in self.transitions if it.option == option for run in it.runs}.values())


@dataclass
class CallFlow:
    """Nodes in the order in which calls reach them, the start first and the end last.

    ``unreached`` are the menus that have a name, but to which no call came.
    """

    nodes: list[Node]
    unreached: list[str] = field(default_factory=list)

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
    def countable(self) -> int:
        """How many options the menus have."""
        return sum(len(menu.options) for menu in self.menus)

    @property
    def tried(self) -> int:
        """How many options of menus were tried."""
        return self.countable - sum(len(menu.untried) for menu in self.menus)

    @property
    def coverage(self) -> float:
        """Options that were tried, as a percentage; a line without menus leaves nothing to try."""
        return 100 * self.tried / self.countable if self.countable else 100


def build_call_flow(runs: Iterable[Run], names: Sequence[MenuName] = ()) -> CallFlow:
    """Return the call flow that the calls of some runs show, with the names that ``menus.txt`` gives."""
    builder = CallFlowBuilder([(run, rests(run.transcript)) for run in runs], names)
    builder.add_calls()
    return builder.build()


class CallFlowBuilder:
    """Builds a call flow from the rests of calls."""

    def __init__(self, calls: list[tuple[Run, list[Rest]]], names: Sequence[MenuName]) -> None:
        self.calls = calls
        self.names = names
        self.keys = NodeKeys((rest for _, call in calls for rest in call), names)
        self.shared = shared_texts(rest for _, call in calls for rest in call)
        self.observed: dict[NodeKey, ObservedNode] = {}
        self.node_of: dict[int, ObservedNode] = {}  # by the identity of a rest
        self.transitions: dict[tuple[str, str, str], Transition] = {}

    def add_calls(self) -> None:
        """Look at all nodes, and then at what leads from one to the next: that depends on what was seen there."""
        for rest in (rest for _, call in self.calls for rest in call if self.is_node(rest)):
            key = self.keys.key(rest)
            last_words = next(text for text in rest.said if text not in self.shared) if rest.does == ENDS else ""
            node = self.observed.setdefault(key, ObservedNode(rest.does, rest.whom))
            node.add(rest, self.keys.name(rest), last_words)
            self.node_of[id(rest)] = node
        for key, label in unique_labels({key: node.label for key, node in self.observed.items()}):
            self.observed[key].id = label
        for run, call in self.calls:
            self.add_call(run, call)

    def is_node(self, rest: Rest) -> bool:
        """Whether a rest is a node of its own: last words are if they are not said at other paths too."""
        return rest.does != ENDS or not self.shared.issuperset(rest.said)

    def add_call(self, run: Run, call: list[Rest]) -> None:
        """Add the transitions of a call; the last one of a run that failed is where it failed."""
        origin, option = START, DIALS
        last = None
        for rest in call:
            node = self.node_of.get(id(rest))
            target = node.id if node else END
            last = self.add_transition(run, (origin, option, target), rest.before if node else rest.all_said)
            if node and rest.does == ENDS:
                self.add_transition(run, (target, BY_ITSELF, END), [])
            elif node:
                origin, option = target, node.option(rest)
        if last and run.status in RED:
            last.is_failing = True

    def add_transition(self, run: Run, key: tuple[str, str, str], said: list[str]) -> Transition:
        """Note that a run went from one node to another."""
        transition = self.transitions.setdefault(key, Transition(*key))
        if not transition.runs or transition.runs[-1] is not run:
            transition.runs.append(run)
        transition.said[tuple(said)] += 1
        return transition

    def build(self) -> CallFlow:
        """Return the call flow, its nodes in the order in which calls reach them, nearest first."""
        by_origin = defaultdict(list)
        for transition in sorted(self.transitions.values(), key=lambda it: rank(it.option)):
            by_origin[transition.origin].append(transition)
        order, known = [START], {START, END}
        for id_ in order:
            targets = dict.fromkeys(it.target for it in by_origin[id_])
            order += [target for target in targets if target not in known]
            known |= targets.keys()
        reached = {it.target for it in self.transitions.values()}
        ids = [id_ for id_ in (*order, END) if by_origin[id_] or id_ in reached]
        observed = {node.id: node for node in self.observed.values()}
        nodes = [map_node(id_, observed.get(id_), by_origin[id_]) for id_ in ids]
        for number, node in enumerate(nodes):
            node.slug = f"place{number}"
            for index, transition in enumerate(node.transitions):
                transition.slug = f"way{number}-{index}"
        used = {node.name for node in self.observed.values()}
        return CallFlow(nodes, [name.name for name in self.names if name.name not in used])


def map_node(id_: str, observed: ObservedNode | None, transitions: list[Transition]) -> Node:
    """Return a node with its transitions; nothing is observed at the start and the end."""
    if observed is None:
        return Node(id_, LABELS[id_], transitions=transitions)
    options = observed.options([transition.option for transition in transitions])
    return Node(id_, id_, ", ".join(observed.paths), options, transitions)


def shared_texts(rests_: Iterable[Rest]) -> set[str]:
    """Return what is said at several paths, or also on the way to somewhere."""
    paths = defaultdict(set)
    for rest in rests_:
        for text in rest.said:
            paths[text].add(rest.path)
        for text in rest.before:
            paths[text].add("")
    return {text for text, found in paths.items() if len(found) > 1}


def unique_labels(labels: dict[NodeKey, str]) -> Iterable[tuple[NodeKey, str]]:
    """Yield the labels of nodes; what several have in common is numbered."""
    taken = {START, END}
    for key, label in labels.items():
        numbered = chain([label], (f"{label} ({number})" for number in count(2)))
        unique = next(it for it in numbered if it not in taken)
        taken.add(unique)
        yield key, unique
