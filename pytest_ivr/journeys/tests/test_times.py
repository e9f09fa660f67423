"""Times as features write them."""

import datetime as dt

import pytest

from pytest_ivr.journeys.times import read_day, read_instant, write_instant

CHANGE = dt.date(2026, 11, 1)  # clocks in Chicago go back from 2 to 1
FORWARD = dt.date(2026, 3, 8)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("8:00PM on Friday 1 May 2026 in the time zone America/Chicago", "2026-05-02T01:00:00+00:00"),
        ("12:05AM on Sunday 1 November 2026 in the time zone America/Chicago", "2026-11-01T05:05:00+00:00"),
        (
            "1:30AM, the first time, on Sunday 1 November 2026 in the time zone America/Chicago",
            "2026-11-01T06:30:00+00:00",
        ),
        (
            "1:30AM, the second time, on Sunday 1 November 2026 in the time zone America/Chicago",
            "2026-11-01T07:30:00+00:00",
        ),
    ],
)
def test_what_is_written_can_be_read(text: str, instant: str) -> None:
    time, rest = text.split(" on ")
    day, zone = rest.split(" in the time zone ")
    found = read_instant(time, read_day(day), zone)
    assert found.isoformat() == instant
    assert write_instant(found, zone) == text


@pytest.mark.parametrize(
    ("time", "day", "zone", "complaint"),
    [
        ("8PM", CHANGE, "America/Chicago", "'8PM' is not a time; write \"1:30PM\""),
        ("13:00PM", CHANGE, "America/Chicago", "'13:00PM' is not a time"),
        ("1:30AM", CHANGE, "America/Chicago", 'show 1:30AM twice on 2026-11-01; write "1:30AM, the first time" or'),
        ("2:30AM", FORWARD, "America/Chicago", "never show 2:30AM on 2026-03-08: they are set forward then."),
        ("2:30AM", FORWARD, "Mars", "There is no time zone 'Mars'; write a place, such as "),
    ],
)
def test_a_time_that_is_none_or_two_is_refused(time: str, day: dt.date, zone: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=r"time|show") as refusal:
        read_instant(time, day, zone)
    assert complaint in str(refusal.value)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("1 May 2026", "'1 May 2026' is not a day; write it like \"Friday 1 May 2026\"."),
        ("Friday May 1 2026", "is not a day"),
        ("Friday 31 April 2026", "is not a day"),
        ("Monday 1 May 2026", "1 May 2026 is a Friday, not a Monday."),
    ],
)
def test_a_day_that_is_none_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match="day") as refusal:
        read_day(text)
    assert complaint in str(refusal.value)
