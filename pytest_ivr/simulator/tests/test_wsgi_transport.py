"""The transport to WSGI applications: PEP 3333, on which the standard library's validator has an eye."""

from collections.abc import Iterable, Iterator
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment
from wsgiref.validate import validator

import flask
import pytest

from pytest_ivr.simulator import Call, Request, WsgiTransport
from pytest_ivr.simulator.testing import TOKEN, codes, events

from .helpers import applications as apps
from .helpers.applications import HELLO, XML


def dial(app: WSGIApplication, url: str = "https://ivr.example.com/voice", connect_to: str | None = None) -> Call:
    """Return a call to an application that has been dialed."""
    call = Call(url, transport=WsgiTransport(app, connect_to), auth_token=TOKEN)
    call.dial()
    return call


def environ(request: Request, connect_to: str | None = None) -> WSGIEnvironment:
    """Return what an application is told of a request."""
    seen: list[WSGIEnvironment] = []

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        seen.append(environ)
        start_response("200 OK", XML)
        return [HELLO]

    WsgiTransport(validator(app), connect_to).send(request)
    return seen[0]


def test_an_application_is_told_of_the_request() -> None:
    headers = {"Content-Type": "text/plain", "X-Twilio-Signature": "abc", "Cookie": "a=1"}
    told = environ(Request("POST", "https://ivr.example.com:8443/gr%C3%B6%C3%9Fe%2F?q=%C3%B6+b", headers, b"d=1"))
    assert told["wsgi.input"].read(100) == b"d=1"
    assert {name: value for name, value in told.items() if not name.startswith("wsgi.")} == {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": "/gr\xc3\xb6\xc3\x9fe/",
        "QUERY_STRING": "q=%C3%B6+b",
        "CONTENT_TYPE": "text/plain",
        "CONTENT_LENGTH": "3",
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_NAME": "ivr.example.com",
        "SERVER_PORT": "8443",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "ivr.example.com:8443",
        "HTTP_X_TWILIO_SIGNATURE": "abc",
        "HTTP_COOKIE": "a=1",
    }
    assert told["wsgi.url_scheme"] == "https"


@pytest.mark.parametrize(
    ("url", "connect_to", "expected"),
    [
        ("http://ivr.example.com", None, ("http", "ivr.example.com", "80", "ivr.example.com", None)),
        ("https://ivr.example.com", None, ("https", "ivr.example.com", "443", "ivr.example.com", None)),
        ("https://ivr.example.com", "http://10.0.0.5:8000", ("http", "10.0.0.5", "8000", "ivr.example.com", "https")),
    ],
)
def test_an_application_is_told_where_it_is(url: str, connect_to: str | None, expected: tuple[str, ...]) -> None:
    told = environ(Request("GET", url, {}), connect_to)
    names = ("wsgi.url_scheme", "SERVER_NAME", "SERVER_PORT", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO")
    assert tuple(told.get(name) for name in names) == expected
    assert (told["PATH_INFO"], told["QUERY_STRING"]) == ("/", "")


class Closable:
    """A body that notes that it was closed."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = iter(pieces)
        self.closed = False

    def __iter__(self) -> Iterator[bytes]:
        return self.pieces

    def close(self) -> None:
        """Note it."""
        self.closed = True


def test_a_body_is_closed_when_all_is_read() -> None:
    body = Closable(HELLO[:9], HELLO[9:])

    def app(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", XML)
        return body

    assert dial(validator(app)).heard == ["Hello"]
    assert body.closed


def test_a_body_is_closed_when_enough_is_read() -> None:
    body = Closable(*[b"x" * 50_000] * 3)

    def app(_: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        start_response("200 OK", XML)
        return body

    assert codes(dial(app)) == [11750]
    assert body.closed
    assert list(body) == [b"x" * 50_000]


@pytest.mark.parametrize("app", [apps.lazy, apps.writer, apps.second_thought, apps.cleared])
def test_an_application_may_answer_like_this(app: WSGIApplication) -> None:
    assert dial(app).heard == ["Hello"]


@pytest.mark.parametrize(
    ("app", "told"),
    [
        (apps.crash, "a bug"),
        (apps.crash_in_the_middle, "a bug"),
        (apps.crash_late, "a bug"),
        (apps.start_twice, "start_response twice"),
        (apps.start_never, "without calling start_response"),
        (apps.say_nothing, "without calling start_response"),
        (apps.nonsense, "invalid literal"),
    ],
)
def test_an_application_that_fails_is_http_500(
    app: WSGIApplication, told: str, caplog: pytest.LogCaptureFixture
) -> None:
    call = dial(app)
    assert codes(call) == [11200]
    assert events(call, "requested")[0]["status"] == 500
    assert told in caplog.text


@pytest.mark.parametrize("app", [apps.endless, apps.endless_writer])
def test_a_document_that_grows_without_end_is_error_11750(
    app: WSGIApplication, caplog: pytest.LogCaptureFixture
) -> None:
    assert codes(dial(app)) == [11750]
    assert caplog.text == ""  # a client that goes away is no failure of the application


def test_the_validator_has_nothing_to_say() -> None:
    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        form = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        environ["wsgi.errors"].write("")
        start_response("200 OK", XML)
        return [b"<Response><Say>%d</Say></Response>" % form.count(b"CallSid")]

    assert dial(validator(app), "https://ivr.example.com/a%20b?c=1").heard == ["1"]
    assert dial(validator(app), "http://ivr.example.com", "http://10.0.0.5:8000").heard == ["1"]


def test_a_call_to_flask() -> None:
    app = flask.Flask(__name__)
    app.secret_key = "secret"  # noqa: S105 (a test's own)
    xml = {"Content-Type": "text/xml"}

    @app.post("/größe")
    def menu() -> tuple[str, dict[str, str]]:
        flask.session["visit"] = 7
        return f"<Response><Gather action='/took?lang={flask.request.args['lang']}'/></Response>", xml

    @app.post("/took")
    def took() -> flask.Response:
        told = [flask.request.form["Digits"], flask.request.args["lang"], flask.session["visit"], flask.request.url]
        pieces = ["<Response><Say>", *map(str, told), "</Say></Response>"]
        return flask.Response((f"{piece} " for piece in pieces), headers=xml)

    @app.errorhandler(404)
    def missing(_: Exception) -> tuple[str, int]:
        return "no such page", 404

    call = dial(app, "https://ivr.example.com/größe?lang=de")
    call.press("12#")
    assert call.heard == ["12 de 7 https://ivr.example.com/took?lang=de"]
    assert codes(dial(app, "https://ivr.example.com/nowhere")) == [11200]
