"""The transport over real HTTP, against servers on loopback: sections 1.6 and 3.4 of the contract."""

import errno
import socket
import time
from typing import Any, NoReturn

import pytest
import time_machine

from pytest_ivr.simulator import Call, DeliveryFailed, HttpTransport, Request, as_dialogue
from pytest_ivr.simulator.testing import TOKEN, codes, events

from .helpers.server import Behaviour, document, never_ends, says, says_and_waits, serving

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/xml\r\n"
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"
CHUNKED = HEAD + b"Transfer-Encoding: chunked\r\n\r\n"
FAILED = b"HTTP/1.1 500 Oh No\r\nTransfer-Encoding: chunked\r\n\r\n"
HELLO = document("<Say>Hello</Say>")


def dial(url: str, connect_to: str | None = None) -> Call:
    """Return a call over HTTP that has been dialed."""
    call = Call(url, transport=HttpTransport(connect_to), auth_token=TOKEN)
    call.dial()
    return call


def explanation(call: Call) -> str:
    """Return what the developer is told of the failure."""
    return str(events(call, "failed")[0]["explanation"])


@pytest.mark.parametrize(
    "behaviour",
    [
        says(HELLO),
        says_and_waits(HELLO),
        says(HEAD + b"\r\n", b"<Response><Say>Hello</Say></Response>"),
        says(CHUNKED, b"10\r\n<Response><Say>H\r\n", b"15\r\nello</Say></Response>\r\n0\r\n\r\n"),
        says(CONTINUE + HELLO),
        says(*(bytes([byte]) for byte in HELLO), pause=0.001),
        says(HELLO[:20], HELLO[20:120], HELLO[120:], pause=0.6),
    ],
    ids=["at once", "connection kept", "until the end", "chunks", "continue", "byte by byte", "slow but in time"],
)
def test_an_answer_is_read_however_it_comes(behaviour: Behaviour) -> None:
    with serving(behaviour) as server:
        call = dial(f"http://{server.address}/voice#rt=1000")
    assert call.heard == ["Hello"]
    assert codes(call) == []


# A server that answers in time has a second to do so: beside other tests its thread may come late.
BAD_ANSWERS = {
    "1.6 silence": (says_and_waits(), "rt=100", 11205, 1, "was silent for 0.1 s"),
    "1.6 silence, retried": (says_and_waits(), "rt=100&rp=rt", 11205, 2, "was silent for 0.1 s"),
    "1.6 silence, no retries": (says_and_waits(), "rt=100&rp=all&rc=0", 11205, 1, "was silent for 0.1 s"),
    "1.6 the total is for all attempts": (
        says_and_waits(),
        "rt=500&tt=900&rp=rt&rc=5",
        11203,
        2,
        "total time was over",
    ),
    "1.6 the end of the total is final": (says_and_waits(), "tt=400&rp=all&rc=5", 11203, 1, "total time was over"),
    "1.6 a status that drips": (says(*([b"H"] * 100), pause=0.01), "tt=400", 11203, 1, "total time was over"),
    "1.6 a body that drips": (says(HEAD + b"\r\n", *([b" "] * 100), pause=0.01), "tt=400", 11203, 1, "total time"),
    "1.6 promises without end": (never_ends(CONTINUE, CONTINUE), "tt=400", 11203, 1, "total time was over"),
    "1.6 silence after a part of the head": (says_and_waits(HELLO[:20]), "rt=1000&rp=all", 11205, 1, "was silent"),
    "1.6 silence after a part of the body": (says_and_waits(HELLO[:-5]), "rt=1000&rp=all", 11205, 1, "was silent"),
    "1.6 a part of the body": (says(HELLO[:-5]), "rp=all", 11206, 1, "5 more expected"),
    "1.6 a part of a chunk": (says(CHUNKED + b"20\r\n<Resp"), "rp=all", 11206, 1, "IncompleteRead"),
    "3.4 no answer": (says(), "rp=all", 11206, 1, "RemoteDisconnected"),
    "3.4 another protocol": (says(b"SSH-2.0-OpenSSH\r\n"), "", 11206, 1, "BadStatusLine"),
    "3.4 too many headers": (says(b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200), "", 11206, 1, "100 headers"),
    "3.4 a header without end": (never_ends(b"HTTP/1.1 200 OK\r\nA: ", b"b" * 1000), "", 11206, 1, "LineTooLong"),
    "3.4 a chunk without a size": (says(CHUNKED + b"many\r\n"), "", 11206, 1, "IncompleteRead"),
    "3.4 no chunks": (says(CHUNKED + b"0\r\n\r\n"), "rp=all", 11770, 1, "none had anything"),
    "3.4 no chunks in a failure": (says(FAILED + b"0\r\n\r\n"), "", 11200, 1, "HTTP 500"),
    "1.8 a document without end": (never_ends(HEAD + b"\r\n", b"<Response>"), "", 11750, 1, "more than 65536 bytes"),
    "1.8 chunks without end": (never_ends(CHUNKED, b"a\r\n<Response>\r\n"), "", 11750, 1, "more than 65536 bytes"),
}


