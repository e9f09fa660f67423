"""What strangers get of the line: nothing, whatever they send."""

import base64
import socket
import string
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
import time_machine
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django import Settings

from pytest_ivr.simulator import sign
from testbed.production import HOST, TOKEN, ProductionServer, production

VIEWS = ("choose-theater", "choose-movie", "list-showtimes", "more-showtimes", "apologize")
PARAMETERS = {
    "AccountSid": "AC" + "0" * 32,
    "CallSid": "CA" + "1" * 32,
    "From": "+15005550006",
    "To": "+18005550199",
    "CallStatus": "in-progress",
    "Direction": "inbound",
    "ApiVersion": "2010-04-01",
    "Digits": "1",
}
NOT_IMPLEMENTED = (501, 505)  # gunicorn's word for a transfer coding or a version that it does not know
FORM = "application/x-www-form-urlencoded"


class Attempt(NamedTuple):
    """A request of a stranger, as it goes over the wire."""

    method: str
    target: str
    headers: list[tuple[str, str]]
    body: bytes

    def __repr__(self) -> str:
        """Return its beginning: the longest are tens of thousands of bytes."""
        return f"Attempt({self.on_the_wire()[:1000]!r} ...)"

    def on_the_wire(self) -> bytes:
        """Return its bytes."""
        lines = [f"{self.method} {self.target} HTTP/1.1", *(f"{name}: {value}" for name, value in self.headers)]
        return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1", "replace") + self.body


def signature(parameters: dict[str, str], target: str, token: str = TOKEN, base: str = f"https://{HOST}") -> str:
    """Return Twilio's signature."""
    return sign(token, f"{base}{target}", parameters.items())


TARGETS = st.builds(
    lambda view, query: f"/movies/{view}{query}",
    st.sampled_from(VIEWS),
    st.sampled_from(["", "?attempt=1", "?theater=1&attempt=1", "?theater=1&attempt=2&page=1"]),
)
QUERIES = st.one_of(
    st.sampled_from(["", "", "?" + "&" * 1_100, "&a=1" * 900, "?%", "?a=%00", "?%FF=%FE"]),
    st.text(string.ascii_letters + string.digits + "&=?%;+/", max_size=40).map(lambda text: f"?{text}"),
)
NAMES = st.sampled_from([*PARAMETERS, "SpeechResult", "digits", "Digits ", "X"])
VALUES = st.one_of(st.text(max_size=20), st.sampled_from(["", "1", "2", "0", "*", "CA" + "2" * 32]))
# Without line breaks, by which one header becomes two: those that would be another request altogether.
HEADER_TEXT = st.text(st.characters(min_codepoint=0x20, max_codepoint=0xFF), max_size=60)


def form(parameters: dict[str, str]) -> bytes:
    """Return parameters as Twilio writes them."""
    return urlencode(parameters).encode()


def request(target: str, body: bytes, signature: str, *others: tuple[str, str], **changed: str) -> Attempt:
    """Return a request that looks like Twilio's, with these headers changed or added."""
    headers = {
        "Host": HOST,
        "X-Forwarded-Proto": "https",
        "X-Twilio-Signature": signature,
        "Content-Type": FORM,
        "Content-Length": str(len(body)),
        **{name.replace("_", "-"): value for name, value in changed.items()},
    }
    return Attempt("POST", target, [*headers.items(), *others], body)


# What is drawn ten thousand times is made once: to make a strategy takes longer than to draw from it.
BASE64 = string.ascii_letters + string.digits + "+/"
NEARLY: list[Callable[[str], str]] = [
    lambda genuine: genuine[:-1],
    lambda genuine: genuine + "=",
    lambda genuine: genuine.lower(),
    lambda genuine: genuine.swapcase(),
    lambda genuine: f"{genuine}, {genuine}",
    lambda genuine: "=" * 28,
]
MADE_UP = st.one_of(
    HEADER_TEXT.map(lambda text: lambda target: text),
    st.binary(min_size=20, max_size=20).map(lambda raw: lambda target: base64.b64encode(raw).decode()),
    st.sampled_from(NEARLY).map(lambda changed: lambda target: changed(signature(PARAMETERS, target))),
    st.text(BASE64, min_size=27, max_size=27).map(lambda text: lambda target: text + "="),
    st.text(string.printable.strip(), min_size=1, max_size=20).map(
        lambda token: lambda target: signature(PARAMETERS, target, token)
    ),
)


