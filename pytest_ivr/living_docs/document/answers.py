"""The shortest way to each answer: what callers press until they have heard it, and how long that takes.

An answer is where no menu asks any more: last words, somebody who is called, a queue, a recording, a machine.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .nodes import Nodes
from .options import SILENCE, WAITS, spoken
from .rests import Rest
from .run import Run

Order = tuple[bool, bool, int, float, bool]  # what makes a way longer, the gravest first


@dataclass(frozen=True)
class Answer:
    """What a caller does, menu by menu, and how many ``keys`` that are; the second at which the answer was heard.

    ``words`` are its longest sentence: it stands among greetings and thanks. ``run`` is the call that shows it: of an
    exploration, if ``is_explored``.
    """

    words: str
    actions: tuple[str, ...]
    keys: int
    seconds: float
    run: Run
    is_explored: bool

    @property
    def is_of_silence(self) -> bool:
        """Whether a caller hears it who stays silent somewhere."""
        return SILENCE in self.actions

    @property
    def way(self) -> str:
        """What the caller does, in order, once the line is dialed."""
        return " then ".join(self.actions) or "no key"


def shortest_ways(
    taken: Iterable[tuple[Run, list[Rest]]], explored: Iterable[tuple[Run, list[Rest]]], nodes: Nodes
) -> dict[str, Answer]:
    """Return the shortest way to each answer, by the id of its node.

    Shortest is what takes fewest keys, and of those the fewest seconds. Callers who fell silent, interrupted the line,
    or began elsewhere, as technical scenarios may, count only where nobody else has heard it.
    """
    found: dict[str, tuple[Order, Answer]] = {}
    for calls, is_explored in ((taken, False), (explored, True)):
        for run, call in calls:
            for id_, is_unusual, answer in answers_in(run, call, nodes, is_explored=is_explored):
                order = (run.is_technical, is_unusual, answer.keys, answer.seconds, is_explored)
                if id_ not in found or order < found[id_][0]:
                    found[id_] = order, answer
    return {id_: answer for id_, (_, answer) in found.items()}


def answers_in(
    run: Run, call: Iterable[Rest], nodes: Nodes, *, is_explored: bool
) -> Iterator[tuple[str, bool, Answer]]:
    """Yield the answers of a call, each with the id of its node, and whether the way there was unusual."""
    actions: list[str] = []
    keys, is_unusual = 0, False
    for rest in call:
        node = nodes.at(rest)
        if node and rest.does != WAITS:
            words = max(rest.all_said, key=len, default="")
            yield node.id, is_unusual, Answer(words, tuple(actions), keys, rest.until, run, is_explored)
        keys += len(rest.keys)
        is_unusual = is_unusual or rest.is_cut or rest.was_silent
        done = rest.keys or (spoken(rest.words) if rest.words else rest.was_silent * SILENCE)
        if done or rest.does != WAITS:
            actions.append(done or rest.way)
