"""The notation of the shows' times in the features, read and written: times on a theater's clock."""

import datetime as dt
import re

from movies import local_time

TIME = re.compile(
    r"(?:at )?(?:(?P<day>yesterday|tomorrow|in two days) at )?(?P<clock>(?:[1-9]|1[0-2]):[0-5][0-9][AP]M)"
    r"(?:, the (?P<fold>first|second) time)?,?"
)
DAYS = {"yesterday": -1, None: 0, "tomorrow": 1, "in two days": 2}
SERIES = re.compile(r"every (?P<minutes>\d+) minutes from (?P<first>.+) to (?P<last>.+)")
BETWEEN_TIMES = re.compile(r",? and |, (?!the )")


def instant(text: str, today: dt.date, time_zone: str) -> dt.datetime:
    """Read "1:30PM", "tomorrow at 12:15AM" or "1:30AM, the second time" as an instant (aware, UTC).

    Other days are "yesterday at ..." and "in two days at ...".

    Raises ValueError for another form, ImpossibleLocalTime for a time that the clock never shows, or shows twice.
    """
    match = TIME.fullmatch(text)
    if match is None:
        raise ValueError(f'{text!r} is not a time; write "1:30PM", "tomorrow at 12:15AM" or "1:30AM, the second time".')
    clock = dt.datetime.strptime(match["clock"], "%I:%M%p").time()  # noqa: DTZ007 (only the time is kept)
    date = today + dt.timedelta(days=DAYS[match["day"]])
    fold: local_time.Fold | None = match["fold"]  # type: ignore[assignment]  # the pattern allows no other word
    return local_time.instant(dt.datetime.combine(date, clock), time_zone, fold)


def instants(text: str, today: dt.date, time_zone: str) -> list[dt.datetime]:
    """Read "at 2:00PM, 3:30PM and tomorrow at 12:15AM", or "every 10 minutes from 2:00PM to 11:50PM"."""
    series = SERIES.fullmatch(text)
    if series:
        first, last = (instant(series[name], today, time_zone) for name in ("first", "last"))
        minutes = int((last - first).total_seconds()) // 60
        return [first + dt.timedelta(minutes=minute) for minute in range(0, minutes + 1, int(series["minutes"]))]
    return [instant(part, today, time_zone) for part in BETWEEN_TIMES.split(text)]


def write_start(start: dt.datetime, now: dt.datetime, time_zone: str) -> str:
    """Write the start of a show (aware), today or tomorrow in a time zone, as ``instant`` reads it."""
    tomorrow = local_time.day(start, time_zone) > local_time.day(now, time_zone)
    return ("tomorrow at " if tomorrow else "") + write_time(start, time_zone)


def write_time(moment: dt.datetime, time_zone: str) -> str:
    """Write an instant (aware) as a time of the clock and, where the clock shows it twice, which of the two it is."""
    fold = local_time.fold(moment, time_zone)
    return f"{local_time.wall_clock(moment, time_zone):%-I:%M%p}" + (f", the {fold} time" if fold else "")
