"""Movie Info as a line of pytest-ivr: for the ini file, and for commands."""

from django.conf import settings

from pytest_ivr import Line
from pytest_ivr.simulator import DjangoTransport

from .world import PUBLIC_ADDRESS


def movie_info() -> Line:
    """Return the line in this process, as its settings describe it."""
    return Line(f"{PUBLIC_ADDRESS}/choose-theater", DjangoTransport(), settings.TWILIO_AUTH_TOKEN)
