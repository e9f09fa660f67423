"""Managers delete theaters whose shows take PostgreSQL a while, with real processes, and others at work meanwhile."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest

from testbed.ports import wait_until
from testbed.postgres import Postgres
from testbed.repository import ROOT

CATALOGUE = """
    INSERT INTO movies_theater VALUES (1, 'Rialto', '', 1, 'Etc/UTC', 'rialto');
    INSERT INTO movies_movie VALUES (1, 'Alien', 1, 'alien');
    INSERT INTO movies_show (theater_id, movie_id, starts_at)
    SELECT 1, 1, timestamptz '2031-01-01' + n * interval '1 hour' FROM generate_series(1, 100) n;
"""
ANOTHER_SHOW = "INSERT INTO movies_show (theater_id, movie_id, starts_at) VALUES (1, 1, timestamptz '2032-01-01')"
COUNTS = "SELECT (SELECT count(*) FROM movies_theater), (SELECT count(*) FROM movies_show)"
BEING_DELETED = "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'PgSleep'"
SLOWLY = """
    CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN PERFORM pg_sleep(2); RETURN NULL; END';
    CREATE TRIGGER slowly BEFORE DELETE ON movies_show EXECUTE FUNCTION wait();
"""  # as if there were millions
DELETING = """
import ivr.wsgi
from django.contrib.auth.models import User
from django.test import Client

client = Client(headers={"Host": "localhost"})
client.force_login(User.objects.create_superuser("manager"))
chosen = {"action": "delete_selected", "_selected_action": [1], "post": "yes"}
print(client.post("/admin/movies/theater/", chosen).status_code)
"""


@pytest.fixture
def url(database: Postgres, empty_database: str) -> str:
    """A database with one theater, and a hundred shows there, which are deleted slowly."""
    url = database.new_database(empty_database)
    with psycopg.connect(url) as connection:
        connection.execute(CATALOGUE)
        connection.execute(SLOWLY)
    return url


@contextmanager
def a_manager_deletes_the_theater(url: str) -> Iterator[subprocess.Popen[str]]:
    """Begin to delete it, from a page on which a statement has a second."""
    environment = {**os.environ, "DATABASE_URL": url, "STATEMENT_MILLISECONDS": "1000"}
    with subprocess.Popen(
        [sys.executable, "-c", DELETING], cwd=ROOT, env=environment, text=True, stdout=subprocess.PIPE
    ) as manager:
        yield manager


def test_shows_may_take_longer_than_a_caller_waits_and_are_all_there_until_none_is(url: str) -> None:
    seen = set()
    with psycopg.connect(url, autocommit=True) as caller, a_manager_deletes_the_theater(url) as manager:
        while manager.poll() is None:
            seen.update(caller.execute(COUNTS).fetchall())
            time.sleep(0.05)
        assert told(manager) == "302\n"
        assert seen | {(0, 0)} == {(1, 100), (0, 0)}
        assert caller.execute(COUNTS).fetchall() == [(0, 0)]


def test_nobody_adds_a_show_to_a_theater_that_is_being_deleted(url: str) -> None:
    with psycopg.connect(url) as somebody, a_manager_deletes_the_theater(url) as manager:
        with psycopg.connect(url, autocommit=True) as onlooker:
            wait_until(lambda: onlooker.execute(BEING_DELETED).fetchall() != [])
        somebody.execute(ANOTHER_SHOW)
        with pytest.raises(psycopg.errors.ForeignKeyViolation):
            somebody.commit()
        assert told(manager) == "302\n"


def told(manager: subprocess.Popen[str]) -> str:
    """Return what the manager's page has answered."""
    assert manager.stdout
    return manager.stdout.read()
