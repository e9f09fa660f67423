"""The log of a line's calls: one JSON object a line for each request of Twilio's that is answered with a document.

docs/your-own-line.md describes the form, for lines in any language. Lines of another kind may stand between.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

from ..errors import UsageError
from ..living_docs.stream.values import FieldError, Reader, fields, parsed, text
from ..simulator.transcript import visible

NEEDED = ("call", "path", "timestamp", "status")
TWIML = "text/xml"
HALF = re.compile("[\ud800-\udfff]")  # of a character, which nothing can write
MANY = 3  # so many broken lines are told one by one


class Answered(NamedTuple):
    """A request and its answer, without the call and the time: calls that are the same have the same of them.

    ``parameters`` are those of Twilio's that say what happened, as JSON: they have an order then.
    """

    method: str
    path: str
    query: str
    parameters: str
    status: int
    content_type: str
    answer: str

    @property
    def target(self) -> str:
        """The path and query."""
        return self.path + (f"?{self.query}" if self.query else "")

    @property
    def told(self) -> Mapping[str, Any]:
        """What the request says of the call, by Twilio's names."""
        found: Mapping[str, Any] = json.loads(self.parameters)
        return found

    @property
    def is_notice(self) -> bool:
        """Whether it only tells that a call is over, as a status callback does."""
        return "CallDuration" in self.told


class Request(NamedTuple):
    """A line of the log: when which call has asked for what."""

    when: dt.datetime
    answered: Answered


@dataclass
class Log:
    """The calls of a log with their requests in order, and what of it could not be read, in words.

    ``over`` is when calls were over, where the line is told. ``broken`` are the calls that lack a request, and of
    ``late`` ones the log has nothing but the end.
    """

    calls: dict[str, list[Request]] = field(default_factory=dict)
    over: dict[str, dt.datetime] = field(default_factory=dict)
    late: int = 0
    problems: list[str] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)

    @property
    def began(self) -> dt.datetime:
        """The time of its first request."""
        return min(requests[0].when for requests in self.calls.values())

    @cached_property
    def ended(self) -> dt.datetime:
        """The time of its last request."""
        return max(*(requests[-1].when for requests in self.calls.values()), *self.over.values(), self.began)


def read_log(name: str, lines: Iterable[bytes]) -> Log:
    """Read a log. Raises UsageError if no request of a call is left when lines that cannot be read are left out."""
    log, calls = Log(), defaultdict(list)
    known: dict[Answered, Answered] = {}
    for place, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            it = parsed(line.decode())
        except ValueError as error:
            log.problems.append(f"{name}, line {place}, {without_place(error)}")
            continue
        if not (isinstance(it, dict) and it.get("call") and "path" in it):
            continue
        try:
            request = read_request(it)
        except FieldError as error:
            log.problems.append(f"{name}, line {place}: {error}")
            log.broken.add(str(it["call"]))
            continue
        if request.answered.is_notice:
            log.over[it["call"]] = request.when
        else:
            answered = known.setdefault(request.answered, request.answered)
            calls[it["call"]].append(request._replace(answered=answered))
    log.late = len(log.over.keys() - calls.keys())
    if not calls:
        raise UsageError("\n".join([*told(log.problems), no_calls(name)]))
    log.calls = {call: sorted(requests, key=lambda it: it.when) for call, requests in calls.items()}
    return log


def without_place(error: ValueError) -> str:
    """Return what is wrong with a line that is no JSON; what the decoder says of it names one line too many."""
    return "is no text in UTF-8" if isinstance(error, UnicodeDecodeError) else str(error).strip()


def no_calls(name: str) -> str:
    """Return what is said of a log without a call in it."""
    names = ", ".join(f'"{key}"' for key in NEEDED)
    form = f"each is an object with {names} and more, in a line of its own, as docs/your-own-line.md says"
    return f"{name} has no request of a call: {form}."


def told(problems: list[str]) -> list[str]:
    """Return the first problems of a log, and how many more there are."""
    more = len(problems) - MANY
    first = [f"{it}. The line was left out." for it in problems[:MANY]]
    some = "1 more line cannot be read, and was" if more == 1 else f"{more} more lines cannot be read, and were"
    return [*first, f"{some} left out."] if more > 0 else first


def read_request(it: Mapping[str, Any]) -> Request:
    """Read a line; raise FieldError, which names the key, for one that is not as it should be."""
    found = fields(it, READERS)
    answered = Answered(
        found["method"] or "POST",
        found["path"],
        found["query"],
        json.dumps(found["parameters"], sort_keys=True),
        found["status"],
        found["content_type"] or TWIML,
        found["answer"],
    )
    return Request(found["timestamp"], answered)


def text_of_log(value: Any) -> str:
    """Read a text that is shown on terminals, and written into features."""
    found = text(value)
    if visible(found) != found or f"{found}.".splitlines()[1:] or HALF.search(found):
        raise FieldError("has control characters")
    return found


def instant(value: Any) -> dt.datetime:
    """Read an instant of ISO 8601."""
    try:
        when = dt.datetime.fromisoformat(text(value))
    except ValueError:
        when = None
    if when is None or when.tzinfo is None:
        raise FieldError("should be an instant such as 2026-05-01T13:30:00.125+00:00")
    return when


def parameters(value: Any) -> dict[str, str | int]:
    """Read parameters: texts by name, or a number for how long a text is that is nobody's business."""
    if not isinstance(value or {}, dict):
        raise FieldError("should be an object")
    for it in (value or {}).values():
        if isinstance(it, bool) or not isinstance(it, str | int):
            raise FieldError("should have texts, or numbers of characters")
        text_of_log(it if isinstance(it, str) else None)
    return value or {}


def method(value: Any) -> str:
    """Read how a request is made."""
    if text_of_log(value) not in ("", "GET", "POST"):
        raise FieldError("should be GET or POST")
    return text(value)


def path(value: Any) -> str:
    """Read a path."""
    if not text_of_log(value).startswith("/"):
        raise FieldError("should begin with /")
    return text(value)


def status(value: Any) -> int:
    """Read the status of an HTTP answer."""
    if value not in range(100, 600):
        raise FieldError("should be the status of an HTTP answer")
    return int(value)


READERS: dict[str, Reader] = {
    "call": text_of_log,
    "timestamp": instant,
    "method": method,
    "path": path,
    "query": text_of_log,
    "parameters": parameters,
    "status": status,
    "content_type": text,
    "answer": text,
}
