"""An import that is killed, or finds the disk full, changes all or nothing: real processes, SQLite and PostgreSQL."""

import os
import random
import resource
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest

from testbed.postgres import Postgres
from testbed.repository import ROOT
from testbed.server import MANAGE

COUNTS = " UNION ALL ".join(f"SELECT count(*) FROM movies_{name}" for name in ("theater", "movie", "show"))  # noqa: S608
ROWS = 20_000
SHOWTIMES = [
    b"theater,movie,starts_at,time_zone\n",
    *(
        f"Theater {n % 50},Movie {n // 50 % 20},2030-{1 + n // 2000:02}-{1 + n // 1000 % 2:02} 12:00,UTC\n".encode()
        for n in range(ROWS)
    ),
]


class Importer(NamedTuple):
    """The URL of an empty catalogue, a file to fill it with, and a connection that sees what is in it."""

    url: str
    file: Path
    connect: Callable[[], Any]

    def start(self, source: str = "", **options: Any) -> subprocess.Popen[bytes]:
        """Begin to import the file, or another source."""
        command = [*MANAGE, "import_showtimes", source or str(self.file)]
        environment = {**os.environ, "DATABASE_URL": self.url}
        return subprocess.Popen(
            command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options
        )

    def counts(self) -> list[int]:
        """Return how many theaters, movies and shows there are."""
        with closing(self.connect()) as connection:
            return [number for (number,) in connection.execute(COUNTS).fetchall()]

    def still_imports(self) -> bool:
        """Whether the whole file can be imported after all."""
        with self.start() as process:
            return process.wait() == 0 and self.counts() == [50, 20, ROWS]


@pytest.fixture(params=["sqlite", "postgres"])
def importer(request: pytest.FixtureRequest, tmp_path: Path) -> Importer:
    """What fills an empty catalogue."""
    (tmp_path / "showtimes.csv").write_bytes(b"".join(SHOWTIMES))
    if request.param == "sqlite":
        file = shutil.copy(request.getfixturevalue("empty_file"), tmp_path)
        return Importer(f"sqlite:///{file}", tmp_path / "showtimes.csv", lambda: sqlite3.connect(file))
    database: Postgres = request.getfixturevalue("database")
    url = database.new_database(request.getfixturevalue("empty_database"))
    return Importer(url, tmp_path / "showtimes.csv", lambda: psycopg.connect(url))


def test_an_import_that_is_killed_at_any_row_changes_nothing(importer: Importer) -> None:
    for _ in range(4):
        with importer.start("-", stdin=subprocess.PIPE) as process:
            assert process.stdin
            process.stdin.write(b"".join(SHOWTIMES[: random.randint(1, ROWS)]))  # noqa: S311 (no secret)
            process.stdin.flush()
            process.kill()
    assert importer.counts() == [0, 0, 0]
    assert importer.still_imports()


def test_an_import_that_is_killed_at_any_moment_changes_all_or_nothing(importer: Importer) -> None:
    for _ in range(6):
        with importer.start() as process:
            with suppress(subprocess.TimeoutExpired):
                process.wait(random.uniform(0.3, 1.5))  # noqa: S311 (no secret)
            process.kill()
        assert importer.counts() in ([0, 0, 0], [50, 20, ROWS])
    assert importer.still_imports()


@pytest.mark.parametrize("importer", ["sqlite"], indirect=True)
@pytest.mark.parametrize("kilobytes", [300, 400, 500, 700])
def test_a_disk_that_is_full_changes_nothing(importer: Importer, kilobytes: int) -> None:
    limit = 1024 * kilobytes
    with importer.start(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))) as process:
        _, said = process.communicate()
    assert process.returncode == 1
    assert said.decode().startswith("CommandError: The catalogue could not be changed, and is as it was: ")
    assert importer.counts() == [0, 0, 0]
    assert importer.still_imports()
