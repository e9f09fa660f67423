"""The notation of times: what can be written, and what a writer is told who writes something else."""

import datetime as dt

import pytest

from . import times

FRIDAY = dt.date(2020, 5, 1)
CHICAGO = "America/Chicago"


def utc(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=dt.UTC)  # type: ignore[arg-type, misc]  # year, month, day, hour, minute


@pytest.mark.parametrize(
    ("text", "today", "expected"),
    [
        ("1:30PM", FRIDAY, utc(2020, 5, 1, 18, 30)),
        ("12:15AM", FRIDAY, utc(2020, 5, 1, 5, 15)),
        ("tomorrow at 12:15AM", FRIDAY, utc(2020, 5, 2, 5, 15)),
        ("yesterday at 1:30PM", FRIDAY, utc(2020, 4, 30, 18, 30)),
        ("in two days at 1:30PM", FRIDAY, utc(2020, 5, 3, 18, 30)),
        ("1:30AM, the first time", dt.date(2020, 11, 1), utc(2020, 11, 1, 6, 30)),
        ("1:30AM, the second time", dt.date(2020, 11, 1), utc(2020, 11, 1, 7, 30)),
        ("tomorrow at 1:30AM, the second time", dt.date(2020, 10, 31), utc(2020, 11, 1, 7, 30)),
    ],
)
def test_a_time_is_read_on_the_theaters_clock(text: str, today: dt.date, expected: dt.datetime) -> None:
    assert times.instant(text, today, CHICAGO) == expected


def test_times_stand_in_a_list_as_in_a_sentence() -> None:
    found = times.instants("at 11:00PM, 11:30PM and tomorrow at 12:15AM", FRIDAY, CHICAGO)
    assert found == [utc(2020, 5, 2, 4, 0), utc(2020, 5, 2, 4, 30), utc(2020, 5, 2, 5, 15)]


@pytest.mark.parametrize(
    ("text", "today", "complaint"),
    [
        ("half past one", FRIDAY, "'half past one' is not a time"),
        ("13:30PM", FRIDAY, "'13:30PM' is not a time"),
        ("2:30AM", dt.date(2020, 3, 8), "does not exist in America/Chicago"),
        ("1:30AM", dt.date(2020, 11, 1), "say whether the first or the second is meant"),
    ],
)
def test_a_time_that_nobody_can_read_is_refused(text: str, today: dt.date, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        times.instant(text, today, CHICAGO)


@pytest.mark.parametrize("text", ["1:30PM", "12:05AM", "tomorrow at 12:15AM", "tomorrow at 11:59PM"])
def test_a_start_is_written_as_it_is_read(text: str) -> None:
    now = utc(2020, 5, 1, 18, 30)
    assert times.write_start(times.instant(text, FRIDAY, CHICAGO), now, CHICAGO) == text


@pytest.mark.parametrize("text", ["1:30AM, the first time", "1:30AM, the second time", "2:30AM"])
def test_a_time_that_occurs_twice_is_written_as_the_first_or_the_second(text: str) -> None:
    sunday = dt.date(2020, 11, 1)
    assert times.write_time(times.instant(text, sunday, CHICAGO), CHICAGO) == text
