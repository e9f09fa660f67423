"""What can be said of every call: each law looks at the ways that could break it, and tells which do.

A law yields a call, as the actions of its caller, for each case that it is about, and whether the case keeps it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterator

from .findings import TIMES_OUT, asks, is_same_menu, menus, outcome, outcome_of_silence, pressed, usual_outcome
from .graph import Exploration, State, Way

Cases = Iterator[tuple[tuple[str, ...], bool]]
Law = Callable[[Exploration], Cases]


class Broken(AssertionError):
    """A call breaks a law, or no call could. The message tells it."""


def shortest_break(exploration: Exploration, law: Law) -> tuple[str, ...] | None:
    """Return the shortest call that breaks a law, or None if none does; raise Broken if no call could break it."""
    cases = list(law(exploration))
    if not cases:
        raise Broken("No call that was tried could break this sentence: it says nothing about this line.")
    return min(
        (actions for actions, keeps in cases if not keeps), key=lambda it: (len(it), len(" ".join(it))), default=None
    )


def never_fails(exploration: Exploration) -> Cases:
    """No caller hears Twilio's words for an application error."""
    for way in exploration.ways:
        failed = any(event["event"] == "hung up" and event.get("by") == "Twilio" for event in way.events)
        yield way.actions, not (failed or way.stopped)


def menus_can_be_left(exploration: Exploration) -> Cases:
    """Each menu has a key that leads elsewhere."""
    for state in exploration.states:
        keys = [way for way in state.ways if way.action.startswith("presses ")]
        if keys and not state.is_held:
            yield state.actions, any(not (way.target and is_same_menu(way.target, state)) for way in keys)


def silence_is_over_within(seconds: float) -> Law:
    """Wherever a caller falls silent, the line ends the call within so many seconds."""

    def law(exploration: Exploration) -> Cases:
        for state in filter(asks, exploration.states):
            actions, second, ended = silence_from(state)
            yield actions, ended and second - state.by.second <= seconds

    return law


def silence_from(state: State) -> tuple[tuple[str, ...], float, bool]:
    """Return the call of somebody who falls silent: its actions, its last second, and whether it ends."""
    actions, second = state.actions, state.by.second
    seen: set[State] = set()
    here: State | None = state
    while here and here not in seen:
        seen.add(here)
        way = next((way for way in here.ways if way.action == TIMES_OUT), None)
        if way is None:
            return actions, second, False
        actions, second, here = (*actions, TIMES_OUT), second + way.second - here.by.second, way.target
    return actions, second, here is None


def at_most_in_a_row(times: int) -> Law:
    """Nobody hears the same menu more often in a row."""

    def law(exploration: Exploration) -> Cases:
        for state in exploration.states:
            if asks(state) and not (state.by.origin and is_same_menu(state.by.origin, state)):
                yield from repeats(state, state.actions, 1, times)

    return law


def repeats(state: State, actions: tuple[str, ...], heard: int, times: int) -> Cases:
    """Yield the calls that stay in a menu, and whether they hear it often enough only."""
    if heard > times:
        yield actions, False
        return
    yield actions, True
    for target in {
        way.target: way for way in reversed(state.ways) if way.target and is_same_menu(way.target, state)
    }.values():
        yield from repeats(target.target, (*actions, target.action), heard + 1, times)  # type: ignore[arg-type]


def last_words_are(sentences: Collection[str]) -> Law:
    """Each call that the line ends, ends with one of these sentences."""

    def law(exploration: Exploration) -> Cases:
        for way in exploration.ways:
            if ends_by_line(way):
                yield way.actions, last_words(way) in sentences

    return law


def ends_by_line(way: Way) -> bool:
    """Tell whether the line ends the call at the end of a way, or fails there."""
    return any(event["event"] in ("hung up", "rejected") and event.get("by") != "the caller" for event in way.events)


def last_words(way: Way) -> str:
    """Return the last that is heard in the call of a way."""
    here: Way | None = way
    while here and not here.said:
        here = here.origin.by if here.origin else None
    return here.said[-1] if here else ""


def nobody_hears(words: str) -> Law:
    """These words are in no sentence."""

    def law(exploration: Exploration) -> Cases:
        for way in exploration.ways:
            if way.said:
                yield way.actions, not any(words in sentence for sentence in way.said)

    return law


def first_words_are(sentence: str) -> Law:
    """Every call begins with this sentence."""

    def law(exploration: Exploration) -> Cases:
        yield exploration.first.actions, exploration.first.said[:1] == (sentence,)

    return law


def silence_never_chooses(exploration: Exploration) -> Cases:
    """Silence does not do what a named key does."""
    for state in menus(exploration):
        silence, usual = outcome_of_silence(state), usual_outcome(state)
        keys = {outcome(way) for key, way in pressed(state).items() if key in state.named}
        if silence is not None and keys:
            yield (*state.actions, TIMES_OUT), silence not in keys - {usual}


def star_leads_back(exploration: Exploration) -> Cases:
    """Where star is named, it leads to a menu that the caller has heard before."""
    for state in menus(exploration):
        way = pressed(state).get("*")
        if way and "*" in state.named:
            before = {(it.path, it.title) for it in way_there(state)}
            yield way.actions, way.target is not None and (way.target.path, way.target.title) in before


def way_there(state: State) -> Iterator[State]:
    """Yield the states that a call has come through, the last one first."""
    before = state.by.origin
    while before:
        yield before
        before = before.by.origin


def turning_back_loses_nothing(exploration: Exploration) -> Cases:
    """Behind a star, the keys do what they did when the caller first heard that menu."""
    for state in menus(exploration):
        way = pressed(state).get("*")
        first = [it for it in way_there(state) if way and way.target and is_same_menu(it, way.target)]
        if way and way.target and first and "*" in state.named:
            yield from same_answers(way.target, first[-1], way.actions)


def mistakes_lose_nothing(exploration: Exploration) -> Cases:
    """Behind a mistake, the keys of the same menu do what they did before."""
    for state in menus(exploration):
        for way in state.ways:
            if way.target and way.target is not state and is_same_menu(way.target, state):
                yield from same_answers(way.target, state, way.actions)


def same_answers(state: State, first: State, actions: tuple[str, ...]) -> Cases:
    """Yield a call for each key that is named in two states of a menu, and whether it does the same."""
    here, there = pressed(state), pressed(first)
    for key in sorted(state.named & first.named & here.keys() & there.keys()):
        yield (*actions, here[key].action), answer(here[key]) == answer(there[key])


def answer(way: Way) -> Hashable:
    """Return what a key does, in words: what is said, and where it leads."""
    return way.said, way.target and (way.target.path, way.target.title)


def menus_are_near(keys: int) -> Law:
    """Each menu is reached with at most so many keys."""

    def law(exploration: Exploration) -> Cases:
        nearest: dict[tuple[str, str], State] = {}
        for state in menus(exploration):
            nearest.setdefault((state.path, state.title), state)
        for state in nearest.values():
            yield state.actions, sum(map(number_of_keys, state.actions)) <= keys

    return law


def number_of_keys(action: str) -> int:
    """Return how many keys an action presses."""
    return len(action.split()[1]) if action.startswith("presses ") else 0


def nobody_listens_longer_than(seconds: float) -> Law:
    """After each key, the caller can act again, or has the last word, within so many seconds."""

    def law(exploration: Exploration) -> Cases:
        for way in exploration.ways:
            if way.action.startswith("presses ") and TIMES_OUT not in way.action and way.origin:
                yield way.actions, way.second - way.origin.by.second <= seconds

    return law
