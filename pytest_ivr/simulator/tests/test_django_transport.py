"""The transport through Django's test client, against views of its own."""

import pytest
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from pytest_django import Settings

from pytest_ivr.simulator import Call, DjangoTransport
from pytest_ivr.simulator.testing import TOKEN, codes, events

seen: list[HttpRequest] = []


@csrf_exempt
def voice(request: HttpRequest) -> HttpResponse:
    """Set two cookies and go on."""
    seen.append(request)
    response = HttpResponse("<Response><Redirect>/next?a=1</Redirect></Response>")
    response.set_cookie("visit", "7")
    response.set_cookie("secret", "8", secure=True)
    return response


@csrf_exempt
def follow(request: HttpRequest) -> StreamingHttpResponse:
    """Answer in pieces."""
    seen.append(request)
    return StreamingHttpResponse([b"<Response><Say>", b"Hello", b"</Say></Response>"], content_type="text/xml")


def protected(request: HttpRequest) -> HttpResponse:
    """Never be reached: Twilio sends no CSRF token."""
    raise AssertionError(request)


urlpatterns = [path("voice", voice), path("next", follow), path("protected", protected)]


def dial(path: str, home: str = "https://testserver") -> Call:
    """Return a call to these views."""
    call = Call(f"{home}{path}", transport=DjangoTransport(), auth_token=TOKEN)
    call.dial()
    return call


@pytest.fixture(autouse=True)
def _own_views(settings: Settings) -> None:
    settings.ROOT_URLCONF = __name__
    seen.clear()


def test_requests_arrive_as_twilio_sends_them() -> None:
    call = dial("/voice?x=%C3%B6")
    first, second = seen
    assert call.heard == ["Hello"]
    assert first.build_absolute_uri() == "https://testserver/voice?x=%C3%B6"
    assert first.POST["CallSid"] == call.identity["CallSid"]
    assert first.content_type == "application/x-www-form-urlencoded"
    assert first.headers["User-Agent"] == "TwilioProxy/1.1"
    assert first.COOKIES == {}
    assert second.GET.dict() == {"a": "1"}
    assert second.COOKIES == {"visit": "7", "secret": "8"}


def test_plain_http_is_plain_http() -> None:
    dial("/voice", home="http://testserver")
    assert seen[0].build_absolute_uri() == "http://testserver/voice"
    assert seen[1].COOKIES == {"visit": "7"}


def test_a_view_without_csrf_exemption_refuses_the_call() -> None:
    call = dial("/protected")
    assert codes(call) == [11200]
    assert events(call, "requested")[0]["status"] == 403


def test_an_unknown_host_is_refused_by_django() -> None:
    assert events(dial("/voice", home="https://elsewhere.example"), "requested")[0]["status"] == 400
