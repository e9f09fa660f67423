"""The catalogue's constraints, held by the database itself."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection
from django.utils import timezone

from movies.models import Movie, Show, Theater
from step_defs.factories import MovieFactory, ShowFactory, TheaterFactory


@pytest.mark.parametrize(
    ("model", "row"),
    [
        (Theater, {"name": "Rex", "address": "Street", "digits": 0}),
        (Theater, {"name": "Rex", "address": "Street", "digits": -1}),
        (Theater, {"name": "Rex", "address": "Street", "digits": 7}),
        (Theater, {"name": "Rex", "address": "x" * 201, "digits": 8}),
        (Theater, {"name": "x" * 101, "address": "Street", "digits": 8}),
        (Movie, {"title": "x" * 101, "digits": 8}),
        (Movie, {"title": "Alien", "digits": 0}),
        (Movie, {"title": "Alien", "digits": 7}),
    ],
    ids=[
        "zero",
        "negative",
        "taken",
        "long address",
        "long name",
        "long title",
        "zero for a movie",
        "taken by a movie",
    ],
)
def test_the_database_refuses(model: type[Any], row: dict[str, Any]) -> None:
    TheaterFactory.create(digits=7)
    MovieFactory.create(digits=7)
    with pytest.raises((IntegrityError, DataError)):
        model.objects.create(**row)


def test_a_show_is_there_once() -> None:
    show = ShowFactory.create()
    with pytest.raises(IntegrityError):
        Show.objects.create(theater=show.theater, movie=show.movie, starts_at=show.starts_at)


def test_an_address_may_have_200_characters_and_a_theater_and_a_movie_the_same_number() -> None:
    TheaterFactory.create(address="x" * 200, digits=7)
    MovieFactory.create(digits=7)


@pytest.mark.parametrize(("time_zone", "valid"), [("America/Chicago", True), ("UTC", True), ("Mars/Phobos", False)])
def test_a_time_zone_is_one_that_pytz_knows(time_zone: str, valid: bool) -> None:
    theater = TheaterFactory.build(time_zone=time_zone)
    if valid:
        theater.full_clean()
    else:
        with pytest.raises(ValidationError, match="Mars/Phobos"):
            theater.full_clean()


def test_an_unknown_time_zone_is_never_saved() -> None:
    with pytest.raises(ValidationError, match="pytz knows no time zone 'Mars/Phobos'"):
        TheaterFactory.create(time_zone="Mars/Phobos")


def test_names_that_cannot_be_spoken_are_refused() -> None:
    with pytest.raises(ValidationError, match="control character"):
        MovieFactory.build(title="Alien\x08").full_clean()
    with pytest.raises(ValidationError, match="control character"):
        MovieFactory.build(title="Alien\uffff").full_clean()
    with pytest.raises(ValidationError, match="control character"):
        TheaterFactory.build(address="Street\n").full_clean()


def test_a_theater_is_in_universal_time_unless_it_says_otherwise() -> None:
    assert TheaterFactory.create().time_zone == "UTC"


def test_rows_name_themselves() -> None:
    show = ShowFactory.create(theater=TheaterFactory.create(rialto=True), movie=MovieFactory.create(casablanca=True))
    assert str(show) == "Casablanca at Rialto, Fri 01 May 2020, 01:30PM"


def test_the_cast_by_name_is_there_once() -> None:
    assert TheaterFactory.create(rialto=True) == TheaterFactory.create(rialto=True)
    assert TheaterFactory.create(odeon=True).time_zone == "Europe/London"


def test_the_showtimes_query_reads_one_index() -> None:
    now = timezone.now()
    shows = Show.objects.filter(theater=1, movie=2, starts_at__range=(now, now)).order_by("starts_at")
    plan = shows.explain()
    if connection.vendor == "sqlite":
        assert "(theater_id=? AND movie_id=? AND starts_at>? AND starts_at<?)" in plan
    assert "SORT" not in plan.upper()
