"""Which chapters and rules are new, gone, or called otherwise."""

from __future__ import annotations

from collections.abc import Iterator

from ..run import Feature, Rule
from .change import GONE, NEW, RENAMED, Change, of_words
from .comparison import Comparison
from .counterparts import Placed

Whole = tuple[str, list[Placed]]  # a chapter or a rule that only one run has, and its scenarios


def rules(comparison: Comparison) -> Iterator[Change]:
    """Yield the changes of chapters and rules."""
    yield from other_chapters(comparison)
    for (_, before), (_, after) in comparison.found.rules.both:
        if before.name != after.name:
            yield Change(RENAMED, "Rule", before.name, after.name)
    for kind in (NEW, GONE):
        for what, scenarios in whole(comparison, kind):
            told = [f"{it.scenario.title} ({it.scenario.status})" for it in scenarios]
            yield Change(kind, what, more=[*told, *comparison.heard_only(kind, scenarios)])


def other_chapters(comparison: Comparison) -> Iterator[Change]:
    """Yield chapters that are called otherwise, or whose scenarios begin otherwise."""
    for before, after in comparison.found.features.both:
        if before.name != after.name:
            yield Change(RENAMED, "Chapter", before.name, after.name)
        for was, now in comparison.other_lines(before.background, after.background):
            yield of_words(was, now, f"Every scenario of “{after.label}” begins")


def whole(comparison: Comparison, kind: str) -> list[Whole]:
    """Return the chapters that are new or gone, and the rules that are, of chapters that are not."""
    found, is_new = comparison.found, kind == NEW
    scenarios = found.scenarios.new if is_new else found.scenarios.gone
    features = found.features.new if is_new else found.features.gone
    rules_of_others: list[tuple[Feature, Rule]] = [
        (feature, rule)
        for feature, rule in (found.rules.new if is_new else found.rules.gone)
        if rule.name and all(feature is not it for it in features)
    ]
    return [
        *((f"Chapter “{it.name}”", [one for one in scenarios if one.feature is it]) for it in features),
        *(
            (f"Rule “{rule.name}” of “{feature.name}”", [one for one in scenarios if one.rule is rule])
            for feature, rule in rules_of_others
        ),
    ]
