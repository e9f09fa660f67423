"""What can be said of every call. Each law yields the cases that it is about, and whether they keep it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import NamedTuple

from .findings import TIMES_OUT, asks, is_same_menu, menus, pressed
from .graph import Exploration, State, Way

OVER = "the call is over"
NOTHING = "presses #"  # ends a number of no digits, as silence does


class Case(NamedTuple):
    """A case of a law: what a caller does, whether the line keeps the law, and what should be so in that call."""

    actions: tuple[str, ...]
    keeps: bool
    then: str = OVER

    @property
    def length(self) -> tuple[int, int]:
        """How long the call is."""
        return len(self.actions), len(" ".join(self.actions))


Law = Callable[[Exploration], Iterator[Case]]


def shortest_break(exploration: Exploration, law: Law) -> Case | None:
    """Return the shortest case that breaks a law; None if none does. Raises LookupError if there is no case at all."""
    cases = list(law(exploration))
    if not cases:
        raise LookupError("No call that was tried could break this sentence: it says nothing about this line.")
    return min((case for case in cases if not case.keeps), key=lambda case: case.length, default=None)


def hears(sentence: str) -> str:
    """Return how a scenario says that a sentence is heard."""
    return f'the caller hears, among other things, "{sentence}"'


def never_fails(exploration: Exploration) -> Iterator[Case]:
    """The line never fails, so that Twilio has to say so."""
    for way in exploration.ways:
        failed = any(event["event"] == "hung up" and event["by"] == "Twilio" for event in way.events)
        yield Case(way.actions, not (failed or way.stopped))


def menus_can_be_left(exploration: Exploration) -> Iterator[Case]:
    """Each menu has a key that leads elsewhere."""
    for state in exploration.states:
        keys = [way for way in state.ways if way.action.startswith("presses ") and way.action != NOTHING]
        if keys and not state.is_held:
            leaves = any(not (way.target and is_same_menu(way.target, state)) for way in keys)
            yield Case(keys[0].actions, leaves)


def silence_is_thanked_within(seconds: float) -> Law:
    """Wherever a caller falls silent, the line thanks and hangs up within so many seconds."""

    def law(exploration: Exploration) -> Iterator[Case]:
        for state in filter(asks, exploration.states):
            ways, is_over = silence_from(state)
            lasted = sum(way.second - way.origin.by.second for way in ways if way.origin)
            actions = (*state.actions, *(way.action for way in ways))
            words = ways[-1].heard[-1:] if ways else ()
            if not is_over:
                yield Case(actions, keeps=False)
            elif lasted > seconds:
                yield Case(actions, keeps=False, then=f"the call takes at most {state.by.second + seconds:g} seconds")
            else:
                yield Case(actions, any("thank" in it.lower() for it in words), then=hears("Thank you"))

    return law


def silence_from(state: State) -> tuple[list[Way], bool]:
    """Return the ways of somebody who falls silent, and whether the call comes to its end by them."""
    ways: list[Way] = []
    here: State | None = state
    while here and all(way.origin is not here for way in ways):
        way = next((way for way in here.ways if way.action == TIMES_OUT), None)
        if way is None:
            return ways, False
        ways.append(way)
        here = way.target
    return ways, here is None


def at_most_in_a_row(times: int) -> Law:
    """Nobody hears the same menu more often in a row."""

    def law(exploration: Exploration) -> Iterator[Case]:
        for state in filter(asks, exploration.states):
            if not (state.by.origin and is_same_menu(state.by.origin, state)):
                yield from repeats(state, state.actions, times)

    return law


def repeats(state: State, actions: tuple[str, ...], left: int) -> Iterator[Case]:
    """Yield the calls that stay in a menu, which may be heard so many times more, this time included."""
    yield Case(actions, keeps=left > 0)
    if left > 0:
        again = {way.target: way for way in reversed(state.ways) if way.target and is_same_menu(way.target, state)}
        for target, way in again.items():
            yield from repeats(target, (*actions, way.action), left - 1)


def last_words_are(sentences: Collection[str]) -> Law:
    """Each call that the line ends, ends with one of these sentences."""

    def law(exploration: Exploration) -> Iterator[Case]:
        for way in exploration.ways:
            if any(
                event["event"] in ("hung up", "rejected") and event.get("by") != "the caller" for event in way.events
            ):
                yield Case(way.actions, last_words(way) in sentences, then=hears(next(iter(sentences), "")))

    return law


def last_words(way: Way) -> str:
    """Return the last that is heard in the call of a way."""
    while not way.heard and way.origin:
        way = way.origin.by
    return way.heard[-1] if way.heard else ""


def first_words_are(sentence: str) -> Law:
    """Every call begins with this sentence."""

    def law(exploration: Exploration) -> Iterator[Case]:
        yield Case(exploration.first.actions, exploration.first.heard[:1] == (sentence,), then=hears(sentence))

    return law


def star_leads_back(exploration: Exploration) -> Iterator[Case]:
    """Where star is named, it leads to the menu that the caller has heard before this one."""
    for state in menus(exploration):
        way, before = pressed(state).get("*"), menu_before(state)
        if way and before and "*" in state.named:
            is_back = way.target is not None and is_same_menu(way.target, before)
            yield Case(way.actions, is_back, then=hears(before.title))


def menu_before(state: State) -> State | None:
    """Return the menu that a call has come through before it came to this one."""
    before = state.by.origin
    while before and is_same_menu(before, state):
        before = before.by.origin
    return before


def mistakes_lose_nothing(exploration: Exploration) -> Iterator[Case]:
    """Behind a mistake, the keys of the same menu do what they did before."""
    for state in menus(exploration):
        for way in state.ways:
            if way.target is state:
                yield Case(way.actions, keeps=True)
            elif way.target and is_same_menu(way.target, state):
                yield from same_answers(way.target, state, way.actions)


def same_answers(again: State, first: State, actions: tuple[str, ...]) -> Iterator[Case]:
    """Yield a case for each key that a menu names, heard again."""
    here, there = pressed(again), pressed(first)
    for key in sorted(again.named & here.keys() & there.keys()):
        way = there[key]
        then = hears(way.heard[0]) if way.heard else OVER
        yield Case((*actions, here[key].action), here[key].said == way.said, then=then)
