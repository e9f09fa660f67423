"""What is wrong with what follows silence and wrong keys, and with the line as a whole."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from .heard import BY_SILENCE, Turn
from .menus import MORE_TIME

OTHER_CHANNEL = re.compile(
    r"\b(text|e-?mail|website|web site|online|relay|www|\w+ dot \w+|call us|call back)\b|\w@\w|\+?\d[\d -]{6,}", re.I
)
Farewells = set[tuple[str, ...]]
Mistake = tuple[Turn, Turn, str]  # the menu, what comes after it, and what is wrong
WELCOME = re.compile(r"\b(welcome|thank you for calling|hello|good (?:morning|day|evening))\b", re.I)


def silence_ends_the_call(call: Sequence[Turn], _farewells: Farewells) -> Iterator[Mistake]:
    """Find a call that ends because the caller was silent, where nobody could ask for more time."""
    for turn, after in pairwise(call):
        is_lost = turn.was_missed and turn.left_by == BY_SILENCE and ends(after)
        if is_lost and not any(map(MORE_TIME.search, turn.texts)):
            yield turn, after, "Callers who stay silent lose the call, and cannot ask for more time."


def mistakes_end_the_call(call: Sequence[Turn], farewells: Farewells) -> Iterator[Mistake]:
    """Find a call that ends by mistakes, with no person and no other way to what callers want.

    A key that the menu does not offer may be a number that callers know: it is a mistake if the line then says what it
    says to those who were silent.
    """
    for turn, after in pairwise(call):
        is_mistake = turn.was_missed and ends(after) and tuple(after.texts) in farewells
        if is_mistake and not any(map(OTHER_CHANNEL.search, after.texts)):
            yield turn, after, "After mistakes the call ends; put callers through to a person, or name another way."


def farewells_of(calls: Iterable[Sequence[Turn]]) -> Farewells:
    """Return what the line says in the end to those who were silent."""
    pairs = (pair for call in calls for pair in pairwise(call))
    return {tuple(after.texts) for turn, after in pairs if turn.left_by == BY_SILENCE and ends(after)}


def ends(turn: Turn) -> bool:
    """Tell whether the line hangs up, and nobody else is on the phone."""
    return turn.ends_the_call and not turn.is_menu and not turn.channels


def same_again(call: Sequence[Turn], _farewells: Farewells) -> Iterator[Mistake]:
    """Find a menu that says the same after a mistake, or welcomes the caller again."""
    for turn, after in pairwise(call):
        if not (turn.was_missed and after.is_menu and after.path and turn.said):
            continue
        if turn.texts == after.texts and turn.was_heard_out:
            yield turn, after, "After a mistake it says the same again; say it in other words, and shorter."
        elif any(WELCOME.search(text) for text in turn.texts) and any(WELCOME.search(text) for text in after.texts):
            yield turn, after, "After a mistake it welcomes the caller again; leave that out."


def nothing_in_writing(calls: Sequence[Sequence[Turn]]) -> Iterator[str]:
    """Find a line that offers nothing to those who cannot hear."""
    turns = [turn for call in calls for turn in call]
    if turns and not any("texted" in turn.channels for turn in turns):
        yield "No call offers what it says in writing; offer it as a text message."
