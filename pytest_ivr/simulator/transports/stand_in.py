"""What answers for a host that is not the line's: the same answer, whatever is asked."""

from __future__ import annotations

from dataclasses import dataclass

from .transport import Request, Response, Transport, address_of


@dataclass(frozen=True)
class StandIn:
    """Gives one answer to every request."""

    response: Response

    def send(self, request: Request) -> Response:
        """Return the answer."""
        return self.response


def stand_in(address: str, answer: Transport | Response | str) -> Transport:
    """Return the transport that answers for an address; raise ValueError for what is no address.

    A text is a document of TwiML.
    """
    address_of(address)
    if isinstance(answer, str):
        return StandIn(Response(200, [("Content-Type", "text/xml")], answer.encode()))
    return StandIn(answer) if isinstance(answer, Response) else answer
