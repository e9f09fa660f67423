"""The shortest way to a WSGI application in this process."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit
from wsgiref.util import setup_testing_defaults

from call_simulator import Request, Response

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication, WSGIEnvironment


class WsgiTransport:
    """Delivers requests to an application."""

    def __init__(self, app: WSGIApplication) -> None:
        self.app = app

    def send(self, request: Request) -> Response:
        """Return what the application answers."""
        url = urlsplit(request.url)
        headers = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in request.headers.items()}
        environ: WSGIEnvironment = {
            **headers,
            "REQUEST_METHOD": request.method,
            "HTTP_HOST": url.netloc,
            "PATH_INFO": unquote(url.path) or "/",
            "QUERY_STRING": url.query,
            "CONTENT_TYPE": headers.get("HTTP_CONTENT_TYPE", ""),
            "CONTENT_LENGTH": str(len(request.body)),
            "wsgi.url_scheme": url.scheme,
            "wsgi.input": io.BytesIO(request.body),
        }
        setup_testing_defaults(environ)
        begun: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], _: object = None) -> object:
            begun.append((status, headers))
            return None

        body = b"".join(self.app(environ, start_response))  # type: ignore[arg-type]  # nobody uses the old write()
        [(status, received)] = begun
        return Response(int(status.split()[0]), received, body)
