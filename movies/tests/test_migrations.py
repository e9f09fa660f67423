"""A catalogue that is older than its rules is brought into order, and no show is lost."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

BEFORE, AFTER = [("movies", "0002_names_and_addresses")], [("movies", "0003_names_as_heard")]
NOON = dt.datetime(2030, 1, 1, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)

pytestmark = pytest.mark.django_db(transaction=True)

Migrate = Callable[[list[tuple[str, str]]], Any]


@pytest.fixture
def migrate() -> Iterator[Migrate]:
    """Migrate the database to a state, and return its models; in the end to the newest one."""

    def call(to: list[tuple[str, str]]) -> Any:
        executor = MigrationExecutor(connection)
        return executor.migrate(to).apps

    yield call
    executor = MigrationExecutor(connection)
    executor.migrate(executor.loader.graph.leaf_nodes())


def theaters(apps: Any) -> list[tuple[object, ...]]:
    """Return what the catalogue says of theaters."""
    rows = apps.get_model("movies", "Theater").objects.order_by("digits")
    return list(rows.values_list("digits", "name", "address", "time_zone"))


def shows(apps: Any) -> list[tuple[object, ...]]:
    """Return what the catalogue says of shows."""
    rows = apps.get_model("movies", "Show").objects.order_by("starts_at", "theater__digits")
    return [(theater, movie, (start - NOON) // HOUR) for theater, movie, start in
            rows.values_list("theater__digits", "movie__digits", "starts_at")]  # fmt: skip


def test_one_name_becomes_one_theater_and_no_show_is_lost(migrate: Migrate, capsys: pytest.CaptureFixture[str]) -> None:
    apps = migrate(BEFORE)
    theater, movie, show = (apps.get_model("movies", name) for name in ("Theater", "Movie", "Show"))
    zone = "Europe/Paris"
    houses = [
        theater.objects.create(name="Ciné  Lumière", address="", digits=2, time_zone=zone),
        theater.objects.create(name="Cine\u0301 Lumie\u0300re", address="Rue du\u00a0Port", digits=5, time_zone=zone),
        theater.objects.create(name="CINÉ LUMIÈRE", address="RUE DU PORT", digits=9, time_zone=zone),
        theater.objects.create(name="Ciné Lumière", address="Rue de Lyon", digits=11, time_zone=zone),
        theater.objects.create(name="Ciné Lumière", address="Rue du Port", digits=12, time_zone="Europe/London"),
        theater.objects.create(name="Ciné Lumière", address="Rue du Port", digits=13, time_zone="Asia/Tokyo"),
    ]
    films = [movie.objects.create(title=title, digits=digits) for digits, title in ((3, "Alien"), (4, "ALI\u200bEN "))]
    for number, house in enumerate(houses):
        for film in films:
            show.objects.create(theater=house, movie=film, starts_at=NOON)
            show.objects.create(theater=house, movie=film, starts_at=NOON + HOUR * (number + 1))
    apps = migrate(AFTER)
    assert theaters(apps) == [
        (2, "Ciné Lumière", "Rue du Port", zone),
        (11, "Ciné Lumière, Rue de Lyon", "Rue de Lyon", zone),
        (12, "Ciné Lumière, Rue du Port", "Rue du Port", "Europe/London"),
        (13, "Ciné Lumière 13", "Rue du Port", "Asia/Tokyo"),
    ]
    assert list(apps.get_model("movies", "Movie").objects.values_list("digits", "title")) == [(3, "Alien")]
    assert shows(apps) == [
        *((digits, 3, 0) for digits in (2, 11, 12, 13)),
        *((digits, 3, hours) for digits, hours in ((2, 1), (2, 2), (2, 3), (11, 4), (12, 5), (13, 6))),
    ]
    assert "The theater with number 5 is the same as number 2, and goes up in it." in capsys.readouterr().out


def test_a_theater_without_an_address_is_told_apart_by_its_number(migrate: Migrate) -> None:
    theater = migrate(BEFORE).get_model("movies", "Theater")
    for digits, zone in ((2, "Europe/Paris"), (7, "Asia/Tokyo")):
        theater.objects.create(name="Rex", address="", digits=digits, time_zone=zone)
    assert [name for _, name, _, _ in theaters(migrate(AFTER))] == ["Rex", "Rex 7"]


def test_a_time_zone_that_is_no_place_becomes_one_with_the_same_clock(migrate: Migrate) -> None:
    theater = migrate(BEFORE).get_model("movies", "Theater")
    zones = ["EST5EDT", "Etc/GMT-9", "EST", "US/Central", "UTC", "Etc/GMT+12"]
    for digits, zone in enumerate(zones, 1):
        theater.objects.create(name=f"Theater {digits}", address="", digits=digits, time_zone=zone)
    found = [zone for _, _, _, zone in theaters(migrate(AFTER))]
    assert found == ["America/New_York", "Asia/Tokyo", "America/Atikokan", "US/Central", "UTC", "Etc/GMT+12"]


def test_the_older_line_finds_the_catalogue_as_it_is(migrate: Migrate) -> None:
    apps = migrate(AFTER)
    apps.get_model("movies", "Theater").objects.create(name="Rex", heard_as="rex", address="", digits=1)
    assert theaters(migrate(BEFORE)) == [(1, "Rex", "", "UTC")]
