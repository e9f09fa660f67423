"""Which failures come of one cause."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .wording import difference_of, replaced

QUOTED = re.compile(r'"([^"\n]+)"')


class Failure(NamedTuple):
    """Why a scenario failed: the sentences that were expected and heard, if they are why; what names the reason else.

    ``told`` is all that is told of it: its step, and what that says.
    """

    expected: Sequence[str]
    heard: Sequence[str]
    told: str
    message: str

    @property
    def changes(self) -> list[tuple[str, str]]:
        """The sentences that were expected, each with what was heard instead; none if that is not why."""
        return list(replaced(self.expected, self.heard))


def by_cause(failures: Iterable[Failure]) -> list[list[int]]:
    """Return the numbers of the failures that have one cause, cause by cause, each in the order of the first.

    The same words are another sentence in all that differ alike. Where it is only known that a sentence is missing,
    and where a failure quotes it, such as keys pressed during it, the cause is what is heard instead elsewhere.
    """
    known = [(failure, *next(iter(failure.changes), ("", ""))) for failure in failures]
    instead = {expected: heard for _, expected, heard in sorted(known, key=is_known) if expected}
    found: dict[object, list[int]] = {}
    for number, (failure, expected, heard) in enumerate(known):
        quoted = next((it for it in instead.items() if quotes(failure.told, *it)), None)
        changed = (expected, heard or instead[expected]) if expected or heard else quoted
        cause = cause_of(*changed) if changed else failure.message
        found.setdefault(cause, []).append(number)
    return list(found.values())


def quotes(told: str, sentence: str, heard: str) -> bool:
    """Whether a sentence is quoted that is missing, or a piece of it that is not in what is heard instead."""
    return sentence in told or any(piece in sentence and piece not in heard for piece in QUOTED.findall(told))


def is_known(failure: tuple[Failure, str, str]) -> bool:
    """Whether it is known what is heard instead of a sentence that was expected."""
    return bool(failure[2])


def cause_of(expected: str, heard: str) -> object:
    """Return what all differences have in common that come of one cause."""
    return (difference_of(expected, heard) if expected and heard else ()) or (expected, heard)
