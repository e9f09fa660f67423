"""The call that is told of a law that is broken is a shortest one: no shorter one breaks it, whatever is tried."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given

from pytest_ivr.explorer import Exploration, explore, laws
from pytest_ivr.journeys.notation import perform
from pytest_ivr.line import Line
from pytest_ivr.simulator import Call

from . import brute_force
from .conftest import EXPLORED
from .drawn_lines import KEYS, URL, Drawing, DrawnLine, Place, drawings, twins

LAWS = (
    (laws.menus_can_be_left, brute_force.cannot_be_left),
    (laws.at_most_in_a_row(2), brute_force.twice_again),
    (laws.silence_is_thanked_within(10_000), brute_force.silence_unthanked),
    (laws.last_words_are(sorted(brute_force.FEW_WORDS)), brute_force.other_last_words),
    (laws.never_heard("Sorry"), brute_force.sorry),
    (laws.star_leads_back, brute_force.star_leads_elsewhere),
    (laws.turning_back_loses_nothing, brute_force.turning_back_lost),
    (laws.mistakes_lose_nothing, brute_force.mistake_lost),
    (laws.choices_to_an_answer(1), brute_force.far_from_answer),
    (laws.silence_never_chooses, brute_force.silence_chose),
)


def explored(drawing: Drawing) -> Exploration:
    """Explore a drawn line."""
    return explore(Line(URL, DrawnLine(drawing)))


def plain(drawing: Drawing) -> Drawing:
    """Return a line whose menus have no keys but those that they name."""
    return replace(drawing, menus=[replace(menu, secret={}) for menu in drawing.menus])


@EXPLORED
@given(drawings().map(plain) | twins() | twins())
def test_no_call_is_shorter_that_breaks_a_law(drawing: Drawing) -> None:
    walked = explored(drawing)
    for law, judge in LAWS:
        broken = laws.shortest_break(law(walked))
        length = len(broken.actions) if broken else None
        expected = brute_force.shortest(drawing, judge)
        if expected or (length and length <= brute_force.MOST_ACTIONS):
            assert length == expected, (judge.__name__, broken and broken.actions)


# How long an answer takes


def seconds_to_answers(drawing: Drawing) -> Iterator[tuple[int, float]]:
    """Yield how many actions, and then how many seconds, each answer takes at least, by dialing."""
    blocks = drawing.blocks()
    calls, known = {blocks[Place(0, 0)]: [("dials", Place(0, 0))]}, {blocks[Place(0, 0)]}
    while calls:
        following: dict[int, list[tuple[str, Place]]] = defaultdict(list)
        for here in calls.values():
            taken: dict[str, float] = {}
            for actions, place in here:
                for key in drawing.menus[place.menu].named or KEYS:
                    did, there = f"{actions} then presses {key}", drawing.step(place, key).place
                    if there is None:
                        taken[key] = min(taken.get(key, 1e9), dialed(drawing, did).second)
                    elif blocks[there] not in known:
                        following[blocks[there]].append((did, there))
            yield from ((here[0][0].count(" then ") + 2, second) for second in taken.values())
        known |= following.keys()
        calls = following


def dialed(drawing: Drawing, actions: str) -> Call:
    """Make a call."""
    call = Line(URL, DrawnLine(drawing)).new_call()
    perform(call, actions)
    return call


@EXPLORED
@given(drawings().map(plain))
def test_no_answer_is_heard_by_a_shorter_call_that_takes_too_long(drawing: Drawing) -> None:
    walked = explored(drawing)
    for limit in (5, 10, 20):
        broken = laws.shortest_break(laws.heard_within(limit)(walked))
        lengths = [actions for actions, second in seconds_to_answers(drawing) if second > limit]
        assert (broken and len(broken.actions)) == min(lengths, default=None)
