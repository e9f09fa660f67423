"""The clock of a request: the real one, unless the request overrides it.

One process can so serve several clocks. It is for development and tests alone: anybody who reaches the line could
make it announce the showtimes of any day.
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

_override: ContextVar[dt.datetime | None] = ContextVar("override", default=None)


def override() -> dt.datetime | None:
    """Return the instant (aware) as of which the request is to be answered, if it names one."""
    return _override.get()


class ClockOverride:
    """Middleware that reads the instant of a request from its header HEADER, in ISO 8601 with an offset."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request as of its instant; for another form raise BadRequest: Django answers HTTP 400."""
        token = _override.set(read(request.headers.get(HEADER)))
        try:
            return self.get_response(request)
        finally:
            _override.reset(token)


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
    """Fail where anybody could set the clock."""
    if f"{__name__}.{ClockOverride.__name__}" not in settings.MIDDLEWARE:
        return []
    hint = "Take movies.clock.ClockOverride out of MIDDLEWARE; JOURNEY_CLOCK puts it there."
    return [Error(f"A request can override the line's clock, with {HEADER}.", hint=hint, id="movies.E001")]
