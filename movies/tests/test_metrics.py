"""What Prometheus is told: every worker's counts, added up, and what the catalogue lacks."""

import os
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from prometheus_client.parser import text_string_to_metric_families
from twilio.request_validator import RequestValidator

from pytest_ivr.simulator import HttpTransport, Request
from testbed.ports import HOST as LOOPBACK
from testbed.ports import free_port
from testbed.production import (
    APOLOGY,
    HOST,
    THANKS,
    TOKEN,
    ask_for_casablanca_at_rialto,
    everything_heard,
    new_call,
    new_production_server,
)
from testbed.repository import ROOT
from testbed.server import GUNICORN, MANAGE, Server, running

PATH = "/movies/choose-theater"
FORM = {"CallSid": "CA1", "From": "+15005550006"}


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A line whose two workers count, where an earlier server has left a count of its own."""
    folder = tmp_path_factory.mktemp("line")
    counts = folder / "counts"
    counts.mkdir()
    (counts / "counter_1.db").write_text("of an earlier server")
    database = f"sqlite:///{folder / 'line.sqlite3'}"
    server = new_production_server(folder, database, PROMETHEUS_MULTIPROC_DIR=str(counts))
    with running(server, *GUNICORN):
        yield server


@pytest.fixture(scope="module")
def metrics(line: Server, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address at which the metrics are served."""
    port = free_port()
    serving = line._replace(port=port, printed=tmp_path_factory.mktemp("metrics") / "printed")
    with running(serving, *MANAGE, "serve_metrics", f"{LOOPBACK}:{port}"):
        yield f"http://{LOOPBACK}:{port}/metrics"


def read(address: str) -> Counter[str]:
    """Return the samples by name and labels, without what this library adds of its own accord."""
    families = text_string_to_metric_families(HttpTransport().send(Request("GET", address, {})).body.decode())
    samples = [sample for family in families for sample in family.samples]
    return Counter({" ".join([it.name, *it.labels.values()]): int(it.value) for it in samples if "le" not in it.labels})


@contextmanager
def counted(address: str) -> Iterator[Counter[str]]:
    """Yield what is counted in the block, which is there at its end."""
    before, found = read(address), Counter[str]()
    yield found
    found.update({name: value - before[name] for name, value in read(address).items() if value != before[name]})


def execute(line: Server, sql: str) -> None:
    """Change the line's database."""
    with sqlite3.connect(line.environment["DATABASE_URL"].removeprefix("sqlite:///")) as connection:
        connection.execute(sql)
    connection.close()


def test_a_call_is_counted_with_what_the_caller_heard(line: Server, metrics: str) -> None:
    with counted(metrics) as found:
        for _ in range(3):
            assert everything_heard(ask_for_casablanca_at_rialto(line.address))[-1] == THANKS
    assert {name: value for name, value in found.items() if "seconds_sum" not in name} == {
        "movie_info_calls_total": 3,
        "movie_info_menus_total theaters 1": 3,
        "movie_info_menus_total movies 1": 3,
        **{f"movie_info_requests_total 200 {view}": 3 for view in ("choose-theater", "choose-movie", "list-showtimes")},
        **{f"movie_info_request_seconds_count {it}": 3 for it in ("choose-theater", "choose-movie", "list-showtimes")},
    }


def test_a_caller_who_keeps_silent_has_called_once(line: Server, metrics: str) -> None:
    with counted(metrics) as found:
        call = new_call(line.address)
        call.dial()
        call.wait()
    assert (found["movie_info_calls_total"], found["movie_info_menus_total theaters 1"]) == (1, 2)


def test_apologies_are_counted_by_the_view_that_made_them(line: Server, metrics: str) -> None:
    execute(line, "ALTER TABLE movies_theater RENAME TO away")
    try:
        with counted(metrics) as found:
            call = new_call(line.address)
            call.dial()
        assert "movie_info_theaters_without_shows" not in read(metrics)  # and the rest is served
    finally:
        execute(line, "ALTER TABLE away RENAME TO movies_theater")
    assert everything_heard(call) == [APOLOGY]
    assert found["movie_info_apologies_total choose-theater"] == 1


def test_theaters_without_a_show_are_told(line: Server, metrics: str) -> None:
    assert read(metrics)["movie_info_theaters_without_shows"] < 3
    execute(line, "DELETE FROM movies_show")
    assert read(metrics)["movie_info_theaters_without_shows"] == 3


@pytest.mark.parametrize(
    ("origin", "token", "body", "is_misdirected"),
    [
        (f"https://{HOST}", TOKEN, FORM, False),
        (f"http://{HOST}", TOKEN, FORM, True),
        ("https://10.0.0.1", TOKEN, FORM, True),
        ("https://10.0.0.1", "another", FORM, False),
        ("https://10.0.0.1", TOKEN, {"From": "x" * 3_000_000}, False),
        ("https://10.0.0.1", "", FORM, False),
    ],
    ids=["as it should be", "not said to be HTTPS", "another host", "another account", "too large", "not signed"],
)
def test_what_twilio_has_signed_for_another_address_of_the_line_is_told_from_strangers(
    line: Server, metrics: str, origin: str, token: str, body: dict[str, str], is_misdirected: bool
) -> None:
    signature = RequestValidator(token).compute_signature(f"https://{HOST}{PATH}", body) if token else ""
    headers = {"Content-Type": "application/x-www-form-urlencoded", "X-Twilio-Signature": signature}
    with counted(metrics) as found:
        ask(line, Request("POST", f"{origin}{PATH}", headers, urlencode(body).encode()))
    assert found["movie_info_misdirected_total"] == is_misdirected


def ask(line: Server, request: Request) -> int:
    """Ask the line for something at another address than its own; return the status."""
    return HttpTransport(connect_to=line.address).send(request).status


def test_what_alarms_is_there_before_it_happens(metrics: str) -> None:
    found = read(metrics)
    for view in ("choose-theater", "choose-movie", "list-showtimes", "more-showtimes", "apologize"):
        assert {f"movie_info_apologies_total {view}", f"movie_info_requests_total 500 {view}"} <= set(found)


def test_nothing_is_loaded_for_metrics_unless_they_are_asked_for() -> None:
    program = "import sys, ivr.wsgi; sys.exit('prometheus_client' in sys.modules)"
    environment = {name: value for name, value in os.environ.items() if name != "PROMETHEUS_MULTIPROC_DIR"}
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, env=environment, check=True)


def test_callers_do_not_reach_the_metrics(line: Server) -> None:
    assert ask(line, Request("GET", f"https://{HOST}/metrics", {})) == 404


@pytest.mark.parametrize(
    ("environment", "address", "words"),
    [
        ({}, "127.0.0.1:9101", "Set PROMETHEUS_MULTIPROC_DIR"),
        ({"PROMETHEUS_MULTIPROC_DIR": "nowhere"}, "127.0.0.1:9101", "127.0.0.1:9101 cannot be served"),
        ({"PROMETHEUS_MULTIPROC_DIR": "."}, "9101", "'9101' is no host and port"),
        ({"PROMETHEUS_MULTIPROC_DIR": "."}, "192.0.2.1:9101", "192.0.2.1:9101 cannot be served"),
    ],
)
def test_what_cannot_be_served_is_said(
    environment: dict[str, str], address: str, words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.core.management import CommandError, call_command

    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(CommandError, match=words):
        call_command("serve_metrics", address)
