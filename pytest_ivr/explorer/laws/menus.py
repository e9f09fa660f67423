"""The laws of menus: how they are left, how often they are heard, and how far they are from an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator, Mapping

from ..findings import TIMES_OUT, asks, pressed
from ..graph import Exploration, State, Way
from .cases import Case, Law, asks_the_same, hears_exactly, is_menu, is_page_of, question
from .words import has_failed

NOTHING = "presses #"
FAR = 1_000_000  # choices: more than anybody makes


def menus_can_be_left(exploration: Exploration) -> Iterator[Case]:
    """Each menu has a key that leads elsewhere."""
    for state in exploration.states:
        keys = [way for way in state.ways if way.action.startswith("presses ") and not is_silence(way, state)]
        if keys and not state.is_held:
            leaves = any(not (way.target and asks_the_same(way.target, state)) for way in keys)
            yield Case(keys[0].actions, leaves)


def is_silence(way: Way, state: State) -> bool:
    """Tell whether nothing is keyed in: a hash that no menu names ends a number of no digits."""
    return way.action == TIMES_OUT or (way.action == NOTHING and "#" not in state.named)


def at_most_in_a_row(times: int) -> Law:
    """Nobody hears the same menu more often in a row."""

    def law(exploration: Exploration) -> Iterator[Case]:
        for state in filter(asks, exploration.states):
            calls = {state: state.actions}
            for number in range(1, times + 2):
                yield from (Case(actions, number <= times) for actions in calls.values())
                calls = heard_again(calls)

    return law


def heard_again(calls: Mapping[State, tuple[str, ...]]) -> dict[State, tuple[str, ...]]:
    """Return where calls may be that do one thing more and hear the same menu again, each with what is done."""
    again: dict[State, tuple[str, ...]] = {}
    for state, actions in calls.items():
        for way in state.ways:
            if way.target and asks_the_same(way.target, state):
                again.setdefault(way.target, (*actions, way.action))
    return again


def silence_never_chooses(exploration: Exploration) -> Iterator[Case]:
    """Who stays silent in a menu hears it again, or the call ends without anything that only a key gives."""
    menus = [state for state in exploration.states if is_menu(state)]
    given: dict[Hashable, set[str]] = defaultdict(set)
    for state in menus:
        given[question(state)] |= given_by_keys(state)
    said = said_without_a_choice(exploration)
    for state in menus:
        asked = question(state)
        chosen = {sentence for sentence in given[asked] if not said[sentence] - {asked}}
        for way in state.ways:
            if way.action == TIMES_OUT:
                stays = is_page_of(way.target, state) if way.target else chosen.isdisjoint(way.said)
                yield Case(way.actions, stays, (hears_exactly(state.sentences),))


def said_without_a_choice(exploration: Exploration) -> dict[str, set[Hashable]]:
    """Return which sentences answer silence, each with what was asked, and which keys that no menu names."""
    said: dict[str, set[Hashable]] = defaultdict(set)
    for state in exploration.states:
        unnamed = {way.action for key, way in pressed(state).items() if key not in state.named}
        for way in state.ways:
            if way.action in {TIMES_OUT, *unnamed}:
                for sentence in way.said:
                    said[sentence].add(question(state) if is_silence(way, state) else None)
    return said


def given_by_keys(state: State) -> set[str]:
    """Return the sentences with which the line answers the keys that a menu names, if they lead elsewhere."""
    ways = (way for key, way in pressed(state).items() if key in state.named)
    return {way.said[0] for way in ways if way.said and not (way.target and asks_the_same(way.target, state))}


# Answers: where choices lead that are no menus any more.


def choices(state: State) -> list[Way]:
    """Return the ways by the keys that a menu names; where it names none, by all that can be pressed."""
    return [way for key, way in pressed(state).items() if key in state.named or not state.named]


def goes_on(way: Way) -> bool:
    """Tell whether a choice leads to another menu."""
    return way.target is not None and way.target.verb == "Gather"


def is_answer(way: Way) -> bool:
    """Tell whether a choice has led to what callers have come for: words, a person, a recording."""
    return not goes_on(way) and not has_failed(way)


def choices_to_an_answer(most: int) -> Law:
    """From every menu, so many choices are enough to come to an answer."""

    def law(exploration: Exploration) -> Iterator[Case]:
        far = distances(exploration)
        for state in filter(is_menu, exploration.states):
            if state.is_walked:
                yield Case(choosing(state, far, most), far.get(state, FAR) <= most)

    return law


def distances(exploration: Exploration) -> dict[State, int]:
    """Return how many choices lead from each state to the nearest answer, where there is one.

    Where nobody knows what choices lead to, because one of many states that are alike was not walked, there may be one.
    """
    far = {state: 0 for state in exploration.states if not state.is_walked}
    number = 0
    while True:
        left = [it for it in exploration.states if it not in far]
        nearer = [state for state in left if any(behind(way, far) == number for way in choices(state))]
        if not nearer:
            return far
        number += 1
        far.update(dict.fromkeys(nearer, number))


def behind(way: Way, far: Mapping[State, int]) -> int:
    """Return how many more choices lead to an answer behind one."""
    return far.get(way.target, FAR) if way.target and goes_on(way) else 0 if is_answer(way) else FAR


def choosing(state: State, far: Mapping[State, int], most: int) -> tuple[str, ...]:
    """Return a call to a state in which somebody then makes so many choices, towards an answer where there is one."""
    actions = state.actions
    for _ in range(most):
        ways = {way: way.target for way in choices(state) if way.target and goes_on(way)}
        if not ways:
            break
        way, state = min(ways.items(), key=lambda it: behind(it[0], far))
        actions = (*actions, way.action)
    return actions


def heard_within(seconds: float) -> Law:
    """Who only makes choices, and listens to every word, has heard each answer so many seconds after the first ring."""

    def law(exploration: Exploration) -> Iterator[Case]:
        for actions, second, way in answers(exploration):
            if is_answer(way):
                yield Case(actions, second <= seconds, (f"the call takes at most {seconds:g} seconds",))

    return law


def answers(exploration: Exploration) -> Iterator[tuple[tuple[str, ...], float, Way]]:
    """Yield each choice behind choices alone, with its shortest call and the second at which that comes to rest."""
    first = exploration.first.target
    calls = {first: (exploration.first.actions, exploration.first.second)} if first else {}
    known = set(calls)
    while calls:
        following: dict[State, tuple[tuple[str, ...], float]] = {}
        for state, (actions, second) in calls.items():
            for way in choices(state):
                reached = (*actions, way.action), second + way.second - state.by.second
                yield (*reached, way)
                target = way.target if goes_on(way) else None
                if target and target not in known and reached[1] < following.get(target, reached)[1] + 1e-9:
                    following[target] = reached
        known |= following.keys()
        calls = following
