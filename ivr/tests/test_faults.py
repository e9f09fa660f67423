"""What callers hear while something fails, with real processes: PostgreSQL and gunicorn."""

import json
import os
import select
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psycopg
import pytest

from pytest_ivr.simulator import Call, HttpTransport, Request
from testbed.ports import wait_until
from testbed.postgres import Postgres
from testbed.production import (
    APOLOGY,
    HOST,
    THANKS,
    ProductionServer,
    ask_for_casablanca_at_rialto,
    everything_heard,
    new_call,
    new_production_server,
    production,
)
from testbed.repository import ROOT
from testbed.server import GUNICORN, MANAGE, running

MANY_SHOWS = """
    INSERT INTO movies_show (theater_id, movie_id, starts_at)
    SELECT theater.id, movie.id, timestamptz '2031-01-01' + n * interval '1 minute'
    FROM movies_theater theater, movies_movie movie, generate_series(1, 30000) n
"""  # so that a restore takes a while
CALLS = 200
MANY_AT_ONCE, SECONDS_OF_CALLS = 60, 25
AT_ONCE = 8
SERVE = [shutil.which("make") or "make", "--dry-run", "serve-production"]


@pytest.fixture(scope="module")
def line(database: Postgres, tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProductionServer]:
    with production(tmp_path_factory.mktemp("line"), database.url) as server:
        yield server


class Calls:
    """Two hundred calls, many at once; the last third waits for ``repaired``."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.done: list[Call] = []
        self.repaired = threading.Event()

    def make(self, number: int) -> Call:
        """Make one of them."""
        if number >= CALLS * 2 // 3:
            self.repaired.wait(60)
        call = ask_for_casablanca_at_rialto(self.address)
        self.done.append(call)
        return call

    def while_(self, fault: Callable[["Calls"], None]) -> list[Call]:
        """Make them all while a fault happens; return those of the last third."""
        with ThreadPoolExecutor(AT_ONCE) as callers:
            calls = callers.map(self.make, range(CALLS))
            fault(self)
            self.repaired.set()
        return list(calls)[CALLS * 2 // 3 :]

    def wait_for(self, count: int) -> None:
        """Wait until so many calls are over."""
        wait_until(lambda: len(self.done) >= count)


def check(call: Call) -> None:
    """A caller has heard the line's own words to their end, and no answer shows how the line is made."""
    assert call.ended
    assert not call.stopped
    assert everything_heard(call)[-1] in (THANKS, APOLOGY)
    assert "application error" not in " ".join(everything_heard(call))
    for answer in call.leg.webhooks.transport.responses:  # type: ignore[attr-defined]  # it records
        assert b"Traceback" not in answer.body
        assert b"psycopg" not in answer.body


def is_well(address: str) -> bool:
    """Whether everybody who calls is answered, by whichever worker: each finds out for itself that it can connect."""
    with ThreadPoolExecutor(AT_ONCE) as callers:
        calls = callers.map(ask_for_casablanca_at_rialto, [address] * AT_ONCE)
        return {everything_heard(call)[-1] for call in calls} == {THANKS}


def test_calls_succeed(line: ProductionServer) -> None:
    call = ask_for_casablanca_at_rialto(line.address)
    check(call)
    assert everything_heard(call)[-1] == THANKS


def test_a_database_that_stops_and_starts(line: ProductionServer, database: Postgres) -> None:
    def fault(calls: Calls) -> None:
        calls.wait_for(40)
        database.stop()
        calls.wait_for(100)
        database.start()
        wait_until(lambda: is_well(line.address), seconds=20)

    calls = Calls(line.address)
    last = calls.while_(fault)
    assert len(calls.done) == CALLS
    for call in calls.done:
        check(call)
    assert APOLOGY in [everything_heard(call)[-1] for call in calls.done]
    assert {everything_heard(call)[-1] for call in last} == {THANKS}


