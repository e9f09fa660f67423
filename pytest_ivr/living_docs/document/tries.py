"""Tries in words. A try is how many times in a row a call has come to a menu."""

from collections.abc import Sequence
from itertools import groupby

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def spans(numbers: Sequence[int]) -> list[str]:
    """Return ordinal numbers in words; three and more that follow each other are one span."""
    found = []
    for _, group in groupby(enumerate(numbers), lambda it: it[1] - it[0]):
        span = [ordinal(number) for _, number in group]
        found += [f"{span[0]} to {span[-1]}"] if len(span) > 2 else span
    return found


def ordinal(number: int) -> str:
    """Return an ordinal number, in words up to ten."""
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else SUFFIXES.get(number % 10, 'th')}"
