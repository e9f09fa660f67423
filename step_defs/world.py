"""The world of a scenario: the clock, the catalogue, the caller's way so far; and the call itself.

Givens only describe the world. The call is placed when the first When or Then needs it, so the order
of the Givens does not matter.
"""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from typing import TypeVar

import pytest
import time_machine
from django.conf import settings
from django.test import override_settings

from movies import cast, local_time
from movies.models import Movie, Show, Theater
from pytest_ivr.journeys import notation
from pytest_ivr.journeys.conversation import CALL, EVENTS_OF_GIVENS
from pytest_ivr.simulator import Call

from . import times
from .line import Line, line_in_process, the_line

PUBLIC_ADDRESS = "https://testserver/movies"  # as it stands in the settings of the number


@dataclass
class World:
    """What the Givens of one scenario have said. Theaters and movies are there by name."""

    theaters: dict[str, Theater] = field(default_factory=dict)
    movies: dict[str, Movie] = field(default_factory=dict)
    clock: Callable[[], dt.datetime] | None = None
    shows: list[tuple[str, str, str]] = field(default_factory=list)  # movie, theater, times
    dialed: bool = False
    chosen: str | None = None  # the theater whose number the caller has pressed
    surprises: list[Callable[[], object]] = field(default_factory=list)  # what changes during the call
    first_link: str = "choose-theater"  # a page of the line, and a query, which may name a theater
    line: Line = field(default_factory=line_in_process)
    has_fallback: bool = False  # the number asks for the apology where the line fails
    proxied: bool = False  # a proxy that ends TLS stands before the line
    knows_proxy: bool = False  # and the line has been told
    expected_warnings: frozenset[int] = frozenset()  # Twilio's numbers

    def theater(self, name: str) -> Theater:
        """Return the theater of that name; raise LookupError that tells which there are."""
        return find(self.theaters, name)

    def movie(self, title: str) -> Movie:
        """Return the movie of that title; raise LookupError that tells which there are."""
        return find(self.movies, title)

    def set_clock(self, time: str, day: str, time_zone: Callable[[], str]) -> None:
        """Let time stand still at a time of the clocks in a time zone, which may be that of a theater to come."""
        date = times.day(day)
        self.clock = lambda: times.instant(time, date, time_zone())

    def new_call(self) -> Call:
        """Return a call to the line that has not been dialed."""
        view, _, query = self.first_link.partition("?")
        for name, theater in self.theaters.items():
            query = query.replace(f"theater={name}", f"theater={theater.pk}")
        url = f"{PUBLIC_ADDRESS}/{view}?{query}".rstrip("?")
        transport = self.line.by_proxy if self.proxied else self.line.straight
        fallback = f"{PUBLIC_ADDRESS}/apologize" if self.has_fallback else None
        return Call(url, transport=transport, auth_token=settings.TWILIO_AUTH_TOKEN, fallback_url=fallback)

    def tell_of_proxy(self) -> AbstractContextManager[object]:
        """Let the line know of the proxy, if it is to know of one; settings are slow to change, so only then."""
        if self.knows_proxy if self.proxied else self.line.knows_proxy:
            return override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
        return nullcontext()

    def add_shows(self, now: dt.datetime) -> None:
        """Put the planned shows into the catalogue, by the days and clocks of their theaters."""
        planned = []
        for title, name, clocks in self.shows:
            theater, movie = self.theater(name), self.movie(title)
            today = local_time.wall_clock(now, theater.time_zone).date()
            starts = times.instants(clocks, today, theater.time_zone)
            planned += [Show(theater=theater, movie=movie, starts_at=start) for start in starts]
        Show.objects.bulk_create(planned)

    def begin(self, call: Call) -> None:
        """Bring the caller to where the Givens end, and let the surprises happen."""
        if self.dialed:
            call.dial()
            self.check_warnings(call)
        if self.chosen is not None:
            self.act(call, f"presses {self.theater(self.chosen).digits}#")
        for surprise in self.surprises:
            surprise()

    def act(self, call: Call, actions: str) -> None:
        """Let the caller act."""
        notation.act(call, actions)
        self.check_warnings(call)

    def check_warnings(self, call: Call) -> None:
        """Fail on anything that Twilio would log about the line's TwiML, unless the scenario expects it."""
        warnings = [event for event in call.transcript if event["event"] == "warned"]
        unexpected = [event for event in warnings if event["code"] not in self.expected_warnings]
        assert not unexpected, f"Twilio would warn: {unexpected}"


Found = TypeVar("Found")


def find(named: Mapping[str, Found], name: str, where: str = "The catalogue") -> Found:
    """Return what has that name; raise LookupError that tells which names there are."""
    if name not in named:
        raise LookupError(f"{where} has no {name!r}; it has {', '.join(named)}.")
    return named[name]


def expected_warnings(item: pytest.Item) -> frozenset[int]:
    """Return the numbers of the warnings that a scenario expects of Twilio."""
    return frozenset(mark.args[0] for mark in item.iter_markers("twilio_warns"))


@pytest.fixture
def world(db: None, request: pytest.FixtureRequest) -> World:
    """The world of this scenario, with the whole cast in it."""
    theaters = Theater.objects.bulk_create(Theater(**row) for row in cast.THEATERS)
    movies = Movie.objects.bulk_create(Movie(**row) for row in cast.MOVIES)
    return World(
        {theater.name: theater for theater in theaters},
        {movie.title: movie for movie in movies},
        line=the_line(request),
        expected_warnings=expected_warnings(request.node),
    )


@pytest.fixture
def call(world: World, request: pytest.FixtureRequest) -> Iterator[Call]:
    """The caller's call, as far as the Givens tell, at the stated time."""
    if world.clock is None:
        raise LookupError('The clock is not set; say "Given it is 1:30PM on Friday 1 May 2020 at Rialto".')
    now = world.clock()
    world.add_shows(now)
    with world.tell_of_proxy(), time_machine.travel(now, tick=False):
        call = request.node.stash[CALL] = world.new_call()
        world.begin(call)
        request.node.stash[EVENTS_OF_GIVENS] = list(call.transcript)
        yield call
    for key in (CALL, EVENTS_OF_GIVENS):  # pytest keeps its items to the end of the run
        del request.node.stash[key]
