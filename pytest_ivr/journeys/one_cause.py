"""Scenarios that fail for one reason are told once on the console: the first in full, each other one in pytest's list.

Whoever asks pytest for tracebacks, such as by ``--tb=long``, gets them all.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Iterator
from typing import Any

import pytest

from ..living_docs.document.failures import Failure, by_cause
from ..living_docs.media_types import DIFFERENCE
from ..living_docs.stream.recording import Record

WHY = "ivr_why"  # what the report of a scenario carries: its text with marks, and what was expected and heard, as JSON
FAILED = "✗"  # how the step is marked that did
AS_USUAL = "auto"  # pytest's style of tracebacks, unless somebody wants another one


def pytest_configure(config: pytest.Config) -> None:
    """Tell causes where the run is led from, unless somebody wants tracebacks."""
    if not hasattr(config, "workerinput") and config.option.tbstyle == AS_USUAL:
        causes = Causes()
        config.pluginmanager.register(causes, "ivr_causes")
        config.pluginmanager.register(Restored(causes), "ivr_causes_restored")


def carry(report: pytest.TestReport, scenario: str, record: Record) -> None:
    """Let the report of a scenario that failed say why, in whichever process it was made."""
    differences = [json.loads(it["body"]) for it in record["attachments"] if it["media_type"] == DIFFERENCE]
    setattr(report, WHY, json.dumps([scenario, differences[-1] if differences else {}]))


class Causes:
    """Leaves out of the failures that are told in full those whose cause is told already."""

    def __init__(self) -> None:
        self.failed: list[Any] = []

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_terminal_summary(self, terminalreporter: Any) -> Generator[None]:
        """Leave them out until pytest has told the failures."""
        self.failed = terminalreporter.stats.get("failed", [])
        if self.failed:
            terminalreporter.stats["failed"] = list(first_of_each(self.failed))
        return (yield)


class Restored:
    """Puts them back, for pytest's list of what failed, which is shorter."""

    def __init__(self, causes: Causes) -> None:
        self.causes = causes

    @pytest.hookimpl(tryfirst=True)
    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Put back what was left out."""
        if self.causes.failed:
            terminalreporter.stats["failed"] = self.causes.failed


def first_of_each(reports: list[Any]) -> Iterator[Any]:
    """Yield the reports of what is no scenario, and the first of each cause, which says how many more there are."""
    yield from (it for it in reports if not hasattr(it, WHY))
    scenarios = [it for it in reports if hasattr(it, WHY)]
    for first, *others in by_cause(map(failure_of, scenarios)):
        told_in_order(scenarios[first], len(others))
        yield scenarios[first]


def failure_of(report: Any) -> Failure:
    """Return why a scenario failed."""
    scenario, difference = json.loads(getattr(report, WHY))
    failed = next((line for line in scenario.splitlines() if line.lstrip().startswith(FAILED)), "")
    return Failure(difference.get("expected", ()), difference.get("heard", ()), failed, report.longreprtext)


def told_in_order(report: Any, others: int) -> None:
    """Let a report tell the scenario, what was expected and heard, and who fails likewise; the call stands below."""
    scenario, _ = json.loads(getattr(report, WHY))
    more = f"\n\n{others} more of the list below fail for the same reason." if others else ""
    report.longrepr = f"{scenario}\n\n{report.longreprtext}{more}"
