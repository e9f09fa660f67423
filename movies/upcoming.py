"""The shows that a caller can still make, and the sentence that announces them."""

import datetime as dt
from typing import NamedTuple

from . import local_time
from .models import Show

LOOKAHEAD = dt.timedelta(hours=12)


class UpcomingShow(NamedTuple):
    """A show that a caller can still make: the title, the theater and its time zone, and the start (aware)."""

    movie: str
    theater: str
    time_zone: str
    starts_at: dt.datetime


def upcoming_shows(
    theater: int | None, digits: int | None, now: dt.datetime, start: dt.datetime | None = None
) -> list[UpcomingShow]:
    """Return the shows that start in a theater (its key) within LOOKAHEAD, of the movie with these digits.

    Earliest first; none from before ``start``.
    """
    if not theater or not digits:
        return []
    soon = Show.objects.filter(theater=theater, movie__digits=digits, starts_at__range=(start or now, now + LOOKAHEAD))
    rows = soon.order_by("starts_at").values_list("movie__title", "theater__name", "theater__time_zone", "starts_at")
    return [UpcomingShow(*row) for row in rows]


def announcement(shows: list[UpcomingShow], now: dt.datetime) -> str:
    """Return the sentence that says when the shows start, in the theater's own time."""
    movie, theater, time_zone, _ = shows[0]
    today = local_time.day(now, time_zone)
    times = [local_time.wall_clock(show.starts_at, time_zone) for show in shows]
    clocks = [f"{'tomorrow at ' if time.date() > today else ''}{time:%I:%M%p}" for time in times]
    first_word = "" if times[0].date() > today else "at "
    return f"The movie {movie} will be playing at {theater} {first_word}{', '.join(clocks)}"
