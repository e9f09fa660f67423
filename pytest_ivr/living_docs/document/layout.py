"""The layout of the call flow's picture: what is where. The template ``picture.svg`` turns it into SVG.

Each node is a box with a row for each transition. From a row a line runs to the right, into the lane of the node that
it leads to, and along the lane to that node's head; so lines that lead to one node become one, and none hides a
word. Sizes are in pixels.
"""

from dataclasses import dataclass

from .call_flow import CallFlow, Node, Transition

BOX = 480
HEAD = 54
ROW = 30
GAP = 34
LANE = 22
MARGIN = 8
CORNER = 8


@dataclass
class Row:
    """A transition in the box of its origin: ``path`` is the line that leaves it; one back to the origin has none."""

    transition: Transition
    y: float
    path: str
    target: Node

    @property
    def is_loop(self) -> bool:
        """Whether the transition leads back to the node where it begins."""
        return self.transition.origin == self.transition.target


@dataclass
class Untried:
    """An option that no run has taken."""

    option: str
    y: float


@dataclass
class Box:
    """A node in the picture."""

    node: Node
    y: float
    height: float
    rows: list[Row]
    untried: list[Untried]


@dataclass
class Picture:
    """The whole picture."""

    width: float
    height: float
    boxes: list[Box]
    box_width: float = BOX


def layout(flow: CallFlow) -> Picture:
    """Return where the boxes, rows and lines of a call flow are."""
    tops, y = {}, float(MARGIN)
    for node in flow.nodes:
        tops[node.id] = y
        y += height(node) + GAP
    reached = {it.target for it in flow.transitions if it.target != it.origin}
    targets = [node.id for node in flow.nodes if node.id in reached]
    lanes = {path: float(MARGIN + BOX + LANE * (number + 1)) for number, path in enumerate(targets)}
    boxes = [box(node, flow, tops, lanes) for node in flow.nodes]
    return Picture(MARGIN + BOX + LANE * (len(targets) + 1), y - GAP + MARGIN, boxes)


def height(node: Node) -> float:
    """Return how high the box of a node is."""
    rows = len(node.transitions) + len(node.untried)
    return HEAD + ROW * rows + (MARGIN if rows else 0)


def box(node: Node, flow: CallFlow, tops: dict[str, float], lanes: dict[str, float]) -> Box:
    """Return the box of a node, with its rows and the lines that leave them."""
    top = tops[node.id]
    centers = [top + HEAD + ROW * (number + 0.5) for number in range(len(node.transitions) + len(node.untried))]
    rows = [
        Row(it, y, connector(y, lanes.get(it.target, 0), tops[it.target] + HEAD / 2), flow.by_id[it.target])
        for it, y in zip(node.transitions, centers, strict=False)
    ]
    rest = [Untried(option, y) for option, y in zip(node.untried, centers[len(rows) :], strict=True)]
    return Box(node, top, height(node), rows, rest)


def connector(y: float, lane: float, end: float) -> str:
    """Return the path of a line: from a row to the right, along the lane, and back to the head of a box."""
    right = MARGIN + BOX
    turn = CORNER if end > y else -CORNER
    return (
        f"M{right} {y}H{lane - CORNER}Q{lane} {y} {lane} {y + turn}"
        f"V{end - turn}Q{lane} {end} {lane - CORNER} {end}H{right + 5}"
    )
