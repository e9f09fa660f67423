"""Tries in words. A try is how many times in a row a call has come to a menu."""

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
SUFFIXES = {1: "st", 2: "nd", 3: "rd"}


def spans(numbers: Sequence[int]) -> list[str]:
    """Return ordinal numbers in words; three and more that follow each other are one span."""
    return list(runs_of(numbers, ordinal, " to "))


def figures(numbers: Sequence[int]) -> str:
    """Return numbers in figures, as short as can be."""
    return ", ".join(runs_of(numbers, str, "\N{EN DASH}"))


def runs_of(numbers: Sequence[int], form: Callable[[int], str], to: str) -> Iterator[str]:
    """Yield numbers in a form; three and more that follow each other are one."""
    for _, group in groupby(enumerate(numbers), lambda it: it[1] - it[0]):
        span = [form(number) for _, number in group]
        yield from [f"{span[0]}{to}{span[-1]}"] if len(span) > 2 else span


def ordinal(number: int) -> str:
    """Return an ordinal number, in words up to ten."""
    if number <= len(ORDINALS):
        return ORDINALS[number - 1]
    teens = number % 100 in (11, 12, 13)
    return f"{number}{'th' if teens else SUFFIXES.get(number % 10, 'th')}"
