"""What is logged of each request: one line, with its call, its answer and its time; callers' numbers never."""

import logging
import time
from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

call_sid: ContextVar[str | None] = ContextVar("call_sid", default=None)
"""The call of the request that is being answered, once it is known to be Twilio's."""

logger = logging.getLogger(__name__)


class RequestLog:
    """Middleware that logs each request. Put it first: the answers of all others are then logged too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and log that."""
        begin = time.perf_counter()
        token = call_sid.set(None)
        try:
            response = self.get_response(request)
            fields = {
                "method": request.method,
                "path": request.path,
                "status": response.status_code,
                "milliseconds": round((time.perf_counter() - begin) * 1000, 1),
            }
            logger.info("answered", extra=fields)
            return response
        finally:
            call_sid.reset(token)


class OfCall(logging.Filter):
    """Adds to each line of the log the call that it is about."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass."""
        record.call_sid = call_sid.get()
        return True
