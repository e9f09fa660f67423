"""What holds for every call: any line, any actions of anybody, whatever the order."""

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlparse, urlsplit

import time_machine
from hypothesis import event, given
from hypothesis import strategies as st
from twilio.request_validator import RequestValidator

from pytest_ivr.simulator import (
    ActionNotPossible,
    Call,
    CallOver,
    EndlessCall,
    OtherHost,
    Request,
    Response,
    Timeouts,
    UnsupportedVerb,
    as_dialogue,
    sign,
)
from pytest_ivr.simulator.testing import TOKEN, dial, script

from .helpers.drawn_actions import CALLS, SHORT, Action, actions
from .helpers.drawn_lines import DrawnLine, RepeatedLine, odd_answers

MOST_ACTIONS = 10
# An action leads to at most so many requests, beside the reports of speech word by word: 12 documents (see CALLS),
# each with a few callbacks, and each request with at most 10 redirects, 5 retries and 1 challenge.
MOST_REQUESTS = 3_000
REFUSALS = (CallOver, ActionNotPossible, ValueError)
STOPS = (EndlessCall, OtherHost, UnsupportedVerb)
VALIDATOR = RequestValidator(TOKEN)


def outcome(call: Call, action: Action) -> Exception | None:
    """Let somebody action; return what the action was refused with, or why the simulation has given up."""
    try:
        action.on(call)
    except (*REFUSALS, *STOPS) as error:
        return error
    return None


def is_signed(request: Request) -> bool:
    """Tell whether a request carries the signature that Twilio's own validator expects."""
    posted = request.method == "POST"
    parameters = dict(parse_qsl(request.body.decode(), keep_blank_values=True, strict_parsing=True)) if posted else {}
    signature = request.headers["X-Twilio-Signature"]
    if urlparse(request.url).geturl() != request.url or urlsplit(request.url).netloc.startswith("["):
        # The validator rewrites such a URL (it drops a bare "?" or ";") or cuts its host at the first colon.
        return signature == sign(TOKEN, request.url, parameters.items())
    return bool(VALIDATOR.validate(request.url, parameters, signature))


def is_media(request: Request) -> bool:
    """Tell whether a request fetches an audio file: it tells nothing of the call, and is not signed."""
    return request.method == "GET" and "CallSid" not in request.url and not request.body


def check(call: Call, requests: Iterable[Request]) -> None:
    """Assert what holds for a call at any time."""
    assert json.loads(json.dumps(call.transcript, allow_nan=False)) == call.transcript
    assert len(as_dialogue(call.transcript).splitlines()) >= len(call.transcript)
    for leg in ("", "callee"):
        seconds = [event["second"] for event in call.transcript if event.get("leg", "") == leg]
        assert seconds == sorted(seconds)
    assert all(isinstance(text, str) for text in call.heard)
    assert call.status == "queued" or bool(call.leg.waiting) + (call.ended or bool(call.stopped)) == 1
    for request in requests:
        assert is_media(request) or is_signed(request), request


@given(arguments=CALLS, data=st.data())
def test_a_call_ends_or_waits_whatever_anybody_does(arguments: dict[str, Any], data: st.DataObject) -> None:
    line = DrawnLine(data.draw)
    call = Call(transport=line, auth_token=TOKEN, **arguments)
    for _ in range(MOST_ACTIONS):
        asked, before = len(line.requests), call.save()
        is_over = call.ended or call.stopped
        action = data.draw(actions(call))
        happened = outcome(call, action)
        check(call, line.requests[asked:])
        if isinstance(happened, REFUSALS):
            assert type(happened) in REFUSALS
            assert str(happened)
            assert call.save() == before
        assert len(line.requests) - asked < MOST_REQUESTS
        if is_over:
            assert len(line.requests) == asked
            break
        event(f"{action.name}: {type(happened).__name__}")
        event(f"waits in {type(call.leg.waiting).__name__}, held by {type(call.leg.held_by).__name__}")


@given(arguments=CALLS, data=st.data())
def test_a_saved_call_goes_on_as_one_that_was_never_saved(arguments: dict[str, Any], data: st.DataObject) -> None:
    line = DrawnLine(data.draw)
    call = Call(transport=line, auth_token=TOKEN, **arguments)
    again = RepeatedLine(line.answers)
    twin = Call.load(call.save(), transport=again, auth_token=TOKEN)
    with time_machine.travel(dt.datetime(2020, 5, 1, tzinfo=dt.UTC), tick=False):
        for _ in range(MOST_ACTIONS):
            twin = Call.load(twin.save(), transport=again, auth_token=TOKEN)
            action = data.draw(actions(call))
            assert repr(outcome(call, action)) == repr(outcome(twin, action))
            assert twin.transcript == call.transcript
            assert twin.heard == call.heard
            assert twin.save() == call.save()
    assert list(map(same_in_any_process, again.requests)) == list(map(same_in_any_process, line.requests))


def same_in_any_process(request: Request) -> Request:
    """Return a request without what differs each time: its token, a Digest's client nonce, the time that is left."""
    headers = {name: value for name, value in request.headers.items() if not value.startswith("Digest ")}
    return replace(request, headers=headers | {"I-Twilio-Idempotency-Token": ""}, timeouts=Timeouts())


@given(response=odd_answers())
def test_any_answer_leads_to_the_end_of_the_call_or_to_a_wait(response: Response) -> None:
    line = script(voice=response)
    try:
        call = dial(line, limits=SHORT)
    except STOPS:
        return
    check(call, line.requests)
