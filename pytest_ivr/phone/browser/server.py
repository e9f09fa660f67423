"""The phone in the browser on a server of its own."""

from __future__ import annotations

import hashlib
import os
import socket
from collections.abc import Callable
from pathlib import Path

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from ...errors import UsageError
from ...line import Line
from ..saving import Saving
from .app import make_app

HOST, PORT = "127.0.0.1", 8001


class Quiet(WSGIRequestHandler):
    """Logs no request: the page shows what went to and fro."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing."""


def serve(
    line: Line,
    host: str = HOST,
    port: int = PORT,
    saving: Saving = Saving(),  # noqa: B008 (it never changes)
    *,
    folder: Path | None = None,
    show: Callable[[str], object] = print,
) -> None:
    """Serve the phone that dials a line, until Control-C.

    ``saving`` is how calls are saved as scenarios; until then they are kept in ``folder``, by default below the
    user's state. ``show`` shows where the phone is. Raises UsageError for an address at which nobody can listen.
    """
    with listening(line, host, port, saving, folder or state_folder(line)) as server:
        show(f"The phone, to dial the line:     {url(server)}")
        server.serve_forever()


def listening(line: Line, host: str, port: int, saving: Saving, folder: Path) -> BaseWSGIServer:
    """Return the server, a thread for each request; port 0 is any that is free. Raises UsageError."""
    app = make_app(line, folder, saving, host)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as opened:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            opened.bind((host, port))
        except (OSError, OverflowError) as error:
            reason = getattr(error, "strerror", None) or error
            raise UsageError(
                f"The phone cannot listen at port {port} of {host}: {reason}. Name others with --port and --host."
            ) from None
        opened.listen()
        return make_server(host, port, app, threaded=True, request_handler=Quiet, fd=opened.fileno())


def url(server: BaseWSGIServer) -> str:
    """Return where the page is."""
    host = f"[{server.host}]" if ":" in server.host else server.host
    return f"http://{host}:{server.port}/"


def state_folder(line: Line) -> Path:
    """Return where calls to a line are kept: they are nobody else's business, and no part of a project."""
    state = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return state / "pytest-ivr" / "calls" / hashlib.sha256(line.voice_url.encode()).hexdigest()[:16]
