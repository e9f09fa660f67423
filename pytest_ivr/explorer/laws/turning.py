"""The laws of mistakes and of turning back: neither changes what the keys of a menu do."""

from __future__ import annotations

import heapq
from collections.abc import Hashable, Iterable, Iterator
from itertools import count
from typing import NamedTuple

from ..findings import pressed
from ..graph import Exploration, State
from .cases import WAITS, Case, asks_the_same, hears_exactly, is_menu, menu_of, question

STAR = "*"
MOST_CALLS = 20_000  # so many are told apart by the menus that they came through


class Compared(NamedTuple):
    """Two states in which the same keys are to do the same, and the call that comes to the first of them."""

    actions: tuple[str, ...]
    again: State
    before: State


class Visit(NamedTuple):
    """A menu in which a call has been: where it came to it, and where it has left it, perhaps at another page."""

    first: State
    last: State


class Place(NamedTuple):
    """A call that rests: the menus that it came through, without those that it has turned back from, and its own."""

    actions: tuple[str, ...]
    state: State
    trail: tuple[Visit, ...]


def mistakes_lose_nothing(exploration: Exploration) -> Iterator[Case]:
    """Behind a mistake, the keys of the same menu do what they did before."""
    menus = filter(is_menu, exploration.states)
    ways = (way for state in menus for way in state.ways if way.target and asks_the_same(way.target, state))
    yield from same_answers(Compared(way.actions, way.target, way.origin) for way in ways if way.target and way.origin)


def same_answers(pairs: Iterable[Compared]) -> Iterator[Case]:
    """Yield a case for each key that both menus name, and then for those of the menus to which it leads."""
    numbers = count()
    queue = [(len(pair.actions), next(numbers), pair) for pair in pairs]
    heapq.heapify(queue)
    known: set[tuple[State, State]] = set()
    while queue:
        _, _, (actions, again, before) = heapq.heappop(queue)
        if (again, before) in known:
            continue
        known.add((again, before))
        here, there = pressed(again), pressed(before)
        for key in sorted(again.named & before.named & here.keys() & there.keys()):
            mine, its = here[key], there[key]
            did = (*actions, mine.action)
            yield Case(did, mine.said == its.said, (hears_exactly(its.heard),))
            if mine.said == its.said and mine.target and its.target and mine.target is not its.target:
                heapq.heappush(queue, (len(did), next(numbers), Compared(did, mine.target, its.target)))


def star_leads_back(exploration: Exploration) -> Iterator[Case]:
    """Where star is named, it leads to the menu that the caller has come from: to the page that was left, or the first.

    What a call has turned back from does not count any more.
    """
    for place, target in stars(exploration):
        first, last = place.trail[-2]
        is_back = target is not None and (asks_the_same(target, last) or asks_the_same(target, first))
        yield Case((*place.actions, pressed(place.state)[STAR].action), is_back, (hears_exactly(last.sentences), WAITS))


def turning_back_loses_nothing(exploration: Exploration) -> Iterator[Case]:
    """Where star is named, it leads to the page that was left, whose keys do what they did before."""
    backs = []
    for place, target in stars(exploration):
        actions, last = (*place.actions, pressed(place.state)[STAR].action), place.trail[-2].last
        is_back = target is not None and asks_the_same(target, last)
        yield Case(actions, is_back, (hears_exactly(last.sentences), WAITS))
        if target and is_back:
            backs.append(Compared(actions, target, last))
    yield from same_answers(backs)


def stars(exploration: Exploration) -> Iterator[tuple[Place, State | None]]:
    """Yield the calls that rest in a menu that names star, with where it leads."""
    for place in places(exploration):
        way = pressed(place.state).get(STAR)
        if way and is_menu(place.state) and STAR in place.state.named and len(place.trail) > 1:
            yield place, way.target


def places(exploration: Exploration) -> Iterator[Place]:
    """Yield where calls can rest and what menus they have come through, by a shortest call each."""
    first = exploration.first.target
    queue = [Place(exploration.first.actions, first, come(first, ()))] if first else []
    known = {told_apart(place) for place in queue}
    for place in queue:
        yield place
        for way in place.state.ways if len(queue) < MOST_CALLS else ():
            if way.target:
                following = Place((*place.actions, way.action), way.target, come(way.target, place.trail))
                if told_apart(following) not in known:
                    known.add(told_apart(following))
                    queue.append(following)


def told_apart(place: Place) -> Hashable:
    """Return what tells a place from others."""
    return place.state, tuple((question(visit.first), visit.last) for visit in place.trail)


def come(state: State, trail: tuple[Visit, ...]) -> tuple[Visit, ...]:
    """Return the menus behind a call that has come to a state: who comes back to one has left those behind it."""
    if not is_menu(state):
        return trail
    known = [menu_of(visit.last) for visit in trail]
    if menu_of(state) in known:
        index = known.index(menu_of(state))
        return (*trail[:index], Visit(trail[index].first, state))
    return (*trail, Visit(state, state))
