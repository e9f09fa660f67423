"""What was heard against what was expected, with the difference marked word by word."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from .run import Part

TOKENS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass
class DiffLine:
    """A line that both have (``same``), or only one; the parts that the other does not have are marked."""

    side: str  # "same", "expected" or "heard"
    parts: list[Part]


def difference(expected: list[str], heard: list[str]) -> list[DiffLine]:
    """Compare two lists of sentences line by line, and lines that replace each other word by word."""
    lines: list[DiffLine] = []
    for kind, a, b, c, d in SequenceMatcher(None, expected, heard, autojunk=False).get_opcodes():
        if kind == "equal":
            lines += [DiffLine("same", [Part(text, False)]) for text in expected[a:b]]
        else:
            lines += changed(expected[a:b], heard[c:d])
    return lines


def in_new_words(was: str, now: str) -> tuple[list[Part], list[Part]]:
    """Split a text and what it is now, each with the words marked that the other does not have."""
    return (marked(was, now), marked(now, was)) if was and now else ([Part(was, False)], [Part(now, False)])


def changed(expected: list[str], heard: list[str]) -> Iterator[DiffLine]:
    """Yield lines that differ, each expected one with the one heard instead."""
    for number in range(max(len(expected), len(heard))):
        mine = expected[number : number + 1]
        theirs = heard[number : number + 1]
        yield from (DiffLine("expected", marked(text, *theirs)) for text in mine)
        yield from (DiffLine("heard", marked(text, *mine)) for text in theirs)


def marked(text: str, other: str = "") -> list[Part]:
    """Split a text into the words that it shares with the other one, and those of its own."""
    words, others = TOKENS.findall(text), TOKENS.findall(other)
    blocks = SequenceMatcher(None, words, others, autojunk=False).get_opcodes()
    parts = [Part("".join(words[a:b]), kind != "equal") for kind, a, b, _, _ in blocks]
    return [part for part in parts if part.text]
