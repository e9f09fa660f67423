"""Which scenarios and examples are new, gone, renamed, moved or changed, and whose result is another one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..run import Run
from .change import CHANGED, GONE, MOVED, NEW, RENAMED, Change, of_words
from .comparison import Comparison
from .counterparts import Pairs, Placed
from .rules import whole

FEW = 3  # that are told one by one


def scenarios(comparison: Comparison) -> Iterator[Change]:
    """Yield the changes of scenarios, without those of chapters and rules that are new or gone as a whole."""
    found = comparison.found
    for kind, items in ((NEW, found.scenarios.new), (GONE, found.scenarios.gone)):
        told = {id(it.scenario) for _, several in whole(comparison, kind) for it in several}
        for it in (it for it in items if id(it.scenario) not in told):
            status = f"was {it.scenario.status}" if kind == GONE else it.scenario.status
            mine = it.scenario.runs if kind == NEW else []
            yield Change(kind, f"{comparison.name(it)} ({status})", runs=mine, more=comparison.heard_only(kind, [it]))
    for (before, after), runs in zip(found.scenarios.both, found.runs, strict=True):
        yield from other_place(comparison, before, after)
        yield from other_lines(comparison, before, after)
        yield from other_examples(comparison, after, runs)
    yield from other_results(comparison)


def other_place(comparison: Comparison, before: Placed, after: Placed) -> Iterator[Change]:
    """Yield another title, and another chapter or rule."""
    if before.scenario.title != after.scenario.title:
        yield Change(RENAMED, "Scenario", before.scenario.title, after.scenario.title, after.scenario.runs)
    if not comparison.found.is_same_rule(before.rule, after.rule):
        was, now = (": ".join(filter(None, (it.feature.name, it.rule.name))) for it in (before, after))
        yield Change(MOVED, comparison.name(after), was, now, after.scenario.runs)


def other_lines(comparison: Comparison, before: Placed, after: Placed) -> Iterator[Change]:
    """Yield the steps that changed."""
    for was, now in comparison.other_lines(before.scenario.steps, after.scenario.steps):
        yield of_words(was, now, comparison.name(after), after.scenario.runs)


def other_examples(comparison: Comparison, it: Placed, runs: Pairs[Run]) -> Iterator[Change]:
    """Yield examples that are new, gone or changed; many of one kind as one change."""
    rows = [*((row(one), row(other)) for one, other in runs.both), *((row(run), "") for run in runs.gone)]
    rows += [("", row(run)) for run in runs.new]
    found = [
        of_words(was, now, f"Example of {comparison.name(it)}")
        for was, now in rows
        if was != now and not comparison.is_told(was, now)
    ]
    for kind in dict.fromkeys(change.kind for change in found):
        yield from few([change for change in found if change.kind == kind], comparison.name(it))


def few(several: list[Change], name: str) -> Iterable[Change]:
    """Return changes of examples as they are if they are few, else all as one."""
    if len(several) <= FEW:
        return several
    more = [" → ".join(filter(None, (it.was, it.now))) for it in several]
    return [Change(several[0].kind, f"{len(several)} examples of {name}", more=more)]


def row(run: Run) -> str:
    """Return the values of an example."""
    return ", ".join(run.row)


def other_results(comparison: Comparison) -> Iterator[Change]:
    """Yield results that are others now: of a scenario, if that is so of all its examples; many of one kind as one."""
    found: dict[str, list[tuple[str, Run]]] = {}
    for (_, it), runs in zip(comparison.found.scenarios.both, comparison.found.runs, strict=True):
        others: dict[str, list[Run]] = {}
        for before, after in runs.both:
            if before.status != after.status:
                others.setdefault(f"was {before.status}, is {after.status}", []).append(after)
        for result, several in others.items():
            whole_scenario = len(several) == len(runs.both)
            shown = several[:1] if whole_scenario else several
            names = [(comparison.name(it, None if whole_scenario else run), run) for run in shown]
            found.setdefault(result, []).extend(names)
    for result, named in found.items():
        if len(named) <= FEW:
            yield from (Change(CHANGED, f"{name}: {result}", runs=[run]) for name, run in named)
        else:
            more = [name for name, _ in named]
            yield Change(CHANGED, f"{len(named)} scenarios: each {result}", more=more)
