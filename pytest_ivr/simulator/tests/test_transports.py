"""What is the same through every transport."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from django.core.wsgi import get_wsgi_application
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from pytest_django import Settings

from pytest_ivr.simulator import Call, DjangoTransport, HttpTransport, Request, Transport, WsgiTransport
from pytest_ivr.simulator.testing import TOKEN, codes


@csrf_exempt
def root(request: HttpRequest) -> HttpResponse:
    """Tell what has come in."""
    return HttpResponse(f"<Response><Say>{request.get_full_path()}</Say></Response>")


@csrf_exempt
def menu(request: HttpRequest) -> HttpResponse:
    """Ask for a key, and set a cookie."""
    response = HttpResponse("<Response><Gather action='/choice?a=%20b'><Say>Choose</Say></Gather></Response>")
    response.set_cookie("visit", "7")
    return response


@csrf_exempt
def choice(request: HttpRequest) -> HttpResponse:
    """Tell what has come in, and go on to a page that is not there."""
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


urlpatterns = [path("", root)]
urlpatterns += [path(view.__name__, view) for view in (menu, choice, moved, broken, endless, half)]
closed = threading.Event()


class QuietHandler(WSGIRequestHandler):
    """Serves, and prints nothing."""

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@pytest.fixture
def transports(settings: Settings) -> Iterator[list[Transport]]:
    """The three transports to the project of these views, behind a proxy that it knows of."""
    settings.ROOT_URLCONF = __name__
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    app = get_wsgi_application()
    with make_server("127.0.0.1", 0, app, handler_class=QuietHandler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}"
        yield [DjangoTransport(address), WsgiTransport(app, address), HttpTransport(address)]
        server.shutdown()
        thread.join()


def dial(path: str, transport: Transport, fallback: str | None = None) -> Call:
    """Return a call that has been dialed."""
    call = Call(f"https://testserver{path}", transport=transport, auth_token=TOKEN, fallback_url=fallback)
    call.dial()
    return call


def test_a_call_is_the_same_through_every_transport(transports: list[Transport]) -> None:
    transcripts = []
    for transport in transports:
        call = dial("/menu", transport, fallback="https://testserver/moved")
        call.press("1#")
        transcripts.append(call.transcript)
    first, second, third = transcripts
    assert first == second == third
    assert [event["status"] for event in first if event["event"] == "requested"] == [200, 200, 404, 302, 500]
    assert [event["text"] for event in first if event["event"] == "said"][:2] == [
        "Choose",
        "['1', ' b', '7', 'https://testserver/choice?a=%20b']",
    ]


def test_an_address_may_have_no_path(transports: list[Transport]) -> None:
    for transport in transports:
        assert dial("?a=1", transport).heard == ["/?a=1"]


def test_a_document_without_end_is_an_error_through_every_transport(transports: list[Transport]) -> None:
    for transport in transports:
        closed.clear()
        assert len(transport.send(Request("GET", "https://testserver/endless", {})).body) == 64 * 1024 + 1
        assert codes(dial("/endless", transport)) == [11750]
        assert closed.wait(timeout=5)


def test_an_application_that_breaks_in_the_middle_fails_in_its_process_as_on_the_wire(
    transports: list[Transport],
) -> None:
    assert [codes(dial("/half", transport)) for transport in transports] == [[11200], [11200], [11206]]


def test_the_simulator_works_without_django() -> None:
    program = "import pytest_ivr.simulator, sys; print([name for name in sys.modules if name.startswith('django')])"
    assert subprocess.check_output([sys.executable, "-c", program], text=True) == "[]\n"  # noqa: S603 (our own words)
