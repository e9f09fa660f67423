"""The transport to any ASGI application in this process (ASGI 3.0, https://asgi.readthedocs.io)."""

from __future__ import annotations

import asyncio
import atexit
import threading
from collections.abc import Awaitable, Callable, Coroutine, MutableMapping
from typing import Any
from urllib.parse import unquote, urlsplit

from ..errors import DeliveryFailed
from .transport import Request, Response, address_of, crashed, read_answer

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
AsgiApplication = Callable[[Message, Receive, Send], Coroutine[Any, Any, None]]

VERSION = {"version": "3.0", "spec_version": "2.3"}
SECONDS_TO_SHUT_DOWN = 5


class AsgiTransport:
    """Delivers to an ASGI application in this process; an exception of the application is HTTP 500.

    The application is started up before the first request and shut down when the process ends, in a thread of its
    own. ``connect_to`` is the address behind a proxy ("http://10.0.0.5:8000"): the application is reached by it and
    is told the public scheme in X-Forwarded-Proto, as a TLS-terminating proxy does it.
    """

    def __init__(self, app: AsgiApplication, connect_to: str | None = None) -> None:
        self.app = app
        self.connect_to = connect_to
        self.server: Server | None = None

    def send(self, request: Request) -> Response:
        """Deliver the request; raise DeliveryFailed if the application does not start."""
        if self.server is None:
            self.server = Server(self.app)
        try:
            response: Response = self.server.run(self.answer(request, dict(self.server.state)))
        except Exception:
            return crashed()
        return response

    async def answer(self, request: Request, state: dict[str, Any]) -> Response:
        """Return what the application answers; raise RuntimeError if it ends without an answer."""
        start: Message = {}
        pieces: list[bytes] = []
        complete = asyncio.Event()
        requests = iter([{"type": "http.request", "body": request.body, "more_body": False}])

        async def receive() -> Message:
            for message in requests:
                return message
            await complete.wait()
            return {"type": "http.disconnect"}

        async def send(message: Message) -> None:
            if message["type"] == "http.response.start":
                start.update(message)
            elif message["type"] == "http.response.body":
                pieces.append(bytes(message.get("body", b"")))
                if not message.get("more_body", False):
                    complete.set()

        application = asyncio.ensure_future(self.app(scope(request, self.connect_to, state), receive, send))
        answered = asyncio.ensure_future(complete.wait())
        await asyncio.wait({application, answered}, return_when=asyncio.FIRST_COMPLETED)
        if not complete.is_set():
            answered.cancel()
            await application
            raise RuntimeError("The application ended without a complete answer.")
        await application
        headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in start.get("headers", ())]
        return read_answer(start["status"], headers, pieces)


class Server:
    """An application that was started up, and the loop in which it lives. ``state`` is what its start-up has made.

    Raises DeliveryFailed if the application says that it cannot start.
    """

    def __init__(self, app: AsgiApplication) -> None:
        self.app = app
        self.state: dict[str, Any] = {}
        self.loop = asyncio.new_event_loop()
        threading.Thread(target=self.loop.run_forever, name="ASGI application", daemon=True).start()
        self.over = self.run(self.make_event())
        self.lifespan = self.run(self.start_up())
        atexit.register(self.shut_down)

    def run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        """Run a coroutine in the application's loop, and return its result."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result()

    async def make_event(self) -> asyncio.Event:
        """Return an event of the application's loop."""
        return asyncio.Event()

    async def start_up(self) -> asyncio.Task[None]:
        """Start the application up. One that knows no lifespan, and says so by an exception, is ready at once."""
        ready, failures = asyncio.Event(), []
        events = iter([{"type": "lifespan.startup"}])

        async def receive() -> Message:
            for message in events:
                return message
            await self.over.wait()
            return {"type": "lifespan.shutdown"}

        async def send(message: Message) -> None:
            if message["type"] == "lifespan.startup.failed":
                failures.append(message.get("message", ""))
            ready.set()

        async def live() -> None:
            try:
                await self.app({"type": "lifespan", "asgi": VERSION, "state": self.state}, receive, send)
            except Exception:
                if not ready.is_set():
                    return
                raise
            finally:
                ready.set()

        lifespan = asyncio.ensure_future(live())
        await ready.wait()
        if failures:
            raise DeliveryFailed(11202, f"The application did not start: {failures[0].strip()}")
        return lifespan

    def shut_down(self) -> None:
        """Let the application shut down, and end its loop."""

        async def end() -> None:
            self.over.set()
            await asyncio.wait({self.lifespan}, timeout=SECONDS_TO_SHUT_DOWN)

        self.run(end())
        self.loop.call_soon_threadsafe(self.loop.stop)


def scope(request: Request, connect_to: str | None, state: dict[str, Any]) -> Message:
    """Return the request as ASGI wants it: the path decoded, and as it was sent; names of headers in small letters."""
    url, server = urlsplit(request.url), address_of(connect_to or request.url)
    headers = {**request.headers_behind(connect_to), "Content-Length": str(len(request.body))}
    return {
        "type": "http",
        "asgi": VERSION,
        "http_version": "1.1",
        "method": request.method,
        "scheme": server.scheme,
        "path": unquote(url.path or "/"),
        "raw_path": (url.path or "/").encode(),
        "query_string": url.query.encode(),
        "root_path": "",
        "headers": [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()],
        "client": ("127.0.0.1", 50_000),
        "server": (server.host, server.port),
        "state": state,
    }