def test_workers_that_are_killed(line: ProductionServer) -> None:
    def fault(calls: Calls) -> None:
        for count in range(20, 121, 20):
            calls.wait_for(count)
            for worker in line.workers[:1]:
                os.kill(worker, signal.SIGKILL)
        wait_until(lambda: len(line.workers) == 2)

    calls = Calls(line.address)
    last = calls.while_(fault)
    for call in calls.done:
        check(call)
    assert {everything_heard(call)[-1] for call in last} == {THANKS}


def test_while_the_database_stands_still_any_number_of_callers_hear_the_apology_soon(
    line: ProductionServer, database: Postgres
) -> None:
    with ThreadPoolExecutor(MANY_AT_ONCE) as callers:  # every thread of the line holds a connection
        assert all(it.ended for it in callers.map(ask_for_casablanca_at_rialto, [line.address] * MANY_AT_ONCE))
    end = time.perf_counter() + SECONDS_OF_CALLS

    def call_again_and_again(_: int) -> list[float]:
        waited = []
        while time.perf_counter() < end:
            call, begin = new_call(line.address), time.perf_counter()
            call.dial()
            waited.append(time.perf_counter() - begin)
            check(call)
            time.sleep(1)
        return waited

    with standing_still(database), ThreadPoolExecutor(MANY_AT_ONCE) as callers:
        waits = sorted(
            seconds for waited in callers.map(call_again_and_again, range(MANY_AT_ONCE)) for seconds in waited
        )
    assert len(waits) > 3 * MANY_AT_ONCE
    assert waits[len(waits) * 95 // 100] < 6
    wait_until(lambda: is_well(line.address))


@contextmanager
def locked(database: Postgres) -> Iterator[None]:
    """Somebody holds all tables, so that every query waits."""
    with psycopg.connect(database.url) as connection:
        connection.execute("LOCK TABLE movies_theater, movies_movie, movies_show")
        yield
        connection.rollback()


def waiting_queries(database: Postgres) -> int:
    """Return how many queries wait for a lock."""
    with psycopg.connect(database.url) as connection:
        waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
        return len(connection.execute(waiting).fetchall())


@contextmanager
def standing_still(database: Postgres) -> Iterator[None]:
    """The database's processes neither work nor end, as on a machine whose disk hangs."""
    processes = database.processes
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


@pytest.mark.parametrize("trouble", [locked, standing_still])
@pytest.mark.parametrize("chosen", [0, 1, 2], ids=["theaters", "movies", "showtimes"])
def test_a_database_that_does_not_answer(
    line: ProductionServer, database: Postgres, trouble: Callable[[Postgres], AbstractContextManager[None]], chosen: int
) -> None:
    call = new_call(line.address)
    actions: list[Callable[[], object]] = [call.dial, lambda: call.press("1#"), lambda: call.press("1#")]
    for action in actions[:chosen]:
        action()
    with trouble(database):
        begin = time.perf_counter()
        actions[chosen]()
        seconds = time.perf_counter() - begin
    assert call.heard == [APOLOGY]
    assert seconds < 10
    check(call)
    wait_until(lambda: is_well(line.address))


def test_no_log_has_a_callers_number(line: ProductionServer) -> None:
    call = ask_for_casablanca_at_rialto(line.address)
    printed = line.printed.read_text()
    assert call.identity["CallSid"] in printed
    assert call.identity["From"].removeprefix("+") not in printed
    for text in printed.splitlines():
        assert json.loads(text)["timestamp"]


def test_health_depends_on_the_database(line: ProductionServer, database: Postgres) -> None:
    wait_until(lambda: health(line) == {"live": 200, "ready": 200}, seconds=5)
    database.stop()
    assert health(line) == {"live": 200, "ready": 503}
    database.start()
    wait_until(lambda: health(line) == {"live": 200, "ready": 200}, seconds=5)


def test_the_line_starts_without_a_database_and_finds_it_when_it_is_there(database: Postgres, tmp_path: Path) -> None:
    server = new_production_server(tmp_path, database.url)
    database.stop()
    with running(server, *GUNICORN):
        call = new_call(server.address)
        call.dial()
        assert call.heard == [APOLOGY]
        database.start()
        wait_until(lambda: everything_heard(ask_for_casablanca_at_rialto(server.address))[-1] == THANKS, seconds=10)
    recipe = subprocess.run(SERVE, cwd=ROOT, check=True, capture_output=True)
    assert b"gunicorn ivr.wsgi" in recipe.stdout
    assert b"migrate" not in recipe.stdout


@pytest.mark.parametrize("trouble", [locked, standing_still])
def test_while_the_database_does_not_answer_probes_are_answered_in_time_and_callers_too(
    line: ProductionServer, database: Postgres, trouble: Callable[[Postgres], AbstractContextManager[None]]
) -> None:
    with ThreadPoolExecutor(2 * AT_ONCE) as callers:  # every thread of the line holds a connection
        assert all(it.ended for it in callers.map(ask_for_casablanca_at_rialto, [line.address] * 4 * AT_ONCE))
    call = new_call(line.address)
    with trouble(database), ThreadPoolExecutor(6) as probes:
        for _ in range(4):
            ready = [probes.submit(timed, line, "ready") for _ in range(5)]
            live = probes.submit(timed, line, "live")
            assert {it.result()[0] for it in ready} == {503}
            assert live.result()[0] == 200
            assert max(it.result()[1] for it in [*ready, live]) < 2
        begin = time.perf_counter()
        call.dial()
        assert time.perf_counter() - begin < 10
    assert call.heard == [APOLOGY]
    wait_until(lambda: health(line) == {"live": 200, "ready": 200})


def timed(line: ProductionServer, name: str) -> tuple[int, float]:
    """Return the status that a probe gets, and after how many seconds."""
    begin = time.perf_counter()
    status = HttpTransport(connect_to=line.address).send(Request("GET", f"http://{HOST}/health/{name}", {})).status
    return status, time.perf_counter() - begin


MANAGERS_PAGE = """
import sys, time
import ivr.wsgi
import movies.database
from wsgiref.util import setup_testing_defaults

movies.database.SECONDS, movies.database.SECONDS_FOR_ANYTHING = 0.5, 1
for _ in sys.stdin:
    environ = {"PATH_INFO": "/admin/", "HTTP_HOST": "localhost", "HTTP_COOKIE": "sessionid=" + "a" * 32}
    setup_testing_defaults(environ)
    begin, statuses = time.perf_counter(), []
    b"".join(ivr.wsgi.application(environ, lambda status, headers, error=None: statuses.append(status)))
    print(statuses[-1][:3], time.perf_counter() - begin, flush=True)
"""


def test_managers_pages_have_a_deadline_too(database: Postgres, empty_database: str) -> None:
    environment = {**os.environ, "DATABASE_URL": database.new_database(empty_database)}
    command = [sys.executable, "-c", MANAGERS_PAGE]
    with subprocess.Popen(
        command, cwd=ROOT, env=environment, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    ) as page:  # fmt: skip
        assert page.stdin
        assert page.stdout

        def ask() -> tuple[str, float]:
            page.stdin.write("\n")  # type: ignore[union-attr]
            page.stdin.flush()  # type: ignore[union-attr]
            assert select.select([page.stdout], [], [], 20)[0], "The page is never answered."  # type: ignore[type-var]
            status, seconds = page.stdout.readline().split()  # type: ignore[union-attr]
            return status, float(seconds)

        assert ask()[0] == "302"
        with standing_still(database):
            status, seconds = ask()
        assert status == "503"
        assert seconds < 5
        assert ask()[0] == "302"
        page.stdin.close()


@pytest.mark.parametrize("cookie", ['sessionid="aaaaaaaaaaaa\\000"', 'sessionid="\\000aaaaaaaa"; csrftoken="\\000"'])
def test_what_the_database_cannot_hold_is_the_strangers_fault(line: ProductionServer, cookie: str) -> None:
    request = Request("GET", f"https://{HOST}/admin/", {"Cookie": cookie, "X-Forwarded-Proto": "https"})
    assert HttpTransport(connect_to=line.address).send(request).status == 400


BOOK = (ROOT / "docs/operations.md").read_text()


def by_the_book(command: str, folder: Path, url: str, programs: Path | str = "") -> None:
    """Run a command of docs/operations.md about a copy of the database."""
    assert f"`.venv/bin/python manage.py {command} movie-info.dump`" in BOOK
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "DATABASE_URL": url}
    subprocess.run([*MANAGE, command, str(folder / "movie-info.dump")], cwd=ROOT, env=environment, check=True)


