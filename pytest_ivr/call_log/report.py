"""What callers really did, in words for a terminal or a mail."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from .comparing import BROKE_A_RULE, OTHER_DATA, UNTESTED_WAY, Comparison, Found
from .reading import Log
from .rebuilding import Rebuilt

SECTIONS = {
    BROKE_A_RULE: "What broke a rule",
    UNTESTED_WAY: "What nobody had tested",
    OTHER_DATA: "Data that the tests do not have",
}


def report(log: Log, comparison: Comparison) -> str:
    """Return the report: how many calls there were and what became of them, and then what was found, by its kind."""
    blocks = [[overview(log), *counted(log, comparison)], list(not_followed(comparison.not_followed))]
    for kind, title in SECTIONS.items():
        found = comparison.of(kind)
        blocks.append([f"{title}:", *(line for it in found for line in lines(it))] if found else [])
    return "\n\n".join("\n".join(block) for block in blocks if block)


def overview(log: Log) -> str:
    """Return how many calls there are, and of when."""
    began, ended = (it.strftime("%Y-%m-%d %H:%M %Z").strip() for it in (log.began, log.ended))
    return f"{calls(len(log.calls) + log.late)} from {began} to {ended}"


def counted(log: Log, comparison: Comparison) -> Iterator[str]:
    """Yield what became of the calls."""
    late = [it for it in comparison.partial if not it.begins]
    early = [it for it in comparison.partial if it.begins]
    yield f"  {number(comparison.as_agreed)} went as agreed"
    for count, words in (
        (number(comparison.otherwise), "went otherwise"),
        (number(late) + log.late, "incomplete: they began before the log"),
        (number(early), "incomplete: they were not over when the log ended, or a line of theirs cannot be read"),
        (number(comparison.not_followed), "cannot be followed to their end"),
    ):
        if count:
            yield f"  {count} {words}"


def number(found: Sequence[Rebuilt]) -> int:
    """Return how many calls some kinds of calls are."""
    return sum(len(it.ids) for it in found)


def calls(count: int) -> str:
    """Return a number of calls."""
    return f"{count} call{'' if count == 1 else 's'}"


def not_followed(found: Sequence[Rebuilt]) -> Iterator[str]:
    """Yield why calls cannot be followed."""
    if found:
        yield "What cannot be followed:"
    for it in found:
        yield f"  {calls(len(it.ids))}: {it.problem}"
        yield f"      {shown(it)}"


def lines(it: Found) -> Iterator[str]:
    """Yield the lines of something that was found."""
    yield f"  {calls(it.calls)}: {it.sentence}"
    yield f"      {shown(it.shortest)}"


def shown(call: Rebuilt) -> str:
    """Return what a caller did, and which call it was."""
    return f"{call.actions} (call {call.ids[0]}, {call.when.isoformat(timespec='seconds')})"
