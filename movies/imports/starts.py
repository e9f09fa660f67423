"""When a show starts, as people write it: whatever can mean one thing only is read, anything else is refused.

The year comes first, or the month is a word: who reads 05/11/2026 needs to know the country.
"""

import calendar
import datetime as dt
import functools
import re

from movies import local_time
from movies.names import as_heard

MONTHS = {
    name.casefold(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
DAYS = [name.casefold() for name in calendar.day_name]
A_MONTH = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
A_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(f'{day[:3]}(?:{day[3:]})?' for day in DAYS)})\.?,? )?"
A_YEAR, A_DAY = r"(?P<year>\d{4})", r"(?P<day>\d{1,2})"

DATES = (
    rf"{A_YEAR}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark){A_DAY}",
    rf"{A_WEEKDAY}{A_DAY}(?:st|nd|rd|th)?[ -]{A_MONTH},?[ -]{A_YEAR}",
    rf"{A_WEEKDAY}{A_MONTH} {A_DAY}(?:st|nd|rd|th)?,? {A_YEAR}",
)
CLOCK = r"(?P<hour>\d{1,2})(?:[:.h](?P<minute>\d\d)(?:[:.](?P<second>\d\d)(?:[.,]0+)?)?)?(?: ?(?P<half>[ap])\.?m\.?)?"
OFFSET = r"(?: ?(?P<offset>z|utc|[+-](?:0\d|1[0-4])(?::?[0-5]\d)?))?"
DIGITS_ALONE = (
    r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?P<between>[t ])"
    r"(?P<hour>\d\d)(?P<minute>\d\d)(?P<second>\d\d)?(?P<half>)"
)
TIMES = (*(f"{date}(?P<between>t|,? at |,? ){CLOCK}" for date in DATES), DIGITS_ALONE)
FORMS = [re.compile(time + OFFSET) for time in TIMES]

NOON = 12
MIDNIGHT = 24  # as ISO 8601 writes the end of a day


@functools.lru_cache(10_000)
def instant(text: str, zone: str | None, fold: local_time.Fold | None) -> dt.datetime | None:
    """Read a time on the theater's clock, or one with its offset; None where the clock is needed and unknown.

    ``fold`` chooses between the two instants of a time that occurs twice. Raises ValueError for any other text.
    """
    found = next((match.groupdict() for form in FORMS if (match := form.fullmatch(as_heard(text)))), None)
    if found is None or means_two_things(found):
        raise ValueError(f"{text!r} is not a time on the theater's clock; write it like 2026-11-27 18:00")
    try:
        start = date_of(found) + time_of(found)
        if found["offset"]:
            return local_time.shown_everywhere(start.replace(tzinfo=zone_of(found["offset"])).astimezone(dt.UTC))
    except (ValueError, OverflowError) as error:
        raise ValueError(f"{text!r}: {error}; write it like 2026-11-27 18:00") from None
    return local_time.instant(start, zone, fold) if zone else None


def means_two_things(found: dict[str, str | None]) -> bool:
    """Whether an hour may be in the morning or the evening, or what follows it an offset or the end of the show."""
    is_bare = not found["minute"] and not found["half"]
    may_be_an_end = (found["offset"] or "")[:1] in ("+", "-") and not found["second"] and found["between"] != "t"
    return is_bare or may_be_an_end


def date_of(found: dict[str, str | None]) -> dt.datetime:
    """Return the beginning of the day. Raises ValueError for a day that is not in the calendar, or another weekday."""
    month = found["month"] or ""
    day = dt.datetime(int(found["year"] or 0), MONTHS.get(month) or int(month), int(found["day"] or 0))  # noqa: DTZ001 (a clock on a wall)
    weekday = found.get("weekday")
    if weekday and not DAYS[day.weekday()].startswith(weekday):
        raise ValueError(f"that day is a {calendar.day_name[day.weekday()]}")
    return day


def time_of(found: dict[str, str | None]) -> dt.timedelta:
    """Return the time of the day. Raises ValueError for one that no clock shows."""
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    half = found["half"]
    if half:
        if not 1 <= hour <= NOON:
            raise ValueError("with am or pm, the hour is 1 to 12")
        hour = hour % NOON + (NOON if half == "p" else 0)
    elif (hour, minute, second) == (MIDNIGHT, 0, 0):
        return dt.timedelta(days=1)
    time = dt.time(hour, minute, second)
    return dt.timedelta(hours=time.hour, minutes=time.minute, seconds=time.second)


def zone_of(offset: str) -> dt.timezone:
    """Return the time zone of an offset, such as -06:00."""
    hours, minutes = (offset[1:3], offset[3:].removeprefix(":")) if offset[0] in "+-" else ("0", "")
    east = dt.timedelta(hours=int(hours), minutes=int(minutes or 0))
    return dt.timezone(-east if offset[0] == "-" else east)
