"""The pages of the theaters' managers: shows are entered and listed by the theater's own clock."""

import datetime as dt

import pytest
from django.test import Client

from movies.models import Movie, Show, Theater
from step_defs.factories import MovieFactory, ShowFactory, TheaterFactory

ADD = "/admin/movies/show/add/"


def entered(theater: Theater, movie: Movie, date: str, time: str, fold: str = "") -> dict[str, object]:
    return {"theater": theater.pk, "movie": movie.pk, "starts_at_0": date, "starts_at_1": time, "fold": fold}


@pytest.mark.parametrize(
    ("date", "time", "fold", "starts_at"),
    [
        ("2020-05-01", "13:30", "", dt.datetime(2020, 5, 1, 18, 30, tzinfo=dt.UTC)),
        ("2020-11-01", "01:30", "first", dt.datetime(2020, 11, 1, 6, 30, tzinfo=dt.UTC)),
        ("2020-11-01", "01:30", "second", dt.datetime(2020, 11, 1, 7, 30, tzinfo=dt.UTC)),
    ],
)
def test_a_show_is_entered_in_local_time(
    admin_client: Client, rialto: Theater, casablanca: Movie, date: str, time: str, fold: str, starts_at: dt.datetime
) -> None:
    answer = admin_client.post(ADD, entered(rialto, casablanca, date, time, fold))
    assert answer.status_code == 302
    assert Show.objects.get().starts_at == starts_at


@pytest.mark.parametrize(
    ("date", "time", "complaint"),
    [
        ("2020-03-08", "02:30", "02:30 on 08 March 2020 does not exist in America/Chicago"),
        ("2020-11-01", "01:30", "say whether the first or the second is meant"),
        ("9999-12-31", "23:30", "The year 9999 is beyond the calendar"),
        ("", "", "This field is required"),
    ],
)
def test_an_impossible_time_is_explained(
    admin_client: Client, rialto: Theater, casablanca: Movie, date: str, time: str, complaint: str
) -> None:
    answer = admin_client.post(ADD, entered(rialto, casablanca, date, time))
    assert complaint in answer.content.decode()
    assert not Show.objects.exists()


def test_the_same_show_twice_is_explained(admin_client: Client, rialto: Theater, casablanca: Movie) -> None:
    for _ in range(2):
        answer = admin_client.post(ADD, entered(rialto, casablanca, "2020-05-01", "13:30"))
    assert "already exists" in answer.content.decode()
    assert Show.objects.count() == 1


@pytest.mark.parametrize("hour", [6, 7])
def test_a_show_is_listed_and_saved_again_in_local_time(admin_client: Client, rialto: Theater, hour: int) -> None:
    starts_at = dt.datetime(2020, 11, 1, hour, 30, tzinfo=dt.UTC)
    show = ShowFactory.create(theater=rialto, starts_at=starts_at)
    listed = admin_client.get("/admin/movies/show/").content.decode()
    assert f"Sun 01 Nov 2020, 01:30AM {'CDT' if hour == 6 else 'CST'}" in listed

    page = f"/admin/movies/show/{show.pk}/change/"
    form = admin_client.get(page).context["adminform"].form
    start = form["starts_at"].value()
    again = entered(rialto, show.movie, f"{start:%Y-%m-%d}", f"{start:%H:%M}", form["fold"].value())
    assert admin_client.post(page, again).status_code == 302
    show.refresh_from_db()
    assert show.starts_at == starts_at


@pytest.mark.parametrize(
    ("page", "results"),
    [
        ("theater/?q=Chicago", 1),
        ("theater/?q=1", 1),
        ("theater/?time_zone=Europe/London", 1),
        ("movie/?q=metro", 1),
        ("movie/?q=1", 1),
        ("show/?q=casablanca", 2),
        ("show/?q=rialto", 1),
        ("show/?theater__id__exact={theater}&starts_at__year=2020", 1),
        ("show/?theater__id__exact={theater}&starts_at__year=2021", 0),
    ],
)
def test_everything_can_be_searched_and_filtered(
    admin_client: Client, rialto: Theater, casablanca: Movie, page: str, results: int
) -> None:
    odeon = TheaterFactory.create(odeon=True)
    MovieFactory.create(metropolis=True)
    ShowFactory.create(theater=rialto, movie=casablanca)
    ShowFactory.create(theater=odeon, movie=casablanca)
    found = admin_client.get("/admin/movies/" + page.format(theater=rialto.pk)).context["cl"].result_count
    assert found == results


def test_a_bad_theater_is_explained(admin_client: Client, rialto: Theater) -> None:
    rows = {"name": "Rex", "address": "x" * 201, "digits": "1", "time_zone": "Mars/Phobos"}
    page = admin_client.post("/admin/movies/theater/add/", rows).content.decode()
    for complaint in ("at most 200 characters", "already exists", "Select a valid choice"):
        assert complaint in page


@pytest.mark.parametrize("name", ["RIALTO", "Ria\u200blto ", "\uff32ialto"])
def test_a_name_that_callers_could_not_tell_from_another_is_explained(
    admin_client: Client, rialto: Theater, casablanca: Movie, name: str
) -> None:
    row = {"name": name, "address": "", "digits": "7", "time_zone": "Europe/Paris"}
    page = admin_client.post("/admin/movies/theater/add/", row).content.decode()
    assert "Callers could not tell it from Rialto, which has number 1." in page
    page = admin_client.post("/admin/movies/movie/add/", {"title": "casablanca", "digits": "7"}).content.decode()
    assert "Callers could not tell it from Casablanca, which has number 1." in page
    assert (Theater.objects.count(), Movie.objects.count()) == (1, 1)


def test_a_theater_may_be_spelled_anew(admin_client: Client, rialto: Theater) -> None:
    row = {"name": " RIALTO\u00a0 Cine\u0301", "address": "State  Street", "digits": "1", "time_zone": "Europe/Paris"}
    assert admin_client.post(f"/admin/movies/theater/{rialto.pk}/change/", row).status_code == 302
    rialto.refresh_from_db()
    assert (rialto.name, rialto.address, rialto.heard_as) == ("RIALTO Ciné", "State Street", "rialto ciné")


@pytest.mark.parametrize("time_zone", ["EST", "Etc/GMT+5", "Japan"])
def test_a_manager_chooses_a_place_as_time_zone(admin_client: Client, time_zone: str) -> None:
    row = {"name": "Rex", "address": "", "digits": "7", "time_zone": time_zone}
    assert "Select a valid choice" in admin_client.post("/admin/movies/theater/add/", row).content.decode()
    assert f">{time_zone}</option>" not in admin_client.get("/admin/movies/theater/add/").content.decode()


@pytest.mark.parametrize("year", [1, 9999])
def test_a_show_that_some_clock_could_not_show_is_explained(admin_client: Client, casablanca: Movie, year: int) -> None:
    theater = TheaterFactory.create(time_zone="UTC")
    answer = admin_client.post(ADD, entered(theater, casablanca, f"{year:04}-06-01", "12:00"))
    assert f"The year {year} is beyond the calendar." in answer.content.decode()
    assert not Show.objects.exists()


@pytest.mark.parametrize("digits", [2_147_483_648, 9_223_372_036_854_775_807])
def test_a_number_that_no_database_holds_is_explained(admin_client: Client, digits: int) -> None:
    theater = {"name": "Rex", "address": "", "digits": digits, "time_zone": "UTC"}
    for page, row in (("theater", theater), ("movie", {"title": "Alien", "digits": digits})):
        answer = admin_client.post(f"/admin/movies/{page}/add/", row).content.decode()
        assert "less than or equal to 2147483647" in answer