@pytest.mark.parametrize(
    ("behaviour", "fragment", "code", "attempts", "told"), BAD_ANSWERS.values(), ids=BAD_ANSWERS.keys()
)
def test_a_bad_answer_is_an_error(behaviour: Behaviour, fragment: str, code: int, attempts: int, told: str) -> None:
    began = time.perf_counter()
    with serving(behaviour) as server:
        call = dial(f"http://{server.address}/voice#{fragment}")
    assert codes(call) == [code]
    assert told in explanation(call)
    assert len(server.requests) == attempts
    assert time.perf_counter() - began < 5


def test_a_retried_request_may_succeed_and_is_the_same() -> None:
    behaviours = [says_and_waits(), says(HELLO)]
    with serving(lambda sock: behaviours.pop(0)(sock)) as server:
        call = dial(f"http://{server.address}/voice#rt=1000&rp=rt")
    assert call.heard == ["Hello"]
    assert [event["status"] for event in events(call, "requested")] == [None, 200]
    first, second = server.requests
    assert first == second
    assert "/voice -> no answer\n" in as_dialogue(call.transcript)


def test_each_delivery_has_a_token_of_its_own() -> None:
    answers = [document("<Redirect/>"), HELLO]
    with serving(lambda sock: sock.sendall(answers.pop(0))) as server:
        dial(f"http://{server.address}/voice")
    tokens = [request.partition(b"I-Twilio-Idempotency-Token: ")[2][:36] for request in server.requests]
    assert len(set(tokens)) == len(tokens) == 2


@pytest.mark.parametrize(
    ("fragment", "attempts"), [("", 2), ("#rc=0", 1), ("#rc=3", 4), ("#rc=3&rp=rt", 1), ("#rc=1&rp=4xx,ct", 2)]
)
def test_a_refused_connection_is_retried(fragment: str, attempts: int) -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"127.0.0.1:{closed.getsockname()[1]}"
    call = dial(f"http://{address}/voice{fragment}")
    assert codes(call) == [11202]
    assert explanation(call) == f"{address} refused the connection."
    assert [event["status"] for event in events(call, "requested")] == [None] * attempts


def full_server() -> tuple[socket.socket, list[socket.socket]]:
    """Return a server that accepts nobody, with so many in its queue that the next one is not even answered."""
    server = socket.create_server(("127.0.0.1", 0), backlog=0)
    return server, [socket.create_connection(server.getsockname())]


@pytest.mark.parametrize(
    ("fragment", "code", "attempts", "told"),
    [
        ("ct=100", 11201, 2, "took no connection within 0.1 s"),
        ("ct=100&rc=2", 11201, 3, "took no connection"),
        ("ct=500&tt=900&rc=5", 11203, 2, "when the total time was over"),
    ],
)
def test_a_server_that_takes_no_connection(fragment: str, code: int, attempts: int, told: str) -> None:
    server, queue = full_server()
    call = dial(f"http://127.0.0.1:{server.getsockname()[1]}/voice#{fragment}")
    for sock in [server, *queue]:
        sock.close()
    assert codes(call) == [code]
    assert told in explanation(call)
    assert len(events(call, "requested")) == attempts


def test_a_host_that_cannot_be_resolved() -> None:
    call = dial(f"http://{'x' * 64}.example/voice")
    assert codes(call) == [11210]
    assert "cannot be resolved" in explanation(call)
    call = dial("http://[::1%nowhere]/voice")
    assert codes(call) == [11210]


MENU = document("<Gather numDigits='1'><Say>Press 1</Say></Gather>")
PUBLIC = "8.8.8.8"


def let_the_name_mean(monkeypatch: pytest.MonkeyPatch, *meanings: list[str]) -> None:
    """Let line.example mean these addresses, each time the next."""
    later, resolve = iter(meanings), socket.getaddrinfo

    def resolved(name: str, port: int, *arguments: int, **more: int) -> list[Any]:
        if name != "line.example":
            return resolve(name, port, *arguments, **more)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in next(later)]

    monkeypatch.setattr(socket, "getaddrinfo", resolved)


