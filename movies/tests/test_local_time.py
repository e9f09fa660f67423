"""The theater's own clock, through both changes."""

import datetime as dt

import pytest

from movies.local_time import Fold, ImpossibleLocalTime, day, fold, instant, wall_clock

CHICAGO = "America/Chicago"
REPEATED = dt.datetime(2020, 11, 1, 1, 30)  # noqa: DTZ001 (a clock on a wall)
SKIPPED = dt.datetime(2020, 3, 8, 2, 30)  # noqa: DTZ001 (a clock on a wall)
FIRST = dt.datetime(2020, 11, 1, 6, 30, tzinfo=dt.UTC)
SECOND = dt.datetime(2020, 11, 1, 7, 30, tzinfo=dt.UTC)


@pytest.mark.parametrize(("which", "expected"), [("first", FIRST), ("second", SECOND)])
def test_a_repeated_time_is_two_instants(which: Fold, expected: dt.datetime) -> None:
    assert instant(REPEATED, CHICAGO, which) == expected
    assert fold(expected, CHICAGO) == which
    assert wall_clock(expected, CHICAGO).replace(tzinfo=None) == REPEATED


def test_a_repeated_time_must_say_which_is_meant() -> None:
    with pytest.raises(ImpossibleLocalTime, match="01:30 on 01 November 2020 occurs twice in America/Chicago"):
        instant(REPEATED, CHICAGO)


@pytest.mark.parametrize("which", [None, "first", "second"])
def test_a_skipped_time_does_not_exist(which: Fold | None) -> None:
    with pytest.raises(ImpossibleLocalTime, match="02:30 on 08 March 2020 does not exist in America/Chicago"):
        instant(SKIPPED, CHICAGO, which)


def test_an_ordinary_time_is_one_instant_whichever_fold_is_named() -> None:
    noon = dt.datetime(2020, 5, 1, 12, 0)  # noqa: DTZ001 (a clock on a wall)
    assert instant(noon, CHICAGO) == instant(noon, CHICAGO, "second") == dt.datetime(2020, 5, 1, 17, tzinfo=dt.UTC)
    assert fold(instant(noon, CHICAGO), CHICAGO) is None


def test_a_day_begins_at_midnight_of_the_local_clock() -> None:
    assert day(dt.datetime(2020, 5, 1, 4, 59, tzinfo=dt.UTC), CHICAGO) == dt.date(2020, 4, 30)
    assert day(dt.datetime(2020, 5, 1, 5, 0, tzinfo=dt.UTC), CHICAGO) == dt.date(2020, 5, 1)
