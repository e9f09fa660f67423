"""The clock of a request: the real one, unless the request states another.

One process can so serve several clocks. It is for development and tests alone: who reaches the line could make it
tell the showtimes of any day.
"""

import datetime as dt
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from typing import Any

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse

HEADER = "X-Journey-Clock"

_stated: ContextVar[dt.datetime | None] = ContextVar("stated", default=None)


def stated() -> dt.datetime | None:
    """Return the instant that the request states, if it states one."""
    return _stated.get()


class StatedClock:
    """Middleware that reads the instant of a request in its header, in ISO 8601 with an offset."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request as of its instant; for another form raise BadRequest: Django answers HTTP 400."""
        token = _stated.set(read(request.headers.get(HEADER)))
        try:
            return self.get_response(request)
        finally:
            _stated.reset(token)


def read(text: str | None) -> dt.datetime | None:
    """Read an instant, if there is one; raise BadRequest for another form."""
    if text is None:
        return None
    try:
        instant = dt.datetime.fromisoformat(text)
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        raise BadRequest(f"{HEADER} is {text!r}; write it like 2020-05-01T18:30+00:00.")
    return instant


@register(Tags.security, deploy=True)
def the_clock_is_the_real_one(app_configs: Sequence[Any] | None, **_: object) -> list[Error]:
    """Fail where anybody could state the clock."""
    if f"{__name__}.{StatedClock.__name__}" not in settings.MIDDLEWARE:
        return []
    hint = "Take movies.clock.StatedClock out of MIDDLEWARE; PHONE_ENABLED puts it there."
    return [Error(f"A request can state the line's clock, in {HEADER}.", hint=hint, id="movies.E001")]
