"""All recorded calls as one tree, which a keypad in the page walks: it can show nothing that no call has shown.

Each node is one thing that was said or done, by the line or by people, after all that stands above it. Where the line
waits for somebody is a node too, so that who interrupts it is told from who has heard it out.
"""

import math
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


def keypad(suite: Suite, texts: Texts) -> dict[str, Any]:
    """Return the tree, and the runs that show it.

    A node has the number of the one above it, which comes before it, its moment, the nearest run that shows it, and how
    many runs of scenarios do; of several below one, what most say comes first. A run has its link, its title and its
    Givens, as texts, and of how many actions these tell. Runs of explorations have no link.
    """
    ranked = [(rank(run), run) for run in suite.runs] + [(EXPLORED, run) for run in suite.explored_runs]
    told = [(its_rank, run) for its_rank, run in ranked if run.transcript]
    tree = Tree()
    for number, (its_rank, run) in enumerate(told):
        tree.add(number, its_rank, list(moments(run.transcript, suite.menu_names)))
    nodes = tree.in_order()
    moment_numbers = {it: number for number, it in enumerate(dict.fromkeys(it.moment for it in nodes))}
    sides = list(dict.fromkeys(it.side for it in moment_numbers))
    return {
        "sides": sides,
        "moments": [
            [it.kind, sides.index(it.side), texts.number(it.text), texts.number(it.action)] for it in moment_numbers
        ],
        "nodes": [[it.above, moment_numbers[it.moment], it.nearest[-1], sum(it.runs[:EXPLORED])] for it in nodes],
        "runs": [
            [
                "" if its_rank == EXPLORED else run.slug,
                texts.number(run.name),
                run.status,
                [texts.number(it) for it in givens(run)],
                sum(bool(it.action) for it in moments(run.way_there, suite.menu_names)),
            ]
            for its_rank, run in told
        ],
    }


def rank(run: Run) -> int:
    """Return how much the run of a scenario counts: the lower, the more."""
    return FAULTY if run.status != "passed" else TECHNICAL if run.is_technical else CALLERS


@dataclass
class Node:
    """A node of the tree: see ``keypad``. ``runs`` are how many runs of each rank show it.

    The nearest is of the best rank, and of these the one in which the fewest actions follow.
    """

    above: int
    moment: Moment
    nearest: tuple[int, int, int]  # a run: its rank, the actions that follow, and its number
    runs: list[int] = field(default_factory=lambda: [0] * len(RANKS))


class Tree:
    """The tree of calls. Nothing stands above what is first in a call: there it is -1."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.known: dict[tuple[int, Moment], int] = {}

    def add(self, run: int, its_rank: int, call: Sequence[Moment]) -> None:
        """Add a call."""
        at, actions = -1, sum(bool(it.action) for it in call)
        for moment in call:
            actions -= bool(moment.action)
            key, nearest = (at, moment), (its_rank, actions, run)
            if key not in self.known:
                self.known[key] = len(self.nodes)
                self.nodes.append(Node(at, moment, nearest))
            at = self.known[key]
            node = self.nodes[at]
            node.nearest = min(node.nearest, nearest)
            node.runs[its_rank] += 1

    def in_order(self) -> list[Node]:
        """Return the nodes, those first that the most runs of the best rank show, numbered anew.

        No run shows a node that does not show the one above it, which therefore still comes before it.
        """
        order = sorted(range(len(self.nodes)), key=lambda it: self.nodes[it].runs, reverse=True)
        numbers = {-1: -1} | {was: number for number, was in enumerate(order)}
        return [replace(self.nodes[it], above=numbers[self.nodes[it].above]) for it in order]


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


def givens(run: Run) -> Iterator[str]:
    """Yield the Givens of a run that stand in no background, with tables and doc strings: its world, its way there.

    One in which something happens in the call is told by the call itself.
    """
    for step in run.own_steps:
        if step.is_context and not step.events:
            yield "\n".join([f"{step.keyword.strip()} {step.text}", *beneath(step)])


def beneath(step: Step) -> Iterator[str]:
    """Yield the lines of a step's table and doc string."""
    yield from (f"  | {' | '.join(row)} |" for row in step.table)
    if step.doc_string is not None:
        yield from ('  """', *(f"  {line}" for line in step.doc_string.splitlines()), '  """')
