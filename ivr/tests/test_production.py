"""The line as it runs in production: gunicorn over real HTTP, on SQLite."""

import json
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import quote

import pytest

from pytest_ivr.simulator import HttpTransport, Request, Response, sign
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


def sent(line: ProductionServer, method: str, target: str, **headers: str) -> int:
    """Send a stranger's request, with whatever host and length it names; return the status of its answer."""
    secure = {"Host": HOST, "X-Forwarded-Proto": "https", "Content-Type": "application/x-www-form-urlencoded"}
    with closing(HTTPConnection(line.address.removeprefix("http://"), timeout=10)) as connection:
        connection.request(method, target, b"a=1&b=2&c", secure | headers)
        return connection.getresponse().status


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


@pytest.mark.parametrize("name", ["live", "ready"])
@pytest.mark.parametrize("host", ["10.0.3.17:8000", "[fd00::17]:8000", "line_1.internal", "[::1"])
def test_health_needs_no_host(line: ProductionServer, name: str, host: str) -> None:
    before = line.printed.read_text()
    assert sent(line, "GET", f"/health/{name}", Host=host) == 200
    assert "DisallowedHost" not in line.printed.read_text().removeprefix(before)


def test_a_host_that_is_not_the_lines_is_refused_all_the_same(line: ProductionServer) -> None:
    for path in ("/health/else", "/admin/login/"):
        assert sent(line, "GET", path, Host="10.0.3.17") == 400


@pytest.mark.parametrize(
    ("name", "secure", "plain"),
    [("X-Forwarded-Protocol", "ssl", "https"), ("X-Forwarded-Ssl", "on", "off"), ("Forwarded", "proto=https", "x")],
)
def test_only_one_header_says_that_a_request_was_secure(
    line: ProductionServer, name: str, secure: str, plain: str
) -> None:
    assert get(line, "/admin/login/", **{"X-Forwarded-Proto": "https", name: plain}).status == 200
    request = Request("GET", f"http://{HOST}/admin/login/", {name: secure, "X-Forwarded-Proto": "http"})
    assert HttpTransport(connect_to=line.address).send(request).status == 301


def test_without_a_proxy_no_header_says_that_a_request_was_secure(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'line.sqlite3'}"
    with production(tmp_path, database, BEHIND_TLS_PROXY="off", HOME=str(tmp_path)) as line:
        call = new_call(line.address)
        for name, value in (("X-Forwarded-Protocol", "ssl"), ("X-Forwarded-Ssl", "on"), ("X-Forwarded-Proto", "https")):
            url = f"https://{HOST}/movies/choose-theater"
            headers = {"X-Twilio-Signature": sign(TOKEN, url), name: value, "Host": HOST}
            request = Request("POST", url.replace(f"https://{HOST}", line.address), headers)
            assert HttpTransport().send(request).status == 400
        call.dial()
        assert {answer.status for answer in call.leg.webhooks.transport.responses} == {400}  # type: ignore[attr-defined]  # it records
        assert list(tmp_path.glob(".*")) == []  # two servers on one machine would share what lies at home


NUMBER = "15005550006"
AS_WRITTEN = [f"%2B{NUMBER}", f"%2b{NUMBER}", f"+{NUMBER}", f"%252B{NUMBER}", NUMBER, "%2B1%20500%20555%200006"]


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST", "PUT", "OPTIONS", "X"])
@pytest.mark.parametrize("start", ["/movies/choose-theater?From=", "/movies/choose-theatre?From="])
def test_no_method_brings_a_number_into_the_log(line: ProductionServer, method: str, start: str) -> None:
    assert_is_not_logged(line, method, f"{start}%2B{NUMBER}&CallSid=CA{'1' * 32}")


@pytest.mark.parametrize("number", AS_WRITTEN)
@pytest.mark.parametrize(
    "start",
    [
        "/movies/choose-theater?From=",
        "/movies/choose-theater&From=",
        "/movies/choose-theater;From=",
        "/movies/choose-theater%3FFrom=",
        "//movies/choose-theater/?From=",
        "/movies/choose-theater/",
        "/admin?next=",
        "/phone/?From=",
        "/health/ready?From=",
        "/static/x?From=",
    ],
)
def test_no_spelling_brings_a_number_into_the_log(line: ProductionServer, start: str, number: str) -> None:
    assert_is_not_logged(line, "GET", f"{start}{number}")