@st.composite
def forged(draw: st.DrawFn) -> Attempt:
    """A request with a signature that is made up."""
    target, made_up = draw(TARGETS), draw(MADE_UP)
    text = made_up(target)
    assume(text.strip() != signature(PARAMETERS, target))
    return request(target, form(PARAMETERS), text)


@st.composite
def replayed_with_changes(draw: st.DrawFn) -> Attempt:
    """A genuine request that somebody has heard, sent again for something else."""
    target, name = draw(TARGETS), draw(NAMES)
    changed = dict(PARAMETERS)
    if draw(st.booleans()) and name in changed:
        del changed[name]
    else:
        changed[name] = draw(VALUES)
    elsewhere = draw(TARGETS)
    assume(changed != PARAMETERS or elsewhere != target)
    return request(elsewhere, form(changed), signature(PARAMETERS, target))


HOSTS = st.sampled_from(["other.example", f"{HOST}.other.example", f"x@{HOST}", "127.0.0.1", "[::1]"])
SCHEMES = st.sampled_from(["https", "http"])
HEADERS_WITH_HOSTS = st.lists(
    st.sampled_from(["X-Forwarded-Host", "Forwarded", "X-Original-Host", "X-Host", "Host"]), max_size=2
)
CLAIMS: st.SearchStrategy[Callable[[str, str], dict[str, str]]] = st.sampled_from(
    [
        lambda host, scheme: {},
        lambda host, scheme: {"Host": host},
        lambda host, scheme: {"X_Forwarded_Proto": scheme},
        lambda host, scheme: {"X_Forwarded_Proto": f"{scheme}, https"},
    ]
)


@st.composite
def signed_for_elsewhere(draw: st.DrawFn) -> Attempt:
    """A request of this account to another address, with headers that claim the line is there.

    Another port is not among them: Twilio's validator leaves it open whether the port is signed.
    """
    target, host, scheme = draw(TARGETS), draw(HOSTS), draw(SCHEMES)
    names = draw(HEADERS_WITH_HOSTS)
    others = [(name, f"host={host};proto={scheme}" if name == "Forwarded" else host) for name in names]
    base = f"{scheme}://{host}"
    changed = draw(CLAIMS)(host, scheme)
    return request(target, form(PARAMETERS), signature(PARAMETERS, target, base=base), *others, **changed)


BODIES = st.one_of(
    st.binary(max_size=300),
    st.sampled_from([form(PARAMETERS) * 100, b"&" * 5_000, b"a" * 70_000, b"=" * 2_000]),
)
CONTENT_TYPES = st.one_of(
    st.sampled_from(
        [FORM, "multipart/form-data", "multipart/form-data; boundary=x", "application/json", "text/xml", ""]
    ),
    st.sampled_from(["utf-7", "utf-16", "idna", "undefined", "base64", "x" * 100, "\xff"]).map(
        lambda name: f"{FORM}; charset={name}"
    ),
    st.sampled_from(
        [
            "text/plain; charset=UTF-8",
            "text/plain; charset*=bogus'en'%FF",
            "multipart/form-data; boundary*=bogus'en'%FF",
        ]
    ),
    HEADER_TEXT,
)
LENGTHS = st.one_of(st.just("right"), st.sampled_from(["-1", "x", "0", "1e3", " 5", "99999999999"]))
METHODS = st.sampled_from(["POST", "POST", "PUT", "GET", "post", "TRACE", "X"])
OTHER_HEADERS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["Content-Length", "Expect", "X-HTTP-Method-Override", "Cookie"]), HEADER_TEXT),
        st.tuples(st.just("Transfer-Encoding"), st.sampled_from(["chunked", "gzip, chunked", "identity", "x", ""])),
    ),
    max_size=2,
)


