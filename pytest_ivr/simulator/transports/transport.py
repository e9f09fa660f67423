"""What passes between a call and its transport: one Request goes out, one Response comes back."""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple, Protocol
from urllib.parse import urlsplit

MAX_DOCUMENT_BYTES = 64 * 1024
MAX_AUDIO_BYTES = 50 * 1024 * 1024
DEFAULT_PORTS = {"http": 80, "https": 443}

logger = logging.getLogger(__name__)


class Timeouts(NamedTuple):
    """How long Twilio waits, in seconds (contract, section 1.6).

    ``connect`` is for the connection, ``read`` for the first packet of the answer and for each that
    follows, ``total`` for everything together. Only real connections take time: HttpTransport obeys.
    """

    connect: float = 5.0
    read: float = 15.0
    total: float = 15.0


DEFAULT_TIMEOUTS = Timeouts()


@dataclass(frozen=True)
class Request:
    """One HTTP request of Twilio's: the absolute URL as requested, headers by name, and the raw body.

    ``steers`` is False for one that only informs the application, or fetches a file: its answer is no document.
    """

    method: str
    url: str
    headers: dict[str, str]
    body: bytes = b""
    timeouts: Timeouts = DEFAULT_TIMEOUTS
    steers: bool = True

    @property
    def target(self) -> str:
        """The path and query as they stand in the URL."""
        url = urlsplit(self.url)
        return (url.path or "/") + (f"?{url.query}" if url.query else "")

    def headers_behind(self, connect_to: str | None) -> dict[str, str]:
        """Return the headers with Host, and with what a TLS-terminating proxy adds if there is one."""
        url = urlsplit(self.url)
        proxy = {} if connect_to is None else {"X-Forwarded-Proto": url.scheme}
        return {**self.headers, "Host": url.netloc, **proxy}


@dataclass(frozen=True)
class Response:
    """One HTTP answer: status, headers as name and value in the order received, and the raw body."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes

    def header(self, name: str) -> str | None:
        """Return the first header of that name, whatever its case, or None."""
        return next((value for given, value in self.headers if given.lower() == name.lower()), None)

    @property
    def media_type(self) -> str:
        """The Content-Type in small letters without its parameters; empty if there is none."""
        return (self.header("Content-Type") or "").partition(";")[0].strip().lower()

    @property
    def most_bytes(self) -> int:
        """How much of the body Twilio reads at the most: one byte more than a document may have."""
        return MAX_AUDIO_BYTES if self.media_type.startswith("audio/") else MAX_DOCUMENT_BYTES + 1


class Address(NamedTuple):
    """Where a connection goes to."""

    scheme: str
    host: str
    port: int


def address_of(url: str) -> Address:
    """Return the address in an absolute URL; raise ValueError if there is none."""
    parts = urlsplit(url)
    if parts.scheme not in DEFAULT_PORTS or not parts.hostname:
        raise ValueError(f"{url!r} is no address; write it like http://127.0.0.1:8000.")
    return Address(parts.scheme, parts.hostname, parts.port or DEFAULT_PORTS[parts.scheme])


class Transport(Protocol):
    """What a Call needs to reach an application."""

    def send(self, request: Request) -> Response:
        """Deliver the request; raise DeliveryFailed if no complete answer comes.

        Errors of the application are HTTP 500, never exceptions. Of an answer without end, as much is
        returned as Twilio reads.
        """


def read_answer(status: int, headers: list[tuple[str, str]], pieces: Iterable[bytes]) -> Response:
    """Return an answer whose body comes piece by piece; stop when Twilio would."""
    head = Response(status, headers, b"")
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) >= head.most_bytes:
            break
    return Response(status, headers, bytes(body[: head.most_bytes]))


def crashed() -> Response:
    """Log the exception that the application has raised, and return what its server would answer."""
    logger.exception("The application failed.")
    return Response(500, [], b"")
