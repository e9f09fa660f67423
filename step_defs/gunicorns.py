"""The line in other processes, with ``--over-gunicorn``: two servers that share the scenario's database and take turns.

State that one of them kept in memory between two requests of a call, the other would miss. Scenarios that change
settings or break the database inside this process are skipped.
"""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from itertools import cycle

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from pytest_ivr.simulator import HttpTransport, Request, Response
from testbed.clock import ClockTransport
from testbed.server import GUNICORN, new_server, running

from .transports import Transports

LEFT_OUT = "needs the line in this process"


class TakingTurns:
    """Delivers each request to the next server."""

    def __init__(self, addresses: Sequence[str]) -> None:
        self.transports = cycle(HttpTransport(connect_to=address) for address in addresses)

    def send(self, request: Request) -> Response:
        """Deliver the request."""
        return next(self.transports).send(request)


def database_url() -> str:
    """Return the URL of the test database. Raises LookupError if other processes cannot share it."""
    if connection.vendor != "postgresql":
        raise LookupError("Two servers share a PostgreSQL; run this by `make test-postgres`.")
    where = connection.settings_dict
    return f"postgres://{where['USER']}@{where['HOST']}:{where['PORT']}/{where['NAME']}"


@pytest.fixture(scope="session")
def transports_over_gunicorn(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Transports]:
    """The line on two servers, for the whole run."""
    environment = {
        "DATABASE_URL": database_url(),
        "SECRET_KEY": secrets.token_hex(32),
        "TWILIO_AUTH_TOKEN": settings.TWILIO_AUTH_TOKEN,
        "ALLOWED_HOSTS": "testserver",
        "BEHIND_TLS_PROXY": "on",
        "JOURNEY_CLOCK": "on",
        "WEB_CONCURRENCY": "1",
    }
    servers = [new_server(tmp_path_factory.mktemp("server"), **environment) for _ in range(2)]
    with ExitStack() as stack:
        for server in servers:
            stack.enter_context(running(server, *GUNICORN))
        transport = ClockTransport(TakingTurns([server.address for server in servers]), timezone.now)
        yield Transports(transport, transport, knows_proxy=True)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Let other processes see what a scenario writes; leave out scenarios that they cannot serve."""
    if not config.getoption("over_gunicorn"):
        return
    for item in items:
        item.add_marker(pytest.mark.django_db(transaction=True))
        if item.get_closest_marker("in_process"):
            item.add_marker(pytest.mark.skip(reason=LEFT_OUT))
