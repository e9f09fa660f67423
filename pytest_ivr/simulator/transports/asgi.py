"""The transport to any ASGI application in this process (ASGI 3.0, https://asgi.readthedocs.io)."""

from __future__ import annotations

import asyncio
import atexit
import logging
import threading
from collections.abc import Awaitable, Callable, Coroutine, MutableMapping
from typing import Any
from urllib.parse import unquote, urlsplit

from ..errors import DeliveryFailed
from .transport import Request, Response, address_of, crashed

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
AsgiApplication = Callable[[Message, Receive, Send], Coroutine[Any, Any, None]]

VERSION = {"version": "3.0", "spec_version": "2.4"}
SECONDS_BEHIND_THE_ANSWER = 5  # how long a call waits for what the application does behind its answer
SECONDS_TO_SHUT_DOWN = 5

logger = logging.getLogger(__name__)


class AsgiTransport:
    """Delivers to an ASGI application in this process; an exception of the application is HTTP 500.

    The application is started up before the first request and shut down when the process ends. It lives in a loop and
    a thread of its own, also between two requests. ``connect_to`` is the address behind a proxy
    ("http://10.0.0.5:8000"): the application is reached by it and is told the public scheme in X-Forwarded-Proto, as a
    TLS-terminating proxy does it.
    """

    def __init__(self, app: AsgiApplication, connect_to: str | None = None) -> None:
        self.app = app
        self.connect_to = connect_to
        self.server: Server | None = None
        self.starting = threading.Lock()

    def send(self, request: Request) -> Response:
        """Deliver the request; raise DeliveryFailed if the application does not start."""
        with self.starting:
            if self.server is None:
                self.server = Server(self.app)
        connection = scope(request, self.connect_to, dict(self.server.state))
        try:
            response: Response = self.server.run(Exchange(request.body).held_with(self.app, connection))
        except Exception:
            return crashed()
        return response


class Exchange:
    """One request and its answer. The application meets a closed connection as soon as Twilio has read enough."""

    def __init__(self, body: bytes) -> None:
        self.requests = iter([{"type": "http.request", "body": body, "more_body": False}])
        self.head: Response | None = None
        self.body = bytearray()
        self.closed = asyncio.Event()

    async def held_with(self, app: AsgiApplication, connection: Message) -> Response:
        """Return what the application answers; raise RuntimeError if it ends before its answer does."""
        application = asyncio.ensure_future(app(connection, self.receive, self.send))
        closed = asyncio.ensure_future(self.closed.wait())
        await asyncio.wait({application, closed}, return_when=asyncio.FIRST_COMPLETED)
        closed.cancel()
        if self.head is None or not self.closed.is_set():
            await application
            raise RuntimeError("The application ended without a complete answer.")
        await asyncio.wait({application}, timeout=SECONDS_BEHIND_THE_ANSWER)
        if self.is_full:  # whatever the application makes of the closed connection
            application.cancel()
            await asyncio.wait({application}, timeout=SECONDS_BEHIND_THE_ANSWER)
        application.add_done_callback(ignore_failure if self.is_full else log_failure)
        return Response(self.head.status, self.head.headers, bytes(self.body[: self.head.most_bytes]))

    @property
    def is_full(self) -> bool:
        """Whether there is as much of the body as Twilio reads."""
        return self.head is not None and len(self.body) >= self.head.most_bytes

    async def receive(self) -> Message:
        """Return the request, and then, when the answer is complete, that the connection is closed."""
        for message in self.requests:
            return message
        await self.closed.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: Message) -> None:
        """Take a part of the answer."""
        if self.closed.is_set():
            raise BrokenPipeError("Twilio has read as much as it ever reads.")
        if message["type"] == "http.response.start":
            headers = [(name.decode("latin-1"), value.decode("latin-1")) for name, value in message.get("headers", ())]
            self.head = Response(message["status"], headers, b"")
        elif message["type"] == "http.response.body":
            if self.head is None:
                raise RuntimeError("The application answered without http.response.start.")
            self.body += message.get("body", b"")
            if self.is_full or not message.get("more_body", False):
                self.closed.set()
            await asyncio.sleep(0)


def log_failure(ended: asyncio.Future[None]) -> None:
    """Log what an application has raised behind its answer."""
    failure = None if ended.cancelled() else ended.exception()
    if failure is not None:
        logger.error("The application failed behind its answer.", exc_info=failure)


def ignore_failure(ended: asyncio.Future[None]) -> None:
    """Take note of what an application has raised, and say nothing."""
    if not ended.cancelled():
        ended.exception()


class Server:
    """An application that was started up, and the loop in which it lives. ``state`` is what its start-up has made.

    Raises DeliveryFailed if the application says that it cannot start.
    """

    def __init__(self, app: AsgiApplication) -> None:
        self.app = app
        self.state: dict[str, Any] = {}
        self.failures: list[str] = []
        self.ready, self.over = asyncio.Event(), asyncio.Event()
        self.events = iter([{"type": "lifespan.startup"}])
        self.loop = asyncio.new_event_loop()
        self.thread = threading.Thread(target=self.loop.run_forever, name="ASGI application", daemon=True)
        self.thread.start()
        self.lifespan = self.run(self.start_up())
        if self.failures:
            self.shut_down()
            raise DeliveryFailed(11202, f"The application did not start: {self.failures[0].strip()}")
        atexit.register(self.shut_down)

    def run(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        """Run a coroutine in the application's loop, and return its result."""
        return asyncio.run_coroutine_threadsafe(coroutine, self.loop).result()

    async def start_up(self) -> asyncio.Task[None]:
        """Start the application up, and return the task that ends when it has shut down."""
        lifespan = asyncio.get_running_loop().create_task(self.live())
        await self.ready.wait()
        return lifespan

    async def live(self) -> None:
        """Let the application live. One that knows no lifespan, and says so by an exception, is ready at once."""
        try:
            await self.app({"type": "lifespan", "asgi": VERSION, "state": self.state}, self.receive, self.send)
        except Exception:
            if self.ready.is_set():
                logger.exception("The application failed in its lifespan.")
        finally:
            self.ready.set()

    async def receive(self) -> Message:
        """Return that the application is to start up, and then, when all is over, that it is to shut down."""
        for message in self.events:
            return message
        await self.over.wait()
        return {"type": "lifespan.shutdown"}

    async def send(self, message: Message) -> None:
        """Take how the start-up, or the shut-down, has ended."""
        if message["type"] == "lifespan.startup.failed":
            self.failures.append(message.get("message", ""))
        elif message["type"] == "lifespan.shutdown.failed":
            logger.error("The application did not shut down: %s", message.get("message", ""))
        self.ready.set()

    def shut_down(self) -> None:
        """Let the application shut down, and end its loop and whatever still lives in it."""
        self.run(self.end())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self.thread.join()
        self.loop.close()

    async def end(self) -> None:
        """Tell the application that all is over, and cancel what has not ended then."""
        self.over.set()
        await asyncio.wait({self.lifespan}, timeout=SECONDS_TO_SHUT_DOWN)
        left = asyncio.all_tasks() - {asyncio.current_task()}
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)
        await self.loop.shutdown_asyncgens()


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
