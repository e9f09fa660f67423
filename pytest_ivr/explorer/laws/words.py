"""The laws of what is heard: first, last, never, and by callers who stay silent."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from ..findings import TIMES_OUT, asks
from ..graph import Exploration, State, Way
from ..search import MOST_TRIES
from .cases import Case, Law, asks_the_same, hears, hears_exactly


def never_fails(exploration: Exploration) -> Iterator[Case]:
    """The line never fails, so that Twilio has to say so."""
    for way in exploration.ways:
        yield Case(way.actions, not has_failed(way))


def has_failed(way: Way) -> bool:
    """Tell whether Twilio has ended the call, or nobody can follow it."""
    return bool(way.stopped) or any(event["event"] == "hung up" and event["by"] == "Twilio" for event in way.events)


def never_heard(words: str) -> Law:
    """Nobody ever hears these words, whatever stands around them in their sentence."""
    pattern = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")

    def law(exploration: Exploration) -> Iterator[Case]:
        for way in exploration.ways:
            others = [sentence for sentence in way.heard if not pattern.search(sentence)]
            yield Case(way.actions, len(others) == len(way.heard), (hears_exactly(others),))

    return law


def first_words_are(sentence: str) -> Law:
    """Every call begins with this sentence."""

    def law(exploration: Exploration) -> Iterator[Case]:
        first = exploration.first
        yield Case(first.actions, first.heard[:1] == (sentence,), (hears_exactly([sentence, *first.heard[1:]]),))

    return law


def last_words_are(sentences: Collection[str]) -> Law:
    """Each call that the line ends, ends with one of these sentences. Raises ValueError if there are none."""
    if not sentences:
        raise ValueError("Write the last words into the doc string, each sentence on a line.")

    def law(exploration: Exploration) -> Iterator[Case]:
        for way in exploration.ways:
            if any(
                event["event"] in ("hung up", "rejected") and event.get("by") != "the caller" for event in way.events
            ):
                then = hears_exactly([*way.heard[:-1], next(iter(sentences))])
                yield Case(way.actions, last_words(way) in sentences, (then,))

    return law


def last_words(way: Way) -> str:
    """Return the last that is heard in the call of a way."""
    while not way.heard and way.origin:
        way = way.origin.by
    return way.heard[-1] if way.heard else ""


def silence_is_thanked_within(seconds: float) -> Law:
    """Wherever a caller falls silent, the line thanks and hangs up within so many seconds."""

    def law(exploration: Exploration) -> Iterator[Case]:
        for state in filter(asks, exploration.states):
            ways, is_over = silence_from(state)
            if is_unknown(state, ways):
                continue
            lasted = sum(way.second - way.origin.by.second for way in ways if way.origin)
            actions = (*state.actions, *(way.action for way in ways))
            words = ways[-1].heard if ways else ()
            if not is_over:
                yield Case(actions, keeps=False)
            elif lasted > seconds:
                yield Case(actions, False, (f"the call takes at most {state.by.second + seconds:g} seconds",))
            else:
                yield Case(actions, any("thank" in it.lower() for it in words), (hears("Thank you"),))

    return law


def is_unknown(state: State, ways: Sequence[Way]) -> bool:
    """Tell whether nobody knows what silence comes to, because one of many states that are alike was not walked.

    A line that asks again and again, and counts, has no end of such states.
    """
    rests = [state, *(way.target for way in ways if way.target)]
    return not rests[-1].is_walked and sum(asks_the_same(it, rests[-1]) for it in rests) <= MOST_TRIES


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
    return ways, here is None and not has_failed(ways[-1])
