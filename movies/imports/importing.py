"""The import of showtimes: what a file says becomes what the catalogue says, all of it or nothing.

Every entry is checked, and its show put aside, while nothing changes and nobody waits. Only when the whole
file has turned out to be good, one transaction takes everything over.
"""

import datetime as dt
import functools
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from django.db import transaction

from movies import local_time
from movies.models import Movie, Theater

from .names import Named, Names
from .reading import Entry, Problem
from .staging import Staging, staging

THEATER_COLUMNS = {"theater": "name", "address": "address", "digits": "digits", "time_zone": "time_zone"}
MOVIE_COLUMNS = {"movie": "title", "movie_digits": "digits"}
LOCAL_START = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?")


class BadFile(ValueError):
    """Something in the file is wrong, so nothing was changed."""


@dataclass(frozen=True)
class Outcome:
    """What an import has changed: a sentence for each theater and movie, and how many shows."""

    changes: list[str]
    added: int
    removed: int


def import_showtimes(
    entries: Iterable[Entry],
    complain: Callable[[Problem], None],
    *,
    turn: local_time.Turn | None = None,
    replace: bool = False,
    dry_run: bool = False,
) -> Outcome:
    """Bring the entries of a file into the catalogue, or only find out what that would change (``dry_run``).

    ``turn`` chooses among times that a clock shows twice; ``replace`` makes the file the truth for its theaters.
    Complains of all that is wrong, then raises BadFile; the catalogue is then as it was.
    """
    keys = count(-1, -1)
    theaters = Names(Theater, THEATER_COLUMNS, keys, replace=replace)
    movies = Names(Movie, MOVIE_COLUMNS, keys, replace=replace)
    with staging() as shows:
        wrong = 0
        for problem in put_aside(entries, theaters, movies, shows, turn):
            complain(problem)
            wrong += 1
        if wrong:
            raise BadFile(f"{wrong} {'thing is' if wrong == 1 else 'things are'} wrong with it; nothing was changed.")
        with transaction.atomic():
            new = theaters.save() | movies.save()
            added, removed = shows.take_over(new, replace=replace)
            transaction.set_rollback(dry_run)
    return Outcome([*told("theater", theaters), *told("movie", movies)], added, removed)


def put_aside(
    entries: Iterable[Entry],
    theaters: Names[Theater],
    movies: Names[Movie],
    shows: Staging,
    turn: local_time.Turn | None,
) -> Iterator[Problem]:
    """Put aside the show of every entry; tell what is wrong with the entries."""
    for entry in entries:
        if entry.problems and not entry.texts:
            yield from entry.problems
            continue
        theater, movie = theaters.find(entry), movies.find(entry)
        zone = theater.row.time_zone if isinstance(theater, Named) else None
        start = start_of(entry, zone, turn)
        problems = [
            *entry.problems,
            *(it for found in (theater, movie, start) if isinstance(found, list) for it in found),
        ]
        if isinstance(theater, Named) and isinstance(movie, Named) and isinstance(start, dt.datetime) and not problems:
            shows.put_aside(theater.key, movie.key, start)
        yield from problems
    yield from (problem for names in (theaters, movies) for problem in names.give_numbers())


def start_of(entry: Entry, zone: str | None, turn: local_time.Turn | None) -> dt.datetime | list[Problem] | None:
    """Return the instant at which the show of an entry starts, or what is wrong with it; None for a zone unknown."""
    if "starts_at" not in entry.texts:
        return [Problem(entry.place, "starts_at", "is missing")]
    try:
        return instant(entry.texts["starts_at"], zone, turn)
    except local_time.RepeatedLocalTime as error:
        return [Problem(entry.place, "starts_at", f"{error} Choose by --dst first or --dst second.")]
    except ValueError as error:
        return [Problem(entry.place, "starts_at", str(error))]


@functools.lru_cache(10_000)
def instant(text: str, zone: str | None, turn: local_time.Turn | None) -> dt.datetime | None:
    """Read a time of the theater's clock. Raises ValueError for what is none."""
    if not LOCAL_START.fullmatch(text):
        raise ValueError(f"{text!r} is no time of the theater's clock; write it like 2026-11-27 18:00")
    return local_time.instant(dt.datetime.fromisoformat(text), zone, turn) if zone else None


def told(kind: str, names: Names[Theater] | Names[Movie]) -> Iterator[str]:
    """Tell what changes about theaters or movies."""
    for name, named in names.of_file.items():
        row = named.row
        if named.is_new:
            zone = f", in the time zone {row.time_zone}" if isinstance(row, Theater) else ""
            yield f"The {kind} {name} is new: number {row.digits}{zone}."
        elif named.changes:
            said = (f"{column} {old} becomes {getattr(row, column)}" for column, old in named.changes.items())
            yield f"The {kind} {name} changes: {', '.join(said)}."
