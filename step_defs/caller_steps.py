"""The caller of Movie Info: how far callers have come, and the showtimes that they hear."""

import re

from pytest_bdd import given, parsers, then

from pytest_ivr.simulator import Call

from .world import World


@given("a caller at the theater menu")
def a_caller_at_the_theater_menu(world: World) -> None:
    """Somebody has dialed the line and heard the theaters."""
    world.dialed = True


@given(parsers.parse("a caller who has chosen {theater}"))
def a_caller_who_has_chosen(world: World, theater: str) -> None:
    """Somebody has dialed the line, pressed the theater's number and #, and heard the movies."""
    world.dialed = True
    world.chosen = theater


@then(parsers.parse("the caller hears of {count:d} shows, the last at {time}"))
def hears_of_shows(call: Call, count: int, time: str) -> None:
    """Since the last action the caller has heard the times of so many shows, and this time last."""
    times = re.findall(r"\d\d:\d\d[AP]M", " ".join(call.heard))
    assert len(times) == count, f"The caller heard of {len(times)} shows."
    assert times[-1] == time, f"The last was at {times[-1]}."
