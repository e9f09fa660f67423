"""Every line does what its map says: each way out of each menu leads where it is drawn, and nothing is wrong."""

import re
from collections.abc import Iterator

import pytest

from pytest_ivr.journeys.notation import actions, perform, together
from pytest_ivr.simulator import Call, Transport, as_dialogue
from testbed.lines import opening_hours

from .drawn import LINES, TWINS, dial, walk
from .walking import ACTS, logged, rests_in, take, ways_to

# Only who says nothing where a comment is to be written down makes Twilio log something.
SILENT_COMMENT = ("comment", "times out")
TOO_SHORT_TO_TRANSCRIBE = 13617


def every_way() -> Iterator[object]:
    """Go through the lines, their menus and the ways out of them, as parameters of a test."""
    for name, line in LINES.items():
        for menu, ways in line.drawn.items():
            for way in ways:
                yield pytest.param(name, menu, way, id=f"{name}: {menu}: {way}")


@pytest.mark.parametrize(("name", "menu", "way"), list(every_way()))
def test_a_way_leads_where_it_is_drawn(name: str, menu: str, way: str, transports: dict[str, Transport]) -> None:
    line = LINES[name]
    call = walk(name, transports, *ways_to(line.drawn, menu))
    assert rests_in(call).endswith(line.heard[menu]), as_dialogue(call.transcript)
    take(call, way, line.drawn[menu])
    target = line.drawn[menu][way]
    assert rests_in(call).endswith(line.heard[target]), as_dialogue(call.transcript)
    assert call.ended == (target not in line.drawn)
    silent = [*ways_to(line.drawn, menu), (menu, way)].count(SILENT_COMMENT) if name == "survey" else 0
    assert logged(call) == [TOO_SHORT_TO_TRANSCRIBE] * silent


@pytest.mark.parametrize("name", LINES)
def test_a_map_has_at_least_eight_menus_and_tells_what_is_heard_in_each(name: str) -> None:
    line = LINES[name]
    assert len(line.drawn) >= 8
    assert {*line.drawn, *(target for ways in line.drawn.values() for target in ways.values())} == {*line.heard}


@pytest.mark.parametrize("name", LINES)
def test_every_key_that_a_menu_does_not_name_is_anything_else(name: str, transports: dict[str, Transport]) -> None:
    line = LINES[name]
    for menu, ways in line.drawn.items():
        named = {way.removeprefix("presses ") for way in ways}
        if ways.get("presses anything else") != menu or any(len(key) > 1 and key.isdigit() for key in named):
            continue
        call = walk(name, transports, *ways_to(line.drawn, menu))
        for key in sorted(set("0123456789*") - named):
            call.press(key)
            assert rests_in(call).endswith(line.heard[menu]), as_dialogue(call.transcript)


# Calls that were written down

IN_THE_NOTATION = frozenset(ACTS) - {"finds the queue full"}


@pytest.mark.parametrize("name", LINES)
def test_a_call_that_was_written_down_can_be_made_again(name: str, transports: dict[str, Transport]) -> None:
    line = LINES[name]
    for menu, ways in line.drawn.items():
        there = ways_to(line.drawn, menu)
        if any(way in ACTS and way not in IN_THE_NOTATION for _, way in there):
            continue
        call = walk(name, transports, *there)
        for way in ways:
            if not call.ended and (way not in ACTS or way in IN_THE_NOTATION):
                take(call, way, ways)
                break
        again = dial(name, transports)
        did = actions(call.transcript)
        if did:
            perform(again, did)
        assert same(again) == same(call)


def same(call: Call) -> str:
    """Return a call as people read it, without what differs from one call to the next."""
    return re.sub("[0-9a-f]{32}", "", as_dialogue(together(call.transcript)))  # type: ignore[arg-type]  # they are events


# The twins


@pytest.mark.parametrize("menu", opening_hours.MAP)
@pytest.mark.parametrize("language", ["presses 1", "presses 2", "times out"])
def test_the_twins_say_the_same(menu: str, language: str, transports: dict[str, Transport]) -> None:
    way_there = [("language", language), *ways_to(opening_hours.MAP, menu)[1:]] if menu != "language" else []
    for way in opening_hours.MAP[menu]:
        in_python, in_node = (walk(twin, transports, *way_there, (menu, way)) for twin in TWINS)
        assert as_dialogue(in_python.transcript) == as_dialogue(in_node.transcript)
