"""``manage.py load_demo``: there is always something to hear, and a second run changes nothing."""

import datetime as dt

import pytest
import time_machine
from django.core.management import CommandError, call_command

from movies.models import Movie, Show, Theater
from step_defs.factories import TheaterFactory

AUTUMN = dt.datetime(2020, 10, 24, 12, 0, tzinfo=dt.UTC)


def everything() -> list[list[tuple[object, ...]]]:
    return [
        list(Theater.objects.order_by("pk").values_list()),
        list(Movie.objects.order_by("pk").values_list()),
        list(Show.objects.order_by("pk").values_list()),
    ]


def test_running_it_twice_changes_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("load_demo")
    before = everything()
    call_command("load_demo")
    assert everything() == before
    assert capsys.readouterr().out.endswith("Demo data: 3 theaters, 3 movies, 210 shows.\n")


def test_a_caller_hears_a_show_of_every_movie_at_every_theater() -> None:
    with time_machine.travel(AUTUMN, tick=False):
        call_command("load_demo")
    for hours in range(24 * 6):
        now = AUTUMN + dt.timedelta(hours=hours)
        soon = Show.objects.filter(starts_at__range=(now, now + dt.timedelta(hours=12)))
        assert len(set(soon.values_list("theater", "movie").order_by())) == 9


def test_the_next_day_adds_a_day() -> None:
    with time_machine.travel(AUTUMN, tick=False):
        call_command("load_demo")
    count = Show.objects.count()
    with time_machine.travel(AUTUMN + dt.timedelta(days=1), tick=False):
        call_command("load_demo")
    assert Show.objects.count() == count + count // 7


def test_a_number_that_belongs_to_another_theater_is_left_alone() -> None:
    TheaterFactory.create(name="Rex", digits=1)
    before = everything()
    with pytest.raises(CommandError, match="Number 1 belongs to the theater Rex, but the demo needs it for Rialto"):
        call_command("load_demo")
    assert everything() == before


def test_what_has_the_demos_name_and_another_number_is_the_demos() -> None:
    TheaterFactory.create(name="RIALTO", digits=7)
    call_command("load_demo")
    assert set(Theater.objects.values_list("digits", "name")) == {(7, "RIALTO"), (2, "Odeon"), (12, "Aurora")}
