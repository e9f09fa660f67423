"""All recorded calls as one tree, which a keypad in the page walks: it can show nothing that no call has shown.

Each node is one thing that was said or done, by the line or by people, after all that stands above it. Where the line
waits for somebody is a node too, so that who interrupts it is told from who has heard it out.
"""

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any, NamedTuple

from ...simulator import Event
from ..media_types import FILL_IN, MASK
from .asked import Texts
from .conversation import MACHINERY, bubble, callee_after
from .menu_names import MenuName
from .run import Run, Step, Suite
from .spoken_keys import named_keys
from .written_actions import INSTANT, accepted, action_of

NO_CONVERSATION = {*MACHINERY, "warned"}  # whatever came of it
FAILS = "the line fails"
OVER = ("hung up", "failed", "rejected")  # what ends a call, unless the line goes on with a fallback
WAITS, HAPPENS, KEY, ENDS = range(4)  # kinds of moments
# Whose call it is. What an exploration heard never outvotes what a scenario's call heard, nor developers the callers.
CALLERS, TECHNICAL, FAULTY, EXPLORED = RANKS = range(4)


class Moment(NamedTuple):
    """One thing of a call: its kind, on which side its bubble stands, what it says, and which action it is, if one."""

    kind: int
    side: str = ""
    text: str = ""
    action: str = ""


class Given(NamedTuple):
    """A Given: its keyword, and all that it says."""

    keyword: str
    text: str


def keypad(suite: Suite, texts: Texts) -> dict[str, Any]:
    """Return the tree, and the runs that show it.

    A node has the number of the one above it, which comes before it, and its moment; of several below one, what most
    runs say comes first. A moment has the keys that its words name. A run has its link, its title, its Givens, as
    keyword and text, how many of these its background tells, of how many actions they tell, its rank, and the node at
    which it ends. Runs of explorations have no link. Givens that tell the way there are told apart: all others are the
    world.
    """
    ranked = [(rank(run), run) for run in suite.runs] + [(EXPLORED, run) for run in suite.explored_runs]
    told = [(its_rank, run) for its_rank, run in ranked if run.transcript]
    tree = Tree()
    ends = [tree.add(its_rank, moments(run.transcript, suite.menu_names)) for its_rank, run in told]
    nodes, numbers = tree.in_order()
    moment_numbers = {it: number for number, it in enumerate(dict.fromkeys(it.moment for it in nodes))}
    sides = list(dict.fromkeys(it.side for it in moment_numbers))
    acts = [sum(bool(it.action) for it in moments(run.way_there, suite.menu_names)) for _, run in told]
    worlds = [[*background(run), *givens(run)] for _, run in told]
    return {
        "sides": sides,
        "moments": [
            [it.kind, sides.index(it.side), texts.number(it.text), texts.number(it.action), keys_named(it)]
            for it in moment_numbers
        ],
        "nodes": [[it.above, moment_numbers[it.moment]] for it in nodes],
        "runs": [
            [
                "" if its_rank == EXPLORED else run.slug,
                texts.number(run.name),
                run.status,
                [list(map(texts.number, given)) for given in world],
                len(list(background(run))),
                actions,
                its_rank,
                numbers[end],
            ]
            for (its_rank, run), end, actions, world in zip(told, ends, acts, worlds, strict=True)
        ],
        "ways": list(map(texts.number, ways_there(zip(worlds, acts, strict=True)))),
    }


def keys_named(moment: Moment) -> list[str]:
    """Return the keys that the line names in a moment, as what callers may choose there."""
    return list(named_keys(moment.text)) if moment.side == "line" else []


def rank(run: Run) -> int:
    """Return how much the run of a scenario counts: the lower, the more."""
    return FAULTY if run.status != "passed" else TECHNICAL if run.is_technical else CALLERS


@dataclass
class Node:
    """A node of the tree: see ``keypad``. ``runs`` are how many runs of each rank show it."""

    above: int
    moment: Moment
    runs: list[int] = field(default_factory=lambda: [0] * len(RANKS))


