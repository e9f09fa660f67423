"""A server that makes the mistakes which strangers' servers make, each at a path of its own."""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

TWIML = b"<Response><Gather><Say>Hello.</Say></Gather></Response>"
PAGE = b"<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in</body></html>"
ANSWERS = {
    "/voice": (200, "text/xml", TWIML),
    "/slow": (200, "text/xml", TWIML),
    "/page": (200, "text/html", PAGE),
    "/json": (200, "application/json", b"{}"),
    "/refuses": (403, "text/plain", b"no"),
    "/fails": (500, "text/html", PAGE),
    "/get": (405, "text/plain", b"no"),
    "/goes-astray": (200, "text/xml", b"<Response><Redirect>/nowhere</Redirect></Response>"),
}
SLOW_SECONDS = 1.0


class Handler(BaseHTTPRequestHandler):
    """Answers by path."""

    def do_POST(self) -> None:
        """Answer a request; the clock that it names is said."""
        self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status, media_type, body = ANSWERS.get(self.path, (404, "text/plain", b"no"))
        if self.path == "/slow":
            time.sleep(SLOW_SECONDS)
        if "X-Now" in self.headers:
            body = b"<Response><Say>%s</Say></Response>" % self.headers["X-Now"].encode()
        with suppress(ConnectionError):  # whoever lost patience is gone
            self.send_response(status)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    def log_message(self, *_arguments: object) -> None:
        """Print nothing."""


@contextmanager
def served() -> Iterator[str]:
    """Return the server's address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
