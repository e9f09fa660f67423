"""What Twilio would log of a call as an error or a warning: it fails the scenario, unless a tag expects it.

``@twilio_logs_11200`` says that a scenario expects the number 11200; a number that is expected has to come.
"""

from __future__ import annotations

import re
from collections.abc import Generator, Iterable, Iterator, Mapping
from typing import Any

import pytest

from ..simulator import Call, CallOver
from .conversation import CALL

REFUSED = (400, 401, 403)
NUMBER = re.compile(r"twilio_logs_(\d{5})")


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_after_step(request: pytest.FixtureRequest) -> None:
    """Fail a step in which Twilio has logged what the scenario does not expect."""
    trouble = first_trouble(request.node)
    if trouble:
        raise AssertionError(trouble)


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_step_error(request: pytest.FixtureRequest, exception: Exception) -> None:
    """Say the same where the caller could not go on for it."""
    trouble = first_trouble(request.node)
    if trouble and isinstance(exception, CallOver):
        exception.args = (f"{exception} {trouble}",)


def first_trouble(item: pytest.Item) -> str:
    """Return in words the first that Twilio has logged and the scenario does not expect; nothing if there is none."""
    call = item.stash.get(CALL, None)
    unexpected = [event for event in logged(call.transcript) if event["code"] not in expected(item)] if call else []
    if not call or not unexpected:
        return ""
    tag = f"If that is meant, tag the scenario @twilio_logs_{unexpected[0]['code']}."
    return " ".join([describe(unexpected[0]), tag, *advice(call, unexpected[0])])


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


def advice(call: Call, event: Mapping[str, Any]) -> Iterator[str]:
    """Yield what may be wrong where a line refuses a request that is genuine, or does not answer."""
    answers = [it for it in call.transcript if it["event"] == "requested" and it["url"] == event.get("url")]
    status = answers[-1]["status"] if answers else None
    if answers and status is None:
        yield "Is the server running, and does it listen there?"
    if event["code"] in (11200, 11217) and status in REFUSED:
        token = "the token of the line" if call.leg.webhooks.auth_token else "an empty token"
        yield (
            f"The request was signed for {event['url']} with {token}: is that the public URL and the token by which "
            "the line checks X-Twilio-Signature? The token is `ivr_auth_token`, the URL `ivr_url`."
        )


def describe(event: Mapping[str, Any]) -> str:
    """Return what Twilio logs, and where."""
    kind = "an error" if event["event"] == "failed" or event.get("severity") == "error" else "a warning"
    where = f", line {event['line']}" if event.get("line") else ""
    return f"Twilio would log {kind}, {event['code']}: {event['explanation']} ({event.get('url')}{where})"
