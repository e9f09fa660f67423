"""The WSGI application that serves Movie Info."""

import os
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ivr.settings")
_django = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer a request. One whose charset cannot be read is refused: Django would crash on it."""
    try:
        return _django(environ, start_response)
    except (UnicodeError, LookupError):
        start_response("400 Bad Request", [("Content-Type", "text/plain")])
        return [b"This request is in no charset that can be read.\n"]
