"""One thing that changed between two runs."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from ..run import Run

NEW, GONE, RENAMED, MOVED, CHANGED, LONGER = "new", "gone", "renamed", "moved", "changed", "longer"


@dataclass
class Change:
    """One thing that changed: what it is about, its words of then and of now, whose calls show it, and what else."""

    kind: str
    what: str = ""
    was: str = ""
    now: str = ""
    runs: list[Run] = field(default_factory=list)
    more: list[str] = field(default_factory=list)


def of_words(was: str, now: str, what: str = "", runs: Sequence[Run] = (), more: Sequence[str] = ()) -> Change:
    """Return a change of words, on whose one side may be none; the same words are at another place."""
    kind = MOVED if was == now else CHANGED if was and now else NEW if now else GONE
    return Change(kind, what, was, now, list(runs), list(more))
