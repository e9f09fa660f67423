"""What a change of an answer is, and what the functions that make changes may know of the run."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ..documents import Document


@dataclass
class Known:
    """What the answers of a run have in them, each kind in order: what a careless developer takes for another."""

    values: dict[str, list[str]] = field(default_factory=dict)  # numbers, times and names, by their kind
    links: list[str] = field(default_factory=list)  # what the line was asked for, without the host
    phones: list[str] = field(default_factory=list)


class Change(NamedTuple):
    """A change of one document.

    ``target`` tells it from the others of its kind in every document of the same shape; ``words`` say, behind "nobody
    would notice if", what callers would experience. ``edit`` makes it, in the document from which it was drawn; without
    one, the line answers with an error instead.
    """

    kind: str
    target: Hashable
    words: str
    edit: Callable[[], None] | None


Kind = Callable[[Document, Known], Iterator[Change]]


def another(of: Sequence[str], than: str) -> str | None:
    """Return the one that follows in a list, which begins again behind its end; None if there is no other."""
    others = sorted({*of, than})
    found = others[(others.index(than) + 1) % len(others)]
    return found if found != than else None
