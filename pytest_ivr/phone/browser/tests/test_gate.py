"""Who may use the phone: its own page alone, at its own address."""

import socket

import pytest

from pytest_ivr.line import Line
from pytest_ivr.phone.browser.gate import FOREIGN_HOST, FOREIGN_ORIGIN, HEADERS, is_meant
from pytest_ivr.simulator.testing import script

from .client import Client
from .conftest import Serve


@pytest.fixture
def client(served: Serve) -> Client:
    """Somebody at a phone."""
    return Client(served(Line("https://ivr.example.com/voice", script("<Say>Hello</Say>"))))


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8001", "127.0.0.1.evil.example", "192.168.1.5", "[", ""]
)
@pytest.mark.parametrize("path", ["", "act", "static/phone.js", "nothing"])
def test_a_foreign_host_is_refused_whatever_it_asks_for(client: Client, host: str, path: str) -> None:
    refused = client.send("GET", path, Host=host)
    assert refused.status in (400, 403)
    assert b"phone.js" not in refused.body
    if refused.status == 403:
        assert refused.body.decode() == FOREIGN_HOST


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://127.0.0.1:1"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Sec_Fetch_Site": "none"},
        {"Sec_Fetch_Site": "same-origin", "Origin": "https://evil.example"},
    ],
)
@pytest.mark.parametrize("path", ["act", "scenario"])
def test_nobody_else_acts(client: Client, path: str, headers: dict[str, str]) -> None:
    refused = client.send("POST", path, {"act": "dial"}, **headers)
    assert (refused.status, refused.body.decode()) == (403, FOREIGN_ORIGIN)
    assert not client.cookies


def test_a_page_elsewhere_that_says_the_right_site_is_refused_by_its_origin(client: Client) -> None:
    headers = {"Sec_Fetch_Site": "cross-site", "Origin": client.address.rstrip("/")}
    assert client.send("POST", "act", {"act": "dial"}, **headers).status == 403


def test_the_page_itself_acts(client: Client) -> None:
    origin = client.address.rstrip("/")
    for headers in (
        {"Origin": origin},
        {"Sec_Fetch_Site": "same-origin"},
        {"Origin": origin, "Sec_Fetch_Site": "same-origin"},
    ):
        assert client.send("POST", "act", {"act": "dial"}, **headers).status == 200


def test_a_page_elsewhere_reads_nothing(client: Client) -> None:
    assert client.send("GET", "", Origin="https://evil.example").status == 403
    assert client.send("GET", "").status == 200


@pytest.mark.parametrize("path", ["", "static/phone.css", "nothing"])
def test_every_answer_says_what_a_page_may_do(client: Client, path: str) -> None:
    answer = client.send("GET", path)
    for name, value in HEADERS.items():
        assert answer.header(name) == value
    assert "unsafe" not in HEADERS["Content-Security-Policy"]
    assert HEADERS["Content-Security-Policy"].startswith("default-src 'none'")


def test_the_session_is_for_this_page_alone(client: Client) -> None:
    client.post("act", act="dial")
    [cookie] = client.cookies.values()
    assert (cookie["samesite"], cookie["httponly"]) == ("Strict", True)
    assert len(cookie.value) == 43


@pytest.mark.parametrize(
    ("given", "host", "meant"),
    [
        ("localhost:8001", "127.0.0.1", True),
        ("LOCALHOST.", "127.0.0.1", True),
        ("[::1]:8001", "::1", True),
        ("phone.example", "phone.example", True),
        ("other.example", "phone.example", False),
        ("[", "127.0.0.1", False),
        ("192.168.1.5:8001", "0.0.0.0", True),  # noqa: S104 (it is asked about)
        ("[fe80::1]", "::", True),
        (socket.gethostname(), "0.0.0.0", True),  # noqa: S104 (the same)
        ("evil.example", "0.0.0.0", False),  # noqa: S104 (the same)
    ],
)
def test_a_server_is_meant_by_its_name_and_at_every_address_by_numbers(given: str, host: str, meant: bool) -> None:
    assert is_meant(given, host) is meant
