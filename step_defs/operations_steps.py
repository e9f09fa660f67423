"""How the line is operated: where it runs, how it breaks down and starts again, and what it logs."""

import importlib
import logging
import re
from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.urls import clear_url_caches
from pytest_bdd import given, parsers, then, when
from pytest_django import Settings

import ivr.urls
import movies.urls
from movies import views, webhook
from movies.request_log import OfCall
from pytest_ivr.simulator import Call

from .world import World

CALL_FLOW = (webhook, views, movies.urls, ivr.urls)  # each imports the ones before it
BETWEEN_DIGITS = re.compile(r"(?<=\d)[ .()-]+(?=\d)")
LOGGERS = ("movies", "movies.request_log", "django.request")


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """The log, each line with the call that it is about, as the line's own handlers write it."""
    of_call = OfCall()
    caplog.handler.addFilter(of_call)
    yield caplog
    caplog.handler.removeFilter(of_call)


@given(parsers.parse("the line runs on a computer in the time zone {zone}"))
def runs_in_time_zone(world: World, settings: Settings, zone: str) -> None:
    """The computer's own clock and calendar are those of this time zone."""
    # Only when the call is on: time-machine, which stops the clock for it, begins in universal time.
    world.changes_during_call.append(lambda: setattr(settings, "TIME_ZONE", zone))


@given("the line has broken down")
def has_broken_down(world: World, log: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch) -> None:
    """Menus and answers fail by a programming mistake after the caller has come this far; there is a fallback."""

    def fail(*_: object) -> None:
        raise RuntimeError("a programming mistake")

    world.has_fallback = True
    world.changes_during_call.append(lambda: monkeypatch.setattr(views, "options", fail))
    world.changes_during_call.append(lambda: monkeypatch.setattr(views, "upcoming_shows", fail))


@given("the line logs all that it can")
def logs_everything(log: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> None:
    """The line's log has each request too, as in production, and whatever else the line has to say."""
    for name in LOGGERS:
        log.set_level(logging.DEBUG, logger=name)


@when("the line is restarted")
def is_restarted(call: Call) -> None:
    """The line's program ends, forgets all that it has in memory, and starts again."""
    for module in CALL_FLOW:
        importlib.reload(module)
    clear_url_caches()
    cache.clear()  # it is in memory, too


@then("the number's fallback has answered")
def fallback_has_answered(call: Call) -> None:
    """Twilio has asked for the fallback last, because the line itself gave no usable answer."""
    [*_, last] = [event["url"] for event in call.transcript if event["event"] == "requested"]
    assert last == call.leg.fallback_url, f"{last} has answered."


@then("the failure is in the log with the call's SID")
def failure_is_logged(call: Call, log: pytest.LogCaptureFixture) -> None:
    """The log has the exception and the CallSid, so that people who run the line can find the call."""
    [record] = [record for record in log.records if record.exc_info]
    assert record.levelno == logging.ERROR
    assert call.identity["CallSid"] in f"{record.getMessage()} {record.__dict__.get('call_sid')}"


@then("the caller's number is nowhere in the log")
def number_is_not_logged(call: Call, log: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]) -> None:
    """No line of the log has the number, neither in its words nor in its fields, and nothing is printed beside it."""
    assert log.records, "The log is empty."
    number = call.identity["From"].removeprefix("+")
    written = [f"{it.getMessage()} {it.__dict__}" for it in log.records] + list(capsys.readouterr())
    found = [text for text in written if number in BETWEEN_DIGITS.sub("", text)]
    assert not found, found
