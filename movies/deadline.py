"""The patience of the line: a caller hears an apology before Twilio gives up, whatever the database does."""

import os
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper

SECONDS = 5


@contextmanager
def deadline(seconds: float = SECONDS) -> Iterator[None]:
    """Break this thread's connection to the database if the block takes longer: its query then fails at once.

    The database's own timeouts do not help while it stands still, or the network between is gone.
    """
    database = connections[DEFAULT_DB_ALIAS]
    if database.vendor != "postgresql":
        yield
        return
    timer = threading.Timer(seconds, break_off, [database])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def break_off(database: BaseDatabaseWrapper) -> None:
    """End a connection from outside; whoever waits on it learns so."""
    raw = database.connection
    if raw is not None and not raw.closed:
        with socket.socket(fileno=os.dup(raw.fileno())) as sock:
            sock.shutdown(socket.SHUT_RDWR)
