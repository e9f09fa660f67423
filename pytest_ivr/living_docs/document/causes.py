"""What failed, by cause: scenarios that fail for one reason are told as one."""

from __future__ import annotations

from dataclasses import dataclass

from .failures import Failure, by_cause
from .run import RED, Run, Step, Suite


@dataclass
class Cause:
    """Why scenarios fail: what is heard and what was expected instead, or else what the step says of it."""

    heard: str
    expected: str
    message: str
    runs: list[Run]
    chapters: list[str]
    rules: list[str]
    more: int = 0  # sentences that are others too, if it is one scenario

    @property
    def sentence(self) -> str:
        """The reason, in one sentence without its end."""
        also = (
            f"; {self.more} more {'sentence is' if self.more == 1 else 'sentences are'} different" if self.more else ""
        )
        return self.reason + also

    @property
    def reason(self) -> str:
        """The first of the sentences that are others, or what the step says."""
        if self.heard == self.expected:
            return f"callers hear “{self.heard}” at another place" if self.heard else self.message
        if self.heard and self.expected:
            return f"callers hear “{self.heard}” instead of “{self.expected}”"
        return f"callers hear “{self.heard}” as well" if self.heard else f"callers do not hear “{self.expected}”"

    @property
    def title(self) -> str:
        """How many scenarios fail for it."""
        chapters = f" in {len(self.chapters)} chapters" if len(self.chapters) > 1 else ""
        return f"{len(self.runs)} scenarios{chapters} fail for one reason"

    @property
    def step(self) -> Step | None:
        """The step at which the first scenario failed."""
        return self.runs[0].stopped_at


def causes(suite: Suite) -> list[Cause]:
    """Return why scenarios fail, in the order of the first scenario of each."""
    failed = [(feature.label, run) for feature in suite.features for run in feature.runs if run.status in RED]
    failures = [failure_of(run) for _, run in failed]
    return [
        cause([failed[number] for number in numbers], [failures[number] for number in numbers])
        for numbers in by_cause(failures)
    ]


def cause(failed: list[tuple[str, Run]], failures: list[Failure]) -> Cause:
    """Return the cause of runs, each of which comes with its chapter; the failure that tells most says what it is."""
    first = max(failures, key=lambda it: sum(map(bool, next(iter(it.changes), ()))))
    expected, heard = next(iter(first.changes), ("", ""))
    runs = [run for _, run in failed]
    rules = dict.fromkeys(run.rule for run in runs if run.rule)
    more = len(first.changes) - 1 if len(runs) == 1 and len(first.expected) > 1 else 0
    chapters = dict.fromkeys(it for it, _ in failed)
    return Cause(heard, expected, first.message, runs, list(chapters), list(rules), more)


def failure_of(run: Run) -> Failure:
    """Return why a run failed."""
    step = run.stopped_at
    if step is None:
        return Failure([], [], "", "no step says why")
    text = f"{step.keyword} {step.text}".strip()
    told = "\n".join((text, step.doc_string or "", step.message))
    return Failure(step.expected, step.heard, told, step.first_line or text)
