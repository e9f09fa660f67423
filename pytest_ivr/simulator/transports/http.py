"""The transport over real HTTP (contract, sections 1.6 and 3.4)."""

import http.client
from collections.abc import Iterator
from contextlib import ExitStack

from ..errors import DeliveryFailed
from .sockets import Clock, Hosts, Wire, connect, secure
from .transport import Request, Response, address_of, read_answer

PIECE_BYTES = 64 * 1024


class HttpTransport:
    """Delivers over the network: a connection for each request, no proxies, no redirects, no doubtful certificates.

    ``connect_to`` is the address behind a proxy ("http://127.0.0.1:8000"): the application is reached
    there and gets the public host and scheme, as from a TLS-terminating proxy.
    """

    def __init__(self, connect_to: str | None = None) -> None:
        self.connect_to = connect_to
        self.hosts = Hosts()

    def send(self, request: Request) -> Response:
        """Deliver the request; raise DeliveryFailed, with Twilio's number, if no complete answer comes in time."""
        scheme, host, port = address_of(self.connect_to or request.url)
        clock = Clock(f"{host}:{port}", request.timeouts)
        with ExitStack() as stack:
            sock = stack.enter_context(connect(self.hosts.addresses(host, port), port, clock))
            if scheme == "https":
                sock = stack.enter_context(secure(sock, host, clock))
            try:
                sock.sendall(on_the_wire(request, self.connect_to))
                with http.client.HTTPResponse(Wire(sock, clock), method=request.method) as answer:  # type: ignore[arg-type]  # all it wants is makefile()
                    answer.begin()
                    return read_answer(answer.status, answer.getheaders(), pieces(answer))
            except (http.client.HTTPException, OSError) as error:
                raise DeliveryFailed(11206, f"{clock.where} broke off or spoke no HTTP: {error!r}.") from None


def on_the_wire(request: Request, connect_to: str | None) -> bytes:
    """Return the request as bytes."""
    headers = {**request.headers_behind(connect_to), "Content-Length": str(len(request.body))}
    lines = [f"{request.method} {request.target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + request.body


def pieces(answer: http.client.HTTPResponse) -> Iterator[bytes]:
    """Yield the body as it arrives; raise IncompleteRead if it ends too early."""
    while piece := answer.read1(PIECE_BYTES):
        yield piece
    if answer.length:
        raise http.client.IncompleteRead(b"", answer.length)