@st.composite
def malformed(draw: st.DrawFn) -> Attempt:
    """A request that is no form, says a wrong length, is far too long, or is written in strange letters."""
    target, body = draw(TARGETS) + draw(QUERIES), draw(BODIES)
    kind, length, others = draw(CONTENT_TYPES), draw(LENGTHS), draw(OTHER_HEADERS)
    unsigned = signature({}, target, "a stranger's")
    length = str(len(body)) if length == "right" else length
    attempt = request(target, body, unsigned, *others, Content_Type=kind, Content_Length=length)
    return attempt._replace(method=draw(METHODS))


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProductionServer]:
    folder = tmp_path_factory.mktemp("strangers")
    with production(folder, f"sqlite:///{folder / 'line.sqlite3'}") as serving:
        yield serving


@contextmanager
def perhaps_refused_early() -> Iterator[None]:
    """Let a connection be closed: what is refused early is not read to its end."""
    try:
        yield
    except TimeoutError:
        raise
    except OSError:
        pass


def answer(line: ProductionServer, attempt: Attempt) -> bytes:
    """Return all that comes back."""
    host, port = line.address.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as sock:
        received = b""
        with perhaps_refused_early():
            sock.sendall(attempt.on_the_wire())
            sock.shutdown(socket.SHUT_WR)
        with perhaps_refused_early():
            while piece := sock.recv(65_536):
                received += piece
        return received


def test_what_twilio_sends_is_answered(line: ProductionServer) -> None:
    target = "/movies/choose-theater"
    attempt = request(target, form(PARAMETERS), signature(PARAMETERS, target))
    assert b"HTTP/1.1 200 OK" in answer(line, attempt)
    assert b"<Response>" in answer(line, attempt)


@given(st.one_of(forged(), replayed_with_changes(), signed_for_elsewhere(), malformed()))
@hypothesis_settings(max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck))
def test_no_stranger_hears_the_line(line: ProductionServer, attempt: Attempt) -> None:
    received = answer(line, attempt)
    status = int(received.split(b" ", 2)[1]) if received else 400
    assert 300 <= status < 500 or status in NOT_IMPLEMENTED, received
    for secret in (b"<Response", b"movie info", b"Traceback", b"site-packages"):
        assert secret not in received


MANY_FIELDS = "?" + "&" * 1_100


@pytest.mark.parametrize("path", ["/movies/choose-theater", "/health/live", "/admin/login/", "/nowhere"])
@pytest.mark.parametrize(
    ("query", "kind"),
    [
        (MANY_FIELDS, "text/plain; charset=UTF-8"),
        ("", "text/plain; charset*=bogus'en'%FF"),
        ("", "multipart/form-data; boundary*=bogus'en'%FF"),
        ("?a=1", f"{FORM}; charset=hex"),
    ],
    ids=[
        "more fields than Django reads",
        "a charset of no language",
        "a boundary of no language",
        "no charset of text",
    ],
)
def test_a_request_that_cannot_be_read_is_refused(line: ProductionServer, path: str, query: str, kind: str) -> None:
    attempt = request(path + query, b"a=1", "", Content_Type=kind)
    assert answer(line, attempt).startswith(b"HTTP/1.1 400 ")


@pytest.mark.parametrize("header", ["SCRIPT_NAME", "PATH_INFO"])
def test_no_header_says_where_the_line_is(line: ProductionServer, header: str) -> None:
    target = "/movies/choose-theater"
    attempt = request(target, form(PARAMETERS), signature(PARAMETERS, target), (header, "/elsewhere"))
    assert answer(line, attempt).startswith((b"HTTP/1.1 200 ", b"HTTP/1.1 400 "))


LogIn = Callable[..., int]


