"""What comes of what people do at a node: one for each transition, and more where its tries differ in being tested."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from .call_flow import Node, Transition
from .options import rank
from .run import Run
from .ways import EXPLORED, TESTED, Way, unique, words


@dataclass
class Outcome:
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

    @property
    def is_technical(self) -> bool:
        """Whether technical calls alone went there."""
        return bool(self.runs) and all(run.is_technical for run in self.runs)

    @property
    def shortest_first(self) -> list[Run]:
        """The runs, those with the shortest calls first."""
        return sorted(self.runs, key=lambda run: run.transcript[-1]["second"])


def outcomes(node: Node) -> list[Outcome]:
    """Return what comes of each option of a node, at each try, in the order of both."""
    ways = {(way.option, way.number): way for way in node.ways}
    found = [it for transition in node.transitions for it in outcomes_of(transition, node, ways)]
    known = {(it.option, number) for it in found for number in it.numbers}
    found += [
        Outcome(way.option, [way.number], way.words, way.state, [], way.reason)
        for key, way in ways.items()
        if key not in known
    ]
    found.sort(key=lambda it: (rank(it.option), it.numbers[0], not it.runs))
    for number, it in enumerate(found):
        it.slug = it.transition.slug if it.transition and it.runs else f"{node.slug}-way{number}"
    return found


def outcomes_of(transition: Transition, node: Node, ways: Mapping[tuple[str, int], Way]) -> Iterator[Outcome]:
    """Yield what comes of a transition: one for all tries of which the same is to be told."""
    option = transition.option
    alike: dict[tuple[str, str], list[int]] = {}
    for number in sorted(transition.tries):
        way = ways.get((option, number))
        alike.setdefault((state_of(transition.tries[number], way), way.reason if way else ""), []).append(number)
    for (state, reason), numbers in alike.items():
        runs = unique(run for number in numbers for run in transition.tries[number])
        told = words(option, numbers, node.tries[option])
        yield Outcome(option, numbers, told, state, runs, reason, transition)


def state_of(runs: list[Run], way: Way | None) -> str:
    """Return the state of a transition at one try, which is no way where nobody can do anything else."""
    if runs:
        return TESTED
    return EXPLORED if way is None or way.runs else way.state
