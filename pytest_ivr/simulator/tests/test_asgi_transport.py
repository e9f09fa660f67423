"""The transport to ASGI applications: ASGI 3.0, from their start-up to the end of the process."""

import asyncio
import contextvars
import subprocess
import sys
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, MutableMapping
from contextlib import asynccontextmanager
from typing import Any

import pytest
from fastapi import BackgroundTasks, FastAPI
from fastapi import Request as Asked
from starlette.responses import Response as Answer
from starlette.responses import StreamingResponse

from pytest_ivr.simulator import AsgiTransport, Call, DeliveryFailed, Request
from pytest_ivr.simulator.testing import TOKEN, codes, events
from pytest_ivr.simulator.transports import asgi

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
HOME = "https://ivr.example.com"
START: Message = {"type": "http.response.start", "status": 200, "headers": [(b"Content-Type", b"text/xml")]}
HELLO = b"<Response><Say>Hello</Say></Response>"


@pytest.fixture(autouse=True)
def _servers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Shut down behind each test what would live to the end of the process."""
    at_exit: list[Callable[[], None]] = []
    monkeypatch.setattr("atexit.register", at_exit.append)
    yield
    for shut_down in at_exit:
        shut_down()


def request(path: str = "/voice", method: str = "POST", body: bytes = b"", **headers: str) -> Request:
    """Return a request to the application."""
    return Request(method, f"{HOME}{path}", headers, body)


def dial(transport: AsgiTransport, path: str = "/voice") -> Call:
    """Return a call to an application that has been dialed."""
    call = Call(f"{HOME}{path}", transport=transport, auth_token=TOKEN)
    call.dial()
    return call


def answering(*messages: Message, fails: bool = False) -> AsgiTransport:
    """Return the way to an application without lifespan that sends these messages, and then fails or does not."""

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        assert scope["type"] == "http"  # lifespan is unknown to it
        for message in messages:
            await send(message)
        if fails:
            raise RuntimeError("a bug")

    return AsgiTransport(app)


def body(piece: bytes, *, more: bool = False) -> Message:
    """Return a part of an answer."""
    return {"type": "http.response.body", "body": piece, "more_body": more}


# What goes in


def test_an_application_is_told_of_the_request() -> None:
    seen: list[Message] = []

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            seen.extend([scope, await receive()])
            await send(START)
            await send(body(HELLO))
            seen.append(await receive())

    AsgiTransport(app, "http://10.0.0.5:8000").send(request("/gr%C3%B6%C3%9Fe?q=%C3%B6+b", body=b"d=1", Cookie="a=1"))
    scope, asked, closed = seen
    assert asked == {"type": "http.request", "body": b"d=1", "more_body": False}
    assert closed == {"type": "http.disconnect"}
    assert (scope["method"], scope["path"], scope["raw_path"]) == ("POST", "/größe", b"/gr%C3%B6%C3%9Fe")
    assert (scope["scheme"], scope["server"], scope["query_string"]) == ("http", ("10.0.0.5", 8000), b"q=%C3%B6+b")
    assert dict(scope["headers"]) == {
        b"cookie": b"a=1",
        b"host": b"ivr.example.com",
        b"x-forwarded-proto": b"https",
        b"content-length": b"3",
    }


# What comes out


def test_an_answer_may_come_in_pieces() -> None:
    call = dial(answering(START, body(HELLO[:5], more=True), {"type": "http.response.debug"}, body(HELLO[5:])))
    assert (call.heard, codes(call)) == (["Hello"], [])


@pytest.mark.parametrize(
    "transport",
    [
        answering(fails=True),
        answering(START, body(HELLO, more=True), fails=True),
        answering(START, body(HELLO, more=True)),
        answering(START),
        answering(body(HELLO)),
        answering(),
    ],
)
def test_an_answer_that_is_not_complete_is_http_500_and_logged(
    transport: AsgiTransport, caplog: pytest.LogCaptureFixture
) -> None:
    assert transport.send(request()).status == 500
    assert "The application failed." in caplog.text


def test_what_fails_behind_the_answer_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    assert answering(START, body(HELLO), fails=True).send(request()).body == HELLO
    assert "The application failed behind its answer." in caplog.text


@pytest.mark.parametrize("ends", ["by the error", "by itself", "never"])
def test_an_answer_without_end_is_cut_where_twilio_stops_reading(ends: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "SECONDS_BEHIND_THE_ANSWER", 0.1)
    met: list[str] = []

    async def app(scope: Message, receive: Receive, send: Send) -> None:
        assert scope["type"] == "http"
        await send(START)
        try:
            while not met:
                await send(body(b"<Response>", more=True))
        except OSError as error:
            met.append(str(error))
            if ends == "by the error":
                raise
        try:
            while ends == "never":
                await asyncio.sleep(10)
        except asyncio.CancelledError:
            met.append("cancelled")
            raise

    assert len(AsgiTransport(app).send(request()).body) == 64 * 1024 + 1
    assert met[0] == "Twilio has read as much as it ever reads."


def test_a_stream_of_starlette_is_cut_too() -> None:
    closed = threading.Event()
    app = FastAPI()

    @app.post("/voice")
    async def voice() -> StreamingResponse:
        async def pieces() -> AsyncIterator[bytes]:
            try:
                while True:
                    yield b"<Response>"
            finally:
                closed.set()

        return StreamingResponse(pieces(), media_type="text/xml")

    assert codes(dial(AsgiTransport(app))) == [11750]
    assert closed.wait(5)


# The lifespan


def living(told: list[str], fails: str = "") -> FastAPI:
    """Return an application that tells when it starts and ends, and counts its visitors by a task that lives on."""

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[dict[str, object]]:
        told.append("starts")
        if fails == "starting":
            raise RuntimeError("no database")
        queue: asyncio.Queue[str] = asyncio.Queue()
        visits: list[str] = []

        async def count() -> None:
            while True:
                visits.append(await queue.get())

        counting = asyncio.create_task(count())
        yield {"queue": queue, "visits": visits}
        counting.cancel()
        told.append("ends")
        if fails == "ending":
            raise RuntimeError("no disk")

    app = FastAPI(lifespan=lifespan)

    @app.post("/voice")
    async def voice(asked: Asked) -> Answer:
        await asked.state.queue.put("visit")
        await asyncio.sleep(0)
        say = f"<Say>{len(asked.state.visits)}</Say><Gather action='/voice'/>"
        return Answer(f"<Response>{say}</Response>", media_type="text/xml")

    return app


def test_an_application_lives_from_before_the_first_request_to_the_end() -> None:
    told: list[str] = []
    transport = AsgiTransport(living(told))
    call = dial(transport)
    call.press("1#")
    assert [event["text"] for event in events(call, "said")] == ["1", "2"]
    assert told == ["starts"]
    assert transport.server is not None
    atexit_of_server = transport.server
    atexit_of_server.run(atexit_of_server.end())
    assert told == ["starts", "ends"]


def test_several_applications_live_beside_each_other() -> None:
    told: list[str] = []
    app = living(told)
    first, second = AsgiTransport(app), AsgiTransport(app)
    assert [dial(line).heard for line in (first, second, first)] == [["1"], ["1"], ["2"]]
    assert told == ["starts", "starts"]


def test_an_application_that_does_not_start_gives_no_answer() -> None:
    threads = threading.active_count()
    transport = AsgiTransport(living([], fails="starting"))
    with pytest.raises(DeliveryFailed, match=r"(?s)The application did not start: .*no database"):
        transport.send(request())
    assert codes(dial(transport)) == [11202]
    assert threading.active_count() == threads


def test_an_application_that_does_not_end_well_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    transport = AsgiTransport(living([], fails="ending"))
    transport.send(request())
    assert transport.server is not None
    transport.server.run(transport.server.end())
    assert "The application did not shut down: " in caplog.text
    assert "The application failed in its lifespan." in caplog.text


def test_an_application_may_end_its_lifespan_at_once() -> None:
    async def app(scope: Message, receive: Receive, send: Send) -> None:
        if scope["type"] == "http":
            await send(START)
            await send(body(HELLO))

    assert dial(AsgiTransport(app)).heard == ["Hello"]


# What happens beside the requests


def test_no_request_sees_the_context_of_another() -> None:
    visitor = contextvars.ContextVar("visitor", default="nobody")
    app = FastAPI()

    @app.post("/voice")
    async def voice() -> Answer:
        before = visitor.get()
        visitor.set("somebody")
        return Answer(f"<Response><Say>{before}</Say></Response>", media_type="text/xml")

    transport = AsgiTransport(app)
    assert [dial(transport).heard for _ in range(2)] == [["nobody"]] * 2
    assert visitor.get() == "nobody"


def test_what_is_done_in_the_background_is_done_before_the_call_goes_on() -> None:
    done: list[str] = []
    app = FastAPI()

    @app.post("/voice")
    async def voice(background: BackgroundTasks) -> Answer:
        background.add_task(done.append, "told the shop")
        return Answer(HELLO, media_type="text/xml", background=background)

    call = dial(AsgiTransport(app))
    assert (call.heard, done) == (["Hello"], ["told the shop"])


def test_nobody_waits_for_ever_for_what_is_done_in_the_background(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asgi, "SECONDS_BEHIND_THE_ANSWER", 0.1)
    first_is_over = asyncio.Event()
    done: list[str] = []
    app = FastAPI()

    @app.post("/first")
    async def first(background: BackgroundTasks) -> Answer:
        async def wait() -> None:
            await first_is_over.wait()
            done.append("waited")

        background.add_task(wait)
        return Answer("<Response><Redirect>/second</Redirect></Response>", media_type="text/xml", background=background)

    @app.post("/second")
    async def second() -> Answer:
        first_is_over.set()
        await asyncio.sleep(0.01)
        return Answer(HELLO, media_type="text/xml")

    assert dial(AsgiTransport(app), "/first").heard == ["Hello"]
    assert done == ["waited"]


PROGRAM = """
import asyncio
from pytest_ivr.simulator import AsgiTransport, Call

async def app(scope, receive, send):
    if scope["type"] == "lifespan":
        await receive()
        await send({"type": "lifespan.startup.complete"})
        await receive()
        print("shuts down")
        await send({"type": "lifespan.shutdown.complete"})
        return
    asyncio.get_running_loop().create_task(asyncio.sleep(1000), name="lives on")
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/xml")]})
    await send({"type": "http.response.body", "body": b"<Response><Say>Hello</Say></Response>"})

call = Call("https://ivr.example.com/voice", transport=AsgiTransport(app), auth_token="12345")
call.dial()
print(*call.heard)
"""


def test_the_process_ends_without_a_warning() -> None:
    flags = ["-X", "dev", "-W", "error"]
    ended = subprocess.run([sys.executable, *flags, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert (ended.stdout, ended.stderr) == ("Hello\nshuts down\n", "")
