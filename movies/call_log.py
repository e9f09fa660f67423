"""What callers did and heard, request by request, in a file of its own: so that calls can be rebuilt without a number.

Only what Twilio has signed is written down, and of that no more than is named here. ``pytest-ivr docs calls`` reads it;
docs/your-own-line.md describes the form.
"""

import datetime as dt
import json
import logging
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from . import clock, request_log, views
from .lean import WEBHOOKS
from .webhook import UNREADABLE, refuse_large

PLAIN = re.compile("[a-z/_-]{1,60}")  # a path with nobody's number, and no identifier, in it
LONGEST_KEYS = 6
SMALL, SECONDS = re.compile("[0-9]{1,6}"), re.compile("[12][0-9]{9}")  # numbers that are nobody's
# What the line itself writes into its links.
IN_LINKS = {"theater": SMALL, "movie": SMALL, "attempt": SMALL, "page": SMALL, "start": SECONDS}
TOLD = ("CallStatus", "Digits", "FinishedOnKey", "SpeechResult", "ErrorCode", "CallDuration")
WHOSE = ("From", "Caller", "CallerName", "ForwardedFrom", "CallSid", "ParentCallSid", "AccountSid")
LEAST_TO_HIDE = 7  # characters; shorter ones stand in other words, too
MISSED = (404, 405)  # an address or a method that no view has: Twilio may be set to it

logger = logging.getLogger(__name__)


class CallLog:
    """Middleware that writes down each request of a call. Put it behind the clock, and before the webhooks."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, and write that down."""
        came = clock.override() or dt.datetime.now(dt.UTC)
        response = self.get_response(request)
        if request.path_info.startswith(WEBHOOKS) and (sid := sid_of(request, response)):
            logger.info(json.dumps(record(came, sid, request, response), ensure_ascii=False))
        return response


def sid_of(request: HttpRequest, response: HttpResponse) -> str | None:
    """Return the call of a request that Twilio has signed; None for anybody else's."""
    if response.status_code not in MISSED:
        return request_log.call_sid.get()
    try:
        refuse_large(request)
        views.validate_django_request(request)
    except UNREADABLE:
        return None
    return parameters_of(request).get("CallSid")


def parameters_of(request: HttpRequest) -> Mapping[str, str]:
    """Return what Twilio sends along."""
    return request.POST or request.GET


def record(came: dt.datetime, sid: str, request: HttpRequest, response: HttpResponse) -> dict[str, Any]:
    """Return what is written down of a request."""
    parameters = parameters_of(request)
    is_twiml = response.headers.get("Content-Type") == "text/xml"
    return {
        "timestamp": came.isoformat(timespec="milliseconds"),
        "call": digest(sid),
        "method": request.method,
        "path": request.path if PLAIN.fullmatch(request.path) else f"{WEBHOOKS}(other)",
        "query": urlencode(
            [(name, it) for name, form in IN_LINKS.items() if form.fullmatch(it := request.GET.get(name, ""))]
        ),
        "parameters": {name: told(name, parameters[name]) for name in TOLD if name in parameters},
        "status": response.status_code,
        "answer": without_whose(response.content.decode(), parameters) if is_twiml else "",
    }


def digest(sid: str) -> str:
    """Return what a call is known by: whoever has SECRET_KEY can tell which it was, and nobody else."""
    return salted_hmac(__name__, sid, algorithm="sha256").hexdigest()[:32]


def told(name: str, value: str) -> str | int:
    """Return what a request says of the call, or in place of what is nobody's business how long it is.

    That is words; and keys, if they might be a number of somebody's, or if all are.
    """
    if name == "Digits":
        is_private = settings.CALL_LOG_MASKS_KEYS or len(value) > LONGEST_KEYS
    else:
        is_private = name == "SpeechResult"
    return len(value) if is_private and value else value


def without_whose(answer: str, parameters: Mapping[str, str]) -> str:
    """Return an answer without what says who calls, if a link has brought it there."""
    for value in (parameters.get(name, "").lstrip("+") for name in WHOSE):
        if len(value) >= LEAST_TO_HIDE:
            answer = answer.replace(value, "(private)")
    return answer