@pytest.mark.parametrize(
    "request_line",
    [
        f"GET /movies/choose-theater?From= +{NUMBER} HTTP/1.1",
        f"GET ?From=+{NUMBER} HTTP/1.1",
        f"+{NUMBER} / HTTP/1.1",
        f"GET /movies/choose-theater?From=+{NUMBER} HTTP/9",
        f"POST /movies/choose-theater?{'&' * 1_100}From=+{NUMBER} HTTP/1.1\r\nContent-Type: text/plain; charset=UTF-8",
        f"GET / HTTP/1.1\r\nHost: +{NUMBER}",
        f"GET / HTTP/1.1\r\nExpect: +{NUMBER}",
        f"GET / HTTP/1.1\r\n+{NUMBER}: x\x01",
    ],
)
def test_no_request_that_breaks_brings_a_number_into_the_log(line: ProductionServer, request_line: str) -> None:
    host, port = line.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as sock:
        sock.sendall(f"{request_line}\r\nConnection: close\r\n\r\n".encode("latin-1"))
        while sock.recv(65_536):
            pass
    assert_has_no_number(line)


def assert_is_not_logged(line: ProductionServer, method: str, target: str) -> None:
    """A request is answered, and the log has its line, without the number in it."""
    count = len(line.printed.read_text().splitlines())
    transport = HttpTransport(connect_to=line.address)
    transport.send(Request(method, f"https://{HOST}{target}", {"X-Forwarded-Proto": "https"}))
    assert len(line.printed.read_text().splitlines()) > count
    assert_has_no_number(line)


def assert_has_no_number(line: ProductionServer) -> None:
    """Nothing that was printed has the number in it, with or without spaces, and each line is JSON."""
    printed = line.printed.read_text()
    assert NUMBER not in printed.replace("%20", "").replace(" ", "")
    for text in printed.splitlines():
        assert json.loads(text)["timestamp"]


def test_no_secret_comes_into_the_log(line: ProductionServer) -> None:
    get(line, f"/{quote(TOKEN)}")
    get(line, "/admin/?password=hunter2")
    printed = line.printed.read_text()
    assert "Not Found: /(secret)" in printed
    assert TOKEN not in printed
    assert "hunter2" not in printed


LONG = "x" * 7_000


@pytest.mark.parametrize(
    ("method", "target", "headers"),
    [
        ("POST", "/movies/choose-theater", {}),
        ("POST", f"/movies/choose-theater?{LONG}", {}),
        ("POST", "/movies/choose-theater", {"Content-Type": "multipart/form-data; boundary=x", "Content-Length": "9"}),
        ("POST", "/movies/choose-theater", {"Content-Length": "70000"}),
        ("POST", "/movies/choose-theater", {"Host": f"{LONG}.example"}),
        ("POST", "/admin/login/", {}),
        ("GET", f"/{LONG}", {}),
        ("GET", f"/{LONG}?{'&' * 1_000}", {"Content-Type": "text/plain; charset=UTF-8"}),
        ("DELETE", "/movies/choose-theater", {}),
    ],
    ids=[
        "no signature", "a long query", "no form", "a long form", "a long host", "no cookie", "a long path",
        "no request", "another method",
    ],
)  # fmt: skip
def test_what_a_stranger_sends_is_two_short_lines_in_the_log(
    line: ProductionServer, method: str, target: str, headers: dict[str, str]
) -> None:
    begin = line.printed.stat().st_size
    assert 400 <= sent(line, method, target, **headers) < 500
    lines = line.printed.read_bytes()[begin:].splitlines()
    assert 1 <= len(lines) <= 2
    assert max(map(len, lines)) < 600
    assert {json.loads(text)["levelname"] for text in lines} <= {"INFO", "WARNING"}
    assert b"Traceback" not in b"".join(lines)


@pytest.mark.parametrize("secret", ["SECRET_KEY", "TWILIO_AUTH_TOKEN"])
def test_gunicorn_refuses_to_start_without_the_secrets(secret: str) -> None:
    environment = {**os.environ, "SECRET_KEY": "x", "TWILIO_AUTH_TOKEN": "x", "BIND": "127.0.0.1:0", secret: ""}
    done = subprocess.run(GUNICORN, cwd=ROOT, env=environment, check=False, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert f"{secret} must be set; docs/operations.md says where they come from." in done.stderr
