"""Two suites side by side: what stands for what, which calls can be compared, and what callers hear otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from ..names import distinct
from ..run import Run, Step, Suite
from ..wording import difference_of, replaced
from .calls import as_far_as, heard
from .change import NEW
from .counterparts import Counterparts, Placed, counterparts, written

Words = tuple[str, str]  # what it was and what it is now; empty on the side that does not have it


class Comparison:
    """Two suites, and what of one stands for what of the other.

    A scenario that itself asks for something else than it did tells nothing of what the line says now.
    """

    def __init__(self, old: Suite, new: Suite) -> None:
        self.old, self.new = old, new
        self.found: Counterparts = counterparts(old, new)
        self.names = names(self.found)
        runs = [both for it in self.found.runs for both in it.both]
        self.calls = [(as_far_as(one, other), as_far_as(other, one)) for one, other in runs]
        self.same_calls = [two for two in self.calls if is_same_call(*two)]
        self.said = heard_otherwise(self.same_calls)
        self.differences = {difference_of(was, now) for was, now in self.said if was and now}
        self.heard_before = {it for run in self.old_calls for it in heard(run)}
        self.heard_now = {it for run in self.new_calls for it in heard(run)}

    @property
    def old_calls(self) -> list[Run]:
        """The older runs: those that have a counterpart, and those of scenarios that are gone."""
        gone = (it.scenario.runs for it in self.found.scenarios.gone)
        return [*(one for one, _ in self.calls), *chain(*(it.gone for it in self.found.runs), *gone)]

    @property
    def new_calls(self) -> list[Run]:
        """The newer runs: those that have a counterpart, and those of scenarios that are new."""
        new = (it.scenario.runs for it in self.found.scenarios.new)
        return [*(other for _, other in self.calls), *chain(*(it.new for it in self.found.runs), *new)]

    def name(self, it: Placed, run: Run | None = None) -> str:
        """Return what a scenario is called, or one of its examples, so that no other one is called the same."""
        row = f" ({', '.join(run.row)})" if run and run.row else ""
        return f"{self.names[id(it.scenario)]}{row}"

    def heard_only(self, kind: str, scenarios: Iterable[Placed]) -> list[str]:
        """Return what only callers of these scenarios hear, if they are new, or heard, if they are gone."""
        said = self.said
        known, words = (
            (self.heard_before | {now for _, now in said}, "heard for the first time")
            if kind == NEW
            else (self.heard_now | {was for was, _ in said}, "no longer heard")
        )
        found = (sound for it in scenarios for run in it.scenario.runs for sound in heard(run))
        return [f"{words}: “{it}”" for it in dict.fromkeys(found) if it not in known]

    def other_lines(self, before: Iterable[Step], after: Iterable[Step]) -> list[Words]:
        """Return which lines of some steps changed, and not only because callers hear something else."""
        return [it for it in replaced(list(lines(before)), list(lines(after))) if not self.is_told(*it)]

    def is_told(self, was: str, now: str) -> bool:
        """Whether a line is another one because callers hear something else, which is told already."""
        if was and now:
            return difference_of(was, now) in self.differences
        return any(it in line for both in self.said for it, line in zip(both, (was, now), strict=True) if it and line)


def names(found: Counterparts) -> dict[int, str]:
    """Return what each scenario is called, by its id: the newer one of those that both have."""
    new = [*(it for _, it in found.scenarios.both), *found.scenarios.new, *found.scenarios.gone]
    return distinct({id(it.scenario): longer(it) for it in new})


def longer(it: Placed) -> list[str]:
    """Return names of a scenario, from the shortest to the longest."""
    short = f"{it.feature.name}: {it.scenario.title}"
    full = f"{it.feature.name}: {it.rule.name}: {it.scenario.title}" if it.rule.name else short
    return [short, full, f"{full} ({it.feature.uri})"]


def heard_otherwise(calls: Iterable[tuple[Run, Run]]) -> dict[Words, list[Run]]:
    """Return what callers hear otherwise, in the order of the first time, each with the runs that show it."""
    found: dict[Words, list[Run]] = {}
    for before, after in calls:
        for words in dict.fromkeys(replaced(heard(before), heard(after))):
            found.setdefault(words, []).append(after)
    return found


def is_same_call(before: Run, after: Run) -> bool:
    """Whether two runs ask for the same, in the same world."""
    one, other = ([written(it) for it in run.steps if it.keyword and not it.is_outcome] for run in (before, after))
    return one == other


def lines(steps: Iterable[Step]) -> Iterator[str]:
    """Yield what some steps say, line by line."""
    for step in steps:
        yield step.text
        yield from (line.strip() for line in (step.doc_string or "").splitlines() if line.strip())
        yield from (" | ".join(row) for row in step.table)
