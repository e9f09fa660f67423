"""Changes of the whole catalogue do not meet: real processes, SQLite and PostgreSQL."""

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
import pytest

from ivr.refusals import BUSY
from testbed.ports import wait_until
from testbed.postgres import Postgres
from testbed.repository import ROOT
from testbed.server import MANAGE

HEADER = "theater,movie,starts_at,digits,time_zone\n"
NUMBERS = "SELECT name, digits FROM movies_theater ORDER BY name"
WAITING = "Somebody else is changing the catalogue; waiting."


class Catalogue(NamedTuple):
    """The URL of an empty database, and a connection to it."""

    url: str
    connect: Callable[[], Any]

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Begin a command that changes the catalogue."""
        environment = {**os.environ, "DATABASE_URL": self.url}
        pipe = subprocess.PIPE
        return subprocess.Popen(
            [*MANAGE, *arguments], cwd=ROOT, env=environment, text=True, stdin=pipe, stdout=pipe, stderr=pipe
        )

    def run(self, *arguments: str) -> tuple[int, str]:
        """Run a command; return its exit code, and what it says of failures."""
        with self.start(*arguments) as process:
            _, said = process.communicate()
        return process.returncode, said

    @contextmanager
    def somebody_writes(self) -> Iterator[None]:
        """Somebody else writes to the end of the block."""
        with closing(self.connect()) as connection:
            if isinstance(connection, sqlite3.Connection):
                connection.execute("BEGIN IMMEDIATE")
            else:
                connection.execute("LOCK TABLE movies_theater, movies_movie, movies_show IN EXCLUSIVE MODE")
            yield
            connection.rollback()


def in_sqlite(file: Path) -> Catalogue:
    """Return the catalogue in a file."""
    return Catalogue(f"sqlite:///{file}", lambda: sqlite3.connect(file))


def in_postgres(url: str) -> Catalogue:
    """Return the catalogue in a database of PostgreSQL's."""
    return Catalogue(url, lambda: psycopg.connect(url))


@pytest.fixture(params=["sqlite", "postgres"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Catalogue:
    """A database in which nothing is yet, no tables either."""
    if request.param == "sqlite":
        return in_sqlite(tmp_path / "line.sqlite3")
    return in_postgres(request.getfixturevalue("database").new_database())


@pytest.fixture(params=["sqlite", "postgres"])
def catalogue(request: pytest.FixtureRequest, tmp_path: Path) -> Catalogue:
    """A database with the line's tables."""
    if request.param == "sqlite":
        return in_sqlite(Path(shutil.copy(request.getfixturevalue("empty_file"), tmp_path)))
    database: Postgres = request.getfixturevalue("database")
    return in_postgres(database.new_database(request.getfixturevalue("empty_database")))


def test_machines_that_start_together_migrate_one_after_the_other(empty: Catalogue) -> None:
    for process in [empty.start("migrate", "--verbosity", "0") for _ in range(3)]:
        with process:
            assert (process.communicate()[1].replace(f"{WAITING}\n", ""), process.returncode) == ("", 0)


def test_two_imports_at_once_are_one_after_the_other(catalogue: Catalogue, tmp_path: Path) -> None:
    file = tmp_path / "showtimes.csv"
    file.write_text(f"{HEADER}Rialto,Alien,2026-11-27 18:00,11,UTC\n")
    with catalogue.start("import_showtimes", "-") as first:
        assert first.stdin
        first.stdin.write(f"{HEADER}Rialto,Alien,2026-11-27 18:00,1,UTC\n")
        first.stdin.flush()
        wait_until(lambda: is_importing(catalogue))
        with catalogue.start("import_showtimes", str(file)) as second:
            assert second.stderr
            assert second.stderr.readline() == f"{WAITING}\n"
            assert first.communicate()[1] == ""
            said = second.communicate()[1]
    assert "line 2, digits: the catalogue has 1; only --replace changes that" in said
    with closing(catalogue.connect()) as connection:
        assert connection.execute(NUMBERS).fetchall() == [("Rialto", 1)]


def is_importing(catalogue: Catalogue) -> bool:
    """Whether somebody else than this test changes the catalogue."""
    if catalogue.url.startswith("sqlite"):
        with Path(f"{catalogue.url.removeprefix('sqlite:///')}.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            return False
    with closing(catalogue.connect()) as connection:
        held = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted"
        return bool(connection.execute(held).fetchall())


@pytest.mark.parametrize(
    "command", [["import_showtimes", "{file}"], ["prune_shows", "--older-than", "1d"], ["load_demo"]], ids=" ".join
)
def test_a_command_that_finds_the_database_busy_says_so_in_a_sentence(
    catalogue: Catalogue, tmp_path: Path, command: list[str]
) -> None:
    file = tmp_path / "showtimes.csv"
    file.write_text(f"{HEADER}Rialto,Alien,2026-11-27 18:00,1,UTC\n")
    with pytest.MonkeyPatch.context() as patch, catalogue.somebody_writes():
        patch.setenv("PGOPTIONS", "-c statement_timeout=1000")
        code, said = catalogue.run(*(word.format(file=file) for word in command))
    assert code == 1
    assert said.startswith("CommandError: The catalogue could not be changed, and is as it was: ")
    assert len(said.splitlines()) == 1


SAVING = """
import time
import ivr.wsgi
from django.contrib.auth.models import User
from django.test import Client

client = Client(headers={"Host": "localhost"})
client.force_login(User.objects.create_superuser("manager"))
theater = {"name": "Rialto", "digits": 1, "time_zone": "America/Chicago"}
print("logged in", flush=True)
for again in range(2):
    input()
    begin = time.perf_counter()
    answer = client.post("/admin/movies/theater/add/", theater)
    print(answer.status_code, time.perf_counter() - begin, answer.content.decode().strip(), flush=True)
"""


def test_a_manager_waits_for_somebody_who_writes_and_is_told_if_that_takes_too_long(catalogue: Catalogue) -> None:
    environment = {**os.environ, "DATABASE_URL": catalogue.url, "PGOPTIONS": "-c statement_timeout=2000"}
    command = [sys.executable, "-c", SAVING]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as manager:  # fmt: skip
        assert manager.stdin
        assert manager.stdout
        assert manager.stdout.readline() == "logged in\n"
        with catalogue.somebody_writes():
            print(file=manager.stdin, flush=True)
            status, seconds, sentence = manager.stdout.readline().split(maxsplit=2)
        assert (status, sentence) == ("503", f"{BUSY}\n")
        assert 1 < float(seconds) < 15  # two, on a computer that has nothing else to do
        with catalogue.somebody_writes():
            print(file=manager.stdin, flush=True)
            time.sleep(0.5)
        status, seconds = manager.stdout.readline().split()
        assert status == "302"
        assert 0.3 < float(seconds) < 2
