"""The WSGI application that serves Movie Info."""

import logging
import os
from collections.abc import Iterable
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler, WSGIRequest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ivr.settings")
django.setup(set_prefix=False)

logger = logging.getLogger(__name__)


class UnreadableRequest(Exception):
    """A request of which Django can make nothing: its charset is none, or its query has no end."""


class ReadableRequest(WSGIRequest):
    """A request of which Django can make something."""

    def __init__(self, environ: dict[str, Any]) -> None:
        """Raise UnreadableRequest: what breaks here comes before all of Django's own answers, and from outside."""
        try:
            super().__init__(environ)
        except Exception as error:
            raise UnreadableRequest(type(error).__name__) from error


class LineHandler(WSGIHandler):
    """Django, for requests that can be read."""

    request_class = ReadableRequest


_django = LineHandler()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer a request; with HTTP 400 if it cannot be read."""
    try:
        return _django(environ, start_response)
    except UnreadableRequest as error:
        refused = {"status_code": 400}
        logger.warning("A request cannot be read (%s): %s", error, environ.get("PATH_INFO"), extra=refused)
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [b"This request cannot be read.\n"]
