"""What Twilio would log of a call as an error or a warning: it fails the scenario, unless a tag expects it.

``@twilio_logs_11200`` says that a scenario expects the number 11200; a number that is expected has to come.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Mapping
from typing import Any

import pytest

from .advice import advice
from .conversation import CALL

NUMBER = re.compile(r"twilio_logs_(\d{5})")


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_after_step(request: pytest.FixtureRequest) -> None:
    """Fail a step in which Twilio has logged what the scenario does not expect."""
    problem = unexpected(request.node)
    if problem:
        raise AssertionError(problem)


def pytest_bdd_step_error(request: pytest.FixtureRequest, exception: Exception) -> None:
    """Say of a step that fails what Twilio has logged by then: whatever else is wrong may come of that."""
    problem = unexpected(request.node)
    if problem:
        exception.args = (f"{exception}\n{problem}",)


def unexpected(item: pytest.Item) -> str:
    """Return in words the first that Twilio has logged and the scenario does not expect; empty if there is none."""
    call = item.stash.get(CALL, None)
    if call is None:
        return ""
    for event in logged(call.transcript):
        if event["code"] not in expected(item):
            tag = f"If that is meant, tag the scenario @twilio_logs_{event['code']}."
            return " ".join([describe(event), tag, *advice(call, event)])
    return ""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Fail a scenario that expects a number which Twilio has not logged."""
    yield
    numbers = expected(item)
    call = item.stash.get(CALL, None) if numbers else None
    missing = numbers - {event["code"] for event in logged(call.transcript if call else ())}
    if missing:
        tags = ", ".join(f"@twilio_logs_{number}" for number in sorted(missing))
        raise AssertionError(f"{tags}: Twilio was expected to log this, but did not.")


def expected(item: pytest.Item) -> frozenset[int]:
    """Return the numbers that a scenario expects Twilio to log."""
    return frozenset(int(match[1]) for mark in item.iter_markers() if (match := NUMBER.fullmatch(mark.name)))


def logged(transcript: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the events that Twilio would log as an error or a warning."""
    return [event for event in transcript if event["event"] in ("warned", "failed")]


def describe(event: Mapping[str, Any]) -> str:
    """Return what Twilio logs, and where."""
    kind = "an error" if event["event"] == "failed" or event.get("severity") == "error" else "a warning"
    where = f", line {event['line']}" if event.get("line") else ""
    return f"Twilio would log {kind}, {event['code']}: {event['explanation']} ({event.get('url')}{where})"
