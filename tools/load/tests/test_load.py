"""Callers of the load test hear shows, at whatever hour it is run."""

import datetime as dt

import pytest
import time_machine
from django.core.management import call_command

from movies.models import Movie, Theater
from movies.upcoming import upcoming_shows
from tools.load.__main__ import clock_of_calls

HOURS = [dt.datetime(2026, 11, 27, hour, 37, tzinfo=dt.UTC) for hour in range(0, 24, 3)]


@pytest.mark.parametrize("now", [*HOURS, dt.datetime(2026, 12, 31, 23, 59, tzinfo=dt.UTC)], ids=str)
def test_at_every_hour_each_movie_is_playing_everywhere_in_what_the_demo_has_loaded(now: dt.datetime) -> None:
    with time_machine.travel(now, tick=False):
        call_command("load_demo")
    for theater in Theater.objects.all():
        for movie in Movie.objects.all():
            assert upcoming_shows(theater.pk, movie.digits, clock_of_calls(now)), (theater, movie)