@contextmanager
def calls_going_on(line: ProductionServer) -> Iterator[list[str]]:
    """Let four callers call again and again until the end of the block; there is what they have heard last."""
    is_over = threading.Event()
    last_words: list[str] = []

    def call_again_and_again() -> None:
        while not is_over.is_set():
            heard = everything_heard(ask_for_casablanca_at_rialto(line.address))
            last_words.append(next((it for it in heard if it.startswith(("Sorry", "Please select"))), heard[-1]))

    with ThreadPoolExecutor(4) as callers:
        calling = [callers.submit(call_again_and_again) for _ in range(4)]
        wait_until(lambda: len(last_words) > 4)
        try:
            yield last_words
        finally:
            is_over.set()
    for calls in calling:
        calls.result()


def test_a_backup_and_a_restore_by_the_book_let_nobody_hear_a_falsehood(database: Postgres, tmp_path: Path) -> None:
    url = database.new_database()
    with production(tmp_path, url) as line:
        with psycopg.connect(url) as connection:
            connection.execute(MANY_SHOWS)
        with calls_going_on(line) as heard:
            by_the_book("backup", tmp_path, url, database.programs)
        assert set(heard) == {THANKS}
        with calls_going_on(line) as heard:
            by_the_book("restore", tmp_path, url, database.programs)
        assert set(heard) <= {THANKS, APOLOGY}
        assert everything_heard(ask_for_casablanca_at_rialto(line.address))[-1] == THANKS
        with psycopg.connect(url) as connection:
            assert connection.execute("SELECT count(*) > 200000 FROM movies_show").fetchall() == [(True,)]


