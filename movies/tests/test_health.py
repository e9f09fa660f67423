"""Health checks while the database hangs, and the deadlines that end them."""

import threading
import time

import pytest
from django.db import connection
from django.test import Client

from movies import database, health


def test_while_a_check_hangs_probes_share_it_and_nobody_waits_anew(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    checks: list[int] = []
    answered = threading.Event()

    def hang() -> None:
        checks.append(1)
        answered.wait(20)

    monkeypatch.setattr(health, "read_catalogue", hang)
    begin = time.perf_counter()
    assert client.get("/health/ready").status_code == 503
    assert time.perf_counter() - begin >= health.SECONDS
    begin = time.perf_counter()
    assert {client.get("/health/ready").status_code for _ in range(5)} == {503}
    assert time.perf_counter() - begin < health.SECONDS
    assert len(checks) == 1
    check, _ = health.current_check()
    answered.set()
    check.result(20)
    assert client.get("/health/ready").status_code == 200


@pytest.mark.parametrize(("around", "within", "nearest"), [(30, 5, 5), (5, 30, 5)])
def test_of_two_deadlines_the_nearest_counts_and_the_outer_one_goes_on(
    monkeypatch: pytest.MonkeyPatch, around: float, within: float, nearest: float
) -> None:
    monkeypatch.setattr(connection, "vendor", "postgresql")
    monkeypatch.setattr(database, "start_watchdog", lambda: None)

    def seconds_left() -> list[int]:
        return [round(end - time.perf_counter()) for end, _ in database._deadlines.values()]

    with database.deadline(around):
        with database.deadline(within):
            assert seconds_left() == [nearest]
        assert seconds_left() == [around]
    assert seconds_left() == []
