"""Lines that never say the same twice, and the pattern that takes out what differs."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from .walking import Stop

PIECES = re.compile(r"[\w:.-]+|[^\w:.-]")  # a time, a number or an identifier is one
NUMBER, WORD = re.compile(r"\d+"), re.compile(r"[^\W\d]+")


def refuse_other_words(one: str, other: str) -> None:
    """Raise Stop where two calls that did the same are in another state; it proposes what to do."""
    if one != other:
        before, after = differences(one, other)[0]
        raise Stop(
            f"The line does not answer the same when it is dialed again: first it had {before!r}, then {after!r}. "
            f"If that means the same, take it out with --same-words '{pattern_for(before, after)}'."
        )


def differences(one: str, other: str) -> list[tuple[str, str]]:
    """Return what stands in two texts in the same place, and differs."""
    mine, theirs = PIECES.findall(one), PIECES.findall(other)
    changes = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    return [("".join(mine[a:b]), "".join(theirs[c:d])) for kind, a, b, c, d in changes if kind != "equal"]


def pattern_for(one: str, other: str) -> str:
    """Return a pattern that fits both, and what is like them."""
    shapes = {shape(one), shape(other)}
    return shapes.pop() if len(shapes) == 1 else "|".join(sorted(shapes, key=len, reverse=True))


def shape(text: str) -> str:
    """Return a pattern for a text: any number for a number, and in mixtures any word for a word."""
    if WORD.search(text) and NUMBER.search(text):
        return r"[\w:.-]+"
    escaped = re.escape(text).replace(r"\ ", " ").replace(r"\-", "-").replace(r"\:", ":")
    return NUMBER.sub(r"\\d+", escaped)
