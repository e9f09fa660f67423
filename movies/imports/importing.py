"""The import of showtimes: a file is merged into the catalogue, all of it or nothing.

Every entry is checked, and its show staged, while nothing changes and nobody waits. Only when the whole file
has turned out to be good, one transaction merges everything.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import count

from django.db import transaction

from movies import local_time
from movies.models import Movie, Theater

from .columns import MOVIES, THEATERS
from .reading import Entry, Problem
from .rows import ImportedRow, ImportedRows
from .staging import Staging, staging
from .starts import instant

FOLDS: dict[str, local_time.Fold] = {"first": "first", "second": "second"}


class BadFile(ValueError):
    """Something in the file is wrong, so nothing was imported."""


@dataclass(frozen=True)
class Outcome:
    """What an import has changed: a sentence for each theater and movie, and how many shows."""

    changes: list[str]
    added: int
    removed: int


def import_showtimes(
    entries: Iterable[Entry],
    report_problem: Callable[[Problem], None],
    *,
    fold: local_time.Fold | None = None,
    replace: bool = False,
    dry_run: bool = False,
) -> Outcome:
    """Merge the entries of a file into the catalogue, or only find out what that would change (``dry_run``).

    ``fold`` chooses between the two instants of a time that occurs twice, where the entry does not; with ``replace``
    the file wins over the catalogue, and its theaters lose their other shows. Reports every problem, then raises
    BadFile: nothing has changed.
    """
    keys = count(-1, -1)
    theaters = ImportedRows(THEATERS, keys, replace=replace)
    movies = ImportedRows(MOVIES, keys, replace=replace)
    with staging() as shows:
        wrong = 0
        for problem in stage(entries, theaters, movies, shows, fold):
            report_problem(problem)
            wrong += 1
        if wrong:
            raise BadFile(f"{wrong} {'problem' if wrong == 1 else 'problems'} found; nothing was imported.")
        with transaction.atomic():
            new = theaters.save() | movies.save()
            added, removed = shows.merge(new, replace=replace)
            transaction.set_rollback(dry_run)
    return Outcome([*describe_changes("theater", theaters), *describe_changes("movie", movies)], added, removed)


def stage(
    entries: Iterable[Entry],
    theaters: ImportedRows[Theater],
    movies: ImportedRows[Movie],
    shows: Staging,
    fold: local_time.Fold | None,
) -> Iterator[Problem]:
    """Stage the show of every entry, and assign digits; yield what is wrong with the entries."""
    for entry in entries:
        if entry.problems and not entry.texts:
            yield from entry.problems
            continue
        theater, movie = theaters.find(entry), movies.find(entry)
        zone = theater.row.time_zone if isinstance(theater, ImportedRow) else None
        start = start_of(entry, zone, fold)
        problems = [
            *entry.problems,
            *(it for found in (theater, movie, start) if isinstance(found, list) for it in found),
        ]
        if (
            isinstance(theater, ImportedRow)
            and isinstance(movie, ImportedRow)
            and isinstance(start, dt.datetime)
            and not problems
        ):
            shows.stage(theater.key, movie.key, start)
        yield from problems
    yield from (problem for rows in (theaters, movies) for problem in rows.assign_digits())


def start_of(entry: Entry, zone: str | None, fold: local_time.Fold | None) -> dt.datetime | list[Problem] | None:
    """Return the instant at which the show of an entry starts, or what is wrong with it; None for a zone unknown."""
    if "starts_at" not in entry.texts:
        return [Problem(entry.location, "starts_at", "is missing")]
    own = entry.texts.get("fold", "")
    if own and own.casefold() not in FOLDS:
        return [Problem(entry.location, "fold", f"{own!r} is neither first nor second")]
    try:
        return instant(entry.texts["starts_at"], zone, FOLDS.get(own.casefold(), fold))
    except local_time.RepeatedLocalTime as error:
        return [Problem(entry.location, "starts_at", f"{error} Choose in a column fold, or with --fold.")]
    except ValueError as error:
        return [Problem(entry.location, "starts_at", str(error))]


def describe_changes(kind: str, rows: ImportedRows[Theater] | ImportedRows[Movie]) -> Iterator[str]:
    """Yield a sentence for each theater or movie that is new or changes."""
    for imported in rows.of_file.values():
        row = imported.row
        if imported.is_new:
            zone = f", in the time zone {row.time_zone}" if isinstance(row, Theater) else ""
            yield f"The {kind} {row} is new: number {row.digits}{zone}."
        elif imported.changes:
            changes = (f"{field} {old} becomes {getattr(row, field)}" for field, old in imported.changes.items())
            yield f"The {kind} {row} changes: {', '.join(changes)}."
