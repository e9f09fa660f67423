"""The cases of a law, the shortest that breaks it, and what callers take for the same menu."""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from typing import NamedTuple

from ...journeys.saving import answer
from ...living_docs.document.spoken_keys import named_keys
from ..findings import asks
from ..graph import Exploration, State

OVER = "the call is over"
WAITS = "the line waits for the caller"


class Case(NamedTuple):
    """A case of a law: what a caller does, whether the line keeps the law, and what should be so in that call.

    ``then`` is a step of a scenario, perhaps with a doc string below it, or several. In a call that breaks the law one
    of them does not hold.
    """

    actions: tuple[str, ...]
    keeps: bool
    then: tuple[str, ...] = (OVER,)

    @property
    def length(self) -> tuple[int, int]:
        """How long the call is."""
        return len(self.actions), len(" ".join(self.actions))


Law = Callable[[Exploration], Iterator[Case]]


def shortest_break(cases: Iterable[Case]) -> Case | None:
    """Return the shortest case that breaks its law; None if none does."""
    return min((case for case in cases if not case.keeps), key=lambda case: case.length, default=None)


def hears(sentence: str) -> str:
    """Return how a scenario says that a sentence is heard."""
    return f'the caller hears, among other things, "{sentence}"'


def hears_exactly(sentences: Sequence[str]) -> str:
    """Return how a scenario says that these sentences are heard, and nothing else."""
    step = answer([sentence for sentence in sentences if sentence])
    return "\n".join(step).removeprefix("Then ")


def question(state: State) -> Hashable:
    """Return what callers are asked: the sentences that name keys, or else the last, whatever is said before."""
    return state.named, asking(state.sentences) or (state.title,)


@functools.cache
def asking(sentences: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences that name keys."""
    return tuple(sentence for sentence in sentences if any(named_keys(sentence)))


def asks_the_same(one: State, other: State) -> bool:
    """Tell whether callers take two states for the same menu, at whatever try and address."""
    return one is other or question(one) == question(other)


def menu_of(state: State) -> Hashable:
    """Return what all pages of a menu have in common: its name in ``menus.txt``, or else what is asked."""
    return state.name or question(state)


def is_page_of(one: State, other: State) -> bool:
    """Tell whether two states are the same menu, perhaps at different pages."""
    return menu_of(one) == menu_of(other)


def is_menu(state: State) -> bool:
    """Tell whether the line names keys there, and waits for one."""
    return state.verb == "Gather" and bool(state.named) and asks(state)
