"""Connections that are made in time, or not tried at all."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack

import psycopg
import pytest
from django.db import DEFAULT_DB_ALIAS, connections

from movies.postgresql.base import SECONDS_TO_CONNECT, DatabaseWrapper
from movies.postgresql.breaker import SECONDS_OF_REST, Breaker, breaker


@pytest.fixture(autouse=True)
def _breaker_as_new() -> Iterator[None]:
    breaker.__init__()  # type: ignore[misc]  # it is one for the process
    yield
    breaker.__init__()  # type: ignore[misc]


@pytest.fixture
def silent_ports() -> Iterator[list[int]]:
    """Two ports at which somebody listens who never says anything."""
    with ExitStack() as stack:
        listening = [stack.enter_context(socket.create_server(("127.0.0.1", 0))) for _ in range(2)]
        yield [sock.getsockname()[1] for sock in listening]


def wrapper(hosts: list[str], ports: list[int]) -> DatabaseWrapper:
    """Return what connects to these addresses, one after the other."""
    settings = connections.configure_settings(
        {DEFAULT_DB_ALIAS: {"ENGINE": "movies.postgresql", "NAME": "line", "USER": "line"}}
    )[DEFAULT_DB_ALIAS]
    return DatabaseWrapper({**settings, "HOST": ",".join(hosts), "PORT": ",".join(map(str, ports))})


def test_all_addresses_together_get_three_seconds(silent_ports: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PGCONNECT_TIMEOUT", "2")
    begin = time.perf_counter()
    with pytest.raises(psycopg.OperationalError, match="within 3 seconds"):
        wrapper(["127.0.0.1"] * 2, silent_ports).connect()
    assert time.perf_counter() - begin < SECONDS_TO_CONNECT + 0.5


def test_behind_a_failure_nobody_tries_for_a_second() -> None:
    with socket.create_server(("127.0.0.1", 0)) as unused:
        port = unused.getsockname()[1]
    nowhere = wrapper(["127.0.0.1"], [port])
    with pytest.raises(psycopg.OperationalError, match="refused"):
        nowhere.connect()
    begin = time.perf_counter()
    for _ in range(3):
        with pytest.raises(psycopg.OperationalError, match="not tried"):
            nowhere.connect()
    assert time.perf_counter() - begin < 0.5
    time.sleep(SECONDS_OF_REST)
    with pytest.raises(psycopg.OperationalError, match="refused"):
        nowhere.connect()


def test_then_one_tries_until_somebody_succeeds() -> None:
    tried = Breaker(seconds=0)
    tried.failed()
    with tried.trial(), pytest.raises(psycopg.OperationalError, match="not tried"), tried.trial():
        pass
    with tried.trial(), tried.trial():
        pass


@pytest.mark.parametrize("mistake", [psycopg.OperationalError, psycopg.ProgrammingError])
def test_whoever_tries_in_vain_lets_another_try(mistake: type[Exception]) -> None:
    tried = Breaker(seconds=0)
    tried.failed()
    with pytest.raises(mistake), tried.trial():
        raise mistake
    with tried.trial():
        pass


def test_a_connection_that_comes_too_late_is_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be one of the few that the database has, and nobody's."""
    closed = threading.Event()

    class Late:
        def close(self) -> None:
            closed.set()

    def connect(**_: object) -> Late:
        time.sleep(0.3)
        return Late()

    monkeypatch.setattr("movies.postgresql.base.SECONDS_TO_CONNECT", 0.1)
    late = wrapper(["127.0.0.1"], [1])
    monkeypatch.setattr(late.Database, "connect", connect)
    with pytest.raises(psycopg.OperationalError, match=r"within 0.1 seconds"):
        late.connect()
    assert closed.wait(5)
