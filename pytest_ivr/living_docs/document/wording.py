"""Which sentence stands in the place of which, and what is different in their words."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from .difference import TOKENS

HALF = 0.5  # how much two sentences share of which one is the other in new words

Difference = tuple[tuple[str, str], ...]


def likeness(one: str, other: str) -> float:
    """Return how much of their words two texts share, from 0 to 1."""
    return SequenceMatcher(None, one.lower().split(), other.lower().split(), autojunk=False).ratio()


def difference_of(was: str, now: str) -> Difference:
    """Return which words stand for which: it is the same for all sentences in which one text was changed."""
    old, new = TOKENS.findall(was), TOKENS.findall(now)
    blocks = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return tuple(("".join(old[a:b]), "".join(new[c:d])) for kind, a, b, c, d in blocks if kind != "equal")


def replaced(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield each sentence that changed with what it is now; on the side that does not have it, an empty one.

    What only stands at another place is the same on both sides.
    """
    if before == after:
        return
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    found = [it for kind, a, b, c, d in blocks if kind != "equal" for it in likest(before[a:b], after[c:d])]
    elsewhere = {was for was, now in found if not now} & {now for was, now in found if not was}
    for was, now in found:
        if (was and now) or not {was, now} & elsewhere:
            yield was, now
        elif was:
            yield was, was


def likest(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Yield the sentences at one place in pairs; a single one stands for a single one, whatever it says."""
    others = list(new)
    at_least = 0 if len(old) == len(new) == 1 else HALF
    for sentence in old:
        best = max(others, key=lambda other: likeness(sentence, other), default="")
        if best and likeness(sentence, best) >= at_least:
            others.remove(best)
            yield sentence, best
        else:
            yield sentence, ""
    yield from (("", sentence) for sentence in others)
