"""The connection to the database: a caller hears an apology before Twilio gives up, whatever the database does."""

import functools
import os
import select
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpRequest, HttpResponse

SECONDS = 5  # while a caller waits
SECONDS_FOR_ANYTHING = 30  # for managers' pages, and whatever else reads the database
SECONDS_BETWEEN_LOOKS = 0.5

_deadlines: dict[BaseDatabaseWrapper, tuple[float, float]] = {}  # when it ends, and how many seconds it had


@contextmanager
def deadline(seconds: float = SECONDS) -> Iterator[None]:
    """Break this thread's connection to the database if the block takes longer: its query then fails at once.

    Deadlines may stand in each other; the nearest counts. The database's own timeouts do not help while it stands
    still, or the network between is gone. On SQLite there is nothing to break: its own timeout is enough.
    """
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor != "postgresql":
        yield
        return
    start_watchdog()
    around, this = _deadlines.get(database), (time.perf_counter() + seconds, seconds)
    _deadlines[database] = min(this, around or this)
    try:
        yield
    finally:
        _deadlines.pop(database, None)
        if around:
            _deadlines[database] = around


def let_statements_take(seconds: float) -> None:
    """Give each statement to the end of this transaction so many seconds: callers' limit is for what they wait for."""
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor == "postgresql":
        with database.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{seconds}s"])


class Deadline:
    """Middleware that gives every request a deadline. Put it before any other that reads the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, or break off what it waits for."""
        with deadline(SECONDS_FOR_ANYTHING):
            return self.get_response(request)


@functools.cache
def start_watchdog() -> None:
    """Start the one thread that looks after all deadlines of this process: one for each request would cost too much."""
    threading.Thread(target=watch, name="deadlines", daemon=True).start()


def watch() -> None:
    """Shut down, again and again, the connections whose deadline has passed; one that is made too late, too."""
    while True:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        now = time.perf_counter()
        for database, (end, seconds) in list(_deadlines.items()):
            if now > end:
                with suppress(Exception):  # it may be closed in this moment, and the others need this thread
                    shut_down_socket(database)
                    if seconds <= SECONDS:  # whoever has to connect would wait in vain, too
                        database.breaker.failed()  # type: ignore[attr-defined]  # ours has one


def close_if_stale(**_: object) -> None:
    """Close a connection that the database has ended since the last request, so that this one gets a new one.

    Such a connection is readable: its end is there to be read. Asking the database itself costs a query each time.
    """
    database = connections[DEFAULT_DB_ALIAS]
    raw = database.connection
    if database.vendor == "postgresql" and raw is not None and (raw.closed or select.select([raw], [], [], 0)[0]):
        database.close()


def shut_down_socket(database: BaseDatabaseWrapper) -> None:
    """Shut the connection's socket down, if there is one yet; the blocked query raises."""
    raw = database.connection
    if raw is not None and not raw.closed:
        with socket.socket(fileno=os.dup(raw.fileno())) as sock:
            sock.shutdown(socket.SHUT_RDWR)
