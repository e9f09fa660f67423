"""What changed, as Markdown."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ..markdown import first_of, plain
from .change import Change
from .changes import Section

NOTHING = "Nothing that callers or scenarios would show."


def render_changes(sections: Iterable[Section], at_most: int | None = None) -> str:
    """Return what changed, as sections; of each as many changes as one wants to read."""
    return "\n\n".join(section(title, changes, at_most) for title, changes in sections) or NOTHING


def section(title: str, changes: Sequence[Change], at_most: int | None) -> str:
    """Return one kind of what changed."""
    lines = first_of(["\n".join(told(change, at_most)) for change in changes], at_most)
    return f"### {title}\n\n" + "\n".join(lines)


def told(change: Change, at_most: int | None) -> list[str]:
    """Return a change, and below it what else there is to say."""
    more = [f"  - {plain(it)}" for it in change.more]
    return [f"- **{change.kind}**: {plain(words(change))}", *first_of(more, at_most, "  ")]


def words(change: Change) -> str:
    """Return a change in one sentence."""
    was, now = (f"“{it}”" if it else "" for it in (change.was, change.now))
    both = f"was {was}, is now {now}" if was and now else was or now
    if was and was == now:
        both = f"{was} comes at another place"
    return ": ".join(filter(None, (change.what, both))) + where(change)


def where(change: Change) -> str:
    """Return whose calls show what callers hear otherwise; other changes say themselves what they are about."""
    if not change.runs or change.what:
        return ""
    one = f"“{change.runs[0].name}”"
    return f" (in {one})" if len(change.runs) == 1 else f" (in {len(change.runs)} scenarios, such as {one})"
