"""The clock: always set, in a time zone or at a theater."""

from pytest_bdd import given, parsers

from .world import World


@given(parsers.parse("it is {time} on {day} at {theater}"))
def it_is(world: World, time: str, day: str, theater: str) -> None:
    """The clock is frozen at this time on the theater's own clock."""
    world.set_clock(time, day, lambda: world.theater(theater).time_zone)


@given(parsers.parse("it is {time} on {day} in the time zone {zone}"))
def it_is_in_the_time_zone(world: World, time: str, day: str, zone: str) -> None:
    """The clock is frozen at this time in a time zone, such as Pacific/Auckland."""
    world.set_clock(time, day, lambda: zone)
