"""Runs of pytest in a process of their own, as somebody starts them from the repository's folder."""

import subprocess
import sys
from collections.abc import Mapping

from .repository import ROOT

PYTEST = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]


def run_pytest(*arguments: str, environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run pytest to its end; return what it printed, and its exit code. Without an environment it has ours."""
    command = [*PYTEST, *arguments]
    return subprocess.run(command, cwd=ROOT, env=environment, check=False, capture_output=True, text=True)
