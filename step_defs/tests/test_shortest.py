"""No call is shorter than the one that is told where a law of Movie Info's own is broken: all are tried."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from functools import partial

import pytest
import time_machine
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from movies import urls, views
from movies.models import Movie, Show, Theater
from pytest_ivr.explorer import explore
from pytest_ivr.explorer.laws import Law, shortest_break
from pytest_ivr.explorer.reading import reading_beside
from step_defs import answers, catalogue_steps
from step_defs.answers import Names
from step_defs.world import World
from testbed.repository import ROOT

from . import brute_force, promises
from .promises import CHANGES, Change, changed

NOW = dt.datetime(2020, 5, 1, 18, 30, tzinfo=dt.UTC)
MOST_ACTIONS = 5
OWN = (promises.THEATER, promises.MOVIE, promises.ONLY_STAR, promises.EVERY_PAGE, promises.THIRD)
CATALOGUES = sorted({it.catalogue for it in CHANGES})


def laws(names: Names) -> list[Law]:
    """Return Movie Info's own laws, in the order of their sentences."""
    return [
        answers.names_what_was_chosen(names, "theater"),
        answers.names_what_was_chosen(names, "movie"),
        answers.only_star_leads_back(names),
        answers.numbers_count_on_every_page(names),
        answers.third_mistake_ends(names),
    ]


def walked(laws: Sequence[Law], world: World) -> list[int | None]:
    """Return how many actions the shortest call has that breaks each law, by the explorer."""
    exploration = explore(world.line(), now=NOW, reading=reading_beside(ROOT / "features", ROOT))
    broken = [shortest_break(law(exploration)) for law in laws]
    return [it and len(it.actions) for it in broken]


def tried(names: Names) -> list[int | None]:
    """Return it by trying all calls."""
    calls = brute_force.traces(names, MOST_ACTIONS)
    first = partial(brute_force.shortest, calls, names)
    lost = next(brute_force.numbers_that_do_not_count(calls, names), None)
    return [
        first(brute_force.of_another("theater")),
        first(brute_force.of_another("movie")),
        first(brute_force.led_back_without_star),
        lost and len(lost.steps),
        first(brute_force.ended_at_the_wrong_mistake),
    ]


def prepared(world: World, catalogue: str) -> Names:
    """Fill the catalogue, and return its names."""
    if catalogue:
        theaters, movies = (int(word) for word in catalogue.split() if word.isdigit())
        catalogue_steps.a_chain(world, theaters, movies)
    catalogue_steps.all_play(world, "8:00AM, 8:00PM and 11:30PM")
    world.add_shows()
    return Names(
        {theater.digits: theater.name for theater in world.theaters.values()},
        {movie.digits: movie.title for movie in world.movies.values()},
    )


@pytest.mark.parametrize("change", [it for it in CHANGES if it.sentence in OWN], ids=lambda it: it.name)
def test_no_call_is_shorter_that_breaks_a_law(change: Change, world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    module = changed(change)
    for pattern in urls.urlpatterns:
        monkeypatch.setattr(pattern, "callback", getattr(module, pattern.callback.__name__))
    with time_machine.travel(NOW, tick=False):
        names = prepared(world, change.catalogue)
        found = tried(names)
        assert found[OWN.index(change.sentence)] == change.actions
        assert walked(laws(names), world) == found


@pytest.mark.parametrize("catalogue", CATALOGUES)
def test_no_call_to_the_line_as_it_is_breaks_a_law(catalogue: str, world: World) -> None:
    with time_machine.travel(NOW, tick=False):
        assert tried(prepared(world, catalogue)) == [None] * len(OWN)


def test_what_the_line_writes_while_it_is_walked_is_gone_with_its_scenario(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = next(pattern for pattern in urls.urlpatterns if pattern.callback == views.choose_theater)

    def writing(request: HttpRequest) -> HttpResponse:
        long_ago = NOW - dt.timedelta(days=1 + Show.objects.count())
        Show.objects.create(theater=Theater.objects.get(), movie=Movie.objects.get(), starts_at=long_ago)
        return views.choose_theater(request)

    with time_machine.travel(NOW, tick=False):
        prepared(world, "a chain of 1 theaters and 1 movies")
        monkeypatch.setattr(first, "callback", writing)
        before, scenario = Show.objects.count(), transaction.savepoint()
        explore(world.line(), now=NOW)
        assert Show.objects.count() > before + 1
        transaction.savepoint_rollback(scenario)
        assert Show.objects.count() == before
