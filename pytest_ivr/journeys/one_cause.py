"""Scenarios that fail for one reason are told once on the console: the first in full, each other one in a line.

Whoever asks pytest for tracebacks, such as by ``--tb=long``, gets them all.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Generator, Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from ..living_docs.document.failures import Failure, by_cause
from ..living_docs.media_types import DIFFERENCE
from ..living_docs.stream.recording import Record

WHY = "ivr_why"  # what the report of a scenario carries: its text with marks, and what was expected and heard, as JSON
FAILED, NOT_REACHED = "✗", "·"  # how steps are marked that did, and those behind
AS_USUAL = "auto"  # pytest's style of tracebacks, unless somebody wants another one


def pytest_configure(config: pytest.Config) -> None:
    """Tell causes where the run is led from, unless somebody wants tracebacks."""
    if not hasattr(config, "workerinput") and config.getoption("tbstyle", None) == AS_USUAL:
        config.pluginmanager.register(Causes(), "ivr_causes")


def carry(report: pytest.TestReport, scenario: str, record: Record) -> None:
    """Let the report of a scenario that failed say why, in whichever process it was made."""
    differences = [json.loads(it["body"]) for it in record["attachments"] if it["media_type"] == DIFFERENCE]
    setattr(report, WHY, json.dumps([scenario, differences[-1] if differences else {}]))


class Causes:
    """Leaves to pytest only the first failure of each cause, which tells of the others."""

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_terminal_summary(self, terminalreporter: Any) -> Generator[None]:
        """Leave the others out until pytest has told what failed; they count as before."""
        failed = terminalreporter.stats.get("failed", [])
        if failed:
            terminalreporter.stats["failed"] = list(first_of_each(failed))
        yield
        if failed:
            terminalreporter.stats["failed"] = failed


def first_of_each(reports: list[Any]) -> Iterator[Any]:
    """Yield the reports of what is no scenario, and the first of each cause, which names the others."""
    yield from (it for it in reports if not hasattr(it, WHY))
    scenarios = [it for it in reports if hasattr(it, WHY)]
    for first, *others in by_cause(map(failure_of, scenarios)):
        tell(scenarios[first], [scenarios[number] for number in others])
        yield scenarios[first]


def failure_of(report: Any) -> Failure:
    """Return why a scenario failed."""
    scenario, difference = json.loads(getattr(report, WHY))
    step = scenario.partition(f"  {FAILED} ")[2].partition(f"\n  {NOT_REACHED} ")[0]
    told = f"{step}\n{report.longreprtext}"
    return Failure(difference.get("expected", ()), difference.get("heard", ()), told, report.longreprtext)


def tell(report: Any, others: list[Any]) -> None:
    """Let a report tell the scenario, what was expected and heard, and who fails likewise; the call stands below."""
    scenario, _ = json.loads(getattr(report, WHY))
    parts = [scenario, report.longreprtext]
    if others:
        named = Counter(json.loads(getattr(it, WHY))[0].partition("\n")[0] for it in others)
        lines = [f"  {name}{f', {number} examples' if number > 1 else ''}" for name, number in named.items()]
        parts.append("\n".join([f"{len(others)} more fail for the same reason:", *lines]))
    report.longrepr = Told("\n\n".join(parts))


class Told:
    """Why a scenario failed, as pytest prints it: the whole once, and its first line in the short summary."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.reprcrash = SimpleNamespace(message=text.partition("\n")[0])

    def toterminal(self, console: Any) -> None:
        """Print the whole."""
        console.line(self.text)
