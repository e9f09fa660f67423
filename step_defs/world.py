"""The world of a scenario: the catalogue, the number's settings, and how far the caller has come; and the line in it.

Givens only describe the world. The call is placed when the first When or Then needs it, so the order
of the Givens does not matter.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any, TypeVar

import pytest
from django.conf import settings
from django.test import override_settings
from django.utils import timezone

from movies import demo_catalogue, local_time
from movies.models import Movie, Show, Theater
from pytest_ivr import Line
from pytest_ivr.journeys import notation
from pytest_ivr.journeys.fixtures import BeforeTheCall, Dialing
from pytest_ivr.simulator import Call

from . import times
from .transports import Transports, transports_in_process, transports_of

PUBLIC_ADDRESS = "https://testserver/movies"  # as it stands in the settings of the number


@dataclass
class World:
    """What the Givens of one scenario have said. Theaters and movies are there by name."""

    theaters: dict[str, Theater] = field(default_factory=dict)
    movies: dict[str, Movie] = field(default_factory=dict)
    shows: list[tuple[str, str, str]] = field(default_factory=list)  # movie, theater, times
    dialed: bool = False
    chosen: str | None = None  # the theater whose number the caller has pressed
    changes_during_call: list[Callable[[], object]] = field(default_factory=list)
    first_link: str = "choose-theater"  # a page of the line, and a query, which may name a theater
    transports: Transports = field(default_factory=transports_in_process)
    has_fallback: bool = False  # the number asks for the apology where the line fails
    proxied: bool = False  # a proxy that ends TLS stands before the line
    knows_proxy: bool = False  # and the line has been told

    def theater(self, name: str) -> Theater:
        """Return the theater of that name; raise LookupError that tells which there are."""
        return find(self.theaters, name)

    def movie(self, title: str) -> Movie:
        """Return the movie of that title; raise LookupError that tells which there are."""
        return find(self.movies, title)

    def line(self) -> Line:
        """Return the line, as the Givens describe it."""
        view, _, query = self.first_link.partition("?")
        for name, theater in self.theaters.items():
            query = query.replace(f"theater={name}", f"theater={theater.pk}")
        return Line(
            f"{PUBLIC_ADDRESS}/{view}?{query}".rstrip("?"),
            self.transports.by_proxy if self.proxied else self.transports.straight,
            settings.TWILIO_AUTH_TOKEN,
            world=self.in_place,
            fallback_url=f"{PUBLIC_ADDRESS}/apologize" if self.has_fallback else None,
        )

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Let the world be as the Givens describe it: the shows in the catalogue, and the line told of its proxy."""
        self.add_shows()
        with self.tell_of_proxy():
            yield

    def tell_of_proxy(self) -> AbstractContextManager[object]:
        """Let the line know of the proxy, if it is to know of one; settings are slow to change, so only then."""
        if self.knows_proxy if self.proxied else self.transports.knows_proxy:
            return override_settings(SECURE_PROXY_SSL_HEADER=("HTTP_X_FORWARDED_PROTO", "https"))
        return nullcontext()

    def add_shows(self) -> None:
        """Put the planned shows into the catalogue, once: the world may hold many calls."""
        planned, self.shows = self.shows, []
        Show.objects.bulk_create(show for it in planned for show in self.planned(*it))

    def planned(self, title: str, name: str, clocks: str) -> list[Show]:
        """Return the shows of a movie at a theater, by the day and clock of the theater."""
        theater, movie = self.theater(name), self.movie(title)
        today = local_time.day(timezone.now(), theater.time_zone)
        starts = times.instants(clocks, today, theater.time_zone)
        return [Show(theater=theater, movie=movie, starts_at=start) for start in starts]

    def cancel(self, show: Show) -> None:
        """Take a planned show out of the catalogue; raise DoesNotExist if it is not there."""
        Show.objects.get(theater=show.theater, movie=show.movie, starts_at=show.starts_at).delete()

    def another_call(self, actions: str, **arguments: Any) -> Call:
        """Make a call to the same line in which somebody does this; return it."""
        call = self.line().new_call(timezone.now(), **arguments)
        notation.perform(call, actions)
        return call

    def begin(self, call: Call) -> None:
        """Bring the caller to where the Givens end, and apply what changes during the call."""
        if self.dialed:
            call.dial()
        if self.chosen is not None:
            call.press(f"{self.theater(self.chosen).digits}#")
        for change in self.changes_during_call:
            change()


Found = TypeVar("Found")


def find(named: Mapping[str, Found], name: str, where: str = "The catalogue") -> Found:
    """Return what has that name; raise LookupError that tells which names there are."""
    if name not in named:
        raise LookupError(f"{where} has no {name!r}; it has {', '.join(named)}.")
    return named[name]


@pytest.fixture
def world(db: None, request: pytest.FixtureRequest) -> World:
    """The world of this scenario, with the demo's theaters and movies in it."""
    theaters = Theater.objects.bulk_create(Theater(**row) for row in demo_catalogue.THEATERS)
    movies = Movie.objects.bulk_create(Movie(**row) for row in demo_catalogue.MOVIES)
    return World(
        {theater.name: theater for theater in theaters},
        {movie.title: movie for movie in movies},
        transports=transports_of(request),
    )


@pytest.fixture
def line(world: World, dialing: Dialing, before_the_call: BeforeTheCall) -> Line:
    """The line in this scenario's world. The clock has to be stated."""
    if dialing.now is None:
        raise LookupError('The clock is not set; say "Given it is 1:30PM on Friday 1 May 2020 at Rialto".')
    before_the_call.append(world.begin)
    return world.line()
