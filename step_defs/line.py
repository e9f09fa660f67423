"""Movie Info as a line of pytest-ivr: for the ini file, and for commands."""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import django
import time_machine

from pytest_ivr import Line
from pytest_ivr.simulator import Call, DjangoTransport

ADDRESS = "https://localhost/movies"


def movie_info() -> Line:
    """Return the line in this process, with the catalogue and the clock as they are now."""
    django.setup()
    from django.conf import settings

    return Line(
        f"{ADDRESS}/choose-theater",
        DjangoTransport(),
        settings.TWILIO_AUTH_TOKEN,
        world=this_minute,
        givens=givens_of,
        fallback_url=f"{ADDRESS}/apologize",
    )


@contextmanager
def this_minute() -> Iterator[None]:
    """Let time stand still at the present minute; what a call writes is rolled back."""
    from django.db import transaction

    now = dt.datetime.now(dt.UTC).replace(second=0, microsecond=0)
    with time_machine.travel(now, tick=False), transaction.atomic():
        yield
        transaction.set_rollback(True)


def givens_of(call: Call) -> Sequence[str]:
    """Return the Given sentences with which a call is saved that was made in this world."""
    from .givens import catalogue_of, givens

    now = dt.datetime.now(dt.UTC)
    return givens(now, catalogue_of(call, now))
