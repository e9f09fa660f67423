"""The map as a picture: what is where. The template `map.svg` turns it into SVG.

Each place is a box with a row for each way out. From a row a line runs to the right, into the lane of the place that
it leads to, and along the lane to that place's head; so lines that lead to one place become one, and none hides a
word. Sizes are in pixels.
"""

from dataclasses import dataclass

from .line_map import LineMap, Place, Way

BOX = 480
HEAD = 54
ROW = 30
GAP = 34
LANE = 22
MARGIN = 8
CORNER = 8


@dataclass
class Row:
    """A way out in its box: ``path`` is the line that leaves it; a way back to the same place has none."""

    way: Way
    y: float
    path: str
    target: Place

    @property
    def is_loop(self) -> bool:
        """Whether the way leads back to the place where it begins."""
        return self.way.origin == self.way.target


@dataclass
class Untried:
    """A way out that no scenario has tried."""

    kind: str
    y: float


@dataclass
class Box:
    """A place in the picture."""

    place: Place
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


def draw(line_map: LineMap) -> Picture:
    """Return where the boxes, rows and lines of a map are."""
    tops, y = {}, float(MARGIN)
    for place in line_map.places:
        tops[place.path] = y
        y += height(place) + GAP
    places = {place.path: place for place in line_map.places}
    targets = [place.path for place in line_map.places if any(leads(way, place) for way in line_map.ways)]
    lanes = {path: float(MARGIN + BOX + LANE * (number + 1)) for number, path in enumerate(targets)}
    boxes = [box(place, places, tops, lanes) for place in line_map.places]
    return Picture(MARGIN + BOX + LANE * (len(targets) + 1), y - GAP + MARGIN, boxes)


def leads(way: Way, place: Place) -> bool:
    """Whether a way leads to a place from another one."""
    return way.target == place.path != way.origin


def untried(place: Place) -> list[str]:
    """Return the ways out of a menu that no scenario has tried."""
    return [kind for kind in place.kinds if not place.tried(kind)]


def height(place: Place) -> float:
    """Return how high the box of a place is."""
    rows = len(place.ways) + len(untried(place))
    return HEAD + ROW * rows + (MARGIN if rows else 0)


def box(place: Place, places: dict[str, Place], tops: dict[str, float], lanes: dict[str, float]) -> Box:
    """Return the box of a place, with its rows and the lines that leave them."""
    top = tops[place.path]
    centers = [top + HEAD + ROW * (number + 0.5) for number in range(len(place.ways) + len(untried(place)))]
    rows = [
        Row(way, y, line(y, lanes.get(way.target, 0), tops[way.target] + HEAD / 2), places[way.target])
        for way, y in zip(place.ways, centers, strict=False)
    ]
    rest = [Untried(kind, y) for kind, y in zip(untried(place), centers[len(rows) :], strict=True)]
    return Box(place, top, height(place), rows, rest)


def line(y: float, lane: float, end: float) -> str:
    """Return the path of a line: from a row to the right, along the lane, and back to the head of a box."""
    right = MARGIN + BOX
    turn = CORNER if end > y else -CORNER
    return (
        f"M{right} {y}H{lane - CORNER}Q{lane} {y} {lane} {y + turn}"
        f"V{end - turn}Q{lane} {end} {lane - CORNER} {end}H{right + 5}"
    )
