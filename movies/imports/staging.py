"""The shows of a file, staged in tables that only this connection sees, until all of them are known to be good."""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from django.db import connection

from movies.models import Show

SHOWS_AT_ONCE = 5_000

# "key" finds the primary key of a theater or movie that was not in the catalogue when its shows were staged.
CREATE = (
    "CREATE TEMPORARY TABLE staged_show (theater bigint, movie bigint, starts_at {instant})",
    "CREATE TEMPORARY TABLE staged_key (key bigint PRIMARY KEY, id bigint)",
)
DROP = ("DROP TABLE staged_show", "DROP TABLE staged_key")
STAGE = "INSERT INTO staged_show VALUES (%s, %s, %s)"
ADD_KEY = "INSERT INTO staged_key VALUES (%s, %s)"
INDEX = "CREATE INDEX staged_shows ON staged_show (theater, movie, starts_at)"
REMOVE = """
    DELETE FROM {shows} WHERE theater_id IN (SELECT theater FROM staged_show) AND NOT EXISTS (
        SELECT 1 FROM staged_show
        WHERE theater = {shows}.theater_id AND movie = {shows}.movie_id AND starts_at = {shows}.starts_at
    )
"""
ADD = """
    INSERT INTO {shows} (theater_id, movie_id, starts_at)
    SELECT coalesce(new_theater.id, theater), coalesce(new_movie.id, movie), starts_at
    FROM staged_show
    LEFT JOIN staged_key AS new_theater ON new_theater.key = theater
    LEFT JOIN staged_key AS new_movie ON new_movie.key = movie
    WHERE true
    ON CONFLICT DO NOTHING
"""


class Staging:
    """Stages shows, and merges them into the catalogue."""

    def __init__(self) -> None:
        self.shows: list[tuple[int, int, dt.datetime | str | None]] = []

    def stage(self, theater: int, movie: int, start: dt.datetime) -> None:
        """Stage a show; theater and movie are primary keys, or the keys below zero of new ones."""
        self.shows.append((theater, movie, connection.ops.adapt_datetimefield_value(start)))
        if len(self.shows) == SHOWS_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Write what is still in memory."""
        with connection.cursor() as cursor:
            cursor.executemany(STAGE, self.shows)
        self.shows.clear()

    def merge(self, new: Mapping[int, int], *, replace: bool) -> tuple[int, int]:
        """Add the shows to the catalogue, and with ``replace`` remove all others of their theaters.

        ``new`` are the primary keys of what was new, by the keys below zero. Returns how many shows were added
        and how many removed.
        """
        self.flush()
        table = Show._meta.db_table
        with connection.cursor() as cursor:
            cursor.executemany(ADD_KEY, list(new.items()))
            cursor.execute("ANALYZE staged_show")
            removed = 0
            if replace:
                cursor.execute(INDEX)
                removed = cursor.execute(REMOVE.format(shows=table)).rowcount
            return cursor.execute(ADD.format(shows=table)).rowcount, removed


@contextmanager
def staging() -> Iterator[Staging]:
    """Stage shows to the end of the block."""
    instant = Show._meta.get_field("starts_at").db_type(connection)
    with connection.cursor() as cursor:
        for statement in CREATE:
            cursor.execute(statement.format(instant=instant))
    try:
        yield Staging()
    finally:
        with connection.cursor() as cursor:
            for statement in DROP:
                cursor.execute(statement)