@pytest.mark.parametrize("later", [["127.0.0.1"], ["10.0.0.1"], [PUBLIC, "169.254.169.254"], ["::1"], ["fe80::1%lo"]])
def test_a_public_name_that_later_means_a_private_address_is_not_followed(
    later: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    let_the_name_mean(monkeypatch, [PUBLIC], [PUBLIC], later)
    connect = socket.create_connection
    tried: list[str] = []
    with serving(says(MENU)) as server:
        host, _, port = server.address.partition(":")

        def to_the_server(address: tuple[str, int], timeout: float) -> socket.socket:
            tried.append(address[0])
            return connect((host, int(port)), timeout)

        monkeypatch.setattr(socket, "create_connection", to_the_server)
        call = dial("http://line.example/voice")
        call.press("1")
        call.press("1")
    assert codes(call) == [11210]
    assert "'line.example' was public, and leads to the private address " in explanation(call)
    assert tried == [PUBLIC, PUBLIC]


def test_a_private_name_may_stay_so_and_of_its_addresses_the_next_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(says(MENU)) as server:
        host, _, port = server.address.partition(":")
        let_the_name_mean(monkeypatch, *[["::1", host]] * 2)
        call = dial(f"http://line.example:{port}/voice")
        call.press("1")
    assert call.heard == ["Press 1"]
    assert codes(call) == []


def test_a_network_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def unreachable(*_: object) -> NoReturn:
        raise OSError(errno.ENETUNREACH, "Network is unreachable")

    monkeypatch.setattr(socket, "create_connection", unreachable)  # loopback is never down
    call = dial("http://127.0.0.1/voice")
    assert codes(call) == [11205]
    assert "127.0.0.1:80 cannot be reached: " in explanation(call)
    assert len(events(call, "requested")) == 2


def test_requests_arrive_byte_for_byte() -> None:
    headers = {"User-Agent": "TwilioProxy/1.1", "X-Any": "\xe9"}
    with serving(says(HELLO)) as server:
        answer = HttpTransport().send(Request("POST", f"http://{server.address}/a%20b?c=%C3%B6", headers, b"d=1"))
        HttpTransport().send(Request("GET", f"http://{server.address}?c=1", {}))
    post, get = server.requests
    assert post == (
        b"POST /a%20b?c=%C3%B6 HTTP/1.1\r\nUser-Agent: TwilioProxy/1.1\r\nX-Any: \xe9\r\n"
        + f"Host: {server.address}\r\nContent-Length: 3\r\n\r\nd=1".encode()
    )
    assert get.startswith(b"GET /?c=1 HTTP/1.1\r\n")
    assert answer.header("content-type") == "text/xml"


def test_an_address_has_a_scheme() -> None:
    with pytest.raises(ValueError, match=r"'127.0.0.1:8000' is no address; write it like http://127.0.0.1:8000"):
        dial("https://ivr.example.com/voice", connect_to="127.0.0.1:8000")


def test_proxies_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    with serving(says(HELLO)) as server:
        assert dial(f"http://{server.address}/voice").heard == ["Hello"]


def test_cookies_come_back() -> None:
    answers = [document("<Redirect/>", "Set-Cookie: a=1", "Set-Cookie: b=2"), HELLO]
    with serving(lambda sock: sock.sendall(answers.pop(0))) as server:
        dial(f"http://{server.address}/voice")
    assert b"\r\nCookie: a=1; b=2\r\n" in server.requests[1]


def test_of_an_audio_file_without_end_50_mb_are_played() -> None:
    with serving(never_ends(b"HTTP/1.1 200 OK\r\nContent-Type: audio/mpeg\r\n\r\n", b"x" * 1_000_000)) as server:
        call = dial(f"http://{server.address}/voice")
    assert codes(call) == []
    assert call.second == pytest.approx(50 * 1024 * 1024 / 16_000, abs=0.01)


def test_a_frozen_clock_stops_no_timeout() -> None:
    with serving(says_and_waits()) as server, time_machine.travel(0, tick=False):
        assert codes(dial(f"http://{server.address}/voice#tt=100")) == [11203]


def test_a_failed_delivery_has_a_kind() -> None:
    with socket.create_server(("127.0.0.1", 0)) as closed:
        url = f"http://127.0.0.1:{closed.getsockname()[1]}/"
    with pytest.raises(DeliveryFailed) as failure:
        HttpTransport().send(Request("GET", url, {}))
    assert (failure.value.code, failure.value.kind) == (11202, "ct")
