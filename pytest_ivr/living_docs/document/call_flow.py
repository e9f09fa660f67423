"""The call flow of the line, as the calls that were made show it, and how much of each menu was tried.

A node is where a call rests: an answer of the line that speaks and then waits for the caller, or says its own last
words. It is known by the path of its URL and labelled by its first sentence. A transition leads from one node to the
next. What an answer says before it goes on by itself (it speaks, then redirects) belongs to the transition; so do
last words that several nodes share.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from .answers import BY_ITSELF, EMPTY, HANG_UP, KEYS, SILENCE, SPEECH, Answer, answers
from .run import RED, Run

LISTED = "a listed number"
UNKNOWN = "a number not told"
DIALS = "dialing"
NAMED_KEYS = {"*": "star", "0": "0"}
ORDER = (DIALS, LISTED, *NAMED_KEYS.values(), SPEECH, EMPTY, UNKNOWN, SILENCE, HANG_UP, BY_ITSELF)

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
    """Where a call rests. ``options`` are what a caller can do there, tried or not, if it is a menu."""

    path: str
    label: str
    options: list[str] = field(default_factory=list)
    transitions: list[Transition] = field(default_factory=list)
    slug: str = ""

    @property
    def address(self) -> str:
        """The path of the node's URL; the start and the end have none."""
        return "" if self.path in LABELS else self.path

    @property
    def untried(self) -> list[str]:
        """The options that no run has taken."""
        return [option for option in self.options if not self.runs_by(option)]

    def runs_by(self, option: str) -> list[Run]:
        """Return the runs that left the node by this option."""
        return list({id(run): run for it in self.transitions if it.option == option for run in it.runs}.values())


@dataclass
class CallFlow:
    """Nodes in the order in which calls reach them, the start first and the end last."""

    nodes: list[Node]

    @cached_property
    def by_path(self) -> dict[str, Node]:
        """The nodes by their paths."""
        return {node.path: node for node in self.nodes}

    @property
    def menus(self) -> list[Node]:
        """The nodes where callers choose."""
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


def build_call_flow(runs: Iterable[Run]) -> CallFlow:
    """Return the call flow that the calls of some runs show."""
    calls = [(run, answers(run.transcript)) for run in runs]
    paths_saying: dict[str, set[str]] = defaultdict(set)
    named_keys: dict[str, set[str]] = defaultdict(set)
    for answer in (answer for _, call in calls for answer in call):
        named_keys[answer.path] |= answer.named_keys
        for text in (*answer.said, *answer.afterwards):
            paths_saying[text].add(answer.path)
    builder = CallFlowBuilder({text for text, paths in paths_saying.items() if len(paths) == 1}, named_keys)
    for run, call in calls:
        builder.add_call(run, call)
    return builder.build()


class CallFlowBuilder:
    """Builds a call flow, call by call.

    ``own_sentences`` are those that only one path says, ``named_keys`` the keys that each path has named.
    """

    def __init__(self, own_sentences: set[str], named_keys: dict[str, set[str]]) -> None:
        self.own_sentences = own_sentences
        self.named_keys = named_keys
        self.labels: dict[str, Counter[str]] = defaultdict(Counter)
        self.menus: set[str] = set()
        self.transitions: dict[tuple[str, str, str], Transition] = {}

    def add_call(self, run: Run, call: list[Answer]) -> None:
        """Add the transitions of a call; the last one of a run that failed is where it failed."""
        origin, option = START, DIALS
        said: list[str] = []
        last = None
        for answer in call:
            if self.rests(answer):
                last = self.add_transition(run, origin, option, answer.path, said)
                self.add_menu(answer)
                origin, option, said = answer.path, self.option(answer), list(answer.afterwards)
            else:
                said += answer.said + answer.afterwards
        if call and call[-1].ended:
            last = self.add_transition(run, origin, option, END, said)
        if last and run.status in RED:
            last.is_failing = True

    def rests(self, answer: Answer) -> bool:
        """Whether a call rests at an answer."""
        waits = answer.acted or not answer.left_by
        return bool(answer.said) and (waits or (answer.ended and bool(self.own_sentences & set(answer.said))))

    def option(self, answer: Answer) -> str:
        """Return the option by which an answer was left; after a barge-in, keys named in other calls count too."""
        if answer.left_by != KEYS:
            return answer.left_by
        named = self.named_keys[answer.path] if answer.is_cut else answer.named_keys
        key = answer.digits.lstrip("0") or "0"
        if key in NAMED_KEYS and key in named:
            return NAMED_KEYS[key]
        return LISTED if key in named else UNKNOWN

    def add_menu(self, answer: Answer) -> None:
        """Note what an answer says first, and whether it is a menu."""
        self.labels[answer.path][answer.said[0]] += 1
        if answer.acted or answer.named_keys:
            self.menus.add(answer.path)

    def add_transition(self, run: Run, origin: str, option: str, target: str, said: list[str]) -> Transition:
        """Note that a run went from one node to another."""
        key = origin, option, target
        transition = self.transitions.setdefault(key, Transition(*key))
        if not transition.runs or transition.runs[-1] is not run:
            transition.runs.append(run)
        transition.said[tuple(said)] += 1
        return transition

    def build(self) -> CallFlow:
        """Return the call flow, its nodes in the order in which calls reach them, nearest first."""
        by_origin = defaultdict(list)
        for transition in sorted(self.transitions.values(), key=lambda it: ORDER.index(it.option)):
            by_origin[transition.origin].append(transition)
        order = [START]
        for path in order:
            targets = dict.fromkeys(it.target for it in by_origin[path])
            order += [target for target in targets if target not in (END, *order)]
        reached = {it.target for it in self.transitions.values()}
        paths = [path for path in (*order, END) if by_origin[path] or path in reached]
        nodes = [Node(path, self.label(path), self.options(path), by_origin[path]) for path in paths]
        for number, node in enumerate(nodes):
            node.slug = f"place{number}"
            for index, transition in enumerate(node.transitions):
                transition.slug = f"way{number}-{index}"
        return CallFlow(nodes)

    def label(self, path: str) -> str:
        """Return what a node is called: the first sentence that it says most often."""
        return LABELS[path] if path in LABELS else self.labels[path].most_common(1)[0][0]

    def options(self, path: str) -> list[str]:
        """Return what a caller can do at a menu, whether or not somebody tried it."""
        return list(menu_options(self.named_keys[path])) if path in self.menus else []


def menu_options(named_keys: set[str]) -> Iterator[str]:
    """Yield the options of a menu that names these keys."""
    if named_keys - NAMED_KEYS.keys():
        yield LISTED
    yield from (name for key, name in NAMED_KEYS.items() if key in named_keys)
    if named_keys:
        yield UNKNOWN
    yield SILENCE
    yield HANG_UP
