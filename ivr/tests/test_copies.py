"""Backups: whole or not there, and nobody sees the password."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from testbed.repository import ROOT
from testbed.server import MANAGE

PROGRAM = """#!/bin/sh
echo "$0 $*" >> "$SAID"
echo "$PGPASSWORD" >> "$SAID"
for word; do case "$word" in --file=*) echo copied > "${word#--file=}";; esac; done
[ -z "$FAILS" ] || { echo "it is broken" >&2; exit 1; }
"""


def manage(url: str, *arguments: str, **environment: str) -> tuple[int, str]:
    """Run a command; return its exit code and what it says."""
    done = subprocess.run(
        [*MANAGE, *arguments], cwd=ROOT, env={**os.environ, "DATABASE_URL": url, **environment},
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def shows(file: Path) -> int:
    """Return how many shows there are in a database."""
    with closing(sqlite3.connect(file)) as connection:
        (number,) = connection.execute("SELECT count(*) FROM movies_show").fetchone()
    return int(number)


@pytest.fixture
def line(tmp_path: Path) -> Path:
    """A database with the demo's shows."""
    file = tmp_path / "line.sqlite3"
    for command in ("migrate", "load_demo"):
        assert manage(f"sqlite:///{file}", command)[0] == 0
    return file


def test_what_was_lost_is_put_back_and_what_is_no_copy_is_refused(line: Path, tmp_path: Path) -> None:
    url, copy, number = f"sqlite:///{line}", tmp_path / "copy.sqlite3", shows(line)
    assert manage(url, "backup", str(copy))[0] == 0
    with closing(sqlite3.connect(line)) as connection, connection:
        connection.execute("DELETE FROM movies_show")
    (tmp_path / "text").write_text("x" * 10_000)
    sqlite3.connect(tmp_path / "empty").close()
    for name in ("text", "empty", "nowhere", "."):
        code, said = manage(url, "restore", str(tmp_path / name))
        assert (code, len(said.splitlines())) == (1, 1)
        assert said.startswith("CommandError: ")
    assert shows(line) == 0
    assert manage(url, "restore", str(copy))[0] == 0
    assert shows(line) == number > 0
    assert sorted(it.name for it in tmp_path.glob("*.part")) == []


@pytest.fixture
def programs(tmp_path: Path) -> dict[str, str]:
    """An environment in which PostgreSQL's programs write down how they were started."""
    for name in ("pg_dump", "pg_restore"):
        (tmp_path / name).write_text(PROGRAM)
        (tmp_path / name).chmod(0o755)
    return {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}", "SAID": str(tmp_path / "said")}


URL = "postgres://line:p%40ss%2Fw%3Ard@db.internal:5433/movies"


def test_nobody_sees_the_password_in_the_list_of_processes(tmp_path: Path, programs: dict[str, str]) -> None:
    copy = tmp_path / "movie-info.dump"
    assert manage(URL, "backup", str(copy), **programs) == (0, f"{copy}: 7 bytes.\n")
    started, password = (tmp_path / "said").read_text().splitlines()
    assert password == "p@ss/w:rd"  # noqa: S105 (nobody's)
    assert not any(secret in started for secret in ("p@ss", "w:rd", "p%40ss"))
    for word in ("-U line", "-h db.internal", "-p 5433", "--dbname movies"):
        assert word in started


def test_a_backup_that_fails_leaves_the_last_one(tmp_path: Path, programs: dict[str, str]) -> None:
    copy = tmp_path / "movie-info.dump"
    copy.write_text("the last one")
    code, said = manage(URL, "backup", str(copy), **programs, FAILS="yes")
    assert (code, said) == (1, "CommandError: pg_dump has failed: it is broken\n")
    assert copy.read_text() == "the last one"
    assert list(tmp_path.glob("*.part")) == []


def test_a_program_that_is_not_installed_is_named(tmp_path: Path) -> None:
    code, said = manage(URL, "backup", str(tmp_path / "copy"), PATH=str(tmp_path))
    assert (code, said) == (1, "CommandError: pg_dump is not installed; it comes with PostgreSQL's client.\n")
