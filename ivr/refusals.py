"""What is answered to a request that means nothing."""

from collections.abc import Callable

from django.db import DataError
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest


class RefuseImpossibleData:
    """Middleware that answers HTTP 400 where a request asks the database for what it cannot even hold.

    A cookie with a NUL in it is enough; the fault is not the line's.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass."""
        return self.get_response(request)

    def process_exception(self, _request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for the database's refusal; leave all other exceptions to Django."""
        return HttpResponseBadRequest("This request cannot be read.") if isinstance(exception, DataError) else None
