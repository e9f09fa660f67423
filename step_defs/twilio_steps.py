"""Twilio, strangers and proxies: what reaches the line over HTTP, for technical features."""

import dataclasses
import logging
from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_bdd import given, parsers, then, when
from pytest_django import Settings

from movies import views
from movies.webhook import EitherToken
from pytest_ivr import Line
from pytest_ivr.journeys.fixtures import Dialing
from pytest_ivr.simulator import Call, Request, Response, Transport, sign

from .world import World, find

SIGNATURE = "X-Twilio-Signature"
NEW_TOKEN = "the new token"  # noqa: S105 (nobody's)


def with_signature(request: Request, signature: str) -> Request:
    """Return the request with another signature."""
    return dataclasses.replace(request, headers={**request.headers, SIGNATURE: signature})


def with_parameters(request: Request, change: Callable[[dict[str, str]], object]) -> Request:
    """Return the request with changed parameters and the old signature."""
    parameters = dict(parse_qsl(request.body.decode(), keep_blank_values=True))
    change(parameters)
    return dataclasses.replace(request, body=urlencode(parameters).encode())


def signed(request: Request, auth_token: str, url: str) -> Request:
    """Return the request with a signature made with this token for this URL."""
    parameters = parse_qsl(request.body.decode(), keep_blank_values=True)
    return with_signature(request, sign(auth_token, url, parameters))


def flawed(request: Request, flaw: str, auth_token: str) -> Request:
    """Return a genuine request with one thing wrong."""
    flaws: dict[str, Callable[[], Request]] = {
        "without a signature": lambda: dataclasses.replace(
            request, headers={name: value for name, value in request.headers.items() if name != SIGNATURE}
        ),
        "with a forged signature": lambda: with_signature(request, "Zm9yZ2VkIGZvcmdlZCBmb3JnZWQ="),
        "with a changed parameter": lambda: with_parameters(request, lambda given: given.update(From="+15005550006")),
        "with an added parameter": lambda: with_parameters(request, lambda given: given.update(Digits="1")),
        "with a missing parameter": lambda: with_parameters(request, lambda given: given.pop("CallStatus")),
        "signed with the new token": lambda: signed(request, NEW_TOKEN, request.url),
        "signed with another token": lambda: signed(request, "another token", request.url),
        "signed for another web address": lambda: signed(request, auth_token, request.url.replace("https", "http")),
        "with an impossible port": lambda: dataclasses.replace(
            request, url=request.url.replace("testserver", "testserver:99999")
        ),
        "far longer than any of Twilio's": lambda: signed(
            with_parameters(request, lambda given: given.update(SpeechResult="x" * 70_000)), auth_token, request.url
        ),
        "with nothing wrong": lambda: request,
    }
    return find(flaws, flaw, "The list of flaws")()


class Tampering:
    """A transport that tampers with every request on its way."""

    def __init__(self, transport: Transport, flaw: str, auth_token: str) -> None:
        self.transport = transport
        self.flaw = flaw
        self.auth_token = auth_token

    def send(self, request: Request) -> Response:
        """Deliver the request with the flaw."""
        return self.transport.send(flawed(request, self.flaw, self.auth_token))


@given(parsers.parse('a call that Twilio begins at "{link}"'))
def begins_at(world: World, link: str) -> None:
    """Twilio requests this link of the line first, instead of the theater menu's."""
    world.first_link = link


@given("a caller on that call")
def a_caller_on_that_call(world: World) -> None:
    """Somebody is on the line, and has heard what the first link says."""
    world.dialed = True


@given("a proxy in front of the line takes HTTPS and passes on HTTP")
def proxy(world: World) -> None:
    """Twilio makes its requests to the public address by HTTPS; the proxy passes them on by plain HTTP."""
    world.proxied = True


@given("the line has been told that it is behind such a proxy")
def behind_proxy(world: World) -> None:
    """The line trusts what the proxy says about the public address, as with the setting BEHIND_TLS_PROXY."""
    world.knows_proxy = True


@given("the line knows the new token")
def new_token(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """The line accepts two tokens of the Twilio account, while one replaces the other."""
    monkeypatch.setattr(views, "request_validator", EitherToken(settings.TWILIO_AUTH_TOKEN, NEW_TOKEN))


@given("the number's fallback is the apology")
def falls_back(world: World) -> None:
    """The number is set up to request the apology when the line gives no usable answer."""
    world.has_fallback = True


@given("the line breaks down in the meantime")
def breaks_down(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The menus fail, as if by a programming mistake, after the caller has come this far."""

    def fail(*_: object) -> None:
        raise RuntimeError("a programming mistake")

    world.changes_during_call.append(lambda: monkeypatch.setattr(views, "options", fail))


@when(parsers.parse("a request {flaw} reaches the line"), target_fixture="queries")
def flawed_request(
    line: Line, dialing: Dialing, flaw: str, settings: Settings, request: pytest.FixtureRequest
) -> CaptureQueriesContext:
    """The first request of a call reaches the line with this one thing wrong."""
    dialing.arguments["transport"] = Tampering(line.transport, flaw, settings.TWILIO_AUTH_TOKEN)
    call = request.getfixturevalue("call")
    with CaptureQueriesContext(connection) as queries:
        call.dial()
    return queries


@when(parsers.parse("Twilio makes its request with {method}"))
def requests_with(dialing: Dialing, method: str, request: pytest.FixtureRequest) -> None:
    """The number is set up to request the line with this HTTP method."""
    dialing.arguments["voice_method"] = method
    request.getfixturevalue("call").dial()


@then(parsers.parse("the line answers with HTTP {status:d}"))
def answers_http(call: Call, status: int) -> None:
    """The answer to the last request has this status."""
    answers = [event["status"] for event in call.transcript if event["event"] == "requested"]
    assert answers[-1] == status, f"The line answered {answers[-1]}."


@then("nothing was read from the database")
def nothing_read(queries: CaptureQueriesContext) -> None:
    """The line refused the request before it looked anything up."""
    assert not queries.captured_queries, queries.captured_queries


@then("the failure is in the log with the call's SID")
def logged(call: Call, caplog: pytest.LogCaptureFixture) -> None:
    """The log has the exception and the CallSid, so that people who run the line can find the call."""
    [record] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert call.identity["CallSid"] in record.getMessage()
    assert record.exc_info is not None
