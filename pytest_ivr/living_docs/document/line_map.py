"""The map of the line, drawn from the calls that were made, and how much of each menu was tried.

A place is where a call rests: an answer of the line that speaks and then waits for the caller, or says its own last
words. It is known by the path of its URL and labelled by its first sentence. What an answer says on the way to
another (it speaks, then redirects) belongs to the way; so do last words that several places share.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from .answers import BY_ITSELF, EMPTY, HANG_UP, KEYS, SILENCE, SPEECH, Answer, answers
from .run import RED, Run

LISTED = "a listed number"
UNKNOWN = "a number not told"
DIALS = "dialing"
NAMED_KEYS = {"*": "star", "0": "0"}
ORDER = (DIALS, LISTED, *NAMED_KEYS.values(), SPEECH, EMPTY, UNKNOWN, SILENCE, HANG_UP, BY_ITSELF)

START = "(start)"
END = "(end)"


@dataclass
class Way:
    """A way out of a place: what the caller does, where it leads, what is said on the way, and who took it."""

    origin: str
    kind: str
    target: str
    runs: list[Run] = field(default_factory=list)
    said: Counter[tuple[str, ...]] = field(default_factory=Counter)
    is_failing: bool = False
    slug: str = ""

    @property
    def usual_words(self) -> tuple[str, ...]:
        """What is said on the way most often."""
        return self.said.most_common(1)[0][0]


@dataclass
class Place:
    """A place of the map. ``kinds`` are the ways out that its menu has, if it is one."""

    path: str
    label: str
    kinds: list[str] = field(default_factory=list)
    ways: list[Way] = field(default_factory=list)
    visits: int = 0
    slug: str = ""

    @property
    def address(self) -> str:
        """The path of the place's URL; the start and the end have none."""
        return "" if self.path in (START, END) else self.path

    def tried(self, kind: str) -> list[Run]:
        """Return the runs that left the menu in this way."""
        return list({id(run): run for way in self.ways if way.kind == kind for run in way.runs}.values())


@dataclass
class LineMap:
    """Places in the order in which calls reach them, the start first and the end last."""

    places: list[Place]

    @property
    def menus(self) -> list[Place]:
        """The places where callers choose."""
        return [place for place in self.places if place.kinds]

    @property
    def ways(self) -> list[Way]:
        """All ways of all places."""
        return [way for place in self.places for way in place.ways]

    @property
    def tried(self) -> int:
        """How many ways out of menus were tried."""
        return sum(bool(menu.tried(kind)) for menu in self.menus for kind in menu.kinds)

    @property
    def countable(self) -> int:
        """How many ways out the menus have."""
        return sum(len(menu.kinds) for menu in self.menus)

    @property
    def coverage(self) -> float:
        """Ways out that were tried, as a percentage; a line without menus leaves nothing to try."""
        return 100 * self.tried / self.countable if self.countable else 100


def draw_map(runs: Iterable[Run]) -> LineMap:
    """Return the map of the calls of some runs."""
    calls = [(run, answers(run.transcript)) for run in runs]
    heard_at = defaultdict(set)
    for _, call in calls:
        for answer in call:
            for text in (*answer.said, *answer.afterwards):
                heard_at[text].add(answer.path)
    options: dict[str, set[str]] = defaultdict(set)
    for _, call in calls:
        for answer in call:
            options[answer.path] |= answer.options
    draft = Draft({text for text, paths in heard_at.items() if len(paths) == 1}, options)
    for run, call in calls:
        draft.follow(run, call)
    return draft.finish()


class Draft:
    """A map while it is drawn.

    ``own_words`` are the sentences that only one path says, ``options`` the keys that each path has named.
    """

    def __init__(self, own_words: set[str], options: dict[str, set[str]]) -> None:
        self.own_words = own_words
        self.options = options
        self.labels: dict[str, Counter[str]] = defaultdict(Counter)
        self.menus: set[str] = set()
        self.ways: dict[tuple[str, str, str], Way] = {}

    def is_place(self, answer: Answer) -> bool:
        """Whether a call rests at an answer."""
        rests = answer.acted or not answer.way
        return bool(answer.said) and (rests or (answer.ended and bool(self.own_words & set(answer.said))))

    def follow(self, run: Run, call: list[Answer]) -> None:
        """Go through a call from place to place."""
        origin, kind = START, DIALS
        said: list[str] = []
        last = None
        for answer in call:
            if self.is_place(answer):
                last = self.take(run, origin, kind, answer.path, said)
                self.visit(answer)
                origin, kind, said = answer.path, self.kind(answer), list(answer.afterwards)
            else:
                said += answer.said + answer.afterwards
        if call and call[-1].ended:
            last = self.take(run, origin, kind, END, said)
        if last and run.status in RED:
            last.is_failing = True

    def kind(self, answer: Answer) -> str:
        """Return how the caller left an answer; who does not let the menu finish knows its keys from elsewhere."""
        if answer.way != KEYS:
            return answer.way
        options = self.options[answer.path] if answer.is_cut else answer.options
        key = answer.digits.lstrip("0") or "0"
        if key in NAMED_KEYS and key in options:
            return NAMED_KEYS[key]
        return LISTED if key in options else UNKNOWN

    def visit(self, answer: Answer) -> None:
        """Note what a place says and offers."""
        self.labels[answer.path][answer.said[0]] += 1
        if answer.acted or answer.options:
            self.menus.add(answer.path)

    def take(self, run: Run, origin: str, kind: str, target: str, said: list[str]) -> Way:
        """Note that a run took a way."""
        way = self.ways.setdefault((origin, kind, target), Way(origin, kind, target))
        if not way.runs or way.runs[-1] is not run:
            way.runs.append(run)
        way.said[tuple(said)] += 1
        return way

    def finish(self) -> LineMap:
        """Return the map, its places in the order in which they are reached, nearest first."""
        by_origin = defaultdict(list)
        for way in sorted(self.ways.values(), key=lambda way: ORDER.index(way.kind)):
            by_origin[way.origin].append(way)
        order = [START]
        for path in order:
            targets = dict.fromkeys(way.target for way in by_origin[path])
            order += [target for target in targets if target not in (END, *order)]
        places = [Place(path, self.label(path), self.kinds(path), by_origin[path]) for path in (*order, END)]
        for number, place in enumerate(places):
            place.slug = f"place{number}"
            place.visits = sum(len(way.runs) for way in self.ways.values() if way.target == place.path)
            for index, way in enumerate(place.ways):
                way.slug = f"way{number}-{index}"
        return LineMap([place for place in places if place.ways or place.visits])

    def label(self, path: str) -> str:
        """Return what a place is called: the first sentence that it says most often."""
        special = {START: "A caller dials", END: "The call is over"}
        return special[path] if path in special else self.labels[path].most_common(1)[0][0]

    def kinds(self, path: str) -> list[str]:
        """Return the ways out that a menu has, whether or not somebody tried them."""
        return list(menu_kinds(self.options[path])) if path in self.menus else []


def menu_kinds(options: set[str]) -> Iterator[str]:
    """Go through the ways out of a menu that names these keys."""
    if options - NAMED_KEYS.keys():
        yield LISTED
    yield from (name for key, name in NAMED_KEYS.items() if key in options)
    if options:
        yield UNKNOWN
    yield SILENCE
    yield HANG_UP
