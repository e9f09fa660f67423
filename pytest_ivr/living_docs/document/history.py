"""The verdicts of the last runs, kept in a file beside the page, and the scenarios that they show to be unsteady."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ..stream.envelopes import SEVERITY
from ..stream.values import flag, many, message, number, parsed, text
from .run import RED, Suite
from .verdict import commit, instant, verdict, web_link

LATEST = 20  # runs that are kept

READ = many(
    message(
        began=number,
        commit=text,
        link=text,
        verdict=text,
        is_red=flag,
        is_complete=flag,
        counts=message(**dict.fromkeys(SEVERITY, number)),
        red=many(text),
    )
)


@dataclass
class PastRun:
    """A run: when it was, of which commit, what came of it, and the links of the scenarios that failed."""

    began: float
    commit: str
    link: str
    verdict: str
    is_red: bool
    is_complete: bool  # a run that broke off says nothing of scenarios that did not fail
    counts: dict[str, int]
    red: list[str]

    @property
    def when(self) -> str:
        """When it was."""
        return instant(self.began)


@dataclass
class History:
    """The last runs, the latest one last; ``problem`` is why those before this one are unknown."""

    runs: list[PastRun] = field(default_factory=list)
    problem: str = ""

    def unsteady(self) -> dict[str, str]:
        """Return in words how often a scenario failed, by its link, of those that turn red and green by turns."""
        names = dict.fromkeys(name for run in self.runs for name in run.red)
        colors = {name: [(run.commit, name in run.red) for run in self.runs if knows(run, name)] for name in names}
        return {
            name: f"unsteady: failed in {sum(is_red for _, is_red in found)} of the last {len(found)} runs"
            for name, found in colors.items()
            if is_unsteady(found)
        }


def knows(run: PastRun, name: str) -> bool:
    """Whether a run tells of a scenario."""
    return run.is_complete or name in run.red


def is_unsteady(colors: Sequence[tuple[str, bool]]) -> bool:
    """Whether a scenario turned red twice, with green between, or was red and green at one commit."""
    turns = sum(is_red and not before for (_, before), (_, is_red) in zip([("", False), *colors], colors, strict=False))
    return turns > 1 or any((name, not is_red) in colors for name, is_red in colors if name and "+" not in name)


def read_history(path: Path) -> History:
    """Return the history that a file has; a new one if there is none, or if it cannot be read."""
    try:
        return History([PastRun(**it) for it in READ(parsed(path.read_text(encoding="utf-8-sig")))])
    except FileNotFoundError:
        return History(problem=f"There is no history yet: {path} is not there, so it begins with this run.")
    except (OSError, ValueError) as error:
        return History(problem=f"The history begins anew with this run: {path} cannot be read ({error}).")


def add_run(history: History, suite: Suite) -> None:
    """Add a run to a history; one whose document is made again stands there once."""
    known = [it for it in history.runs if it.began != suite.began]
    this = PastRun(
        began=suite.began,
        commit=commit(suite),
        link=web_link(suite.meta.get("ci", {}).get("url", "")),
        verdict=verdict(suite),
        is_red=suite.is_red,
        is_complete=not suite.broke_off,
        counts=dict(suite.counts),
        red=[run.slug for run in suite.runs if run.status in RED],
    )
    history.runs = sorted([*known, this], key=lambda it: it.began)[-LATEST:]


def as_json(history: History) -> str:
    """Return a history as its file has it."""
    return json.dumps([asdict(it) for it in history.runs], indent=1) + "\n"
