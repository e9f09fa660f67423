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



MOST_STATES = 4  # how often a call has come to a menu, on which page it is: there are few of them


class Shape(NamedTuple):
    """Which answer of the line it is, whatever its data: the address, and the skeleton of the document."""

    place: str
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
    """The parts of addresses that are other ones whenever a scenario runs: they say nothing of what the line does."""

    names: set[str] = field(default_factory=set)  # of query parameters
    segments: set[tuple[int, int]] = field(default_factory=set)  # of paths: how many there are, and which it is

    def learn(self, before: Iterable[Answer], after: Iterable[Answer]) -> None:
        """Compare the addresses of two runs of a scenario."""
        for one, other in zip(before, after, strict=False):
            pair = urlsplit(one.url), urlsplit(other.url)
            paths = [url.path.split("/") for url in pair]
            if len(paths[0]) == len(paths[1]):
                differ = (index for index, (a, b) in enumerate(zip(*paths, strict=True)) if a != b)
                self.segments.update((len(paths[0]), index) for index in differ)
            queries = [dict(parse_qsl(url.query)) for url in pair]
            self.names.update(name for name, value in queries[0].items() if queries[1].get(name, value) != value)

    def learn_of_all(self, answers: Iterable[Answer]) -> None:
        """Take a number in addresses for data where it is another one again and again: what a call does is no such."""
        names: dict[str, set[str]] = defaultdict(set)
        segments: dict[tuple[int, int], set[str]] = defaultdict(set)
        for url in {urlsplit(answer.url) for answer in answers}:
            path = url.path.split("/")
            for index, segment in enumerate(path):
                segments[len(path), index].add(segment)
            for name, value in parse_qsl(url.query):
                names[name].add(value)
        self.names.update(name for name, values in names.items() if is_data(values))
        self.segments.update(place for place, values in segments.items() if is_data(values))

    def place(self, url: str) -> str:
        """Return an address without host and identifiers."""
        parts = urlsplit(url)
        segments = parts.path.split("/")
        path = "/".join("*" if (len(segments), index) in self.segments else it for index, it in enumerate(segments))
        query = [(name, "*" if name in self.names else value) for name, value in parse_qsl(own_query(parts.query))]
        return f"{path}?{urlencode(query, safe='*')}".rstrip("?")

    def shape(self, url: str, document: Document) -> Shape:
        """Return which answer of the line a document is."""
        return Shape(self.place(url), skeleton(document))


def is_data(values: set[str]) -> bool:
    """Tell whether a part of addresses has so many numbers that they can only be data."""
    return len(values) > MOST_STATES and all(value.isdigit() for value in values)


def own_query(query: str) -> str:
    """Return a query without what Twilio adds to it where it requests by GET: its names begin with a capital."""
    return urlencode([(name, value) for name, value in parse_qsl(query) if not name[0].isupper()])


def link_to(url: str) -> str:
    """Return an address as a document of the same host names it."""
    parts = urlsplit(url)
    return f"{parts.path}?{own_query(parts.query)}".rstrip("?")


Look = Callable[[Request, Response, Transport], Response]


class Between:
    """Stands between every line and its calls, and lets ``look`` see each answer that steers a call."""

    def __init__(self, look: Look) -> None:
        self.look = look

    def __call__(self, transport: Transport) -> Transport:
        """Return the transport of one call."""
        return Watched(transport, self.look)


class Watched:
    """The transport of one call, whose answers somebody looks at."""

    def __init__(self, transport: Transport, look: Look) -> None:
        self.transport = transport
        self.look = look

    def send(self, request: Request) -> Response:
        """Deliver the request."""
        response = self.transport.send(request)
        return self.look(request, response, self) if request.steers else response

