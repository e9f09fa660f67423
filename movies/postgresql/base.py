"""PostgreSQL as Django knows it, for a line on which nobody waits: whoever connects does so in time, or not at all."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base

from .breaker import breaker

SECONDS_TO_CONNECT = 3.0

Connection = psycopg.Connection[Any]


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection to the database."""

    breaker = breaker

    def get_new_connection(self, conn_params: dict[str, Any]) -> Connection:
        """Connect. Raises psycopg.OperationalError if that takes too long, or has just failed elsewhere."""
        connect = super().get_new_connection
        with breaker.trial():
            return in_time(lambda: connect(conn_params))

    def init_connection_state(self) -> None:
        """Limit the time of each statement. Not by a parameter of the connection: poolers take none but a few."""
        super().init_connection_state()
        if settings.STATEMENT_MILLISECONDS:
            with self.cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('statement_timeout', %s, false)", [str(settings.STATEMENT_MILLISECONDS)]
                )


def in_time(connect: Callable[[], Connection]) -> Connection:
    """Return a new connection. Raises psycopg.OperationalError if it is not there after SECONDS_TO_CONNECT.

    Neither a name's look-up nor all addresses together have a limit of their own.
    """
    made: Future[Connection] = Future()

    def make() -> None:
        try:
            made.set_result(connect())
        except BaseException as error:
            made.set_exception(error)

    threading.Thread(target=make, name="connecting", daemon=True).start()
    try:
        return made.result(SECONDS_TO_CONNECT)
    except TimeoutError:
        made.add_done_callback(close)
        raise psycopg.OperationalError(
            f"The database could not be reached within {SECONDS_TO_CONNECT:g} seconds."
        ) from None


def close(late: Future[Connection]) -> None:
    """Close a connection that nobody waits for any more, if it was made."""
    if late.exception() is None:
        late.result().close()
