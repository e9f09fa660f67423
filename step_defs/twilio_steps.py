"""Twilio, strangers and proxies: what reaches the line over HTTP, for technical features."""

import dataclasses
import re
from collections.abc import Callable, Iterator
from http import HTTPStatus
from urllib.parse import parse_qsl, urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import URLResolver, get_resolver
from pytest_bdd import given, parsers, then, when
from pytest_django import Settings

from movies import health, views
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


def unsigned(request: Request) -> Request:
    """Return the request without a signature."""
    headers = {name: value for name, value in request.headers.items() if name != SIGNATURE}
    return dataclasses.replace(request, headers=headers)


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
        "without a signature": lambda: unsigned(request),
        "with a forged signature": lambda: with_signature(request, "Zm9yZ2VkIGZvcmdlZCBmb3JnZWQ="),
        "with a changed parameter": lambda: with_parameters(request, lambda given: given.update(From="+15005550006")),
        "with an added parameter": lambda: with_parameters(request, lambda given: given.update(Digits="1")),
        "with a missing parameter": lambda: with_parameters(request, lambda given: given.pop("CallStatus")),
        "signed with the new token": lambda: signed(request, NEW_TOKEN, request.url),
        "signed with an empty token": lambda: signed(request, "", request.url),
        "signed with another token": lambda: signed(request, "another token", request.url),
        "signed for another web address": lambda: signed(request, auth_token, request.url.replace("https", "http")),
        "with an impossible port": lambda: dataclasses.replace(
            request, url=request.url.replace("testserver", "testserver:99999")
        ),
        "far longer than any of Twilio's": lambda: signed(
            with_parameters(request, lambda given: given.update(SpeechResult="x" * 70_000)), auth_token, request.url
        ),
        "without a signature, from the line's own computer": lambda: dataclasses.replace(
            unsigned(request), url=request.url.replace("testserver", "localhost")
        ),
        "with GET": lambda: dataclasses.replace(request, method="GET"),
        "with nothing wrong": lambda: request,
    }
    return find(flaws, flaw, "The list of flaws")()


@pytest.fixture
def calls() -> list[Call]:
    """The calls of a scenario that makes several."""
    return []


def addresses(resolver: URLResolver | None = None, path: str = "") -> Iterator[str]:
    """Yield every address that the line has, with 1 for what an address leaves open."""
    for pattern in (resolver or get_resolver()).url_patterns:
        address = path + re.sub(r"<[^>]+>|\(\?P.*?\)(?=\$|/|$)", "1", str(pattern.pattern)).strip("^$")
        yield from addresses(pattern, address) if isinstance(pattern, URLResolver) else [address]


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


@when(parsers.parse("a request {flaw} reaches each of the line's webhooks"), target_fixture="queries")
def flawed_requests(line: Line, call: Call, calls: list[Call], flaw: str, settings: Settings) -> CaptureQueriesContext:
    """At every webhook that the line has, the first request of a call arrives with this one thing wrong."""
    transport = Tampering(line.transport, flaw, settings.TWILIO_AUTH_TOKEN)
    webhooks = [f"https://testserver/{address}" for address in addresses() if address.startswith("movies/")]
    calls += [line.new_call(voice_url=webhook, transport=transport) for webhook in webhooks]
    with CaptureQueriesContext(connection) as queries:
        for each in calls:
            each.dial()
    return queries


# Who is sent elsewhere is answered there. A check of the database's health may say 503: that is an answer.
REFUSALS = range(HTTPStatus.MULTIPLE_CHOICES, HTTPStatus.INTERNAL_SERVER_ERROR)


@when("a stranger tries every address of the line", target_fixture="answering")
def tries_every_address(line: Line, call: Call) -> list[str]:
    """Somebody requests every address that the line has, with GET and with POST, and signs nothing."""
    probes = [path.removeprefix("/") for path in health.ANSWERS]
    requests = [(address, method) for address in [*addresses(), *probes] for method in ("GET", "POST")]
    answers = [line.transport.send(Request(method, f"https://testserver/{it}", {})) for it, method in requests]
    found = [it for (it, _), answer in zip(requests, answers, strict=True) if answer.status not in REFUSALS]
    return list(dict.fromkeys(found))


@then(parsers.parse("the line answers with HTTP {status:d}"))
def answers_http(call: Call, calls: list[Call], status: int) -> None:
    """The answer to the last request has this status; where several webhooks were requested, that of each."""
    answers = [[event["status"] for event in it.transcript if event["event"] == "requested"] for it in calls or [call]]
    assert {statuses[-1] for statuses in answers} == {status}, f"The line answered {answers}."


@then("only these answer:")
def only_these_answer(answering: list[str], datatable: list[list[str]]) -> None:
    """At no other address a stranger gets anything but a refusal, or is sent to another of these."""
    assert sorted(answering) == sorted(address for (address,) in datatable[1:]), answering


@then("nothing was read from the database")
def nothing_read(queries: CaptureQueriesContext) -> None:
    """The line refused the request before it looked anything up."""
    assert not queries.captured_queries, queries.captured_queries
