"""A queue in plain WSGI, without a framework: callers wait with music, leave by a star, or are taken by an agent."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING
from urllib.parse import parse_qs
from wsgiref.util import request_uri

from twilio.request_validator import RequestValidator

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

MUSIC = b"la" * 80_000  # ten seconds

HOLD = '<Say>Please hold.</Say><Enqueue action="/left" waitUrl="/wait" waitUrlMethod="GET">support</Enqueue>'
WAIT = """
<Say>You are number {QueuePosition}, and have waited for {QueueTime} seconds.</Say>
<Play>music.mp3</Play>
<Gather numDigits="1" finishOnKey="" timeout="2" action="/choice"><Say>To leave, press star.</Say></Gather>
"""
RESULTS = {
    "bridged": "<Say>We hope that we could help.</Say>",
    "leave": "<Say>You have left the queue.</Say>",
    "queue-full": "<Say>All our lines are busy. Call again later.</Say>",
}


def support_queue(auth_token: str, told: list[tuple[str, str]]) -> WSGIApplication:
    """Return the line. It writes down how its callers left the queue, and how their calls ended."""
    validator = RequestValidator(auth_token)

    def verbs(path: str, given: dict[str, str]) -> str:
        if path == "/wait":
            return WAIT.format(**given)
        if path == "/choice":
            return "<Leave/>" if given["Digits"] == "*" else '<Redirect method="GET">/wait</Redirect>'
        if path == "/left":
            told.append(("left", given["QueueResult"]))
            return RESULTS.get(given["QueueResult"], "")
        if path == "/ended":
            told.append(("ended", given["CallStatus"]))
            return ""
        return HOLD

    def app(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        if environ["PATH_INFO"] == "/music.mp3":  # it is fetched as any file is, unsigned
            start_response("200 OK", [("Content-Type", "audio/mpeg")])
            return [MUSIC]
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode()
        form = {name: values[0] for name, values in parse_qs(body, keep_blank_values=True).items()}
        signature = environ.get("HTTP_X_TWILIO_SIGNATURE", "")
        if not validator.validate(request_uri(environ), form, signature):
            start_response("403 Forbidden", [("Content-Type", "text/plain")])
            return []
        query = {name: values[0] for name, values in parse_qs(environ["QUERY_STRING"]).items()}
        start_response("200 OK", [("Content-Type", "text/xml; charset=utf-8")])
        return [f"<Response>{verbs(environ['PATH_INFO'], form | query)}</Response>".encode()]

    return app