class Tree:
    """The tree of calls. Nothing stands above what is first in a call: there it is -1."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.known: dict[tuple[int, Moment], int] = {}

    def add(self, its_rank: int, call: Iterable[Moment]) -> int:
        """Add a call; return the node at which it ends."""
        at = -1
        for moment in call:
            key = (at, moment)
            if key not in self.known:
                self.known[key] = len(self.nodes)
                self.nodes.append(Node(at, moment))
            at = self.known[key]
            self.nodes[at].runs[its_rank] += 1
        return at

    def in_order(self) -> tuple[list[Node], dict[int, int]]:
        """Return the nodes, those first that the most runs of the best rank show, and which was which before.

        No run shows a node that does not show the one above it, which therefore still comes before it.
        """
        order = sorted(range(len(self.nodes)), key=lambda it: self.nodes[it].runs, reverse=True)
        numbers = {-1: -1} | {was: number for number, was in enumerate(order)}
        return [replace(self.nodes[it], above=numbers[self.nodes[it].above]) for it in order], numbers


def moments(events: Iterable[Event], names: Sequence[MenuName]) -> Iterator[Moment]:
    """Yield the moments of a call. Who acts before a sentence is over interrupts it; else the line has waited."""
    callee, ends, was_told = "", 0.0, False
    call = list(events)
    for index, event in enumerate(call):
        callee = callee_after(event, callee, names)
        if event["event"] in NO_CONVERSATION:
            continue
        shown, action = bubble(event, callee, names), written(event, islice(call, index + 1, None))
        if was_told and action and event["second"] > ends - INSTANT:
            yield Moment(WAITS)
        is_over = event["event"] in OVER
        was_told = not (action or is_over)
        lasts: Any = event.get("seconds", 0)
        ends = math.inf if event.get("cut") else event["second"] + lasts
        if event["event"] == "pressed" and action and MASK not in event["keys"]:
            yield from (Moment(KEY, shown.side, key, f"presses {key}") for key in event["keys"])
        else:
            yield Moment(ENDS if is_over else HAPPENS, shown.side, words(event, shown.text), action)
    if was_told:
        yield Moment(WAITS)


def written(event: Event, following: Iterable[Event]) -> str:
    """Return an event as an action; nothing if it is none. What it interrupts shows in the tree."""
    by_keys = accepted(following) if event["event"] == "callee" else {}
    return action_of({**event, "during": "", **by_keys}).replace(MASK, FILL_IN)


def words(event: Event, text: str) -> str:
    """Return what a bubble says, without what owners cannot read, and the same whether it was heard out or cut."""
    if event["event"] == "failed":
        return FAILS
    return text.removesuffix(" ...") if event.get("cut") else text


def givens(run: Run) -> Iterator[Given]:
    """Yield the Givens of a run that stand in no background: its world, its way there.

    One in which something happens in the call is told by the call itself.
    """
    return told_by(step for step in run.own_steps if not step.is_background)


def background(run: Run) -> Iterator[Given]:
    """Yield the Givens of a run that stand in a background."""
    return told_by(step for step in run.steps if step.is_background)


def ways_there(runs: Iterable[tuple[Iterable[Given], int]]) -> list[str]:
    """Return the Givens that tell how far the caller has come, by those of each run, and how many actions they tell.

    Whichever explains the most of what happens is one; where another would do so as well, nobody knows which it is.
    """
    told = [({given.text for given in of_run}, actions) for of_run, actions in runs]
    tell_nothing = {given for of_run, actions in told if not actions for given in of_run}
    unexplained = [of_run - tell_nothing for of_run, actions in told if actions]
    found = []
    while often := Counter(sorted(given for it in unexplained for given in it)):
        [(likely, _)] = often.most_common(1)
        explained = [it for it in unexplained if likely in it]
        if set.intersection(*explained) == {likely}:
            found.append(likely)
        unexplained = [it for it in unexplained if likely not in it]
    return found


def told_by(steps: Iterable[Step]) -> Iterator[Given]:
    """Yield what steps say of the world, with tables and doc strings."""
    for step in steps:
        if step.is_context and not step.events:
            yield Given(step.keyword.strip(), "\n".join([step.text, *beneath(step)]))


def beneath(step: Step) -> Iterator[str]:
    """Yield the lines of a step's table and doc string."""
    yield from (f"  | {' | '.join(row)} |" for row in step.table)
    if step.doc_string is not None:
        yield from ('  """', *(f"  {line}" for line in step.doc_string.splitlines()), '  """')
