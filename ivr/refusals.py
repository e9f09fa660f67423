"""What is answered to a request that means nothing, and to one that comes while the database is busy or gone."""

import logging
from collections.abc import Callable

from django.db import DataError, OperationalError
from django.http import HttpRequest, HttpResponse

UNREADABLE = "This request cannot be read."
BUSY = "Somebody else is changing the catalogue, or the database does not answer. Nothing was saved: try again."

logger = logging.getLogger(__name__)


class ExplainDatabase:
    """Middleware that answers where the database fails a page.

    HTTP 400 if the request asks for what no database can even hold (a cookie with a NUL in it is enough); HTTP 503 if
    the database is too busy to answer, or is not there. Callers do not come here: they hear an apology.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Let the request pass."""
        return self.get_response(request)

    def process_exception(self, _request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for the database; leave all other exceptions to Django."""
        if isinstance(exception, DataError):
            return HttpResponse(UNREADABLE, status=400)
        if isinstance(exception, OperationalError):
            logger.error("The database has failed a page: %s", exception)
            return HttpResponse(BUSY, status=503, headers={"Retry-After": "10"})
        return None
