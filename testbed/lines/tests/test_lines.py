"""Every line does what its map says: each way out of each menu leads where it is drawn, and nothing is wrong."""

from collections.abc import Iterator

import pytest

from pytest_ivr.simulator import EndlessCall, Transport, as_dialogue
from testbed.lines import opening_hours

from .drawn import LINES, TWINS, walk
from .walking import logged, rests_in, take, ways_to

# Places to which time alone leads a caller, round and round: they are no menus to a simulator that does not wait there.
ENDLESS = {
    ("call_queue", "finding out"): "a polling loop is taken for endless",
    ("call_queue", "meeting"): "a wait document that redirects to itself is taken for endless",
}
# Only who says nothing where a comment is to be written down makes Twilio log something.
SILENT_COMMENT = ("comment", "times out")
TOO_SHORT_TO_TRANSCRIBE = 13617


def every_way() -> Iterator[object]:
    """Go through the lines, their menus and the ways out of them, as parameters of a test."""
    for name, line in LINES.items():
        for menu, ways in line.drawn.items():
            for way in ways:
                there = {place for place, _ in ways_to(line.drawn, menu)} | {menu, ways[way]}
                endless = [why for (of, place), why in ENDLESS.items() if of == name and place in there]
                marks = [pytest.mark.xfail(raises=EndlessCall, strict=True, reason=endless[0])] if endless else []
                yield pytest.param(name, menu, way, marks=marks, id=f"{name}: {menu}: {way}")


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


# The twins


@pytest.mark.parametrize("menu", opening_hours.MAP)
@pytest.mark.parametrize("language", ["presses 1", "presses 2", "times out"])
def test_the_twins_say_the_same(menu: str, language: str, transports: dict[str, Transport]) -> None:
    way_there = [("language", language), *ways_to(opening_hours.MAP, menu)[1:]] if menu != "language" else []
    for way in opening_hours.MAP[menu]:
        in_python, in_node = (walk(twin, transports, *way_there, (menu, way)) for twin in TWINS)
        assert as_dialogue(in_python.transcript) == as_dialogue(in_node.transcript)
