"""From the phone to the line, with a log for developers."""

from typing import Any

from ...simulator import Request, Response, Transport


class RecordingTransport:
    """Delivers by another transport, and records what went to and fro in ``exchanges``."""

    def __init__(self, transport: Transport) -> None:
        self.transport = transport
        self.exchanges: list[dict[str, Any]] = []

    def send(self, request: Request) -> Response:
        """Deliver the request."""
        exchange = {"method": request.method, "url": request.url, "body": request.body.decode()}
        self.exchanges.append({**exchange, "status": None, "type": "", "document": ""})
        response = self.transport.send(request)
        self.exchanges[-1] |= {
            "status": response.status,
            "type": response.header("Content-Type") or "",
            "document": response.body.decode(errors="replace").replace("\r\n", "\n") if not is_sound(response) else "",
        }
        return response


def is_sound(response: Response) -> bool:
    """Tell whether an answer is no text for developers to read."""
    return response.media_type.startswith("audio/")
