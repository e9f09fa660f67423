"""What an exploration tells in a terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from ..living_docs.document.menu_names import MenuName
from .findings import Finding
from .graph import Exploration
from .scenarios import menu_name

NO_FINDING = "No fault was found."


def report(exploration: Exploration, found: Sequence[Finding], names: Sequence[MenuName] = ()) -> str:
    """Return the menus with their ways, what was left out, and the faults."""
    parts = [table(exploration, names), totals(exploration)]
    if exploration.stopped:
        parts.append(f"It stopped before the end. {exploration.stopped}")
    if exploration.unreached:
        parts.append("\n".join(["Left out:", *(f"  {sentence}" for sentence in exploration.unreached)]))
    parts.append("\n".join(faults(found)) or NO_FINDING)
    return "\n\n".join(parts)


def table(exploration: Exploration, names: Sequence[MenuName]) -> str:
    """Return the menus in the order in which calls reach them, with the numbers of their states and ways."""
    states, ways = Counter[str](), Counter[str]()
    for state in exploration.states:
        name = menu_name(state, names)
        states[name] += 1
        ways[name] += len(state.ways)
    width = max(map(len, states), default=0)
    rows = [f"{name:{width}}  {number:6}  {ways[name]:5}" for name, number in states.items()]
    return "\n".join([f"{'Where calls rest':{width}}  states   ways", *rows])


def totals(exploration: Exploration) -> str:
    """Return in a sentence how large the line is, and how it was walked."""
    how = "each way was dialed from the first ring" if exploration.dialed_anew else "saved calls were gone on with"
    ways = sum(len(state.ways) for state in exploration.states)
    return (
        f"{len(exploration.states)} states, {ways} ways, {exploration.requests} requests in "
        f"{exploration.seconds:.1f} seconds; {how}."
    )


def faults(found: Sequence[Finding]) -> Iterator[str]:
    """Yield the faults, each with its shortest call."""
    for finding in found:
        yield f"{finding.severity}: {finding.sentence}"
        if finding.actions:
            yield f"  The caller {finding.actions}"
