"""The clock: the time at which the call is made."""

from pytest_bdd import given, parsers

from .. import times
from ..fixtures import Dialing


@given(parsers.parse("it is {time} on {day} in the time zone {zone}"))
def it_is(dialing: Dialing, time: str, day: str, zone: str) -> None:
    """Time stands still at this time of the clocks in a time zone, such as America/Chicago."""
    instant = times.read_instant(time, times.read_day(day), zone)
    dialing.now = lambda: instant
