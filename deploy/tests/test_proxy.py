"""The line behind nginx, as strangers and Twilio reach it: TLS, forwarded headers, bounds, and what the log says."""

import http.client
import re
import socket
import ssl
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from urllib.parse import urlencode

import psycopg
import pytest

from pytest_ivr.simulator import Call, DeliveryFailed, HttpTransport, Request, Response
from testbed.nginx import NAME, Proxy, nginx
from testbed.ports import HOST, free_port
from testbed.postgres import Postgres
from testbed.production import APOLOGY, THANKS, TOKEN, ProductionServer, everything_heard

ANOTHER_CLIENT = "127.0.0.2"  # bounds are for each address
NUMBER = "15005550006"
CHOOSE_THEATER = "/movies/choose-theater"
SECONDS = 5
APPLICATION_ERROR = "We are sorry, an application error has occurred. Goodbye."


def dialed(proxy: Proxy, token: str = TOKEN) -> Call:
    """Dial the line at its public address; the certificate is checked as Twilio checks it."""
    call = Call(f"{proxy.address}{CHOOSE_THEATER}", transport=HttpTransport(), auth_token=token)
    call.dial()
    return call


def ask(proxy: Proxy, method: str, target: str, headers: dict[str, str] | None = None, body: bytes = b"") -> Response:
    """Ask by TLS for something at the public address."""
    return HttpTransport().send(Request(method, f"{proxy.address}{target}", headers or {}, body))


@contextmanager
def connected(proxy: Proxy, client: str = HOST) -> Iterator[ssl.SSLSocket]:
    """Connect by TLS, from an address of this computer."""
    with (
        socket.create_connection((HOST, proxy.port), timeout=20, source_address=(client, 0)) as plain,
        ssl.create_default_context().wrap_socket(plain, server_hostname=NAME) as sock,
    ):
        yield sock


def everything_from(sock: ssl.SSLSocket) -> bytes:
    """Return what comes until the other side closes the connection."""
    answer = b""
    try:
        while piece := sock.recv(65_536):
            answer += piece
    except (ConnectionError, ssl.SSLError):
        pass  # it was closed without a word
    return answer


def test_a_signed_call_goes_through_tls(proxy: Proxy) -> None:
    call = dialed(proxy)
    call.press("1#")
    call.press("1#")
    assert everything_heard(call)[-1] == THANKS


def test_a_call_that_is_signed_with_another_token_is_refused(proxy: Proxy) -> None:
    assert everything_heard(dialed(proxy, "another")) == [APPLICATION_ERROR]


def test_plain_http_is_sent_to_https(proxy: Proxy) -> None:
    answer = HttpTransport().send(Request("GET", f"http://{NAME}:{proxy.plain_port}/admin/", {}))
    assert (answer.status, answer.header("Location")) == (301, f"https://{NAME}/admin/")


@pytest.mark.parametrize("scheme", ["http", "https"])
def test_whoever_asks_for_another_name_gets_no_answer(proxy: Proxy, scheme: str) -> None:
    port = proxy.port if scheme == "https" else proxy.plain_port
    with pytest.raises(DeliveryFailed, match="broke off"):
        HttpTransport(connect_to=f"{scheme}://{NAME}:{port}").send(Request("GET", "https://elsewhere.example/", {}))


def test_a_client_cannot_say_that_it_came_by_plain_http(proxy: Proxy) -> None:
    said = {"X-Forwarded-Proto": "http", "X-Forwarded-Ssl": "off", "Forwarded": "proto=http"}
    assert ask(proxy, "GET", "/admin/login/", said).status == 200


def test_a_client_cannot_say_that_it_is_somebody_else(proxy: Proxy, database: Postgres) -> None:
    login = ask(proxy, "GET", "/admin/login/")
    [cookie] = [value for name, value in login.headers if name.lower() == "set-cookie"]
    [token] = re.findall(rb'name="csrfmiddlewaretoken" value="(\w+)"', login.body)
    form = urlencode({"csrfmiddlewaretoken": token.decode(), "username": "guessed", "password": "guessed"}).encode()
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Cookie": cookie.partition(";")[0],
        "Referer": f"{proxy.address}/admin/login/",
        "X-Forwarded-For": "6.6.6.6",
        "X-Real-IP": "6.6.6.6",
    }
    assert ask(proxy, "POST", "/admin/login/", headers, form).status == 200
    with psycopg.connect(database.url) as connection:
        rows = connection.execute("SELECT ip_address FROM axes_accessattempt WHERE username = 'guessed'").fetchall()
    assert [str(address) for (address,) in rows] == [HOST]


