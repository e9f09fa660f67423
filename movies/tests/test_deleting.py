"""Managers delete theaters and movies, however many shows these have."""

import datetime as dt
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from movies import deleting
from movies.models import Movie, Show, Theater
from step_defs.factories import MovieFactory, TheaterFactory

NOON = dt.datetime(2030, 1, 1, 12, tzinfo=dt.UTC)
CONFIRMED = {"post": "yes"}


def add_shows(theater: Theater, movie: Movie, number: int) -> None:
    starts = (NOON + dt.timedelta(hours=hour) for hour in range(number))
    Show.objects.bulk_create(Show(theater=theater, movie=movie, starts_at=start) for start in starts)


def asked(client: Client, page: str, **form: object) -> tuple[str, int]:
    """Return a page, and how many queries it takes."""
    with CaptureQueriesContext(connection) as queries:
        answer = client.post(page, form) if form else client.get(page)
    return answer.content.decode(), len(queries)


def test_who_is_about_to_delete_is_told_how_many_shows_go_too(
    admin_client: Client, rialto: Theater, casablanca: Movie
) -> None:
    pages = [f"/admin/movies/theater/{rialto.pk}/delete/", f"/admin/movies/movie/{casablanca.pk}/delete/"]
    few = []
    for number in (1, 400):
        Show.objects.all().delete()
        add_shows(rialto, casablanca, number)
        for page, name in zip(pages, ("Theater: Rialto", "Movie: Casablanca"), strict=True):
            text, queries = asked(admin_client, page)
            assert name in text
            assert f"Shows: {number}" in text
            few.append((len(text) - len(str(number)), queries))
    assert few[:2] == few[2:]


@pytest.mark.parametrize("number", [0, 1, 35])
def test_a_theater_is_deleted_with_its_shows_and_no_other(
    admin_client: Client, rialto: Theater, casablanca: Movie, number: int
) -> None:
    odeon = TheaterFactory.create(odeon=True)
    add_shows(rialto, casablanca, number)
    add_shows(odeon, casablanca, 12)
    admin_client.post(f"/admin/movies/theater/{rialto.pk}/delete/", CONFIRMED)
    assert list(Theater.objects.all()) == [odeon]
    assert Show.objects.count() == 12
    assert Movie.objects.count() == 1


def test_several_movies_are_deleted_with_their_shows(admin_client: Client, rialto: Theater, casablanca: Movie) -> None:
    metropolis, alien = MovieFactory.create(metropolis=True), MovieFactory.create(title="Alien")
    for movie in (casablanca, metropolis, alien):
        add_shows(rialto, movie, 12)
    chosen = {"action": "delete_selected", "_selected_action": [casablanca.pk, alien.pk]}
    text, _ = asked(admin_client, "/admin/movies/movie/", **chosen)
    assert "Shows: 24" in text
    asked(admin_client, "/admin/movies/movie/", **chosen, **CONFIRMED)
    assert list(Movie.objects.all()) == [metropolis]
    assert Show.objects.count() == 12


@pytest.mark.parametrize("kind", ["theater", "show"])
def test_who_chooses_more_than_a_form_can_hold_is_told_so(
    admin_client: Client, rialto: Theater, casablanca: Movie, kind: str
) -> None:
    model: type[Any] = {"theater": Theater, "show": Show}[kind]
    Theater.objects.bulk_create(Theater(name=f"Cinema {number}", digits=number) for number in range(100, 1_101))
    add_shows(rialto, casablanca, 1_001)
    number = model.objects.count()
    chosen = {"action": "delete_selected", "select_across": "1", "_selected_action": [model.objects.first().pk]}
    answer = admin_client.post(f"/admin/movies/{kind}/", chosen, follow=True)
    assert answer.status_code == 200
    assert f"Nothing was deleted: {number:,} are too many. Choose at most 900 at a time." in answer.content.decode()
    answer = admin_client.post(f"/admin/movies/{kind}/", chosen | CONFIRMED, follow=True)
    assert model.objects.count() == number


def test_as_many_as_a_form_can_hold_are_deleted(admin_client: Client, rialto: Theater, casablanca: Movie) -> None:
    add_shows(rialto, casablanca, deleting.CHOSEN_AT_ONCE)
    shows = [*Show.objects.values_list("pk", flat=True)]
    chosen = {"action": "delete_selected", "_selected_action": shows, **CONFIRMED}
    assert admin_client.post("/admin/movies/show/", chosen).status_code == 302
    assert not Show.objects.exists()


def test_any_number_of_shows_is_deleted_by_as_many_statements(
    admin_client: Client, rialto: Theater, casablanca: Movie
) -> None:
    statements = set()
    for number in (1, 5_000):
        theater = TheaterFactory.create()
        add_shows(theater, casablanca, number)
        statements.add(asked(admin_client, f"/admin/movies/theater/{theater.pk}/delete/", **CONFIRMED)[1])
        movie = MovieFactory.create()
        add_shows(rialto, movie, number)
        statements.add(asked(admin_client, f"/admin/movies/movie/{movie.pk}/delete/", **CONFIRMED)[1])
    assert len(statements) == 1


def test_who_may_not_delete_shows_deletes_no_theater_that_has_some(
    client: Client, rialto: Theater, casablanca: Movie
) -> None:
    user = User.objects.create_user("manager", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=["delete_theater", "view_theater"]))
    client.force_login(user)
    page = f"/admin/movies/theater/{rialto.pk}/delete/"
    add_shows(rialto, casablanca, 1)
    assert "permission to delete the following types of objects" in asked(client, page)[0]
    assert client.post(page, CONFIRMED).status_code == 403
    assert Theater.objects.exists()
    Show.objects.all().delete()
    assert client.post(page, CONFIRMED).status_code == 302
    assert not Theater.objects.exists()
