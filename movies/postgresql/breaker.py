"""A circuit breaker: while the database cannot be reached, callers hear that at once."""

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

SECONDS_OF_REST = 1.0
NOT_TRIED = "The database could not be reached a moment ago; it was not tried again."


class Breaker:
    """Whether somebody may try to connect: nobody for a while after a failure, and then one until somebody succeeds.

    Otherwise each request would wait for itself, and all threads, and then everybody behind them, with it.
    """

    def __init__(self, seconds: float = SECONDS_OF_REST) -> None:
        self.seconds = seconds
        self.lock = threading.Lock()
        self.failed_at: float | None = None
        self.somebody_tries = False

    @contextmanager
    def trial(self) -> Iterator[None]:
        """Try to connect in the block. Raises psycopg.OperationalError at once where somebody else is to try."""
        with self.lock:
            if self.failed_at is not None:
                if self.somebody_tries or time.perf_counter() < self.failed_at + self.seconds:
                    raise psycopg.OperationalError(NOT_TRIED)
                self.somebody_tries = True
        try:
            yield
        except BaseException:
            self.failed()
            raise
        with self.lock:
            self.failed_at, self.somebody_tries = None, False

    def failed(self) -> None:
        """Note that the database could not be reached just now."""
        with self.lock:
            self.failed_at, self.somebody_tries = time.perf_counter(), False


breaker = Breaker()
"""That of this process."""
