"""What changed between two runs, in the caller's words, as Markdown.

Where a scenario stopped, nobody knows what callers would have heard next: its two calls are compared as far as both
went, so that a sentence behind a failure is not taken for one that is gone.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import count
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from .call_flow import CallFlow, build_call_flow
from .names import distinct, longer_names
from .rests import name_of_played
from .run import Run, Suite
from .summary import plain

if TYPE_CHECKING:  # the simulator takes longer to import than two runs to compare
    from ...simulator import Event

Key = TypeVar("Key")
TransitionKey = tuple[str, str, str]
Paragraphs = Iterator[tuple[str, list[str]]]
ACTS = {"pressed", "spoke", "mumbled", "silent", "recorded", "callee", "talked"}


class RunKey(NamedTuple):
    """What tells a run from the others of its suite: the same title may stand in several files, or twice in one."""

    uri: str
    rule: str
    title: str
    row: tuple[str, ...]
    number: int


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
    before, after = by_key(old), by_key(new)
    names = distinct({**longer(old), **longer(new)})
    yield "Scenarios that are new", [f"{names[key]} ({after[key].status})" for key in only(after, before)]
    yield "Scenarios that are gone", [f"{names[key]} (was {before[key].status})" for key in only(before, after)]
    both = [key for key in after if key in before and before[key].status != after[key].status]
    yield (
        "Scenarios that changed",
        [f"{names[key]}: was {before[key].status}, is {after[key].status}" for key in both],
    )
    calls_before, calls_after = as_far_as(before, after), as_far_as(after, before)
    yield "What callers now hear", list(heard_alone(calls_after, calls_before, names))
    yield "What callers no longer hear", list(heard_alone(calls_before, calls_after, names))
    flow = build_call_flow([*calls_before.values(), *calls_after.values()], new.menu_names or old.menu_names)
    ways_before, ways_after = ways(flow, calls_before.values()), ways(flow, calls_after.values())
    same = reworded(flow, ways_before, ways_after)
    ways_after = {(same.get(key[0], key[0]), key[1], same.get(key[2], key[2])): it for key, it in ways_after.items()}
    yield "New ways through the line", [ways_after[key] for key in only(ways_after, ways_before)]
    yield "Ways through the line that are gone", [ways_before[key] for key in only(ways_before, ways_after)]


def only(mine: Iterable[Key], others: Iterable[Key]) -> Iterator[Key]:
    """Yield what is in one and not in the other."""
    known = set(others)
    return (it for it in mine if it not in known)


def by_key(suite: Suite) -> dict[RunKey, Run]:
    """Return the runs of a suite, in order."""
    return {key: run for key, run, _ in keyed(suite)}


def longer(suite: Suite) -> dict[RunKey, list[str]]:
    """Return names for the runs of a suite, from the shortest to the longest."""
    return {key: longer_names(run, key.uri, f"{feature}: ") for key, run, feature in keyed(suite)}


def keyed(suite: Suite) -> Iterator[tuple[RunKey, Run, str]]:
    """Yield each run of a suite with its key and the name of its feature."""
    for feature in suite.features:
        numbers: dict[tuple[str, str, tuple[str, ...]], count[int]] = {}
        for run in feature.runs:
            same = run.rule, run.title, tuple(run.row)
            yield RunKey(feature.uri, *same, next(numbers.setdefault(same, count()))), run, feature.name


def as_far_as(mine: Mapping[RunKey, Run], others: Mapping[RunKey, Run]) -> dict[RunKey, Run]:
    """Return runs whose calls end where the same scenario stopped in the other suite."""
    return {key: cut(run, others[key]) if key in others else run for key, run in mine.items()}


def cut(run: Run, other: Run) -> Run:
    """Return a run whose call ends before what nobody did in another, if that did not pass."""
    if other.status == "passed":
        return run
    acts = sum(map(is_act, other.transcript)) if other.transcript else -1
    shorter = dataclasses.replace(run)
    shorter.transcript = list(up_to(run.transcript, acts))
    return shorter


def up_to(transcript: Iterable[Event], acts: int) -> Iterator[Event]:
    """Yield the events of a call until people have acted so often, and what came of it; of -1 acts, nothing."""
    for event in transcript:
        acts -= is_act(event)
        if acts < 0:
            return
        yield event


def is_act(event: Event) -> bool:
    """Tell whether an event is what somebody does in a call, and not what the line does."""
    return event["event"] in ACTS or (event["event"] == "hung up" and event["by"] == "the caller")


def heard_alone(
    mine: Mapping[RunKey, Run], others: Mapping[RunKey, Run], names: Mapping[RunKey, str]
) -> dict[str, None]:
    """Return what callers heard and the same scenario's callers elsewhere did not, in the order of the first time.

    What was heard there in other scenarios comes with the name of the scenario; of a scenario that is only here, it
    does not count.
    """
    known = {sound for run in others.values() for sound in heard(run)}
    found: dict[str, None] = {}
    for key, run in mine.items():
        if key in others:
            alone = added(heard(others[key]), heard(run))
            found |= {f"{sound} (in “{names[key]}”)" if sound in known else sound: None for sound in alone}
        else:
            found |= dict.fromkeys(only(heard(run), known))
    return found


def added(before: list[str], after: list[str]) -> list[str]:
    """Return what is in the second list and not at the same place of the first."""
    if before == after:
        return []
    blocks = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    return [it for kind, _, _, start, end in blocks if kind != "equal" for it in after[start:end]]


def heard(run: Run) -> list[str]:
    """Return what the caller of a run heard; runs of white space are one space."""
    return [" ".join(sound.split()) for event in run.transcript for sound in sounds(event)]


def sounds(event: Event) -> Iterator[str]:
    """Yield what is heard in an event: a sentence, a file or keys."""
    if event["event"] == "said":
        yield event["text"]
    elif event["event"] == "played":
        yield name_of_played(event.get("url", ""), event.get("digits", ""))


def ways(flow: CallFlow, runs: Iterable[Run]) -> dict[TransitionKey, str]:
    """Return the transitions of a call flow that some runs took, as people read them, by origin, option and target."""
    mine = set(map(id, runs))
    return {
        (it.origin, it.option, it.target): (
            f"from “{flow.by_id[it.origin].label}”, {it.option}, to “{flow.by_id[it.target].label}”"
        )
        for it in flow.transitions
        if not mine.isdisjoint(map(id, it.runs))
    }


def reworded(flow: CallFlow, before: Iterable[TransitionKey], after: Iterable[TransitionKey]) -> dict[str, str]:
    """Return the new nodes that stand for one that is gone: each the only one of its kind at its address."""
    found: dict[str, list[list[str]]] = {}
    old, new = ({id_ for origin, _, target in keys for id_ in (origin, target)} for keys in (before, after))
    for node in flow.nodes:
        if (node.id in old) != (node.id in new):
            found.setdefault(node.address, [[], []])[node.id in new].append(node.id)
    return {came[0]: gone[0] for gone, came in found.values() if len(gone) == len(came) == 1}
