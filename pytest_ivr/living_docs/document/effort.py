"""What it costs callers to come somewhere, in keys and seconds, and to hear there which key helps."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from .nodes import Nodes
from .prompts import sentence_ends
from .rests import Rest
from .run import Run
from .spoken_keys import named_keys

Call = tuple[Run, list[Rest]]
OWNERS, EXPLORED, DEVELOPERS = range(3)  # whose calls tell most of what callers do, first
Order = tuple[int, int, int, bool]  # whose call, keys, rests, whether somebody was silent or interrupted the line


@dataclass
class Effort:
    """What it takes to come to a menu, of all calls that do: the fewest ``keys``, and the ``seconds`` that are usual.

    ``first_key`` is how many seconds later they have heard of the first key; nothing if none is named.
    """

    keys: int
    seconds: float
    first_key: float | None = None


def efforts(taken: Iterable[Call], explored: Iterable[Call], nodes: Nodes) -> dict[str, Effort]:
    """Return the effort of each node by its id, of callers who make no mistake and listen, if there are some."""
    found: defaultdict[str, list[tuple[Order, Rest]]] = defaultdict(list)
    known = [(DEVELOPERS if run.is_technical else OWNERS, call) for run, call in taken]
    for whose, call in (*known, *((EXPLORED, call) for _, call in explored)):
        keys, is_unusual = 0, False
        for number, rest in enumerate(call):
            is_unusual = is_unusual or rest.is_cut
            if node := nodes.at(rest):
                found[node.id].append(((whose, keys, number, is_unusual), rest))
            keys += len(rest.keys)
            is_unusual = is_unusual or rest.was_silent
    return {id_: usual(arrivals) for id_, arrivals in found.items()}


def usual(arrivals: list[tuple[Order, Rest]]) -> Effort:
    """Return the usual effort of those who need least."""
    least = min(order for order, _ in arrivals)
    rests = sorted((rest for order, rest in arrivals if order == least), key=lambda it: it.began)
    rest = rests[(len(rests) - 1) // 2]
    return Effort(least[1], rest.began, None if rest.is_cut else first_key(rest))


def first_key(rest: Rest) -> float | None:
    """Return after how many seconds the first sentence has ended that names a key."""
    for text, (second, seconds) in zip(rest.said, rest.spans, strict=True):
        for sentence, share in sentence_ends(text):
            if named_keys(sentence):
                return second + seconds * share - rest.began
    return None
