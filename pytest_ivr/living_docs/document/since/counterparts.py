"""Which chapter, rule, scenario and example of an older run is which of a newer one, whatever they are called now."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cached_property
from itertools import groupby
from typing import Generic, NamedTuple, TypeVar

from ..run import Feature, Rule, Run, Scenario, Step, Suite
from ..wording import likeness

Item = TypeVar("Item")
Key = Callable[[Item], Hashable]  # None for what has none
ALIKE = 0.6  # how much of their words two titles share that stand for one thing at one place


class Placed(NamedTuple):
    """A scenario, with its chapter and the rule under which it stands."""

    feature: Feature
    rule: Rule
    scenario: Scenario


@dataclass
class Pairs(Generic[Item]):
    """What both runs have, and what only one of them has."""

    both: list[tuple[Item, Item]] = field(default_factory=list)
    gone: list[Item] = field(default_factory=list)
    new: list[Item] = field(default_factory=list)


@dataclass
class Counterparts:
    """The chapters, rules, scenarios and runs of two suites."""

    features: Pairs[Feature] = field(default_factory=Pairs)
    rules: Pairs[tuple[Feature, Rule]] = field(default_factory=Pairs)
    scenarios: Pairs[Placed] = field(default_factory=Pairs)
    runs: list[Pairs[Run]] = field(default_factory=list)  # of each scenario that both have

    def is_same_rule(self, before: Rule, after: Rule) -> bool:
        """Whether one rule is the other, whatever it is called now."""
        return (id(before), id(after)) in self.same_rules

    @cached_property
    def same_rules(self) -> set[tuple[int, int]]:
        """The rules that both have, by their ids."""
        return {(id(one), id(other)) for (_, one), (_, other) in self.rules.both}


def counterparts(old: Suite, new: Suite) -> Counterparts:
    """Return what of one suite stands for what of the other."""
    found = Counterparts()
    homes: dict[int, int] = {}  # of each rule, what it shares with its counterpart
    found.features = pair(old.features, new.features, lambda it: it.uri, lambda it: it.name)
    take_over(found.features, sharing(found.features, lambda it: it.scenarios))
    for before, after in found.features.both:
        rules = pair(before.rules, after.rules, lambda it: it.name)
        take_over(rules, sharing(rules, lambda it: it.scenarios))
        take_over(rules, at_one_place(before.rules, after.rules, rules, lambda it: it.name))
        homes |= {id(it): number for number, both in enumerate(rules.both, len(homes)) for it in both}
        found.rules.both += [((before, one), (after, other)) for one, other in rules.both]
        found.rules.gone += [(before, it) for it in rules.gone]
        found.rules.new += [(after, it) for it in rules.new]
    found.rules.gone += [(it, rule) for it in found.features.gone for rule in it.rules]
    found.rules.new += [(it, rule) for it in found.features.new for rule in it.rules]
    found.scenarios = pair_scenarios(list(placed(old)), list(placed(new)), homes)
    found.runs = [pair_runs(one.scenario.runs, other.scenario.runs) for one, other in found.scenarios.both]
    return found


def placed(suite: Suite) -> Iterator[Placed]:
    """Yield the scenarios of a suite with where they stand."""
    for feature in suite.features:
        for rule in feature.rules:
            yield from (Placed(feature, rule, it) for it in rule.scenarios)


def pair_scenarios(old: list[Placed], new: list[Placed], homes: dict[int, int]) -> Pairs[Placed]:
    """Pair scenarios: by rule and title, by title and steps, by steps, or by their place and nearly the same words."""

    def home(it: Placed) -> Hashable:
        return homes.get(id(it.rule), id(it.rule))

    def steps(it: Placed) -> Hashable:
        return tuple(map(written, it.scenario.steps)) or None

    found = pair(
        old,
        new,
        lambda it: (home(it), it.scenario.title),
        lambda it: (it.scenario.title, steps(it)),
        lambda it: steps(it) and (home(it), steps(it)),
    )
    rules = defaultdict[Hashable, tuple[list[Placed], list[Placed]]](lambda: ([], []))
    for side, items in enumerate((old, new)):
        for key, group in groupby(items, home):
            rules[key][side].extend(group)
    for before, after in rules.values():
        take_over(found, at_one_place(before, after, found, lambda it: it.scenario.title))
    take_over(found, pair(found.gone, found.new, steps).both)
    order = {id(it.scenario): number for number, it in enumerate(new)}
    found.both.sort(key=lambda both: order[id(both[1].scenario)])
    return found


def pair_runs(old: list[Run], new: list[Run]) -> Pairs[Run]:
    """Pair the examples of a scenario: by their values, else by their place in the table."""
    found = pair(old, new, lambda it: tuple(it.row))
    take_over(found, at_one_place(old, new, found, lambda it: " ".join(it.row), at_least=0))
    return found


def written(step: Step) -> tuple[str, str | None, tuple[tuple[str, ...], ...]]:
    """Return what a step says, whichever keyword it has."""
    return step.text, step.doc_string, tuple(map(tuple, step.table))


def pair(old: Iterable[Item], new: Iterable[Item], *keys: Key[Item]) -> Pairs[Item]:
    """Pair what has the same key, by one kind of key after the other; several of one key, in their order."""
    found = Pairs([], list(old), list(new))
    for key in keys:
        known = defaultdict[Hashable, deque[Item]](deque)
        for it in found.gone:
            known[key(it)].append(it)
        known.pop(None, None)
        take_over(found, [(known[key(it)].popleft(), it) for it in found.new if known.get(key(it))])
    return found


def take_over(found: Pairs[Item], more: Iterable[tuple[Item, Item]]) -> None:
    """Note that these belong together."""
    both = list(more)
    ids = {id(it) for two in both for it in two}
    found.both += both
    found.gone = [it for it in found.gone if id(it) not in ids]
    found.new = [it for it in found.new if id(it) not in ids]


def sharing(left: Pairs[Item], scenarios: Callable[[Item], Sequence[Scenario]]) -> Iterator[tuple[Item, Item]]:
    """Yield what has other names, but at least half of its scenarios in common."""
    others = [(it, {scenario.title for scenario in scenarios(it)}) for it in left.new]
    for it in left.gone:
        titles = {scenario.title for scenario in scenarios(it)}
        best = max(others, key=lambda other: len(titles & other[1]), default=None)
        if best and 2 * len(titles & best[1]) >= max(len(titles), len(best[1]), 1):
            others.remove(best)
            yield it, best[0]


def at_one_place(
    old: Sequence[Item],
    new: Sequence[Item],
    known: Pairs[Item],
    title: Callable[[Item], str],
    at_least: float = ALIKE,
) -> Iterator[tuple[Item, Item]]:
    """Yield what stands in the place of something that is gone, under nearly the same words."""
    left = {id(it) for it in (*known.gone, *known.new)}
    same = {id(it): number for number, both in enumerate(known.both) for it in both}
    before, after = ([same.get(id(it), id(it)) for it in items] for items in (old, new))
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "replace":
            continue
        others = [it for it in new[c:d] if id(it) in left]
        for it in (it for it in old[a:b] if id(it) in left):
            best = max(others, key=lambda other: likeness(title(it), title(other)), default=None)
            if best is not None and likeness(title(it), title(best)) >= at_least:
                others.remove(best)
                yield it, best
