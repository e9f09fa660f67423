"""The clock: always set, in a time zone or at a theater."""

from pytest_bdd import given, parsers

from pytest_ivr.journeys.fixtures import Dialing
from pytest_ivr.journeys.times import read_day, read_instant

from .world import World


@given(parsers.parse("it is {time} on {day} at {theater}"))
def it_is(world: World, dialing: Dialing, time: str, day: str, theater: str) -> None:
    """The clock is frozen at this time on the theater's own clock."""
    date = read_day(day)
    dialing.now = lambda: read_instant(time, date, world.theater(theater).time_zone)  # the theater may be yet to come
