"""Changes of the whole catalogue, one at a time: whoever begins another waits, on whatever machine."""

import fcntl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import CommandError
from django.db import DEFAULT_DB_ALIAS, connections
from django.db import Error as CatalogueError
from django.db.backends.base.base import BaseDatabaseWrapper

KEY = int.from_bytes(b"movies")  # of the lock in PostgreSQL, among those that other programs have there
WAITING = "Somebody else is changing the catalogue; waiting."


@contextmanager
def changing_the_catalogue(tell: Callable[[str], object]) -> Iterator[None]:
    """Let nobody else change the whole catalogue to the end of the block; ``tell`` is told if that takes waiting.

    Raises CommandError, in a sentence, where the database refuses the change.
    """
    try:
        with one_at_a_time(tell):
            yield
    except CatalogueError as error:
        reason = " ".join(str(error).split())
        raise CommandError(f"The catalogue could not be changed, and is as it was: {reason}") from error


@contextmanager
def one_at_a_time(tell: Callable[[str], object], alias: str = DEFAULT_DB_ALIAS) -> Iterator[None]:
    """Wait until nobody else is in such a block. A process that is killed in it leaves it: the lock goes with it."""
    database = connections[alias]
    if database.vendor == "postgresql":
        with advisory_lock(database, tell):
            yield
    elif database.is_in_memory_db():  # type: ignore[attr-defined]  # SQLite's: nobody else has it
        yield
    else:
        with Path(f"{database.settings_dict['NAME']}.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                tell(WAITING)
                fcntl.flock(file, fcntl.LOCK_EX)
            yield


@contextmanager
def advisory_lock(database: BaseDatabaseWrapper, tell: Callable[[str], object]) -> Iterator[None]:
    """Hold PostgreSQL's lock with the number KEY; the connection has it, and it ends with the connection."""
    with database.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [KEY])
        if cursor.fetchone() != (True,):
            tell(WAITING)
            cursor.execute("SELECT pg_advisory_lock(%s)", [KEY])
    try:
        yield
    finally:
        if not database.needs_rollback and database.is_usable():
            with database.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [KEY])
