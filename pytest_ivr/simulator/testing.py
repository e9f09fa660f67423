"""A line made of prepared answers, for tests that look at the simulator alone."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from pytest_ivr.simulator import Call, Choices, Request, Response

TOKEN = "12345"  # noqa: S105 (the token of the contract's test vectors)
HOME = "https://ivr.example.com"


def twiml(verbs: str) -> Response:
    """Return an answer with these verbs."""
    return answer(f"<Response>{verbs}</Response>")


def answer(body: str | bytes, content_type: str | None = "text/xml", status: int = 200, **headers: str) -> Response:
    """Return an answer; header names are written with _ for -."""
    given = [("Content-Type", content_type)] if content_type else []
    given += [(name.replace("_", "-"), value) for name, value in headers.items()]
    return Response(status, given, body.encode() if isinstance(body, str) else body)


class Script:
    """A transport that answers by path, and keeps the requests. A list of answers is given one by one."""

    def __init__(self, answers: Mapping[str, Response | list[Response]]) -> None:
        self.answers = answers
        self.requests: list[Request] = []

    def send(self, request: Request) -> Response:
        """Return the answer for the request's path, or 404."""
        self.requests.append(request)
        prepared = self.answers.get(urlsplit(request.url).path, answer("not here", status=404))
        if isinstance(prepared, list):
            return prepared.pop(0) if len(prepared) > 1 else prepared[0]
        return prepared

    @property
    def urls(self) -> list[str]:
        """The URLs that were requested, without the parameters that Twilio adds to a GET."""
        return [request.url.partition("AccountSid=")[0].rstrip("?&") for request in self.requests]

    def parameters(self, index: int) -> dict[str, str]:
        """Return the parameters of a request, from its body or its query."""
        request = self.requests[index]
        text = request.body.decode() if request.method == "POST" else urlsplit(request.url).query
        return dict(parse_qsl(text, keep_blank_values=True))

    def told(self, path: str) -> list[dict[str, str]]:
        """Return the parameters of the requests for a path, in order."""
        wanted = [index for index, request in enumerate(self.requests) if urlsplit(request.url).path == path]
        return [self.parameters(index) for index in wanted]


def script(verbs: str = "", /, **answers: Response | list[Response]) -> Script:
    """Return a line that begins with these verbs; further documents by the name of their path."""
    return Script({"/voice": twiml(verbs), **{f"/{path}": prepared for path, prepared in answers.items()}})


def dial(line: Script, url: str = f"{HOME}/voice", **arguments: Any) -> Call:
    """Return a call to the line that has been dialed; a second is 15 characters, so that lengths can be checked."""
    call = Call(url, transport=line, auth_token=TOKEN, **{"choices": Choices(clock="characters"), **arguments})
    call.dial()
    return call


def events(call: Call, *kinds: str) -> list[dict[str, object]]:
    """Return the events of these kinds."""
    return [dict(event) for event in call.transcript if event["event"] in kinds]


def codes(call: Call) -> list[object]:
    """Return the numbers of Twilio's errors and warnings, in order."""
    return [event["code"] for event in events(call, "failed", "warned")]
