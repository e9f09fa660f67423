"""The catalogue's constraints, held by the database itself."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, connection, transaction
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


@pytest.mark.parametrize(
    ("time_zone", "valid"), [("America/Chicago", True), ("UTC", True), ("Mars/Phobos", False), ("EST", False)]
)
def test_a_time_zone_is_a_place(time_zone: str, valid: bool) -> None:
    theater = TheaterFactory.build(time_zone=time_zone)
    if valid:
        theater.full_clean()
    else:
        with pytest.raises(ValidationError, match=time_zone):
            theater.full_clean()


def test_an_unknown_time_zone_is_never_saved() -> None:
    with pytest.raises(ValidationError, match="'Mars/Phobos' is not a time zone: write a place as Area/Location"):
        TheaterFactory.create(time_zone="Mars/Phobos")


@pytest.mark.parametrize("time_zone", ["EST", "Etc/GMT+5", "america/chicago"])
def test_what_is_no_place_is_not_saved_with_many_others_either(time_zone: str) -> None:
    with pytest.raises(ValidationError, match="is not a time zone"):
        Theater.objects.bulk_create([TheaterFactory.build(time_zone=time_zone)])


@pytest.mark.parametrize("name", ["Cine\u0301  Lu\u200bmie\u0300re", "\u00a0Ciné\nLumière "])
def test_every_way_into_the_catalogue_writes_a_name_in_the_same_way(name: str) -> None:
    rows = [
        TheaterFactory.create(name=name, digits=1, address=name),
        *Theater.objects.bulk_create([TheaterFactory.build(name=f"{name} 2", address=name)]),
        TheaterFactory.create(digits=3),
    ]
    Theater.objects.filter(digits=3).update(address=name)
    rows[2].name = f"{name} 3"
    Theater.objects.bulk_update(rows[2:], ["name"])
    assert [row.name for row in rows[:2]] == ["Ciné Lumière", "Ciné Lumière 2"]
    names = Theater.objects.values_list("name", "address", "heard_as")[:2]
    assert list(names) == [(row, "Ciné Lumière", row.casefold()) for row in ("Ciné Lumière", "Ciné Lumière 2")]
    assert set(Theater.objects.filter(digits=3).values_list("name", "address")) == {("Ciné Lumière 3", "Ciné Lumière")}
    assert Theater.objects.get(name=name) == rows[0]
    assert MovieFactory.create(title=name).title == "Ciné Lumière"


def test_the_database_has_each_name_once_however_it_is_spelled() -> None:
    TheaterFactory.create(name="Ciné Lumière")
    MovieFactory.create(title="Alien³")
    with pytest.raises(IntegrityError), transaction.atomic():
        TheaterFactory.create(name="CINE\u0301 LUMIE\u0300RE")
    with pytest.raises(IntegrityError), transaction.atomic():
        Movie.objects.bulk_create([MovieFactory.build(title="alien3")])


def test_names_that_cannot_be_spoken_are_refused() -> None:
    with pytest.raises(ValidationError, match="control character"):
        MovieFactory.build(title="Alien\x08").full_clean()
    with pytest.raises(ValidationError, match="control character"):
        MovieFactory.build(title="Alien\uffff").full_clean()
    with pytest.raises(ValidationError, match="control character"):
        TheaterFactory.build(address="Street\x1f").full_clean()
    with pytest.raises(ValidationError, match="control character"):
        TheaterFactory.build(name="Rialto\x9b").full_clean()


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