@pytest.fixture
def log_in(client: Client, settings: Settings) -> LogIn:
    """Log a manager in from an address, as it is told by a proxy in front of the line.

    Guesses are counted, however long it takes to compare a password; production's way takes a third of a second.
    """
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for name in ("manager", "another"):
        User.objects.create_superuser(name, password="right")  # noqa: S106 (nobody's)

    def call(name: str, password: str, address: str = "") -> int:
        headers = {"X-Forwarded-For": address} if address else {}
        answer = client.post("/admin/login/", {"username": name, "password": password}, headers=headers)
        return int(answer.status_code)

    return call


def test_guessing_a_password_locks_out_for_a_quarter_of_an_hour(log_in: LogIn) -> None:
    with time_machine.travel("2026-11-27T18:00:00Z") as clock:
        assert [log_in("manager", "wrong") for _ in range(6)] == [200] * 4 + [429] * 2
        assert log_in("manager", "right") == 429
        assert log_in("another", "right") == 302
        clock.shift(16 * 60)
        assert log_in("manager", "right") == 302


def test_whoever_goes_on_guessing_does_not_keep_the_manager_out_for_longer(log_in: LogIn) -> None:
    with time_machine.travel("2026-11-27T18:00:00Z") as clock:
        assert [log_in("manager", "wrong") for _ in range(5)][-1] == 429
        clock.shift(14 * 60)
        assert log_in("manager", "wrong") == 429
        clock.shift(2 * 60)
        assert log_in("manager", "right") == 302


def test_an_address_guesses_at_any_names_twenty_times_in_a_quarter_of_an_hour(
    log_in: LogIn, settings: Settings
) -> None:
    settings.BEHIND_TLS_PROXY = True
    with time_machine.travel("2026-11-27T18:00:00Z") as clock:
        assert [log_in(f"name {n}", "wrong", "203.0.113.7") for n in range(22)] == [200] * 19 + [429] * 3
        assert log_in("manager", "right", "203.0.113.7") == 429
        assert log_in("manager", "right", "198.51.100.20") == 302
        clock.shift(16 * 60)
        assert log_in("manager", "right", "203.0.113.7") == 302
        log_in("manager", "wrong", "203.0.113.7")
        assert AccessAttempt.objects.count() == 1  # nobody else would ever delete those of the stranger


@pytest.mark.parametrize(
    ("stranger", "manager"),
    [
        ("203.0.113.7", "198.51.100.20"),
        ("198.51.100.20, 203.0.113.7", "198.51.100.20"),
        ("198.51.100.20, 203.0.113.7", "203.0.113.7, 198.51.100.20"),
        ("203.0.113.7:4711", "198.51.100.20:4711"),
        ("2001:db8::7", "[2001:db8::20]:4711"),
        ("[2001:db8::7]:4711", "[2001:db8::20]:4711"),
    ],
)
def test_behind_a_proxy_strangers_do_not_lock_managers_out(
    log_in: LogIn, settings: Settings, stranger: str, manager: str
) -> None:
    settings.BEHIND_TLS_PROXY = True
    assert [log_in("manager", "wrong", stranger) for _ in range(6)][-1] == 429
    assert log_in("manager", "right", manager) == 302


def test_behind_a_proxy_a_stranger_cannot_pass_for_many(log_in: LogIn, settings: Settings) -> None:
    settings.BEHIND_TLS_PROXY = True
    assert [log_in("manager", "wrong", f"198.51.100.{n}, 203.0.113.7") for n in range(6)][-1] == 429


@pytest.mark.parametrize("behind_proxy", [False, True])
def test_an_address_that_no_proxy_has_written_counts_for_nothing(
    log_in: LogIn, settings: Settings, behind_proxy: bool
) -> None:
    settings.BEHIND_TLS_PROXY = behind_proxy
    made_up = "nobody{}" if behind_proxy else "203.0.113.{}"
    assert [log_in("manager", "wrong", made_up.format(n)) for n in range(6)][-1] == 429
