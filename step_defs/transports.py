"""Twilio's way to the line: within this process or, with ``--over-http``, by real HTTP to a live server
(with ``--over-gunicorn``, to servers in other processes, see ``gunicorns``).

The live server runs in this process too, so that clock, settings and catalogue stay in the hands of the
scenario. It works in threads of its own, on the database connection of the scenario and in its transaction.
"""

import functools
import threading
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.db import DEFAULT_DB_ALIAS, connections
from django.test.testcases import LiveServerThread

from pytest_ivr.simulator import DjangoTransport, HttpTransport, Request, Response, Transport


class Transports(NamedTuple):
    """The ways to the line: from Twilio straight, and by a proxy that takes HTTPS and passes on HTTP.

    ``knows_proxy`` says that there is such a proxy on both ways, and that the line has been told of it.
    """

    straight: Transport
    by_proxy: Transport
    knows_proxy: bool


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let all journeys go over real HTTP."""
    parser.addoption("--over-http", action="store_true", help="run the journeys over real HTTP")
    parser.addoption("--over-gunicorn", action="store_true", help="run the journeys over two gunicorns that take turns")


@functools.cache
def transports_in_process() -> Transports:
    """Return the line in this process; its transports serve all calls, which keep their own cookies."""
    return Transports(DjangoTransport(), DjangoTransport(connect_to="http://127.0.0.1:8000"), knows_proxy=False)


@pytest.fixture(scope="session")
def transports_over_http(django_db_setup: None) -> Iterator[Transports]:
    """The line on a live server, for the whole run. Raises LookupError on a database that it cannot share."""
    if connections[DEFAULT_DB_ALIAS].vendor != "sqlite":
        raise LookupError("The live server shares a database in memory; on another, use --over-gunicorn.")
    shared = {connection.alias: connection for connection in connections.all()}
    for connection in shared.values():
        connection.inc_thread_sharing()
    server = LiveServer("127.0.0.1", StaticFilesHandler, connections_override=shared)
    server.start()
    server.is_ready.wait()
    if server.error is not None:
        raise server.error
    transport = LiveTransport(server)
    yield Transports(transport, transport, knows_proxy=True)
    server.terminate()
    for connection in shared.values():
        connection.dec_thread_sharing()


def transports_of(request: pytest.FixtureRequest) -> Transports:
    """Return the ways by which this run reaches the line."""
    for option in ("over_http", "over_gunicorn"):
        if request.config.getoption(option):
            transports: Transports = request.getfixturevalue(f"transports_{option}")
            return transports
    return transports_in_process()


class OneAtATime(ThreadedWSGIServer):
    """Serves in threads, one after the other; ``busy`` is locked while one of them is at work."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.busy = threading.Lock()

    def process_request_thread(self, *connection: Any) -> None:
        """Serve one connection to its end."""
        with self.busy:
            super().process_request_thread(*connection)


class LiveServer(LiveServerThread):
    """Django's live server, of the kind above."""

    server_class = OneAtATime
    httpd: OneAtATime
    daemon = True  # an interrupted run does not wait for it


class LiveTransport:
    """Delivers by real HTTP, and waits until the server is done: code that runs after the response
    needs the scenario's database.
    """

    def __init__(self, server: LiveServer) -> None:
        self.server = server
        self.http = HttpTransport(connect_to=f"http://127.0.0.1:{server.port}")

    def send(self, request: Request) -> Response:
        """Deliver the request."""
        response = self.http.send(request)
        with self.server.httpd.busy:
            return response
