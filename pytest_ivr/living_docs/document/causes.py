"""What failed, by cause: scenarios that fail for one reason are told as one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from .run import RED, Run, Step, Suite
from .verdict import PREDICATES
from .wording import cause_of, first_change


@dataclass
class Cause:
    """Why scenarios fail: what is heard and what was expected instead, or in words, and at which step of the first."""

    heard: str = ""
    expected: str = ""
    words: str = ""
    runs: list[Run] = field(default_factory=list)
    chapters: dict[str, None] = field(default_factory=dict)
    rules: dict[str, None] = field(default_factory=dict)

    @property
    def sentence(self) -> str:
        """The reason, in one sentence without its end."""
        if self.heard == self.expected:
            return f"callers hear “{self.heard}” at another place" if self.heard else self.words
        if self.heard and self.expected:
            return f"callers hear “{self.heard}” instead of “{self.expected}”"
        return f"callers hear “{self.heard}” as well" if self.heard else f"callers do not hear “{self.expected}”"

    @property
    def title(self) -> str:
        """How many scenarios fail for it; of a single one, what came of it."""
        number = len(self.runs)
        if number == 1:
            return f"{self.runs[0].name} {PREDICATES[self.runs[0].status][0]}"
        chapters = f" in {len(self.chapters)} chapters" if len(self.chapters) > 1 else ""
        return f"{number} scenarios{chapters} fail for one reason"

    @property
    def step(self) -> Step | None:
        """The step at which the first scenario failed."""
        return self.runs[0].stopped_at


def causes(suite: Suite) -> list[Cause]:
    """Return why scenarios fail, in the order of the first scenario of each.

    A step that quotes a sentence which is missing elsewhere fails for the same reason.
    """
    found: dict[object, Cause] = {}
    quoting: list[tuple[str, Run]] = []
    for chapter, run in failed_runs(suite):
        step = run.stopped_at
        key = cause_of(step.expected, step.heard) if step else None
        if step and key:
            expected, heard = first_change(step.expected, step.heard)
            add(found.setdefault(key, Cause(heard, expected)), chapter, run)
        else:
            quoting.append((chapter, run))
    for chapter, run in quoting:
        text = run.stopped_at.text if run.stopped_at else ""
        known = next((it for it in found.values() if it.expected and it.expected in text), None)
        words = message_of(run)
        add(known or found.setdefault(words, Cause(words=words)), chapter, run)
    return list(found.values())


def failed_runs(suite: Suite) -> Iterator[tuple[str, Run]]:
    """Yield the runs that failed, each with its chapter."""
    for feature in suite.features:
        yield from ((feature.label, run) for run in feature.runs if run.status in RED)


def add(cause: Cause, chapter: str, run: Run) -> None:
    """Add a run that fails for a cause."""
    cause.runs.append(run)
    cause.chapters[chapter] = None
    cause.rules |= {run.rule: None} if run.rule else {}


def message_of(run: Run) -> str:
    """Return why a run did not pass: what its step says of it in one line, else the step."""
    step = run.stopped_at
    if step is None:
        return "no step says why"
    return step.first_line or f"{step.keyword} {step.text}".strip()
