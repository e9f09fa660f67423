"""The line, as journeys and commands dial it: each call has a workshop of its own."""

from contextlib import contextmanager
from datetime import datetime
from zoneinfo import ZoneInfo

from my_ivr import app, repairs
from pytest_ivr import Line
from pytest_ivr.simulator import WsgiTransport


def line():
    return Line("https://repairs.example/voice", WsgiTransport(app), world=world, givens=givens)


@contextmanager
def world():
    before = dict(repairs)
    repairs.clear()
    try:
        yield
    finally:
        repairs.clear()
        repairs.update(before)


def givens(call):
    now = datetime.now(ZoneInfo("America/Chicago"))
    clock = f"{now:%I:%M%p}".lstrip("0")
    return [
        f"it is {clock} on {now:%A} {now.day} {now:%B %Y} in the time zone America/Chicago",
        *(f"the bicycle of ticket {number} is {state}" for number, state in repairs.items()),
    ]
