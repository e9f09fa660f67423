"""The catalogue: theaters, movies and shows, before the call and during it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import InterfaceError, connection
from parse import with_pattern
from pytest_bdd import given, parsers

from movies.models import Movie, Show, Theater
from pytest_ivr.journeys.fixtures import BeforeTheCall

from . import chain
from .factories import MovieFactory, TheaterFactory
from .world import World, find

Rows = tuple[dict[str, Any], ...]
LISTS = {"theaters": Theater, "movies": Movie, "shows": Show}


# Times: "at 2:00PM and 3:30PM", "tomorrow at 12:15AM", "in two days at 2:00PM",
# "every 10 minutes from 2:00PM to 11:50PM".
ANY_TIMES = with_pattern("(?:(?:yesterday |tomorrow |in two days )?at|every) .+")(lambda text: text)


@given(parsers.parse("{movie} plays at {theater} {times:Times}", extra_types={"Times": ANY_TIMES}))
def plays(world: World, movie: str, theater: str, times: str) -> None:
    """The movie has shows at the theater, at these times on the theater's own clock."""
    world.shows.append((movie, theater, times))


@given(parsers.parse('there is a theater "{name}" at "{address}" with number {digits:d}'))
def there_is_a_theater(world: World, name: str, address: str, digits: int) -> None:
    """The catalogue has one more theater, in UTC, as theaters without a time zone are."""
    world.theaters[name] = TheaterFactory.create(name=name, address=address, digits=digits)


@given(parsers.parse('there is a movie "{title}" with number {digits:d}'))
def there_is_a_movie(world: World, title: str, digits: int) -> None:
    """The catalogue has one more movie."""
    world.movies[title] = MovieFactory.create(title=title, digits=digits)


@given("these are the theaters:")
def these_are_the_theaters(world: World, datatable: list[list[str]]) -> None:
    """The catalogue has these theaters and no others: name, address, number, and time zone."""
    Theater.objects.all().delete()
    world.theaters = {
        name: TheaterFactory.create(name=name, address=address, digits=int(number), time_zone=zone)
        for name, address, number, zone in rows(datatable, ["name", "address", "number", "time zone"])
    }


@given("these are the movies:")
def these_are_the_movies(world: World, datatable: list[list[str]]) -> None:
    """The catalogue has these movies and no others: title, and number."""
    Movie.objects.all().delete()
    world.movies = {
        title: MovieFactory.create(title=title, digits=int(number))
        for title, number in rows(datatable, ["title", "number"])
    }


@given("these are the shows:")
def these_are_the_shows(world: World, datatable: list[list[str]]) -> None:
    """These movies have shows at these theaters, at these times on the theater's own clock."""
    world.shows += [(movie, theater, times) for movie, theater, times in rows(datatable, ["movie", "theater", "times"])]


@given(parsers.parse("a chain of {theaters:d} theaters and {movies:d} movies"))
def a_chain(world: World, theaters: int, movies: int) -> None:
    """The catalogue has so many theaters and movies, up to 20 of each, and nothing else."""
    Theater.objects.all().delete()
    Movie.objects.all().delete()
    world.theaters = {row["name"]: TheaterFactory.create(**row) for row in first(chain.THEATERS, theaters)}
    world.movies = {row["title"]: MovieFactory.create(**row) for row in first(chain.MOVIES, movies)}


@given(parsers.parse("all movies play at all theaters {times:Times}", extra_types={"Times": ANY_TIMES}))
def all_play(world: World, times: str) -> None:
    """Every movie has shows at every theater, at these times on the theater's own clock."""
    world.shows += [(movie, theater, times) for movie in world.movies for theater in world.theaters]


@given("there are no theaters")
def no_theaters(world: World) -> None:
    """The catalogue has no theaters."""
    Theater.objects.all().delete()


@given("there are no movies")
def no_movies(world: World) -> None:
    """The catalogue has no movies."""
    Movie.objects.all().delete()


@given(parsers.parse("{theater} has closed in the meantime"))
def theater_closes(world: World, theater: str) -> None:
    """The theater leaves the catalogue after the caller has come this far."""
    world.changes_during_call.append(lambda: world.theater(theater).delete())


@given(parsers.parse("{movie} has been withdrawn in the meantime"))
def movie_is_withdrawn(world: World, movie: str) -> None:
    """The movie leaves the catalogue after the caller has come this far."""
    world.changes_during_call.append(lambda: world.movie(movie).delete())


@given(parsers.parse("{theater} has been given number {digits:d} in the meantime"))
def theater_is_given_number(world: World, theater: str, digits: int) -> None:
    """The theater gets another number after the caller has come this far."""
    world.changes_during_call.append(lambda: Theater.objects.filter(pk=world.theater(theater).pk).update(digits=digits))


@given(parsers.parse('{name} has since been renamed "{new_name}"'))
def is_renamed(world: World, before_the_call: BeforeTheCall, name: str, new_name: str) -> None:
    """The theater or movie gets another name after the earlier call, and before this one."""
    before_the_call.append(lambda _: rename(world, name, new_name))


@given(parsers.parse("{movie}'s {time} show at {theater} has been {changed} in the meantime"))
def show_is_changed(world: World, movie: str, time: str, theater: str, changed: str) -> None:
    """The show is canceled or added after the caller has come this far."""
    changes: dict[str, Callable[[Show], None]] = {"canceled": world.cancel, "added": Show.save}
    change = find(changes, changed, "The list of changes")
    world.changes_during_call.append(lambda: change(*world.planned(movie, theater, time)))


@given(parsers.parse("the {rows} can no longer be read"))
def rows_cannot_be_read(world: World, rows: str) -> None:
    """The database no longer gives the theaters, the movies or the shows, after the caller has come this far."""
    table = find(LISTS, rows, "The database")._meta.db_table
    world.changes_during_call.append(lambda: connection.cursor().execute(f"ALTER TABLE {table} RENAME TO {table}_gone"))


@given("the connection to the database breaks in the meantime")
def connection_breaks(world: World, request: pytest.FixtureRequest) -> None:
    """Every query fails, after the caller has come this far, as on a connection that the server has closed."""

    def refuse(*_: object) -> None:
        raise InterfaceError("connection already closed")

    wrapper = connection.execute_wrapper(refuse)
    world.changes_during_call.append(wrapper.__enter__)
    request.addfinalizer(lambda: wrapper.__exit__(None, None, None))


def first(rows: Rows, count: int) -> Rows:
    """Return so many rows; raise LookupError if there are not as many."""
    if not 0 < count <= len(rows):
        raise LookupError(f"A chain has 1 to {len(rows)} of them, not {count}.")
    return rows[:count]


def rename(world: World, name: str, new_name: str) -> None:
    """Give a theater, or else a movie, another name."""
    if name in world.theaters:
        Theater.objects.filter(pk=world.theater(name).pk).update(name=new_name)
    else:
        Movie.objects.filter(pk=world.movie(name).pk).update(title=new_name)


def rows(datatable: list[list[str]], columns: list[str]) -> list[list[str]]:
    """Return the rows of a table; raise ValueError, with the columns that it should have."""
    header, *found = datatable
    if header != columns:
        raise ValueError(f"The columns are {', '.join(header)}; they should be {', '.join(columns)}.")
    return found
