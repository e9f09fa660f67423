"""What changed between two runs, in the caller's words, as Markdown."""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from .call_flow import CallFlow, build_call_flow
from .run import Suite
from .summary import plain

Key = TypeVar("Key")
TransitionKey = tuple[str, str, str]
Paragraphs = Iterator[tuple[str, list[str]]]


def render_changes(old: Suite, new: Suite) -> str:
    """Return what the newer run shows that the older one did not, and the other way round."""
    parts = [
        f"## {title}\n\n" + "\n".join(f"- {plain(line)}" for line in lines)
        for title, lines in changes(old, new)
        if lines
    ]
    return (
        "# What changed\n\n" + ("\n\n".join(parts) if parts else "Nothing that callers or scenarios would show.") + "\n"
    )


def changes(old: Suite, new: Suite) -> Paragraphs:
    """Yield each kind of change with what changed."""
    before, after = statuses(old), statuses(new)
    yield "Scenarios that are new", [f"{name} ({after[name]})" for name in only(after, before)]
    yield "Scenarios that are gone", [f"{name} (was {before[name]})" for name in only(before, after)]
    both = [name for name in after if name in before and before[name] != after[name]]
    yield "Scenarios that changed", [f"{name}: was {before[name]}, is {after[name]}" for name in both]
    heard_before, heard_after = heard(old), heard(new)
    yield "What callers now hear", list(only(heard_after, heard_before))
    yield "What callers no longer hear", list(only(heard_before, heard_after))
    ways_before, ways_after = (ways(build_call_flow(suite.runs)) for suite in (old, new))
    yield "New ways through the line", [ways_after[key] for key in only(ways_after, ways_before)]
    yield "Ways through the line that are gone", [ways_before[key] for key in only(ways_before, ways_after)]


def only(mine: Iterable[Key], others: Iterable[Key]) -> Iterator[Key]:
    """Yield what is in one and not in the other."""
    known = set(others)
    return (it for it in mine if it not in known)


def statuses(suite: Suite) -> dict[str, str]:
    """Return the status of each scenario, by its name and example."""
    return {
        f"{feature.name}: {run.title}" + (f" ({', '.join(run.row)})" if run.row else ""): run.status
        for feature in suite.features
        for run in feature.runs
    }


def heard(suite: Suite) -> dict[str, None]:
    """Return every sentence that any caller heard, in the order of the first time."""
    return dict.fromkeys(event["text"] for run in suite.runs for event in run.transcript if event["event"] == "said")


def ways(flow: CallFlow) -> dict[TransitionKey, str]:
    """Return the transitions of a call flow as people read them, by origin, option and target."""
    return {
        (it.origin, it.option, it.target): (
            f"from “{flow.by_path[it.origin].label}”, {it.option}, to “{flow.by_path[it.target].label}”"
        )
        for it in flow.transitions
    }
