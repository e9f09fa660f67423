"""What the size of the catalogue costs."""

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from movies.models import Movie, Show, Theater

from .line import bare, requests_of_a_call
from .measure import Result, paired

SMALL, LARGE = 10, 100  # theaters, movies, and shows of each movie in each theater
FILL = """
    WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < %s)
    INSERT INTO movies_show (theater_id, movie_id, starts_at)
    SELECT t.id, m.id, strftime('%%Y-%%m-%%d %%H:%%M:%%S', %s, '+' || (3 * i + 1) || ' hours')
    FROM n, movies_theater t, movies_movie m
"""


def use(database: Path) -> None:
    """Work on this SQLite file from now on."""
    connection.close()
    connection.settings_dict["NAME"] = str(database)


def fill(database: Path, size: int) -> int:
    """Make a catalogue of ``size`` theaters and movies and ``size`` ** 3 shows, one every three hours from now."""
    use(database)
    call_command("migrate", verbosity=0)
    Theater.objects.bulk_create(Theater(name=f"T{n}", address="Street", digits=n) for n in range(1, size + 1))
    Movie.objects.bulk_create(Movie(title=f"M{n}", digits=n) for n in range(1, size + 1))
    with connection.cursor() as cursor:
        cursor.execute(FILL, [size, f"{timezone.now():%Y-%m-%d %H:%M:%S}"])
    return Show.objects.count()


def answer_from(database: Path) -> tuple[Callable[[], None], list[int]]:
    """Return what sends the last request of a call to this catalogue, and the queries of each of its requests."""
    use(database)
    requests = requests_of_a_call("1", "1")
    queries = []
    for request in requests:
        with CaptureQueriesContext(connection) as captured:
            bare([request])()
        queries.append(len(captured))
    send = bare(requests[-1:])

    def ask() -> None:
        if connection.settings_dict["NAME"] != str(database):
            use(database)
        send()

    return ask, queries


def measure() -> list[Result]:
    """Compare the showtimes of a million shows with those of a thousand."""
    with tempfile.TemporaryDirectory() as folder:
        small, large = Path(folder) / "small.sqlite3", Path(folder) / "large.sqlite3"
        counts = fill(small, SMALL), fill(large, LARGE)
        ask_small, small_queries = answer_from(small)
        ask_large, large_queries = answer_from(large)
        ratio, taken = paired(ask_large, ask_small, repeat=100)
        connection.close()
    queries = f"{large_queries} a request; {small_queries} in the small catalogue"
    return [
        Result(f"showtimes of {counts[1]:,} shows / of {counts[0]:,}", ratio, 1.2, f"{taken * 1000:.2f} ms a request"),
        Result("queries of a request at most", max(large_queries + small_queries), 3, queries),
    ]
