"""The way from the phone to the line: in this process, as of a stated instant, with a log for developers."""

import datetime as dt
import threading
from dataclasses import replace
from typing import Any

from movies.clock import HEADER
from pytest_ivr.simulator import DjangoTransport, Request, Response


class Line(threading.local):
    """The line in this process. Each thread has one of its own: the test client in it serves one request at a time."""

    def __init__(self) -> None:
        self.transport = DjangoTransport()


line = Line()


class Wire:
    """Delivers to the line as of an instant, and remembers what went to and fro in ``exchanges``."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self.exchanges: list[dict[str, Any]] = []

    def send(self, request: Request) -> Response:
        """Deliver the request."""
        response = line.transport.send(replace(request, headers={**request.headers, HEADER: self.now.isoformat()}))
        self.exchanges.append(
            {
                "method": request.method,
                "url": request.url,
                "body": request.body.decode(),
                "status": response.status,
                "type": response.header("Content-Type") or "",
                "document": response.body.decode(errors="replace"),
            }
        )
        return response
