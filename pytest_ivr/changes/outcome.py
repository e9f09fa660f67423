"""What came of the changes: how many were noticed, and which would not be."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from ..beside_features import numbered_words
from ..journeys.notation import did_so_far
from ..journeys.secret_keys import masked
from ..living_docs.document.menu_names import pattern_of, squeezed
from ..living_docs.stream.features import shown
from .plans import Plan
from .proposals import Draft

FILE = "unnoticed.txt"


class Waiver(NamedTuple):
    """A change that need not be noticed, the reason, and where that is written."""

    name: str
    reason: str
    place: str

    @property
    def pattern(self) -> re.Pattern[str]:
        """What the change that is meant is called; ``*`` stands for whatever differs."""
        return pattern_of(self.name)


def read_waivers(path: Path, root: Path) -> list[Waiver]:
    """Return the waivers of a file, if it is there; raise ValueError, with file and line, for another form."""
    found = numbered_words(path) if path.is_file() else []
    return [Waiver(name, reason, f"{shown(path, root)}:{number}") for number, name, reason in found]


@dataclass(frozen=True)
class Survivor:
    """A change that no scenario notices: its kind, what callers would experience, and the scenario that would.

    Where nothing ``is_told_apart``, the change means the same to every caller.
    """

    kind: str
    words: str
    draft: Draft | None
    is_told_apart: bool
    reason: str = ""  # why it need not be noticed

    @property
    def sentence(self) -> str:
        """The change in a sentence."""
        return f"Nobody would notice if {self.words}."


@dataclass
class Outcome:
    """What came of the changes so far."""

    secret: Sequence[str] = ()
    waivers: Sequence[Waiver] = ()
    has_begun: bool = False  # else the run ended before
    is_over: bool = False  # else it was stopped
    is_whole: bool = True  # whether all features ran, so that each waiver has to fit a change
    scenarios: int = 0
    left_out: dict[str, str] = field(default_factory=dict)  # scenarios that can tell nothing, and why
    planned: int = 0
    noticed: Counter[str] = field(default_factory=Counter)  # by kind
    survivors: list[Survivor] = field(default_factory=list)
    runs: int = 0
    seconds: float = 0
    running: float = 0  # seconds of these that the scenarios took, drafts left out
    unchanged: float = 0  # seconds that the same scenarios take without a change

    def begin(self, scenarios: int, planned: int) -> None:
        """Note how much there is to do."""
        self.has_begun, self.scenarios, self.planned = True, scenarios, planned

    def add(self, plan: Plan, draft: Draft | None, is_told_apart: bool) -> None:
        """Note a change that was not noticed."""
        words = in_words(plan, self.secret)
        reason = next((it.reason for it in self.waivers if it.pattern.fullmatch(squeezed(words))), "")
        self.survivors.append(Survivor(plan.change.kind, words, draft, is_told_apart, reason))

    @property
    def same(self) -> list[Survivor]:
        """The changes that no call told apart from the answer as it is: they mean the same to every caller."""
        return [it for it in self.survivors if not it.is_told_apart]

    @property
    def unnoticed(self) -> list[Survivor]:
        """The changes that callers would notice, and no scenario does, nor need not."""
        return [it for it in self.survivors if it.is_told_apart and not it.reason]

    @property
    def waived(self) -> list[Survivor]:
        """The changes that need not be noticed."""
        return [it for it in self.survivors if it.is_told_apart and it.reason]

    @property
    def made(self) -> int:
        """How many changes were made that callers would notice."""
        return self.noticed.total() + len(self.unnoticed) + len(self.waived)

    @property
    def mistakes(self) -> list[str]:
        """What is wrong with the waivers, and with the run."""
        told = [squeezed(it.words) for it in self.survivors if it.is_told_apart]
        is_judged = self.is_whole and self.is_over
        stale = [it for it in self.waivers if is_judged and not any(map(it.pattern.fullmatch, told))]
        found = [f"{it.place}: {it.name!r} fits no change that nobody would notice; take the line out." for it in stale]
        if not self.has_begun:
            found.append("The run ended before an answer was changed.")
        elif not self.is_over:
            found.append(f"It was stopped: of {self.planned} changes, {self.made + len(self.same)} were made.")
        return found

    @property
    def is_red(self) -> bool:
        """Whether there is anything that should be noticed, or is wrong."""
        return bool(self.unnoticed or self.mistakes)

    @property
    def score(self) -> str:
        """How many of the changes were noticed, in a sentence."""
        waived = f", {len(self.waived)} need not be" if self.waived else ""
        return f"{self.noticed.total()} of {self.made} changes of an answer were noticed{waived}."

    def as_json(self) -> dict[str, Any]:
        """Return it as plain values, for the stream."""
        return {
            "score": self.score,
            "cost": self.cost,
            "survivors": [
                {
                    "kind": it.kind,
                    "sentence": it.sentence,
                    "scenario": "\n".join(it.draft.lines) if it.draft else "",
                    "reason": it.reason,
                }
                for it in (*self.unnoticed, *self.waived)
            ],
            "mistakes": self.mistakes,
            "left_out": [f"{name}: {why}" for name, why in self.left_out.items()],
            "same": [it.words for it in self.same],
        }

    @property
    def ratio(self) -> float:
        """How many times as long scenarios take with a change as without."""
        return self.running / self.unchanged if self.unchanged else 0

    @property
    def cost(self) -> str:
        """What the changes took, in a sentence."""
        changes = max(1, self.made + len(self.same))
        return (
            f"It took {self.seconds:.1f} seconds. A change took {self.runs / changes:.1f} scenarios and "
            f"{1000 * self.running / changes:.0f} ms, {self.ratio:.2f} times what they take without a change."
        )

    def lines(self) -> Iterator[str]:
        """Yield what the terminal tells."""
        drafts = dict.fromkeys(survivor.draft for survivor in self.unnoticed)
        for draft in drafts:
            yield from (it.sentence for it in self.unnoticed if it.draft is draft)
            yield from ("", *(f"    {line}" for line in draft.lines), "") if draft else ()
        yield from self.mistakes
        yield from (f"Left out: {name}: {why}." for name, why in self.left_out.items())
        if self.same:
            yield f"{len(self.same)} more mean the same to every caller: no call that was tried tells them apart."
        yield from (self.score, self.cost)


def in_words(plan: Plan, secret: Sequence[str]) -> str:
    """Return a change in callers' words, with what leads to the answer in the call that has to do least for it."""
    first = min((it for it in plan.answers.values() if it.told), key=lambda it: len(it.told or ()), default=None)
    if first is None:
        return f"{plan.change.words}, in another call"
    asked = {"event": "requested", "url": first.url}  # which keys are secret shows in what is asked for behind them
    told = masked([*(first.told or ()), asked], secret)[:-1]
    return f"{plan.change.words}, when a caller {did_so_far(told)}"
