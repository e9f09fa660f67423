"""How a request reaches the application. Each transport sends one Request and returns one Response."""

from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Request:
    """One HTTP request of Twilio's: the absolute URL as requested, headers by name, and the raw body."""

    method: str
    url: str
    headers: dict[str, str]
    body: bytes = b""


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


class Transport(Protocol):
    """What a Call needs to reach an application."""

    def send(self, request: Request) -> Response:
        """Deliver the request. Errors of the application are HTTP 500, never exceptions."""


class DjangoTransport:
    """Delivers through Django's test client: in this process, with CSRF checks, errors as HTTP 500.

    ``connect_to`` is the address behind a proxy ("http://10.0.0.5:8000"): the application is reached
    by its scheme and is told the public one in X-Forwarded-Proto, as a TLS-terminating proxy does it.
    """

    def __init__(self, connect_to: str | None = None) -> None:
        from django.test import Client

        self.connect_to = connect_to
        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)

    def send(self, request: Request) -> Response:
        """Deliver the request to the Django project in this process."""
        url = urlsplit(request.url)
        headers = {**request.headers, "Host": url.netloc}
        scheme = url.scheme
        if self.connect_to is not None:
            headers["X-Forwarded-Proto"] = url.scheme
            scheme = urlsplit(self.connect_to).scheme
        content_type = headers.pop("Content-Type", "")
        self.client.cookies.clear()  # the call keeps its own
        answer = self.client.generic(
            request.method,
            url._replace(scheme="", netloc="").geturl() or "/",
            request.body,
            content_type,
            secure=scheme == "https",
            headers=headers,
        )
        cookies = [("Set-Cookie", cookie.OutputString()) for cookie in answer.cookies.values()]
        return Response(answer.status_code, [*answer.headers.items(), *cookies], answer.getvalue())
