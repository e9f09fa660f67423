"""The layout of the call flow's picture: what is where. The template ``picture.svg`` turns it into SVG.

Each node is a box with a row for each way out. From a row a line runs to the right, into the lane of the node that
it leads to, and along the lane to that node's head; so lines that lead to one node become one, and none hides a
word. Sizes are in pixels.
"""

from dataclasses import dataclass

from .call_flow import CallFlow, Node
from .map_rows import MapRow, map_rows

BOX = 660
HEAD = 54
ROW = 30
GAP = 34
LANE = 22
MARGIN = 8
CORNER = 8


@dataclass
class Row:
    """A row in the box of a node: ``path`` is the line that leaves it to the ``target``, if that is known.

    One back to the node itself has none.
    """

    row: MapRow
    y: float
    target: Node | None
    path: str = ""


@dataclass
class Box:
    """A node in the picture."""

    node: Node
    y: float
    height: float
    rows: list[Row]


@dataclass
class Picture:
    """The whole picture."""

    width: float
    height: float
    boxes: list[Box]
    box_width: float = BOX


def layout(flow: CallFlow) -> Picture:
    """Return where the boxes, rows and lines of a call flow are."""
    boxes, y = [], float(MARGIN)
    for node in flow.nodes:
        boxes.append(box(node, flow, y))
        y += boxes[-1].height + GAP
    tops = {it.node.id: it.y for it in boxes}
    reached = {it.target for it in flow.transitions if it.target != it.origin}
    targets = [node.id for node in flow.nodes if node.id in reached]
    lanes = {id_: float(MARGIN + BOX + LANE * (number + 1)) for number, id_ in enumerate(targets)}
    for node, row in ((it.node, row) for it in boxes for row in it.rows):
        if row.target and row.target is not node:
            row.path = connector(row.y, lanes[row.target.id], tops[row.target.id] + HEAD / 2)
    return Picture(MARGIN + BOX + LANE * (len(targets) + 1), y - GAP + MARGIN, boxes)


def box(node: Node, flow: CallFlow, top: float) -> Box:
    """Return the box of a node, with its rows."""
    rows = [
        Row(row, top + HEAD + ROW * (number + 0.5), flow.by_id[row.transition.target] if row.transition else None)
        for number, row in enumerate(map_rows(node))
    ]
    return Box(node, top, HEAD + ROW * len(rows) + (MARGIN if rows else 0), rows)


def connector(y: float, lane: float, end: float) -> str:
    """Return the path of a line: from a row to the right, along the lane, and back to the head of a box."""
    right = MARGIN + BOX
    turn = CORNER if end > y else -CORNER
    return (
        f"M{right} {y}H{lane - CORNER}Q{lane} {y} {lane} {y + turn}"
        f"V{end - turn}Q{lane} {end} {lane - CORNER} {end}H{right + 5}"
    )
