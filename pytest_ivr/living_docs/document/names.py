"""Names by which things can be told apart: the same title may stand in several files, and several times in one."""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from .run import Feature, Run

Key = TypeVar("Key", bound=Hashable)


def name_runs(features: list[Feature]) -> None:
    """Give every feature and run a name that no other one has."""
    labels = distinct({number: (it.name, f"{it.name} ({it.uri})") for number, it in enumerate(features)})
    runs = [run for feature in features for run in feature.runs]
    names = distinct({number: longer_names(it, f"{it.uri}:{it.line}") for number, it in enumerate(runs)})
    for number, feature in enumerate(features):
        feature.label = labels[number]
    for number, run in enumerate(runs):
        run.name = names[number]


def longer_names(run: Run, place: str, before: str = "") -> list[str]:
    """Return names of a run, from the shortest to the longest: title and row, with the rule, with the place."""
    row = f" ({', '.join(run.row)})" if run.row else ""
    short = f"{run.title}{row}"
    full = f"{run.rule}: {short}" if run.rule else short
    return [f"{before}{name}" for name in (short, full, f"{full} ({place})")]


def distinct(names: Mapping[Key, Sequence[str]]) -> dict[Key, str]:
    """Return for each the first of its names that nothing else has, else the last."""
    counts = Counter(name for several in names.values() for name in dict.fromkeys(several))
    return {key: next((it for it in several if counts[it] == 1), several[-1]) for key, several in names.items()}
