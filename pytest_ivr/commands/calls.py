"""``pytest-ivr docs calls``: rebuild the calls of a log, and lay them beside features and explorations."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from ..call_log.comparing import BROKE_A_RULE, UNTESTED_WAY, Comparison, compare
from ..call_log.reading import Log, read_log, told
from ..call_log.rebuilding import Rebuilt, rebuild
from ..call_log.report import report
from ..call_log.scenarios import feature
from ..errors import UsageError
from ..ini import Project, find_project
from ..living_docs.document.assembly import read_suite
from ..living_docs.document.run import Suite
from ..voice.judging import judge
from ..voice.report import lines
from ..voice.rules import ERROR
from .keeping import checked_file
from .played import prompts_of
from .voice import settings_of

STANDARD_INPUT = Path("-")


def lay_beside(options: argparse.Namespace) -> int:
    """Print what callers did. Return 1 if something broke a rule. Raises UsageError for what cannot be used."""
    path = checked_file(options.scenarios) if options.scenarios else None
    suite = read_suite(options.streams)
    log = read(options.log)
    for problem in told(log.problems):
        print(problem, file=sys.stderr)
    project = find_project(Path.cwd())
    calls = [replace(it, secret=project.lines("ivr_secret_keys")) for it in rebuild(log)]
    comparison = compare(calls, suite)
    spoken = [*badly_spoken(calls, suite, project)]
    print("\n\n".join(filter(None, [report(log, comparison), "\n".join(spoken)])))
    if path:
        write(path, comparison, project)
    return 1 if comparison.of(BROKE_A_RULE) or spoken else 0


def read(path: Path) -> Log:
    """Read a log, or standard input. Raises UsageError."""
    if path == STANDARD_INPUT:
        return read_log("The log", sys.stdin.buffer)
    try:
        with path.open("rb") as lines:
            return read_log(str(path), lines)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.") from None


def badly_spoken(calls: Sequence[Rebuilt], suite: Suite, project: Project) -> Iterator[str]:
    """Yield which rules of how lines speak are broken in calls, and in no test. Raises UsageError."""
    settings = settings_of(project)
    tests, recorded = (
        judge(runs, settings, suite.menu_names).findings
        for runs in ([*suite.runs, *suite.explored_runs], [call.as_run() for call in calls])
    )
    known = {(it.rule, it.words) for it in tests}
    found = [it for it in recorded if it.level == ERROR and (it.rule, it.words) not in known]
    if found:
        yield "What broke a rule of how the line speaks:"
        yield from (line for it in found for line in lines(it))


def write(path: Path, comparison: Comparison, project: Project) -> None:
    """Write scenarios. Raises UsageError."""
    text = feature(
        comparison, (BROKE_A_RULE, UNTESTED_WAY), prompts_of(path, project), project.lines("ivr_secret_keys")
    )
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from None
    print(f"\nThe scenarios are in {path}")
