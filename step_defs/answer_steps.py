"""The answers of Movie Info, whatever callers do on the way to them."""

import pytest
from pytest_bdd import then

from pytest_ivr.explorer.sentences import Check

from . import answers
from .world import World


@pytest.fixture
def names(world: World) -> answers.Names:
    """The theaters and movies of this scenario's world, by their numbers."""
    return answers.Names(
        {theater.digits: name for name, theater in world.theaters.items()},
        {movie.digits: title for title, movie in world.movies.items()},
    )


@then("every answer names the theater that the caller has chosen")
def names_the_theater(holds: Check, names: answers.Names) -> None:
    """Whatever callers do on the way, the showtimes are those of the theater whose number they have pressed."""
    holds(answers.names_what_was_chosen(names, "theater"))


@then("every answer names the movie that the caller has chosen")
def names_the_movie(holds: Check, names: answers.Names) -> None:
    """Whatever callers do on the way, the showtimes are those of the movie whose number they have pressed."""
    holds(answers.names_what_was_chosen(names, "movie"))


@then("only star leads from the movies back to the theaters")
def only_star_leads_back(holds: Check, names: answers.Names) -> None:
    """Whoever has chosen a theater does not lose it, unless by a star."""
    holds(answers.only_star_leads_back(names))


@then("the number of every theater and movie counts on every page")
def numbers_count(holds: Check, names: answers.Names) -> None:
    """Callers who know a number need not wait for its page."""
    holds(answers.numbers_count_on_every_page(names))


@then("the third mistake at a menu ends the call, on whatever pages it is made")
def third_mistake_ends(holds: Check, names: answers.Names) -> None:
    """Whoever has been silent or has pressed what is not on the list two times has one more try."""
    holds(answers.third_mistake_ends(names))
