"""What is logged of each request: one line, with its call, its answer and its time; callers' numbers never.

Other lines have texts of many hands in them: Django's, gunicorn's, strangers'. ``Console`` writes all of them.
"""

import logging
import re
import time
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from typing import Any

from django.http import HttpRequest, HttpResponse

call_sid: ContextVar[str | None] = ContextVar("call_sid", default=None)
"""The call of the request that is being answered, once it is known to be Twilio's."""

QUERY = re.compile(r"(/[^\s?]*)\?[^\s'\"\\]+")
NUMBER = re.compile(r"(?P<sid>\b[A-Z]{2}[0-9a-f]{32}\b)|(?:\+|%2B) ?\d(?:[ .()-]|%20|\d){4,20}\d|\d{8,}", re.IGNORECASE)
SHORTEST_SECRET = 8
CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
LONGEST = 200  # characters of what a stranger has sent

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
                "path": shortened(request.path),
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


class OneLine(logging.Filter):
    """Lets each message be one line, whatever is written into it, and a short one where somebody was refused.

    What strangers send is no fault of the line's: it wants no traceback, and they can send a great deal of it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every line pass."""
        message = record.getMessage()
        if 400 <= getattr(record, "status_code", 500) < 500:
            message, record.exc_info = shortened(message), None
            record.levelno, record.levelname = logging.WARNING, "WARNING"
        record.msg, record.args = CONTROL.sub(lambda found: f"<U+{ord(found[0]):04X}>", message), None
        return True


def shortened(text: str) -> str:
    """Return a text, or its beginning."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


class Console(logging.StreamHandler[Any]):
    """Writes the log without what is nobody's business: queries, telephone numbers, and the secrets that it is told.

    They are taken out of the finished line, traceback included, so nobody who logs has to think of it.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        self.secrets = [secret for secret in secrets if len(secret) >= SHORTEST_SECRET]

    def format(self, record: logging.LogRecord) -> str:
        """Return the line as it is written."""
        line = NUMBER.sub(lambda found: found["sid"] or "(number)", QUERY.sub(r"\1?(query)", super().format(record)))
        for secret in self.secrets:
            line = line.replace(secret, "(secret)")
        return line
