"""The clock of a line in another process."""

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

from movies.clock import HEADER
from pytest_ivr.simulator import Request, Response, Transport


class ClockTransport:
    """Delivers by another transport, with a header that sets the line's clock to the instant (aware) of ``now()``."""

    def __init__(self, transport: Transport, now: Callable[[], dt.datetime]) -> None:
        self.transport = transport
        self.now = now

    def send(self, request: Request) -> Response:
        """Deliver the request."""
        return self.transport.send(replace(request, headers={**request.headers, HEADER: self.now().isoformat()}))
