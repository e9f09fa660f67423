"""Lines that were drawn at random are explored: what is found is what was drawn, by shortest calls."""

from __future__ import annotations

from hypothesis import given

from pytest_ivr.explorer import Exploration, explore
from pytest_ivr.line import Line

from .conftest import EXPLORED
from .drawn_lines import KEYS, SILENCE, URL, Drawing, DrawnLine, Place, drawings, key_of


def explored(drawing: Drawing) -> Exploration:
    """Explore a drawn line."""
    found = explore(Line(URL, DrawnLine(drawing)))
    assert not found.stopped
    assert not found.unreached
    return found


@EXPLORED
@given(drawings())
def test_what_is_found_is_what_was_drawn(drawing: Drawing) -> None:
    found = explored(drawing)
    blocks = drawing.blocks()
    places = {state: drawing.after(state.actions).place for state in found.states}
    assert all(places.values())
    at = {state: blocks[place] for state, place in places.items() if place}
    assert sorted(at.values()) == sorted(set(blocks.values()))  # every one, and each once
    for way in found.ways:
        said, place = drawing.after(way.actions)
        assert (way.heard, way.target and at[way.target]) == (said, place and blocks[place]), way.path
    assert found.dialed_anew == drawing.remembers
