"""Lines are explored: the ways that are found are those that their maps draw, all of them and no others."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import pytest

from pytest_ivr.explorer import Exploration, Reading, explore
from pytest_ivr.line import Line
from pytest_ivr.simulator import Transport

from .drawn import LINES, TOKEN
from .walking import Map, place_in

# The numbers that callers of a line have, which no sentence names
NUMBERS = {
    "phone_tree": ["4711", "4712", "201", "202"],
    "call_queue": ["10001"],
    "one_url": ["260417"],
}
NOT_IN_WORDS = {"finds the queue full"}  # no scenario can say it, and so the explorer tells that it was left out
WAITING = ("times out", "listens for 60 seconds")  # where nothing comes of it, a map draws nothing


class Found(NamedTuple):
    """A way that was found: the menus in which it may be, as the map names them, and where it may lead."""

    menus: list[str]
    action: str
    targets: list[str]


def ways_of(name: str, exploration: Exploration) -> Iterator[Found]:
    """Yield the ways of an exploration, without hanging up, which no map tells."""
    for state in exploration.states:
        for way in state.ways:
            if "hang" not in way.action:
                yield Found(places(name, state.by.transcript), way.action, places(name, way.transcript))


def places(name: str, events: Sequence[Any]) -> list[str]:
    """Return what the map may call the place to which a call has come."""
    place = place_in(events)
    return [called for called, heard in LINES[name].heard.items() if place.endswith(heard)]


def is_drawn(drawn: Map, way: Found) -> bool:
    """Tell whether a map has a way, or nothing comes of it but that time goes by."""
    stays = way.action in WAITING and set(way.menus) & set(way.targets)
    return bool(stays) or any(leads(drawn.get(menu, {}), way.action) & set(way.targets) for menu in way.menus)


def leads(ways: Mapping[str, str], action: str) -> set[str]:
    """Return where a map says that an action leads: by the key that it names, or else by any of its ways."""
    return {ways[action]} if action in ways else set(ways.values())


@pytest.mark.parametrize("name", NUMBERS)
def test_what_is_found_is_what_is_drawn(name: str, transports: dict[str, Transport]) -> None:
    line = LINES[name]
    dialed = Line(line.url, transports[name], TOKEN, voice_method=line.method)
    found = explore(dialed, reading=Reading(numbers=NUMBERS[name]))
    assert not found.stopped
    ways = [way for way in ways_of(name, found) if way.menus and way.targets]
    assert [way for way in ways if not is_drawn(line.drawn, way)] == []
    led = {(menu, target) for way in ways for menu in way.menus for target in way.targets}
    drawn = {(menu, to) for menu, ways in line.drawn.items() for way, to in ways.items() if way not in NOT_IN_WORDS}
    assert drawn <= led
