"""Transports that tests and tools share."""

from pytest_ivr.simulator import Request, Response, Transport


class RecordingTransport:
    """Delivers by another transport; keeps what was sent in ``requests`` and what came back in ``responses``."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.requests: list[Request] = []
        self.responses: list[Response] = []

    def send(self, request: Request) -> Response:
        """Deliver the request."""
        self.requests.append(request)
        response = self.transport.send(request)
        self.responses.append(response)
        return response
