"""Times as features write them: ``8:00PM`` on ``Friday 1 May 2026`` in a time zone."""

from __future__ import annotations

import datetime as dt
import difflib
import re
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

TIME = re.compile(r"(?P<clock>(?:[1-9]|1[0-2]):[0-5][0-9][AP]M)(?:, the (?P<fold>first|second) time)?,?")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def read_day(text: str) -> dt.date:
    """Read "Friday 1 May 2020". Raises ValueError for another form, and when the weekday is another one."""
    weekday, _, rest = text.partition(" ")
    try:
        date = dt.datetime.strptime(rest, "%d %B %Y").date()  # noqa: DTZ007 (only the date is kept)
    except ValueError:
        raise ValueError(f'{text!r} is not a day; write it like "Friday 1 May 2026".') from None
    if weekday != DAYS[date.weekday()]:
        raise ValueError(f"{rest} is a {DAYS[date.weekday()]}, not a {weekday}.")
    return date


def read_instant(text: str, day: dt.date, time_zone: str) -> dt.datetime:
    """Read "1:30PM" or "1:30AM, the second time" as an aware instant on a day of a time zone's clocks.

    Raises ValueError for another form, and for a time that those clocks never show, or show twice.
    """
    match = TIME.fullmatch(text)
    if match is None:
        raise ValueError(f'{text!r} is not a time; write "1:30PM" or "1:30AM, the second time".')
    clock = dt.datetime.strptime(match["clock"], "%I:%M%p").time()  # noqa: DTZ007 (only the time is kept)
    return instant_of(dt.datetime.combine(day, clock), time_zone, match["fold"])


def instant_of(clock: dt.datetime, time_zone: str, fold: str | None) -> dt.datetime:
    """Return the aware instant at which the clocks of a time zone show a naive date and time.

    ``fold`` is "first" or "second" for a time that occurs twice. Raises ValueError for a time that those clocks never
    show, for one that they show twice if ``fold`` is not given, and for one at the ends of the calendar.
    """
    try:
        first, second = (clock.replace(tzinfo=zone(time_zone), fold=fold).astimezone(dt.UTC) for fold in (0, 1))
    except OverflowError:
        raise ValueError(f"{clock.date()} is at the end of the calendar; take a day further from it.") from None
    written = clock.strftime("%I:%M%p").removeprefix("0")
    if first > second:
        raise ValueError(f"Clocks in {time_zone} never show {written} on {clock.date()}: they are set forward then.")
    if first != second and not fold:
        raise ValueError(
            f"Clocks in {time_zone} show {written} twice on {clock.date()}; write "
            f'"{written}, the first time" or "{written}, the second time".'
        )
    return second if fold == "second" else first


def write_instant(instant: dt.datetime, time_zone: str) -> str:
    """Return an instant as "8:00PM on Friday 1 May 2026 in the time zone America/Chicago", which can be read again."""
    local = instant.astimezone(zone(time_zone))
    twice = local.replace(fold=0).utcoffset() > local.replace(fold=1).utcoffset()  # type: ignore[operator]  # aware
    fold = f", the {('first', 'second')[local.fold]} time," if twice else ""
    day = f"{DAYS[local.weekday()]} {local.day} {local:%B %Y}"
    return f"{local.hour % 12 or 12}:{local:%M%p}{fold} on {day} in the time zone {time_zone}"


def zone(name: str) -> ZoneInfo:
    """Return a time zone; raise ValueError that names the nearest if there is none of that name."""
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = difflib.get_close_matches(name, available_timezones(), n=1, cutoff=0.3)
        place = near[0] if near else "Europe/Paris"
        raise ValueError(f"There is no time zone {name!r}; write a place, such as {place}.") from None
