"""The answers of a run: heard between the line and its calls, scenario by scenario, and known again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest
from pytest_bdd.parser import Step

from ..simulator import Event, Request, Response, Transport
from .documents import Document
from .kinds.spoken import skeleton

MOST_NUMBERS = 4  # in one place of paths, before they are taken for data


class Shape(NamedTuple):
    """Which answer of the line it is, whatever its data: its path, and the skeleton of the document.

    The query is left out: it carries data, and how often a call has come by; what that changes shows in the document.
    """

    path: str
    skeleton: Hashable


@dataclass(frozen=True, eq=False)
class Answer:
    """An answer that a scenario has received: where, and what had happened by then in the scenario's own call.

    ``by_givens`` tells whether the Givens brought the call there; ``told`` is None for an answer in another call.
    """

    url: str
    response: Response
    document: Document
    told: Sequence[Event] | None
    by_givens: bool


@dataclass(eq=False)
class Received:
    """What a scenario has received, and what there is to know of it: its Givens, what they let happen, and its call."""

    item: pytest.Item
    answers: list[Answer] = field(default_factory=list)
    givens: Sequence[Step] = ()
    given: Sequence[Event] = ()
    transcript: Sequence[Event] = ()

    def behind(self, answer: Answer) -> int:
        """Return how many answers followed: the fewer, the more likely the scenario looks at this one."""
        return len(self.answers) - self.answers.index(answer)


@dataclass
class Identifiers:
    """The parts of paths that are data, or other ones whenever a scenario runs: they say nothing of what the line does.

    Each is told by the number of segments of such paths, and which of them it is.
    """

    segments: set[tuple[int, int]] = field(default_factory=set)

    def learn(self, before: Iterable[Answer], after: Iterable[Answer]) -> None:
        """Compare the addresses of two runs of a scenario."""
        for one, other in zip(before, after, strict=False):
            paths = [segments_of(it.url) for it in (one, other)]
            if len(paths[0]) == len(paths[1]):
                differ = (index for index, (a, b) in enumerate(zip(*paths, strict=True)) if a != b)
                self.segments.update((len(paths[0]), index) for index in differ)

    def learn_of_all(self, answers: Iterable[Answer]) -> None:
        """Take a number in paths for data where it is another one again and again."""
        found: dict[tuple[int, int], set[str]] = defaultdict(set)
        for answer in answers:
            segments = segments_of(answer.url)
            for index, segment in enumerate(segments):
                found[len(segments), index].add(segment)
        self.segments.update(place for place, values in found.items() if is_data(values))

    def path(self, url: str) -> str:
        """Return the path of an address without identifiers."""
        segments = segments_of(url)
        return "/".join("*" if (len(segments), index) in self.segments else it for index, it in enumerate(segments))

    def shape(self, url: str, document: Document) -> Shape:
        """Return which answer of the line a document is."""
        return Shape(self.path(url), skeleton(document))


def segments_of(url: str) -> list[str]:
    """Return the segments of the path of an address."""
    return urlsplit(url).path.split("/")


def is_data(values: set[str]) -> bool:
    """Tell whether a part of paths has so many numbers that they can only be data."""
    return len(values) > MOST_NUMBERS and all(value.isdigit() for value in values)


def link_to(url: str) -> str:
    """Return an address as a document of the same host names it, without what Twilio adds in a request by GET."""
    parts = urlsplit(url)
    own = [(name, value) for name, value in parse_qsl(parts.query) if not name[0].isupper()]
    return f"{parts.path}?{urlencode(own)}".rstrip("?")


Look = Callable[[Request, Response, Transport], Response]


def between(look: Look) -> Callable[[Transport], Transport]:
    """Return what stands between every line and its calls, and lets ``look`` see each answer that steers a call."""
    return lambda transport: Watched(transport, look)


class Watched:
    """The transport of one call, whose answers somebody looks at."""

    def __init__(self, transport: Transport, look: Look) -> None:
        self.transport = transport
        self.look = look

    def send(self, request: Request) -> Response:
        """Deliver the request."""
        response = self.transport.send(request)
        return self.look(request, response, self) if request.steers else response
