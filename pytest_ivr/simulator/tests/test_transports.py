"""The behaviour that every Transport owes to a call, held against each in turn."""

import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from asgiref.wsgi import WsgiToAsgi
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from pytest_django import Settings

from pytest_ivr.simulator import AsgiTransport, Call, DjangoTransport, HttpTransport, Request, Transport, WsgiTransport
from pytest_ivr.simulator.interpreter import APOLOGY
from pytest_ivr.simulator.testing import TOKEN, codes


@csrf_exempt
def root(request: HttpRequest) -> HttpResponse:
    """Say what has come in."""
    return HttpResponse(f"<Response><Say>{request.get_full_path()}</Say></Response>")


@csrf_exempt
def menu(request: HttpRequest) -> HttpResponse:
    """Ask for a key, and set a cookie."""
    response = HttpResponse("<Response><Gather action='/choice?a=%20b'><Say>Choose</Say></Gather></Response>")
    response.set_cookie("visit", "7")
    return response


@csrf_exempt
def choice(request: HttpRequest) -> HttpResponse:
    """Say what has come in, and go on to a page that is not there."""
    told = [request.POST["Digits"], request.GET["a"], request.COOKIES["visit"], request.build_absolute_uri()]
    return HttpResponse(f"<Response><Say>{told}</Say><Redirect>/nowhere</Redirect></Response>")


@csrf_exempt
def moved(request: HttpRequest) -> HttpResponse:
    """Lead to the fallback, which breaks."""
    return HttpResponse(status=302, headers={"Location": "/broken?b=1"})


@csrf_exempt
def broken(request: HttpRequest) -> HttpResponse:
    """Fail."""
    raise RuntimeError("a bug")


@csrf_exempt
def endless(request: HttpRequest) -> StreamingHttpResponse:
    """Answer without end."""

    def pieces() -> Iterator[bytes]:
        try:
            while True:
                yield b"<Response>"
        finally:
            closed.set()

    return StreamingHttpResponse(pieces(), content_type="text/xml")


@csrf_exempt
def half(request: HttpRequest) -> StreamingHttpResponse:
    """Fail when some of the answer is out."""

    def pieces() -> Iterator[bytes]:
        yield b"<Response><Say>Hello</Say>"
        raise RuntimeError("a bug")

    return StreamingHttpResponse(pieces(), content_type="text/xml", headers={"Content-Length": "37"})


@csrf_exempt
def visits(request: HttpRequest) -> HttpResponse:
    """Answer with the cookie that has come in, and set it."""
    response = HttpResponse(str(request.COOKIES.get("visit")))
    response.set_cookie("visit", "7")
    return response


@csrf_exempt
def seen(request: HttpRequest) -> JsonResponse:
    """Answer with what has come in."""
    headers = {"proto": request.headers.get("X-Forwarded-Proto"), "any": request.headers.get("X-Any")}
    came = {"method": request.method, "path": request.get_full_path(), "host": request.get_host(), **headers}
    return JsonResponse({**came, "form": request.POST.dict()})


urlpatterns = [path("", root)]
urlpatterns += [path(view.__name__, view) for view in (menu, choice, moved, broken, endless, half, visits, seen)]
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
closed = threading.Event()


class QuietHandler(WSGIRequestHandler):
    """Serves, and prints nothing."""

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where these views are served, in plain HTTP as behind a proxy."""
    with make_server("127.0.0.1", 0, get_wsgi_application(), handler_class=QuietHandler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


TRANSPORTS: dict[str, Callable[[str], Transport]] = {
    "Django": DjangoTransport,
    "WSGI": lambda address: WsgiTransport(get_wsgi_application(), address),
    "ASGI": lambda address: AsgiTransport(WsgiToAsgi(get_wsgi_application()), address),  # type: ignore[no-untyped-call]  # asgiref says no types
    "HTTP": HttpTransport,
}


@pytest.fixture(params=TRANSPORTS)
def transport(request: pytest.FixtureRequest, settings: Settings, address: str) -> Transport:
    """Each transport in turn, to the project of these views, behind a proxy that it knows of."""
    settings.ROOT_URLCONF = __name__
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    return TRANSPORTS[request.param](address)


def dial(path: str, transport: Transport, fallback: str | None = None) -> Call:
    """Return a call that has been dialed."""
    call = Call(f"https://testserver{path}", transport=transport, auth_token=TOKEN, fallback_url=fallback)
    call.dial()
    return call


def test_a_call_is_the_same(transport: Transport) -> None:
    call = dial("/menu", transport, fallback="https://testserver/moved")
    call.press("1#")
    assert [event["status"] for event in call.transcript if event["event"] == "requested"] == [200, 200, 404, 302, 500]
    assert [event["text"] for event in call.transcript if event["event"] == "said"] == [
        "Choose",
        "['1', ' b', '7', 'https://testserver/choice?a=%20b']",
        APOLOGY,
    ]


def test_an_address_may_have_no_path(transport: Transport) -> None:
    assert dial("?a=1", transport).heard == ["/?a=1"]


def test_calls_share_a_transport_but_no_cookies(transport: Transport) -> None:
    for _ in range(2):
        answer = transport.send(Request("GET", "https://testserver/visits", {}))
        assert answer.body == b"None"
        assert (answer.header("SET-COOKIE") or "").strip().startswith("visit=7")


def test_cookies_go_out_as_they_are_given(transport: Transport) -> None:
    cookie = {"Cookie": "visit=a b; other=1"}
    assert transport.send(Request("GET", "https://testserver/visits", cookie)).body == b"a b"


def test_the_public_address_is_in_headers_behind_a_proxy(transport: Transport) -> None:
    answer = transport.send(Request("POST", "https://testserver/seen?q=%C3%B6", {"X-Any": "b", **FORM}, b"c=%C3%A4"))
    assert json.loads(answer.body) == {
        "method": "POST",
        "path": "/seen?q=%C3%B6",
        "host": "testserver",
        "proto": "https",
        "any": "b",
        "form": {"c": "\xe4"},
    }
    assert answer.media_type == "application/json"


def test_a_redirect_is_left_to_the_call(transport: Transport) -> None:
    answer = transport.send(Request("GET", "https://testserver/moved", {}))
    assert (answer.status, answer.header("Location")) == (302, "/broken?b=1")


@pytest.mark.parametrize(("path", "status"), [("/broken", 500), ("/nowhere", 404)])
def test_failures_of_the_application_are_answers(transport: Transport, path: str, status: int) -> None:
    assert transport.send(Request("GET", f"https://testserver{path}", {})).status == status
    assert codes(dial(path, transport)) == [11200]


def test_a_document_without_end_is_read_as_far_as_twilio_reads(transport: Transport) -> None:
    closed.clear()
    assert len(transport.send(Request("GET", "https://testserver/endless", {})).body) == 64 * 1024 + 1
    assert codes(dial("/endless", transport)) == [11750]
    assert closed.wait(timeout=5)


def test_an_application_that_breaks_in_the_middle_fails_in_its_process_as_on_the_wire(transport: Transport) -> None:
    assert codes(dial("/half", transport)) == [11206 if isinstance(transport, HttpTransport) else 11200]


def test_the_simulator_works_without_django() -> None:
    program = "import pytest_ivr.simulator, sys; print([name for name in sys.modules if name.startswith('django')])"
    assert subprocess.check_output([sys.executable, "-c", program], text=True) == "[]\n"
