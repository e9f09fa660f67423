"""Ways: what people can do at a menu, and at which try.

A try is how many times in a row the call has come to the menu. Of a way is known whose calls took it, why nobody need
test it if it is waived, and the scenario that an exploration has drafted for it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from .run import Run
from .tries import spans
from .verdict import join_words
from .waivers import Waiver

TESTED, UNTESTED, WAIVED = "tested", "not tested", "waived"
EXPLORED = "explored"  # where an exploration alone came, though scenarios took the way: it led them elsewhere


@dataclass
class Way:
    """What people can do at a menu, at one of the ``tries`` of which that is known."""

    menu: str
    option: str
    number: int
    tries: Sequence[int]
    runs: list[Run] = field(default_factory=list)
    reason: str = ""  # why nobody need test it
    draft: str = ""  # the scenario that would

    @property
    def state(self) -> str:
        """Whether it is tested, waived or neither; what scenarios took is tested, whatever is waived."""
        return TESTED if self.runs else WAIVED if self.reason else UNTESTED

    @property
    def words(self) -> str:
        """What is done, and at which try if there are several."""
        return words(self.option, [self.number], self.tries)

    @property
    def name(self) -> str:
        """What it is called in ``waived.txt``."""
        return f"{self.menu}, {self.words}"


@dataclass
class Row:
    """Several ways of a menu that have one option, and of which the same is to be told."""

    words: str
    state: str
    runs: list[Run]
    reason: str = ""
    draft: str = ""


def rows(ways: Sequence[Way]) -> list[Row]:
    """Return the ways of a menu as rows; each that is not tested has its own, with the scenario that would test it."""
    by_row: dict[tuple[str, str, str, int], list[Way]] = {}
    for way in ways:
        number = way.number if way.state == UNTESTED else 0
        by_row.setdefault((way.option, way.state, way.reason, number), []).append(way)
    return [row(several) for several in by_row.values()]


def row(ways: list[Way]) -> Row:
    """Return the row of some ways."""
    first = ways[0]
    told = words(first.option, [way.number for way in ways], first.tries)
    return Row(told, first.state, unique(run for way in ways for run in way.runs), first.reason, first.draft)


def unique(runs: Iterable[Run]) -> list[Run]:
    """Return runs, each once."""
    return list({id(run): run for run in runs}.values())


def words(option: str, numbers: Sequence[int], known: Sequence[int]) -> str:
    """Return in words what is done at some tries, of all those that are known: "silence, first and second try"."""
    return option if len(numbers) == len(known) else f"{option}, {join_words(spans(numbers))} try"


def waive(menus: Iterable[Sequence[Way]], waivers: Sequence[Waiver]) -> list[Waiver]:
    """Note why ways are waived that nobody tested, as the first waiver says; return the waivers that mean no way."""
    idle = dict.fromkeys(waivers)
    for ways in menus:
        for waiver in (it for it in waivers if it.fits_menu(ways[0].menu)):
            for way in (it for it in ways if waiver.fits(it.option, it.number)):
                way.reason = "" if way.runs else way.reason or waiver.reason
                idle.pop(waiver, None)
    return list(idle)


def mistakes(idle: Iterable[Waiver], ways: Iterable[Way]) -> Iterator[str]:
    """Yield what is wrong with waivers that mean no way, and the way that is called most like it."""
    names = [way.name for way in ways]
    for waiver in idle:
        near = get_close_matches(waiver.name, names, n=1, cutoff=0)
        nearest = f" The nearest is “{near[0]}”." if near else ""
        yield f"{waiver.place} waives “{waiver.name}”, which the line does not have.{nearest}"