@pytest.mark.parametrize(("size", "status"), [(65_000, 400), (65_537, 413), (10_000_000, 413)])
def test_bodies_above_64_kilobytes_do_not_reach_the_line(
    proxy: Proxy, line: ProductionServer, size: int, status: int
) -> None:
    count = len(line.printed.read_text().splitlines())
    with connected(proxy) as sock:
        sock.sendall(f"POST {CHOOSE_THEATER} HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: {size}\r\n\r\n".encode())
        sock.sendall(b"x" * min(size, 65_000))  # nobody waits for the rest
        answer = http.client.HTTPResponse(sock)
        answer.begin()
    assert answer.status == status
    assert (len(line.printed.read_text().splitlines()) > count) == (status == 400)


@pytest.mark.parametrize(
    "sent",
    [
        f"POST {CHOOSE_THEATER} HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 100\r\n\r\nFrom",
        f"POST {CHOOSE_THEATER} HTTP/1.1\r\nHost: {NAME}\r\nContent-Le",
        "",
    ],
    ids=["half a body", "half a header", "nothing"],
)
def test_slow_senders_keep_nobody_else_waiting(proxy: Proxy, sent: str) -> None:
    with ExitStack() as slow, ThreadPoolExecutor(8) as callers:
        began = time.monotonic()
        socks = [slow.enter_context(connected(proxy, ANOTHER_CLIENT)) for _ in range(90)]
        for sock in socks:
            sock.sendall(sent.encode())
        last = time.monotonic()
        calls = list(callers.map(lambda _: (dialed(proxy), time.monotonic()), range(40)))
        assert all(everything_heard(call)[0] == "Welcome to movie info!" for call, _ in calls)
        assert calls[-1][1] - last < SECONDS  # while all of them were there
        for sock in socks:
            everything_from(sock)
        assert SECONDS * 0.8 < time.monotonic() - began < 3 * SECONDS


def test_one_address_gets_a_hundred_connections_at_once(proxy: Proxy) -> None:
    half = f"POST {CHOOSE_THEATER} HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 100\r\n\r\nFrom"
    with ExitStack() as slow:
        for _ in range(100):
            slow.enter_context(connected(proxy, ANOTHER_CLIENT)).sendall(half.encode())
        with connected(proxy, ANOTHER_CLIENT) as sock:
            sock.sendall(half.encode())
            assert everything_from(sock).startswith(b"HTTP/1.1 429")


def test_callers_hear_the_lines_own_apology_while_the_line_is_gone(
    proxy: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with nginx(tmp_path, free_port()) as alone:
        monkeypatch.setenv("SSL_CERT_FILE", str(alone.authority))
        call = dialed(alone)
        assert (everything_heard(call), call.ended) == ([APOLOGY], True)
        assert ask(alone, "GET", "/health/live").status == 502
        for target in (f"{CHOOSE_THEATER}?From=%2B{NUMBER}", f"/else/{NUMBER}?From=%2B{NUMBER}"):
            ask(alone, "GET", target)
        assert "] " not in alone.logged()
        assert NUMBER not in alone.logged()


@pytest.mark.parametrize(
    "request_line",
    [
        f"GET {CHOOSE_THEATER}?From=%2B{NUMBER} HTTP/1.1\r\nHost: {NAME}",
        f"GET /+{NUMBER} HTTP/1.1\r\nHost: {NAME}",
        f"GET {CHOOSE_THEATER}?From= +{NUMBER} HTTP/1.1\r\nHost: {NAME}",
        f"+{NUMBER} / HTTP/1.1",
        f"GET /?From=+{NUMBER} HTTP/9",
        f"GET / HTTP/1.1\r\nHost: +{NUMBER}",
        f"GET /../../{NUMBER} HTTP/1.1\r\nHost: {NAME}",
        f"POST /{NUMBER} HTTP/1.1\r\nHost: {NAME}\r\nContent-Length: 99999999",
        f"GET / HTTP/1.1\r\nHost: {NAME}\r\n+{NUMBER}: x\x01",
        f"GET /{NUMBER}{'x' * 40_000} HTTP/1.1\r\nHost: {NAME}",
    ],
)
def test_no_number_comes_into_the_proxys_log(proxy: Proxy, request_line: str) -> None:
    before = proxy.logged()
    with connected(proxy) as sock, suppress(OSError):  # some are refused before they have come to their end
        sock.sendall(f"{request_line}\r\nConnection: close\r\n\r\n".encode("latin-1"))
        everything_from(sock)
    dialed(proxy)
    assert len(proxy.logged()) > len(before)
    assert NUMBER not in proxy.logged()