def test_so_do_they_on_sqlite(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'line.sqlite3'}"
    with production(tmp_path, url) as line:
        with calls_going_on(line) as heard:
            by_the_book("backup", tmp_path, url)
        assert set(heard) == {THANKS}
        with calls_going_on(line) as heard:
            by_the_book("restore", tmp_path, url)
        assert set(heard) <= {THANKS, APOLOGY}
        assert everything_heard(ask_for_casablanca_at_rialto(line.address))[-1] == THANKS


def health(line: ProductionServer) -> dict[str, int]:
    """Return what a load balancer learns."""
    request = {name: Request("GET", f"http://{HOST}/health/{name}", {}) for name in ("live", "ready")}
    return {name: HttpTransport(connect_to=line.address).send(it).status for name, it in request.items()}


def test_calls_in_flight_finish_when_the_line_is_told_to_stop(database: Postgres, tmp_path: Path) -> None:
    with production(tmp_path, database.url) as line, ThreadPoolExecutor() as callers:
        calls = [new_call(line.address) for _ in range(4)]
        with locked(database):
            dialing = [callers.submit(call.dial) for call in calls]
            wait_until(lambda: waiting_queries(database) == len(calls))
            line.process.terminate()
            time.sleep(0.5)
        for dialed in dialing:
            dialed.result()
        assert line.process.wait(20) == 0
    assert {call.heard[-1] for call in calls} == {"For Aurora at Park Street, Kolkata press 12"}
