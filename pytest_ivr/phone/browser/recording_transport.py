"""From the phone to the line: in this process, at the date and time of the call, with a log for developers."""

import datetime as dt
import threading
from dataclasses import replace
from typing import Any

from movies.clock import HEADER
from pytest_ivr.simulator import DjangoTransport, Request, Response


class OfThread(threading.local):
    """What each thread has of its own: the test client in a transport serves one request at a time."""

    def __init__(self) -> None:
        self.transport = DjangoTransport()


of_thread = OfThread()


class RecordingTransport:
    """Delivers to the line as of an instant (aware), and records what went to and fro in ``exchanges``."""

    def __init__(self, now: dt.datetime) -> None:
        self.now = now
        self.exchanges: list[dict[str, Any]] = []

    def send(self, request: Request) -> Response:
        """Deliver the request."""
        headers = {**request.headers, HEADER: self.now.isoformat()}
        response = of_thread.transport.send(replace(request, headers=headers))
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
