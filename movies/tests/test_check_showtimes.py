"""What became thin is told before callers hear of it."""

import datetime as dt

import pytest
import time_machine
from django.core.management import CommandError, call_command

from movies.models import Movie, Theater
from step_defs.factories import MovieFactory, ShowFactory, TheaterFactory

NOW = dt.datetime(2026, 11, 27, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(hours=24)
SECOND = dt.timedelta(seconds=1)


@pytest.fixture
def rialto() -> Theater:
    return TheaterFactory.create(name="Rialto", digits=1)


@pytest.fixture
def alien() -> Movie:
    return MovieFactory.create(title="Alien", digits=1)


def check(capsys: pytest.CaptureFixture[str], *options: str) -> tuple[list[str], str]:
    """Return what is said, and how it fails."""
    with time_machine.travel(NOW, tick=False):
        try:
            call_command("check_showtimes", *options)
        except CommandError as error:
            return capsys.readouterr().out.splitlines(), str(error)
    return capsys.readouterr().out.splitlines(), ""


@pytest.mark.parametrize("starts", [[], [-SECOND], [DAY], [-DAY, 2 * DAY]], ids=str)
def test_a_theater_without_a_show_soon_fails(
    capsys: pytest.CaptureFixture[str], rialto: Theater, alien: Movie, starts: list[dt.timedelta]
) -> None:
    for start in starts:
        ShowFactory.create(theater=rialto, movie=alien, starts_at=NOW + start)
    ShowFactory.create(theater=TheaterFactory.create(digits=2), movie=alien, starts_at=NOW + SECOND)
    said, failure = check(capsys)
    assert "The theater Rialto has no show within 24 hours." in said
    assert failure == "Theaters without a show within 24 hours: 1."


@pytest.mark.parametrize("start", [dt.timedelta(0), DAY - SECOND], ids=str)
def test_a_theater_with_a_show_soon_is_well(
    capsys: pytest.CaptureFixture[str], rialto: Theater, alien: Movie, start: dt.timedelta
) -> None:
    ShowFactory.create(theater=rialto, movie=alien, starts_at=NOW + start)
    ShowFactory.create(theater=rialto, movie=alien, starts_at=NOW + 2 * DAY)
    assert check(capsys) == (["Every theater has a show within 24 hours."], "")


@pytest.mark.parametrize(
    ("last", "ends"),
    [(-SECOND, False), (dt.timedelta(0), True), (DAY - SECOND, True), (DAY, False)],
    ids=["has ended", "now", "soon", "later"],
)
def test_a_movie_that_has_its_last_show_soon_is_told(
    capsys: pytest.CaptureFixture[str], rialto: Theater, alien: Movie, last: dt.timedelta, ends: bool
) -> None:
    ShowFactory.create(theater=rialto, movie=alien, starts_at=NOW + last - DAY)
    ShowFactory.create(theater=rialto, movie=alien, starts_at=NOW + last)
    assert ("The movie Alien ends within 24 hours." in check(capsys)[0]) == ends


def test_how_far_to_look_can_be_said(capsys: pytest.CaptureFixture[str], rialto: Theater, alien: Movie) -> None:
    ShowFactory.create(theater=rialto, movie=alien, starts_at=NOW + 2 * DAY)
    assert check(capsys, "--hours", "49")[1] == ""
    assert check(capsys, "--hours", "48")[1] == "Theaters without a show within 48 hours: 1."


def test_a_line_without_theaters_fails(capsys: pytest.CaptureFixture[str]) -> None:
    assert check(capsys) == ([], "There are no theaters at all.")
