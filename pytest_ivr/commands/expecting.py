"""Calls that go as a feature says, or do not: what ``pytest-ivr call --expect`` finds out, for a monitor to read."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from ..errors import UsageError
from ..journeys.prompts import one_line
from ..living_docs.document.assembly import read_suite
from ..living_docs.document.run import Run, Suite
from .keeping import options_of
from .project_line import Dialed

CAME_TO_ITS_END = (0, 1)  # pytest's exit codes for a run, green or red


def expect(dialed: Dialed, feature: str) -> int:
    """Make the calls of a feature, as ``probe.feature`` or ``probe.feature:12``, and print one line. Return 1 if one
    did not go as it says.

    Raises UsageError where there is no call to be made.
    """
    began = time.monotonic()
    suite = made_calls(dialed, feature)
    seconds = time.monotonic() - began
    runs = [run for run in suite.runs if run.status != "not run"]  # those that were chosen
    problems = [problem for run in runs for problem in problems_of(run)] or suite.messages
    as_expected = f"{len(runs)} call{'s' if len(runs) > 1 else ''} went as expected"
    went = one_line("; ".join(problems)) or as_expected
    print(f"{dialed.line.voice_url}: {went} ({seconds:.1f} seconds)")
    return 1 if problems else 0


def made_calls(dialed: Dialed, feature: str) -> Suite:
    """Run a feature in a process of its own, apart from the reports of the project."""
    with tempfile.TemporaryDirectory() as folder:
        stream = Path(folder) / "messages.ndjson"
        command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", feature, "--messages", str(stream)]
        command += options_of(dialed)
        done = subprocess.run(command, check=False, capture_output=True, text=True)  # noqa: S603 (our own words)
        if done.returncode not in CAME_TO_ITS_END:
            raise UsageError(f"No call could be made, as `{feature}` says; pytest said:\n{done.stdout}{done.stderr}")
        return read_suite([stream])


def problems_of(run: Run) -> Iterator[str]:
    """Yield what is wrong with a scenario, in words: what was skipped has not gone as expected either."""
    title = f"“{run.title}” ({run.uri}:{run.line})"
    if run.status != "passed":
        yield f"{title} {run.status}: {run.reason}"
    elif not run.transcript:
        yield f"{title} makes no call"
