"""Movie Info as a line of pytest-ivr: for the ini file, and for commands."""

import datetime as dt
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import django
import time_machine

from pytest_ivr import Line
from pytest_ivr.simulator import Call, DjangoTransport, HttpTransport, Transport

ADDRESS = "https://localhost/movies"
DEFAULT_PORT = "8000"


def movie_info() -> Line:
    """Return the line in this process, with the catalogue and the clock as they are now."""
    django.setup()
    return line_at(ADDRESS, DjangoTransport(), world=this_minute)


def served_movie_info() -> Line:
    """Return the line on its server on this computer, as ``make serve`` starts it at the environment's PORT."""
    django.setup()
    from movies.clock import HEADER

    address = f"http://127.0.0.1:{os.environ.get('PORT', DEFAULT_PORT)}/movies"
    return line_at(address, HttpTransport(), clock_header=HEADER)


def line_at(address: str, transport: Transport, **more: Any) -> Line:
    """Return the line whose addresses begin like this; ``more`` is what ``Line`` takes besides."""
    from django.conf import settings

    return Line(
        f"{address}/choose-theater",
        transport,
        settings.TWILIO_AUTH_TOKEN,
        givens=givens_of,
        time_zones=time_zones,
        fallback_url=f"{address}/apologize",
        **more,
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


def time_zones() -> Sequence[str]:
    """Return the time zones in which there are theaters, that of the first theater first."""
    from movies.models import Theater

    found = Theater.objects.order_by("digits").values_list("time_zone", flat=True)
    return list(dict.fromkeys(found)) or ["UTC"]
