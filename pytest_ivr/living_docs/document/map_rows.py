"""The rows of a node on the map: one for each transition, and more where its tries differ in being tested."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .call_flow import Node, Transition
from .options import rank
from .run import Run
from .ways import EXPLORED, TESTED, Way, unique, words


@dataclass
class MapRow:
    """What is done at a node, at which tries, and whose calls did it; without a transition, nobody knows where to."""

    option: str
    numbers: list[int]
    words: str
    state: str
    runs: list[Run]
    reason: str = ""
    transition: Transition | None = None
    slug: str = ""

    @property
    def is_failing(self) -> bool:
        """Whether a call failed there."""
        return bool(self.runs and self.transition and self.transition.is_failing)


def map_rows(node: Node) -> list[MapRow]:
    """Return the rows of a node in the order of its options, and of their tries."""
    ways = {(way.option, way.number): way for way in node.ways}
    found = [row for transition in node.transitions for row in rows_of(transition, node, ways)]
    known = {(row.option, number) for row in found for number in row.numbers}
    found += [
        MapRow(way.option, [way.number], way.words, way.state, [], way.reason)
        for key, way in ways.items()
        if key not in known
    ]
    found.sort(key=lambda row: (rank(row.option), row.numbers[0], not row.runs))
    for number, row in enumerate(found):
        row.slug = row.transition.slug if row.transition and row.runs else f"{node.slug}-row{number}"
    return found


def rows_of(transition: Transition, node: Node, ways: Mapping[tuple[str, int], Way]) -> Iterator[MapRow]:
    """Yield the rows of a transition: one for all tries of which the same is to be told."""
    option = transition.option
    alike: dict[tuple[str, str], list[int]] = {}
    for number in sorted(transition.tries):
        way = ways.get((option, number))
        alike.setdefault((state_of(transition.tries[number], way), way.reason if way else ""), []).append(number)
    for (state, reason), numbers in alike.items():
        runs = unique(run for number in numbers for run in transition.tries[number])
        told = words(option, numbers, node.tries[option])
        yield MapRow(option, numbers, told, state, runs, reason, transition)


def state_of(runs: list[Run], way: Way | None) -> str:
    """Return the state of a transition at one try, which is no way where nobody can do anything else."""
    if runs:
        return TESTED
    return EXPLORED if way is None or way.runs else way.state
