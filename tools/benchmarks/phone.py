"""What the phone in the browser costs its server, beside the requests of Twilio's that it stands for.

Both reach the line in this process; a browser's requests reach the phone without a network, and its calls are kept on
disk.
"""

import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient

from pytest_ivr.phone.browser.app import make_app
from pytest_ivr.phone.saving import Saving
from pytest_ivr.simulator import DjangoTransport
from step_defs.line import movie_info
from testbed.transports import RecordingTransport

from .line import complete_call
from .measure import Result, paired

ORIGIN = {"Origin": "http://localhost"}


def measure() -> list[Result]:
    """Compare complete calls on the phone with the same three requests from Twilio."""
    with tempfile.TemporaryDirectory() as folder:
        browser = make_app(movie_info(), Path(folder), Saving()).test_client()
        return [
            compare("a call on the phone", phone_call(browser, ("1#", "1#")), 6),
            compare("the same, key by key", phone_call(browser, ("1", "#", "1", "#")), 8),
        ]


def compare(name: str, call: Callable[[], None], bound: float) -> Result:
    """Compare a call with its bare requests."""
    ratio, taken = paired(call, bare())
    return Result(f"{name} / the bare requests", ratio, bound, f"{taken * 1000:.2f} ms a call")


def bare() -> Callable[[], None]:
    """Return a function that sends the three requests of a call."""
    recorder = RecordingTransport(DjangoTransport())
    complete_call(recorder, "1", "1")

    def send_all() -> None:
        for request in recorder.requests:
            answer = recorder.transport.send(request)
            if answer.status != 200:
                raise RuntimeError(f"A measured request was answered by HTTP {answer.status}: {answer.body!r}")

    return send_all


def phone_call(browser: FlaskClient, keys: tuple[str, ...]) -> Callable[[], None]:
    """Return a function that makes a call in a browser, and presses these keys."""

    def act(**form: Any) -> Any:
        return browser.post("/act", data=form, headers=ORIGIN).get_json()

    def call() -> None:
        state = act(act="dial")
        for pressed in keys:
            state = act(act="press", keys=pressed, sid=state["sid"], logged=state["logged"])
        if not state["over"] or state["problem"]:
            raise RuntimeError(f"The measured call went wrong: {state}")

    return call
