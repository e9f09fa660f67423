"""The layout of the map: where boxes and lines are, in sixteenths of the size of letters, so that both grow together.

Columns stand from left to right by distance from the start, which stands above the first of them. A box has all that
lies behind it to its right, in a band of its own, so that no box hides another. A line runs only between two columns,
in the space that is left there, and so through no box.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from math import ceil
from textwrap import wrap

from .map_rows import Place, Row

FOLD_FROM = 12  # boxes; where there are more, all behind the first column are folded
MARGIN = 8.0
CORNER = 6.0


@dataclass(frozen=True)
class Size:
    """How large what is."""

    width: float  # of a box
    gutter: float  # between columns
    gap: float  # between boxes
    name: float  # the height of a box's name, if it takes as many lines as ``fits``
    fits: int
    line: float  # the height of one more
    letter: float  # how much of the width of a box a letter of its name takes
    fact: float = 0  # and of what is said below it
    row: float = 0  # and of a row, if rows are drawn


FULL = Size(width=276, gutter=36, gap=16, name=38, fits=2, line=18, letter=10.6, fact=22, row=28)
FOLDED = Size(width=156, gutter=26, gap=8, name=76, fits=3, line=16, letter=9)
SMALL = Size(width=280, gutter=28, gap=8, name=46, fits=1, line=20, letter=8.6)
ROW_LETTERS = 28  # fit a line of a row, beside the number of its scenarios
ROW_LINE = 18.0  # the height of each but the first
SMALL_WIDTH, SMALL_HEIGHT = 940, 360  # what fits a first screen
NARROWEST = 150  # a box that still shows most names


@dataclass
class Box:
    """A place on the map. ``behind`` is how many places lie behind it that are not drawn."""

    place: Place
    size: Size
    x: float = 0.0
    y: float = 0.0
    behind: int = 0

    @property
    def is_folded(self) -> bool:
        """Whether its rows are not seen before it is opened."""
        return not self.size.row

    @property
    def name(self) -> float:
        """The height of its name, which is shown whole."""
        lines = lines_of(self.place.node.label, int(self.size.width / self.size.letter))
        return self.size.name + self.size.line * max(0, lines - self.size.fits)

    @property
    def head(self) -> float:
        """The height of what stands above its rows."""
        node = self.place.node
        return self.name + self.size.fact * (bool(node.prompt) + bool(node.effort))

    @cached_property
    def rows(self) -> list[float]:
        """The heights of its rows."""
        return (
            [] if self.is_folded else [self.size.row + ROW_LINE * (it - 1) for it in map(self.lines, self.place.rows)]
        )

    def lines(self, row: Row) -> int:
        """Return how many lines a row takes: what is done, and behind it, or below, what comes of it."""
        signs = self.place.told(row)
        if len(row.label) + 1 + len(signs) <= ROW_LETTERS:
            return 1
        return lines_of(row.label, ROW_LETTERS) + lines_of(signs, ROW_LETTERS)

    @property
    def height(self) -> float:
        """How high it is."""
        return self.head + (0 if self.is_folded else sum(self.rows) + MARGIN)

    @property
    def entry(self) -> float:
        """Where lines come in."""
        return self.y + self.size.name / 2

    def exit(self, number: int) -> float:
        """Return where the line of a row leaves."""
        return self.entry if self.is_folded else self.y + self.head + sum(self.rows[:number]) + self.rows[number] / 2


def lines_of(words: str, letters: int) -> int:
    """Return how many lines of so many letters words take; a word that is longer begins a line, and breaks."""
    return sum(ceil(len(line) / letters) for line in wrap(words, letters, break_long_words=False))


@dataclass
class Line:
    """A way forward."""

    path: str
    is_failing: bool
    is_untaken: bool
    is_technical: bool


@dataclass
class Picture:
    """The whole map."""

    width: float
    height: float
    boxes: list[Box]
    lines: list[Line] = field(default_factory=list)


def layout(places: Sequence[Place]) -> Picture:
    """Return the map; of a large one, all but the first column is folded."""
    return picture(places, [FULL, FULL, FOLDED if len(places) > FOLD_FROM else FULL])


def picture(places: Iterable[Place], sizes: Sequence[Size]) -> Picture:
    """Return where boxes and lines are; the boxes at each depth have a size, and all deeper ones the last of these."""
    boxes = {it.node.id: Box(it, sizes[min(it.depth, len(sizes) - 1)]) for it in places}
    spans = bands(boxes)
    free: dict[str, float] = {}
    for id_, box in boxes.items():
        parent = boxes[box.place.parent.id] if box.place.parent else None
        box.x = box.size.gutter / 2
        if parent:
            is_below = not parent.place.depth
            box.x = parent.x + (0 if is_below else parent.size.width + parent.size.gutter)
            box.y = free[parent.place.node.id]
            free[parent.place.node.id] += spans[id_]
        free[id_] = box.y + (0 if parent else box.height + box.size.gap)
    height = max((box.y + box.height for box in boxes.values()), default=0)
    width = max((box.x + box.size.width for box in boxes.values()), default=0)
    return Picture(width + MARGIN, height + MARGIN, list(boxes.values()), list(lines(boxes)))


def bands(boxes: dict[str, Box]) -> dict[str, float]:
    """Return how much height each box needs, with all that lies behind it; the start has it below itself."""
    behind: dict[str, float] = defaultdict(float)
    found = {}
    for id_, box in reversed(boxes.items()):
        found[id_] = max(box.height + box.size.gap, behind[id_])
        if box.place.parent:
            behind[box.place.parent.id] += found[id_]
    return found


def lines(boxes: dict[str, Box]) -> Iterable[Line]:
    """Yield the lines from boxes to those ahead of them; the nearer one comes in, the later it turns."""
    turns = lanes(boxes)
    for box in boxes.values():
        for number, row in enumerate(box.place.rows):
            target = boxes.get(row.target.id) if row.target else None
            if target:
                path = connector(box, box.exit(number), target, turns[target.place.node.id])
                yield Line(path, row.is_failing, not row.runs, row.is_technical or box.place.is_technical)


def lanes(boxes: dict[str, Box]) -> dict[str, float]:
    """Return where, between the columns, lines turn to each box: those of one place side by side."""
    siblings: dict[str, list[Box]] = defaultdict(list)
    for box in boxes.values():
        if box.place.parent:
            siblings[box.place.parent.id].append(box)
    found = {}
    for several in siblings.values():
        room = several[0].size.gutter - 4 * CORNER if several[0].place.depth > 1 else 0.0
        for number, box in enumerate(several):
            found[box.place.node.id] = box.x - 2 * CORNER - room * number / len(several)
    return found


def connector(box: Box, y: float, target: Box, turn: float) -> str:
    """Return the path of a line: out of a box, along the space between two columns, and to the head of another."""
    end = target.entry
    is_start = not box.place.depth
    begin, first = (box.x, turn + CORNER) if is_start else (box.x + box.size.width, turn - CORNER)
    if abs(end - y) < 2 * CORNER:
        return f"M{begin:g} {y:g}H{first:g}L{turn:g} {end:g}H{target.x:g}"
    down = CORNER if end > y else -CORNER
    return (
        f"M{begin:g} {y:g}H{first:g}Q{turn:g} {y:g} {turn:g} {y + down:g}"
        f"V{end - down:g}Q{turn:g} {end:g} {turn + CORNER:g} {end:g}H{target.x:g}"
    )


def in_small(places: Sequence[Place]) -> Picture:
    """Return the map as far as it fits a first screen, without what is technical; each box says what lies behind it."""
    owners = [it for it in places if not it.is_technical]
    for deepest in range(max((1, *(it.depth for it in owners))), 0, -1):
        room = (SMALL_WIDTH - MARGIN) / deepest - SMALL.gutter
        size = replace(SMALL, width=min(SMALL.width, room))
        found = picture([it for it in owners if it.depth <= deepest], [size])
        if room >= NARROWEST and found.height <= SMALL_HEIGHT:
            break
    behind: Counter[str] = Counter()
    for it in reversed(owners):
        if it.parent:
            behind[it.parent.id] += 1 + behind[it.node.id]
    shown = {box.place.parent.id for box in found.boxes if box.place.parent}
    for box in found.boxes:
        box.behind = 0 if box.place.node.id in shown else behind[box.place.node.id]
    return found
