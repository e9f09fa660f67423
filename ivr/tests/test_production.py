"""The line as it runs in production: gunicorn over real HTTP, on SQLite."""

import json
import os
import subprocess
from collections.abc import Iterator

import pytest

from pytest_ivr.simulator import HttpTransport, Request, Response
from testbed.production import (
    HOST,
    THANKS,
    TOKEN,
    ProductionServer,
    ask_for_casablanca_at_rialto,
    everything_heard,
    new_call,
    production,
)
from testbed.repository import ROOT
from testbed.server import GUNICORN, MANAGE


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProductionServer]:
    """A line that knows two tokens and serves the admin's files."""
    folder = tmp_path_factory.mktemp("production")
    environment = {"TWILIO_SECONDARY_AUTH_TOKEN": "to come", "STATIC_ROOT": str(folder / "static")}
    collect = [*MANAGE, "collectstatic", "--no-input", "--verbosity", "0"]
    subprocess.run(collect, cwd=ROOT, env={**os.environ, **environment}, check=True)
    with production(folder, f"sqlite:///{folder / 'line.sqlite3'}", **environment) as serving:
        yield serving


def get(line: ProductionServer, path: str, **headers: str) -> Response:
    """Ask for a page, as a browser behind the proxy does."""
    return HttpTransport(connect_to=line.address).send(Request("GET", f"https://{HOST}{path}", headers))


@pytest.mark.parametrize("token", [TOKEN, "to come"])
def test_while_the_token_is_replaced_calls_signed_with_either_go_on(line: ProductionServer, token: str) -> None:
    call = new_call(line.address, token)
    call.dial()
    call.press("1#")
    call.press("1#")
    assert everything_heard(call)[-1] == THANKS
    stranger = new_call(line.address, "another")
    stranger.dial()
    assert {answer.status for answer in stranger.leg.webhooks.transport.responses} == {400}  # type: ignore[attr-defined]  # it records


def test_each_request_is_one_line_of_json_without_the_callers_number(line: ProductionServer) -> None:
    call = ask_for_casablanca_at_rialto(line.address)
    lines = [json.loads(text) for text in line.printed.read_text().splitlines()]
    logged = [it for it in lines if it.get("call_sid") == call.identity["CallSid"]]
    assert [(it["method"], it["path"], it["status"]) for it in logged] == [
        ("POST", "/movies/choose-theater", 200),
        ("POST", "/movies/choose-movie", 200),
        ("POST", "/movies/list-showtimes", 200),
    ]
    assert all(0 < it["milliseconds"] < 15_000 and it["timestamp"] for it in logged)
    assert call.identity["From"].removeprefix("+") not in line.printed.read_text()


def test_the_admin_has_its_files_and_pages_run_no_foreign_script(line: ProductionServer) -> None:
    login = get(line, "/admin/login/")
    assert login.status == 200
    headers = dict(login.headers)
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert "Secure" in headers["Set-Cookie"]
    assert "SameSite=Lax" in headers["Set-Cookie"]
    assert get(line, "/static/admin/css/base.css").status == 200


@pytest.mark.parametrize(("path", "status"), [("live", 200), ("ready", 200), ("else", 404)])
def test_health_is_reported_over_plain_http(line: ProductionServer, path: str, status: int) -> None:
    request = Request("GET", f"http://{HOST}/health/{path}", {})
    assert HttpTransport(connect_to=line.address).send(request).status == status


@pytest.mark.parametrize("secret", ["SECRET_KEY", "TWILIO_AUTH_TOKEN"])
def test_gunicorn_refuses_to_start_without_the_secrets(secret: str) -> None:
    environment = {**os.environ, "SECRET_KEY": "x", "TWILIO_AUTH_TOKEN": "x", "BIND": "127.0.0.1:0", secret: ""}
    done = subprocess.run(GUNICORN, cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert f"{secret} must be set; docs/operations.md says where they come from." in done.stderr
