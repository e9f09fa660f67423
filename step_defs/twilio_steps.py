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
from movies.tokens import EitherToken
from pytest_ivr.simulator import Call, Request, Response, Transport, sign

from .world import World, find

SIGNATURE = "X-Twilio-Signature"
TOKEN_TO_COME = "the token to come"  # noqa: S105 (nobody's)


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
        "signed with the token to come": lambda: signed(request, TOKEN_TO_COME, request.url),
        "signed with another token": lambda: signed(request, "another token", request.url),
        "signed for another web address": lambda: signed(request, auth_token, request.url.replace("https", "http")),
        "with an impossible port": lambda: dataclasses.replace(
            request, url=request.url.replace("testserver", "testserver:99999")
        ),
        "far longer than Twilio's is": lambda: signed(
            with_parameters(request, lambda given: given.update(SpeechResult="x" * 70_000)), auth_token, request.url
        ),
        "with nothing wrong": lambda: request,
    }
    return find(flaws, flaw, "The list of flaws")()


class Tampering:
    """A transport that spoils every request on its way."""

    def __init__(self, transport: Transport, flaw: str, auth_token: str) -> None:
        self.transport = transport
        self.flaw = flaw
        self.auth_token = auth_token

    def send(self, request: Request) -> Response:
        """Deliver the request with the flaw."""
        return self.transport.send(flawed(request, self.flaw, self.auth_token))


@given(parsers.parse('a call that Twilio begins at "{link}"'))
def begins_at(world: World, link: str) -> None:
    """Twilio asks for this link of the line first, instead of the theater menu's."""
    world.first_link = link


@given("a caller on that call")
def a_caller_on_that_call(world: World) -> None:
    """Somebody is on the line, and has heard what the first link says."""
    world.dialed = True


@given("a proxy that takes HTTPS and passes on HTTP stands before the line")
def proxy(world: World) -> None:
    """Twilio speaks HTTPS with the public address; the proxy passes the request on by plain HTTP."""
    world.proxied = True


@given("the line is told that it stands behind such a proxy")
def behind_proxy(world: World) -> None:
    """The line believes what the proxy says of the public address, as with the setting BEHIND_TLS_PROXY."""
    world.knows_proxy = True


@given("the line knows the token that is to come")
def token_to_come(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    """The line accepts two tokens of the Twilio account, while one is replaced by the other."""
    monkeypatch.setattr(views, "request_validator", EitherToken(settings.TWILIO_AUTH_TOKEN, TOKEN_TO_COME))


@given("the number falls back to the apology")
def falls_back(world: World) -> None:
    """The number is set up to ask for the apology where the line gives no answer that can be used."""
    world.has_fallback = True


@given("the line breaks down in the meantime")
def breaks_down(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """The menus fail as by a programmer's mistake, after the caller has come so far."""

    def fail(*_: object) -> None:
        raise RuntimeError("a programmer's mistake")

    world.surprises.append(lambda: monkeypatch.setattr(views, "options", fail))


@when(parsers.parse("a request {flaw} reaches the line"), target_fixture="queries")
def flawed_request(call: Call, flaw: str, settings: Settings) -> CaptureQueriesContext:
    """The first request of a call reaches the line with this one thing wrong."""
    call.leg.webhooks.transport = Tampering(call.leg.webhooks.transport, flaw, settings.TWILIO_AUTH_TOKEN)
    with CaptureQueriesContext(connection) as queries:
        call.dial()
    return queries


@when(parsers.parse("Twilio asks the line by {method}"))
def asks_by(call: Call, method: str) -> None:
    """The number is set up to ask with this HTTP method."""
    call.leg.voice_method = method
    call.dial()


@then(parsers.parse("the line answers with HTTP {status:d}"))
def answers_http(call: Call, status: int) -> None:
    """The answer to the last request has this status."""
    answers = [event["status"] for event in call.transcript if event["event"] == "requested"]
    assert answers[-1] == status, f"The line answered {answers[-1]}."


@then("nothing was read from the database")
def nothing_read(queries: CaptureQueriesContext) -> None:
    """The line refused the request before it looked anything up."""
    assert not queries.captured_queries, queries.captured_queries


@then("the failure is in the log with the number of the call")
def logged(call: Call, caplog: pytest.LogCaptureFixture) -> None:
    """The log has the exception and the CallSid, so that people who run the line can find the call."""
    [record] = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert call.identity["CallSid"] in record.getMessage()
    assert record.exc_info is not None
