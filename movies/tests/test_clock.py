"""The clock of a request that overrides it."""

import datetime as dt

import pytest
from django.conf import LazySettings
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from movies import clock


def show_clock(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(clock.override()))


def test_a_request_overrides_the_clock_for_its_own_answer(rf: RequestFactory) -> None:
    line = clock.ClockOverride(show_clock)
    answer = line(rf.get("/", headers={clock.HEADER: "2020-05-01T18:30-05:00"}))
    assert answer.content == b"2020-05-01 18:30:00-05:00"
    assert clock.override() is None
    assert line(rf.get("/")).content == b"None"


def test_a_request_inside_another_leaves_it_its_clock(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        inner = clock.ClockOverride(show_clock)(rf.get("/", headers={clock.HEADER: "2021-01-01T00:00+00:00"}))
        return HttpResponse(inner.content + b" in " + show_clock(request).content)

    answer = clock.ClockOverride(view)(rf.get("/", headers={clock.HEADER: "2020-01-01T00:00+00:00"}))
    assert answer.content == b"2021-01-01 00:00:00+00:00 in 2020-01-01 00:00:00+00:00"


@pytest.mark.parametrize("text", ["yesterday", "", "2020-05-01T18:30"])
def test_anything_but_an_instant_is_refused(text: str, settings: LazySettings, client: Client) -> None:
    with pytest.raises(BadRequest, match=f"X-Journey-Clock is '{text}'; write it like 2020-05-01T18:30"):
        clock.read(text)
    settings.MIDDLEWARE = ["movies.clock.ClockOverride"]
    assert client.get("/admin/", headers={clock.HEADER: text}).status_code == 400


def test_an_instant_is_read_with_its_offset() -> None:
    assert clock.read("2020-05-01T18:30+00:00") == dt.datetime(2020, 5, 1, 18, 30, tzinfo=dt.UTC)
    assert clock.read(None) is None
