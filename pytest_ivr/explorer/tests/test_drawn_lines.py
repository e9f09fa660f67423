"""Lines that were drawn at random are explored: what is found is what was drawn, by shortest calls, as scenarios."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import replace

from hypothesis import example, given

from pytest_ivr.explorer import Exploration, Way, explore
from pytest_ivr.explorer.scenarios import scenarios
from pytest_ivr.journeys.notation import perform
from pytest_ivr.journeys.prompts import heard
from pytest_ivr.journeys.saving import stand
from pytest_ivr.line import Line
from pytest_ivr.simulator import Call

from .conftest import EXPLORED
from .drawn_lines import KEYS, SILENCE, URL, Drawing, DrawnLine, Edge, Menu, Place, drawings, key_of


def explored(drawing: Drawing) -> Exploration:
    """Explore a drawn line to its end."""
    found = explore(Line(URL, DrawnLine(drawing)))
    assert not found.stopped
    assert not found.unreached
    return found


def dialed(drawing: Drawing, actions: str, other_words: Mapping[str, str]) -> Call:
    """Make a call to a drawn line that knows nobody yet."""
    call = Line(URL, DrawnLine(drawing, other_words)).new_call()
    perform(call, actions)
    return call


GOES_ON = Menu({}, {}, Edge("", 1), Edge("", 1), 0, Edge("", None))
AGAIN = Menu({"1": Edge("Sorry.", 2)}, {}, Edge("Sorry.", 2), Edge("Sorry.", 2), 3, Edge("Very well.", None))
COUNTS_BEHIND_THE_SAMPLE = Drawing([GOES_ON, replace(GOES_ON, other=Edge("", 2)), AGAIN], "path", True, True)


@EXPLORED
@given(drawings())
@example(COUNTS_BEHIND_THE_SAMPLE)
def test_what_is_found_is_what_was_drawn(drawing: Drawing) -> None:
    found = explored(drawing)
    blocks = drawing.blocks()
    at = {state: blocks[place] for state in found.states if (place := drawing.after(state.actions).place)}
    assert len(at) == len(found.states)
    assert sorted(at.values()) == sorted(set(blocks.values()))  # every one, and each once
    for way in found.ways:
        said, place = drawing.after(way.actions)
        assert (way.heard, way.target and at[way.target]) == (said, place and blocks[place]), way.path
    assert found.dialed_anew == drawing.remembers
    pressed = {(found.states[0].path, key_of(way.action)) for state in found.states for way in state.ways}
    assert {key for _, key in pressed} >= {*KEYS, SILENCE}


# Shortest calls


def shortest(drawing: Drawing) -> dict[int, tuple[int, int, float]]:
    """Return how short a call to each place can be, by dialing: actions, interruptions, seconds."""
    blocks = drawing.blocks()
    costs = {blocks[Place(0, 0)]: (1, 0, dialed(drawing, "dials", {}).second)}
    calls = {Place(0, 0): ("dials", costs[blocks[Place(0, 0)]][2])}
    layer = dict(calls)
    known = set(calls)
    while layer:
        following: dict[Place, tuple[str, float]] = {}
        for place, actions in further(drawing, layer):
            second = dialed(drawing, actions, {}).second
            if place not in known and (place not in following or second < following[place][1]):
                following[place] = (actions, second)
        for place, (actions, second) in following.items():
            cost = (actions.count(" then ") + 1, 0, second)
            costs[blocks[place]] = min(costs.get(blocks[place], cost), cost)
        known |= following.keys()
        layer = following
    return costs


def further(drawing: Drawing, layer: Mapping[Place, tuple[str, float]]) -> Iterator[tuple[Place, str]]:
    """Yield where one more action leads from some places, each different outcome of a place once."""
    for place, (actions, _) in layer.items():
        outcomes = {drawing.step(place, did): did for did in (*KEYS, SILENCE)}
        quick = {step: did for did in KEYS if (step := drawing.step(place, did)) in outcomes}
        for step, did in (outcomes | quick).items():
            if step.place:
                yield step.place, f"{actions} then {did if did == SILENCE else f'presses {did}'}"


@EXPLORED
@given(drawings())
def test_each_call_is_a_shortest_one(drawing: Drawing) -> None:
    blocks, costs = drawing.blocks(), shortest(drawing)
    for state in explored(drawing).states:
        place = drawing.after(state.actions).place
        assert place
        assert state.by.cost == costs[blocks[place]], state.by.path


# Scenarios


def passes(drawing: Drawing, lines: list[str], other_words: Mapping[str, str]) -> bool:
    """Tell whether a drafted scenario passes on a drawn line."""
    _title, when, *then = textwrap.dedent("\n".join(lines)).splitlines()
    try:
        call = dialed(drawing, when.strip().removeprefix("When the caller "), other_words)
    except ValueError:  # nobody can interrupt what is not said
        return False
    expected = textwrap.dedent("\n".join(then)).splitlines()
    sentences = heard(call.heard_events, {})
    spoken = ["Then the caller hears:", *(f"  {it}" for it in ('"""', *sentences, '"""'))]
    return expected == [*(spoken if sentences else ["Then the caller hears nothing"]), *stand(call)]


def sentences_of(drawing: Drawing) -> set[str]:
    """Return all that can be heard."""
    steps = (drawing.step(place, did) for place in drawing.reachable() for did in (*KEYS, SILENCE))
    return {sentence for step in steps for sentence in step.said}


def others(sentences: set[str]) -> dict[str, str]:
    """Return other words for sentences."""
    return {sentence: f"Not {sentence[1:]}" for sentence in sentences}


@EXPLORED
@given(drawings())
def test_each_drafted_scenario_passes_and_fails_when_a_word_of_its_way_is_another(drawing: Drawing) -> None:
    all_sentences = sentences_of(drawing)
    for menu in scenarios(explored(drawing)):
        for way, lines in menu.scenarios:
            moves = {sentence for sentence in all_sentences if moves_with(way, sentence)}
            assert passes(drawing, lines, others(all_sentences - moves)), way.path
            for sentence in moves:
                assert not passes(drawing, lines, others({sentence})), (way.path, sentence)


def moves_with(way: Way, sentence: str) -> bool:
    """Tell whether a scenario has to fail when a sentence is another: it is heard in its way, or interrupted."""
    return sentence in way.heard or any(f'during "{sentence}"' in action for action in way.actions)
