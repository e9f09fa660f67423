"""Theaters, movies and shows for tests: the demo's by name, anything else as needed.

``TheaterFactory(rialto=True)`` is the demo's Rialto, the one that is there or a new one.
``ShowFactory(theater=rialto, local_start=datetime(2020, 5, 1, 13, 30))`` starts by the theater's clock.
"""

import datetime as dt
from typing import Any

from factory.declarations import LazyAttribute, Sequence, SubFactory, Trait
from factory.django import DjangoModelFactory

from movies import demo_catalogue, local_time
from movies.models import Movie, Show, Theater

FIRST_FREE_DIGITS = 100  # beyond the demo's own


def traits(rows: tuple[dict[str, Any], ...], name_field: str) -> type:
    """Return Params with a trait for each row of the demo, named like it in small letters, _ for spaces."""
    return type("Params", (), {row[name_field].lower().replace(" ", "_"): Trait(**row) for row in rows})


class TheaterFactory(DjangoModelFactory[Theater]):
    """A theater; ``rialto=True``, ``odeon=True`` and ``aurora=True`` are the demo's."""

    name = Sequence(lambda n: f"Theater {n}")
    address = LazyAttribute(lambda theater: f"{theater.name} Street")
    digits = Sequence(lambda n: FIRST_FREE_DIGITS + n)
    Params = traits(demo_catalogue.THEATERS, "name")

    class Meta:
        model = Theater
        django_get_or_create = ("digits",)


class MovieFactory(DjangoModelFactory[Movie]):
    """A movie; ``casablanca=True``, ``metropolis=True`` and ``nosferatu=True`` are the demo's."""

    title = Sequence(lambda n: f"Movie {n}")
    digits = Sequence(lambda n: FIRST_FREE_DIGITS + n)
    Params = traits(demo_catalogue.MOVIES, "title")

    class Meta:
        model = Movie
        django_get_or_create = ("digits",)


class ShowFactory(DjangoModelFactory[Show]):
    """A show; ``local_start``, naive, is what the clock in its theater shows."""

    theater = SubFactory(TheaterFactory)
    movie = SubFactory(MovieFactory)
    starts_at = LazyAttribute(lambda show: local_time.instant(show.local_start, show.theater.time_zone))

    class Meta:
        model = Show

    class Params:
        local_start = dt.datetime(2020, 5, 1, 13, 30)  # noqa: DTZ001 (naive on purpose: a clock on a wall)
