"""Calls that went otherwise than agreed as scenarios, for each thing that was found the shortest that shows it."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..journeys.placing import unused
from ..journeys.prompts import Prompts
from ..journeys.saving import indented, saved_scenario
from .comparing import Comparison
from .rebuilding import Rebuilt

FEATURE = """\
@saved
Feature: What callers did
  Calls of real callers, as the log has them: ways that nobody had tested, and what broke a rule.
  Say with Given what there was. Keep what is meant to be so, under a rule that says it; mend the rest."""


def feature(comparison: Comparison, kinds: Iterable[str], prompts: Prompts, secret: Collection[str]) -> str:
    """Return a feature with a scenario for each thing that was found of these kinds.

    ``prompts`` are the words of played files; keys that are pressed at the paths ``secret`` are left to fill in.
    """
    titles: set[str] = set()
    blocks = [FEATURE]
    for found in (it for kind in kinds for it in comparison.of(kind)):
        title = unused(found.sentence.rstrip("."), titles)
        titles.add(title)
        lines = saved_scenario(found.shortest.call, [], prompts, title, secret=secret)
        blocks.append("\n".join(indented([comment(found.shortest), *lines])))
    return "\n\n".join(blocks) + "\n"


def comment(call: Rebuilt) -> str:
    """Return the line above a scenario that says which call it is."""
    return f"# Call {call.ids[0]} of {call.when.isoformat(timespec='seconds')}"
