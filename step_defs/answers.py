"""What Movie Info says to every caller: which theater and movie an answer names, and what counts as a mistake."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from pytest_ivr.explorer import Exploration, State, Way
from pytest_ivr.explorer.laws import OVER, WAITS, Case, Law, hears_exactly

THEATERS, MOVIES = "Please choose a theater and press #", "Please choose a movie and press #"
ANSWER = re.compile("The movie (?P<movie>.*) will be playing at (?P<theater>.*?) (?P<times>(?:at|tomorrow at) .*)")
KEYS = re.compile(r"presses ([0-9*]*)#")
STAR, MORE = "*", "0"
TRIES = 3


@dataclass(frozen=True)
class Names:
    """The theaters and movies of a catalogue, by their numbers."""

    theaters: Mapping[int, str]
    movies: Mapping[int, str]

    def at(self, state: State) -> Mapping[int, str]:
        """Return what can be chosen in a menu."""
        return self.theaters if THEATERS in state.sentences else self.movies if MOVIES in state.sentences else {}


class Place(NamedTuple):
    """A call that rests in a menu: what was done, the number of the theater that was chosen, the mistakes there."""

    actions: tuple[str, ...]
    state: State
    chosen: int | None = None
    mistakes: int = 0


def keys_of(way: Way) -> str | None:
    """Return the keys that are pressed at a menu, none for silence; None for what else is done."""
    match = KEYS.match(way.action)
    return match[1] if match else "" if way.action == "times out" else None


def number_of(way: Way) -> int | None:
    """Return the number that is pressed."""
    keys = keys_of(way)
    return int(keys) if keys and keys.isdigit() else None


def is_same_menu(one: State, other: State) -> bool:
    """Tell whether two states are pages or tries of one menu."""
    return (THEATERS in one.sentences) == (THEATERS in other.sentences)


def is_mistake(place: Place, way: Way, names: Names) -> bool:
    """Tell whether silence, or keys that are no option, are a mistake."""
    keys, state = keys_of(way), place.state
    if keys is None:
        return False
    is_option = number_of(way) in names.at(state) or (keys in (STAR, MORE) and keys in state.named)
    return not is_option


def places(exploration: Exploration, names: Names) -> Iterator[Place]:
    """Yield where calls can rest, by a shortest call each: which theater was chosen and how many mistakes were made."""
    first = exploration.first.target
    queue = [Place(exploration.first.actions, first)] if first else []
    known = {place[1:] for place in queue}
    for place in queue:
        yield place
        for way in place.state.ways:
            following = way.target and reached(place, way, way.target, names)
            if following and following[1:] not in known:
                known.add(following[1:])
                queue.append(following)


def reached(place: Place, way: Way, target: State, names: Names) -> Place:
    """Return where a call is that goes a way."""
    actions = (*place.actions, way.action)
    if is_same_menu(place.state, target):
        mistakes = min(place.mistakes + is_mistake(place, way, names), TRIES)
        return Place(actions, target, place.chosen, mistakes)
    return Place(actions, target, number_of(way) if MOVIES in target.sentences else None)


def names_what_was_chosen(names: Names, what: str) -> Law:
    """Every answer names the theater, or the movie, whose number the caller has pressed."""

    def law(exploration: Exploration) -> Iterator[Case]:
        for place in places(exploration, names):
            for way in place.state.ways:
                if answer := ANSWER.fullmatch(way.heard[0] if way.heard else ""):
                    chosen = {"theater": names.theaters.get(place.chosen or 0), "movie": pressed_movie(way, names)}
                    right = "The movie {movie} will be playing at {theater} {times}".format_map(
                        {**answer.groupdict(), what: chosen[what]}
                    )
                    then = hears_exactly([right, *way.heard[1:]])
                    yield Case((*place.actions, way.action), answer[what] == chosen[what], (then,))

    return law


def pressed_movie(way: Way, names: Names) -> str | None:
    """Return the movie whose number is pressed."""
    return names.movies.get(number_of(way) or 0)


def only_star_leads_back(names: Names) -> Law:
    """From the movies, nothing but a star leads to the theaters."""

    def law(exploration: Exploration) -> Iterator[Case]:
        for place in places(exploration, names):
            for way in place.state.ways if MOVIES in place.state.sentences else ():
                if keys_of(way) != STAR:
                    keeps = THEATERS not in way.heard
                    yield Case((*place.actions, way.action), keeps, (hears_exactly(place.state.sentences),))

    return law


def numbers_count_on_every_page(names: Names) -> Law:
    """A number that another page names does what it does there."""

    def law(exploration: Exploration) -> Iterator[Case]:
        known: dict[Hashable, Way] = {}
        for place in places(exploration, names):
            for way in place.state.ways:
                if str(number_of(way)) in place.state.named:
                    known.setdefault((bool(place.chosen), place.chosen, number_of(way)), way)
        for place in places(exploration, names):
            for way in place.state.ways:
                its = known.get((bool(place.chosen), place.chosen, number_of(way)))
                if its and str(number_of(way)) not in place.state.named and number_of(way) in names.at(place.state):
                    yield Case((*place.actions, way.action), way.said == its.said, (hears_exactly(its.heard),))

    return law


def third_mistake_ends(names: Names) -> Law:
    """Whoever makes three mistakes at a menu has heard its last, and nobody who makes fewer has."""

    def law(exploration: Exploration) -> Iterator[Case]:
        for place in places(exploration, names):
            for way in place.state.ways:
                if place.mistakes < TRIES and is_mistake(place, way, names):
                    is_last = place.mistakes + 1 == TRIES
                    then = OVER if is_last else WAITS
                    yield Case((*place.actions, way.action), (way.target is None) == is_last, (then,))

    return law
