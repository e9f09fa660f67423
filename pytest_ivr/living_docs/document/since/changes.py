"""What changed between two runs, in the caller's words: sentences, rules, scenarios, ways, and the way to an answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator

from ..run import Suite
from ..wording import Difference, difference_of
from .calls import Effort, effort
from .change import GONE, LONGER, NEW, Change, of_words
from .comparison import Comparison, Words, is_same_call
from .map_changes import changed_ways
from .rewording import reworded
from .rules import rules
from .scenarios import scenarios

SECOND = 1.0  # who waits less longer does not notice

Section = tuple[str, list[Change]]


def changes(old: Suite, new: Suite) -> list[Section]:
    """Return what changed, in sections; those in which nothing did are left out."""
    comparison = Comparison(old, new)
    found = [(title, list(section(comparison))) for title, section in SECTIONS.items()]
    return [(title, changed) for title, changed in found if changed]


def sentences(comparison: Comparison) -> Iterator[Change]:
    """Yield what callers hear otherwise; sentences in which the same words changed are one change."""
    alike: dict[Difference | Words, list[Words]] = defaultdict(list)
    for was, now in comparison.said:
        key = difference_of(was, now) if was and now else ()
        alike[key or (was, now)].append((was, now))
    for several in alike.values():
        runs = list({id(run): run for words in several for run in comparison.said[words]}.values())
        more = [f"likewise: was “{was}”, is now “{now}”" for was, now in several[1:]]
        yield of_words(*several[0], runs=runs, more=more)


def ways(comparison: Comparison) -> Iterator[Change]:
    """Yield the ways of the map that are new, and those that are gone; other words do not make another way."""
    old = reworded(comparison.old_calls, comparison.same_calls)
    new, gone = changed_ways(old, comparison.new_calls, comparison.new.menu_names or comparison.old.menu_names)
    yield from (Change(NEW, it) for it in new)
    yield from (Change(GONE, it) for it in gone)


def efforts(comparison: Comparison) -> Iterator[Change]:
    """Yield, as one change, the answers to which it takes callers longer, or more keys, than it did."""
    found = [
        (now.seconds - was.seconds, now.keys - was.keys, after.name, was, now, after)
        for before, after in comparison.calls
        if (was := effort(before)) and (now := effort(after)) and is_longer(was, now, is_same_call(before, after))
    ]
    if found:
        found.sort(key=lambda it: it[:2], reverse=True)
        told = [f"{name}: was {was}, is {now}" for _, _, name, was, now, _ in found]
        yield Change(LONGER, told[0], runs=[it[-1] for it in found], more=told[1:])


def is_longer(was: Effort, now: Effort, same_call: bool) -> bool:
    """Whether an answer takes more keys, or so much longer that callers notice, though they ask for the same."""
    return now.keys > was.keys or (same_call and now.seconds >= was.seconds + SECOND)


SECTIONS: dict[str, Callable[[Comparison], Iterator[Change]]] = {
    "What callers hear": sentences,
    "Chapters and rules": rules,
    "Scenarios": scenarios,
    "Ways through the line": ways,
    "The way to an answer": efforts,
}
