"""A line as a value: what it takes, and the calls that it makes."""

import datetime as dt

import pytest

import pytest_ivr
from pytest_ivr import Line
from pytest_ivr.line import Gateway
from pytest_ivr.simulator import Call, HttpTransport, Request, Response, Timeouts, WsgiTransport

NOW = dt.datetime(2026, 5, 2, 1, tzinfo=dt.UTC)
TIMEOUTS = Timeouts(5, 5, 5)


class Remembering:
    """A transport that remembers what was requested."""

    def __init__(self) -> None:
        self.requests: list[Request] = []

    def send(self, request: Request) -> Response:
        """Answer with a goodbye."""
        self.requests.append(request)
        return Response(200, [("Content-Type", "text/xml")], b"<Response><Say>Bye.</Say></Response>")


def dialed(line: Line, now: dt.datetime | None = None) -> Call:
    """Return a call that has been dialed."""
    call = line.new_call(now)
    call.dial()
    return call


def test_a_line_has_what_describes_a_call() -> None:
    with pytest.raises(TypeError, match=r"A line has no 'voice_methd'; it has choices, fallback_method, fallback_url"):
        Line("https://ivr.example/voice", voice_methd="GET")


@pytest.mark.parametrize("url", ["/voice", "ivr.example/voice", "ftp://ivr.example/voice", "https:///voice", ""])
def test_a_line_has_an_absolute_url(url: str) -> None:
    with pytest.raises(ValueError, match="is not the address of a line; write it like"):
        Line(url)


def test_a_call_is_described_by_the_line_and_by_what_changes() -> None:
    transport = Remembering()
    line = Line("https://ivr.example/voice", transport, voice_method="GET", from_="+14155550100")
    call = line.new_call(voice_url="https://ivr.example/other", from_="+14155550199")
    call.dial()
    [request] = transport.requests
    assert (request.method, request.url.split("?")[0]) == ("GET", "https://ivr.example/other")
    assert call.identity["From"] == "+14155550199"


def test_a_line_elsewhere_is_told_the_time_where_it_takes_one() -> None:
    transport = Remembering()
    dialed(Line("https://ivr.example/voice", transport, clock_header="X-Now"), NOW)
    dialed(Line("https://ivr.example/voice", transport, clock_header="X-Now"))
    dialed(Line("https://ivr.example/voice", transport), NOW)
    assert [request.headers.get("X-Now") for request in transport.requests] == ["2026-05-02T01:00:00+00:00", None, None]


def test_a_gateway_adds_headers_and_gives_its_time() -> None:
    transport = Remembering()
    for timeout, expected in ((None, TIMEOUTS), (3, Timeouts(3, 3, 3))):
        request = Request("POST", "https://ivr.example/voice", {"A": "1"}, b"", TIMEOUTS)
        Gateway(transport, {"X-Api-Key": "2"}, timeout).send(request)
        assert transport.requests[-1].headers == {"A": "1", "X-Api-Key": "2"}
        assert transport.requests[-1].timeouts == expected
        assert request.headers == {"A": "1"}


def test_a_line_knows_whether_it_shares_this_process() -> None:
    here = Line("https://ivr.example/voice", Gateway(WsgiTransport(lambda *_: []), {}))
    assert here.is_in_this_process
    assert not Line("https://ivr.example/voice").is_in_this_process
    assert not Line("https://ivr.example/voice", Gateway(HttpTransport(), {})).is_in_this_process


def test_the_world_and_the_givens_are_nothing_unless_they_are_given() -> None:
    line = Line("https://ivr.example/voice", Remembering())
    with line.world():
        assert line.givens(dialed(line)) == ()


def test_the_kit_gives_a_line_and_nothing_else() -> None:
    assert pytest_ivr.Line is Line
    with pytest.raises(AttributeError, match="module 'pytest_ivr' has no attribute 'line_up'"):
        pytest_ivr.line_up  # noqa: B018 (to ask is the test)
