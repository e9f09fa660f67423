"""What the phone in the browser costs the server, beside the requests of Twilio's that it stands for.

Both come over real HTTP to a server of one thread. The CPU seconds of that thread count, so nothing of what the
browser and Twilio spend.
"""

import json
import re
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from django.core.servers.basehttp import WSGIServer
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from django.test.testcases import QuietWSGIRequestHandler

from pytest_ivr.simulator import HttpTransport, Request, Response
from testbed.transports import RecordingTransport

from .line import complete_call
from .measure import Clock, Result, paired

MEMORY = "django.contrib.sessions.backends.cache"
DISK = "django.contrib.sessions.backends.db"
WHOLE = ("1#", "1#")
KEY_BY_KEY = ("1", "#", "1", "#")


def measure() -> list[Result]:
    """Compare complete calls on the phone with the same three requests from Twilio."""
    return [
        compare("a call on the phone, sessions in memory", WHOLE, MEMORY, 2),
        compare("the same on disk", WHOLE, DISK, 4),
        compare("key by key, sessions in memory", KEY_BY_KEY, MEMORY, 3),
        compare("the same on disk", KEY_BY_KEY, DISK, 6),
    ]


def compare(name: str, keys: tuple[str, ...], sessions: str, bound: float) -> Result:
    """Measure calls that press these keys, with sessions kept by an engine."""
    with override_settings(SESSION_ENGINE=sessions), serving() as (address, clock):
        ratio, taken = paired(phone_calls(address, keys), bare(address), clock=clock)
    return Result(f"{name} / the bare requests", ratio, bound, f"{taken * 1000:.2f} ms a call")


@contextmanager
def serving() -> Iterator[tuple[str, Clock]]:
    """Serve the line and the phone; yield the address, and the clock of the thread that serves."""
    with WSGIServer(("127.0.0.1", 0), QuietWSGIRequestHandler) as server:
        server.set_app(get_wsgi_application())
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        clock = time.pthread_getcpuclockid(thread.ident or 0)
        try:
            yield f"http://127.0.0.1:{server.server_port}", lambda: time.clock_gettime(clock)
        finally:
            server.shutdown()
            thread.join()


def bare(address: str) -> Callable[[], None]:
    """Return a function that sends the three requests of a call."""
    recorder = RecordingTransport(HttpTransport())
    complete_call(recorder, "1", "1", address)

    def send_all() -> None:
        for request in recorder.requests:
            expect(recorder.transport.send(request))

    return send_all


def phone_calls(address: str, keys: tuple[str, ...]) -> Callable[[], None]:
    """Return a function that makes a call in a browser, on a page that it has opened before."""
    browser = HttpTransport()
    page = expect(browser.send(Request("GET", f"{address}/phone/", {})))
    token = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page.body.decode())[0]
    cookies: SimpleCookie = SimpleCookie()
    keep_cookies(page, cookies)

    def act(**form: object) -> Any:
        cookie = "; ".join(f"{name}={it.value}" for name, it in cookies.items())
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
        body = urlencode({"csrfmiddlewaretoken": token, **form}).encode()
        answer = expect(browser.send(Request("POST", f"{address}/phone/act", headers, body)))
        keep_cookies(answer, cookies)
        return json.loads(answer.body)

    def call() -> None:
        state = act(act="dial", time="", zone="UTC", fold="first")
        for pressed in keys:
            state = act(act="press", keys=pressed, **{name: state[name] for name in ("sid", "seen", "logged")})
        if not state["over"] or state["problem"]:
            raise RuntimeError(f"The measured call went wrong: {state}")

    return call


def keep_cookies(answer: Response, cookies: SimpleCookie) -> None:
    """Take the cookies of an answer into the browser's."""
    for name, value in answer.headers:
        if name == "Set-Cookie":
            cookies.load(value)


def expect(answer: Response) -> Response:
    """Return an answer; raise RuntimeError if it is an error."""
    if answer.status != 200:
        raise RuntimeError(f"A measured request was answered by HTTP {answer.status}: {answer.body!r}")
    return answer
