"""The units of systemd: they are well-formed, their commands work, and no call is lost while the line restarts."""

import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from deploy.tests.units import FOLDER, PROBE, commands, unit, values
from pytest_ivr.simulator import Call
from testbed.debian import needed
from testbed.ports import HOST, wait_until
from testbed.postgres import Postgres
from testbed.production import THANKS, ask_for_casablanca_at_rialto, everything_heard, new_production_server
from testbed.repository import ROOT
from testbed.server import Server

SHOWTIMES = "theater,movie,starts_at,time_zone\nCapitol,Vertigo,2031-05-01 18:00,Europe/Paris\n"
RESTARTS = 2


def test_systemd_has_nothing_to_say_against_the_units(tmp_path: Path) -> None:
    program = needed("systemd-analyze")
    for path in [*FOLDER.iterdir(), *PROBE.glob("*.service"), *PROBE.glob("*.timer")]:
        (tmp_path / path.name).write_text(unit(path))
    command = [program, "verify", "--man=no", "--recursive-errors=no", *sorted(map(str, tmp_path.iterdir()))]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_every_timer_and_socket_has_its_service() -> None:
    for path in [*FOLDER.glob("*.timer"), *FOLDER.glob("*.socket")]:
        assert path.with_suffix(".service").exists()
    for path in FOLDER.glob("*.service"):
        for other in values(path.read_text(), "Wants") + values(path.read_text(), "Requires"):
            assert (FOLDER / other).exists()


@pytest.fixture
def server(database: Postgres, tmp_path: Path) -> Server:
    """A server that is not running, with a database of its own, which the units work on."""
    return new_production_server(tmp_path, database.new_database())


def run(server: Server, *command: str) -> None:
    """Run a command of a unit to its end."""
    subprocess.run(command, cwd=ROOT, env=server.environment, check=True, stdout=subprocess.DEVNULL)


def test_the_migration_makes_an_empty_database_that_of_this_version(database: Postgres, tmp_path: Path) -> None:
    url = database.new_database()
    environment = {**os.environ, "DATABASE_URL": url}
    [command] = commands(unit("movie-info-migrate.service"))
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.DEVNULL)
    with psycopg.connect(url) as connection:
        assert connection.execute("SELECT count(*) FROM movies_theater").fetchone() == (0,)


def test_the_import_reads_the_file_that_the_chain_has_put_there(server: Server, tmp_path: Path) -> None:
    file = tmp_path / "showtimes.csv"
    file.write_text(SHOWTIMES)
    text = unit("movie-info-import.service", **{"/var/lib/movie-info/showtimes.csv": str(file)})
    assert values(text, "ConditionPathExists") == [str(file)]
    for command in commands(text):
        run(server, *command)
    with psycopg.connect(server.environment["DATABASE_URL"]) as connection:
        found = connection.execute("SELECT count(*) FROM movies_theater WHERE name = 'Capitol'").fetchone()
    assert found == (1,)


def test_a_line_that_lacks_something_is_not_started(server: Server) -> None:
    environment = server.environment | {"TWILIO_AUTH_TOKEN": "'quoted'"}
    [command] = commands(unit("movie-info.service"), "ExecStartPre")
    done = subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode == 1
    assert "TWILIO_AUTH_TOKEN is not 32 hexadecimal digits" in done.stderr


WITH_SOCKET = """
import os, sys
os.dup2(int(sys.argv[1]), 3)
os.environ |= {"LISTEN_PID": str(os.getpid()), "LISTEN_FDS": "1"}
os.execv(sys.argv[2], sys.argv[2:])
"""


@contextmanager
def started(server: Server, listener: socket.socket) -> Iterator[subprocess.Popen[bytes]]:
    """Start the line as systemd does: with the socket, which stays when the line ends."""
    [command] = commands(unit("movie-info.service"))
    with_socket = [sys.executable, "-c", WITH_SOCKET, str(listener.fileno()), *command]
    with server.printed.open("a") as printed:
        process = subprocess.Popen(
            with_socket, cwd=ROOT, env=server.environment, stderr=printed, pass_fds=[listener.fileno()]
        )
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)
            assert process.wait(timeout=25) == 0


def test_no_call_is_lost_while_the_line_restarts(server: Server) -> None:
    [address] = values(unit("movie-info.socket"), "ListenStream")
    assert address == "127.0.0.1:8000"  # where the proxy looks
    calls: list[Call] = []
    is_over = threading.Event()
    with socket.create_server((HOST, 0), backlog=128) as listener, ThreadPoolExecutor() as callers:

        def keep_calling() -> None:
            while not is_over.is_set():
                calls.append(ask_for_casablanca_at_rialto(f"http://{HOST}:{listener.getsockname()[1]}"))

        calling = callers.submit(keep_calling)
        try:
            for restarts in range(RESTARTS + 1):
                with started(server, listener):
                    enough = len(calls) + 5
                    wait_until(lambda: len(calls) > enough or calling.done())  # noqa: B023 (it is over before the next)
                    if restarts == RESTARTS:
                        is_over.set()
                        calling.result()
        finally:
            is_over.set()
    assert {everything_heard(call)[-1] for call in calls} == {THANKS}
