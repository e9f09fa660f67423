"""The transport to any WSGI application in this process (PEP 3333)."""

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import unquote_to_bytes, urlsplit

from .transport import Request, Response, address_of, crashed

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

ExcInfo: TypeAlias = tuple[type[BaseException], BaseException, TracebackType] | tuple[None, None, None]


class WsgiTransport:
    """Delivers to a WSGI application in this process; an exception of the application is HTTP 500.

    ``connect_to`` is the address behind a proxy ("http://10.0.0.5:8000"): the application is reached
    by it and gets the public scheme in X-Forwarded-Proto, as from a TLS-terminating proxy.
    """

    def __init__(self, app: "WSGIApplication", connect_to: str | None = None) -> None:
        self.app = app
        self.connect_to = connect_to

    def send(self, request: Request) -> Response:
        """Deliver the request to the application."""
        answer = Answer()
        try:
            pieces = self.app(environ(request, self.connect_to), answer.start_response)
            try:
                for piece in pieces:
                    answer.write(piece)
            finally:
                close = getattr(pieces, "close", None)
                if close is not None:
                    close()
            return answer.response()
        except Exception:
            return answer.response() if answer.full else crashed()


class Answer:
    """What the application answers, by ``start_response``, by ``write`` and by what it yields."""

    def __init__(self) -> None:
        self.head: Response | None = None
        self.body = bytearray()

    def start_response(
        self, status: str, headers: list[tuple[str, str]], exc_info: ExcInfo | None = None
    ) -> Callable[[bytes], None]:
        """Begin the answer, or begin it anew after an error, which is raised if it is too late for that."""
        if exc_info is None and self.head is not None:
            raise RuntimeError("The application called start_response twice.")
        if exc_info is not None and exc_info[1] is not None and self.body:
            raise exc_info[1]
        self.head = Response(int(status.partition(" ")[0]), list(headers), b"")
        return self.write

    def write(self, piece: bytes) -> None:
        """Take a piece of the body. When Twilio has read enough, the application meets a closed connection."""
        if piece:
            self.response()
            self.body += piece
        if self.full:
            raise BrokenPipeError("Twilio has read as much as it ever reads.")

    @property
    def full(self) -> bool:
        """Whether there is as much of the body as Twilio reads."""
        return self.head is not None and len(self.body) >= self.head.most_bytes

    def response(self) -> Response:
        """Return the answer so far; raise RuntimeError if the application has not begun it."""
        if self.head is None:
            raise RuntimeError("The application answered without calling start_response.")
        return replace(self.head, body=bytes(self.body[: self.head.most_bytes]))


def environ(request: Request, connect_to: str | None) -> dict[str, Any]:
    """Return the request as PEP 3333 wants it: the path decoded, in Latin-1; the query as it was sent."""
    url, server = urlsplit(request.url), address_of(connect_to or request.url)
    headers = {name.upper().replace("-", "_"): value for name, value in request.headers_behind(connect_to).items()}
    return {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(url.path or "/").decode("latin-1"),
        "QUERY_STRING": url.query,
        "CONTENT_TYPE": headers.pop("CONTENT_TYPE", ""),
        "CONTENT_LENGTH": str(len(request.body)),
        "REMOTE_ADDR": "127.0.0.1",
        "SERVER_NAME": server.host,
        "SERVER_PORT": str(server.port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": server.scheme,
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": False,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
        **{f"HTTP_{name}": value for name, value in headers.items()},
    }
