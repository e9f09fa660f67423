"""What a scenario costs, beside the bare requests that it makes, and what a thousand of them cost."""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from testbed.repository import ROOT

from .measure import Result

SCENARIO = """
    Scenario: Copy {n}
      Given it is 1:30PM on Friday 1 May 2020 at Rialto
      And a caller who has chosen Rialto
      And Casablanca plays at Rialto at 2:00PM and 1:30PM
      When the caller presses 1#
      Then the caller hears:
        \"\"\"
        The movie Casablanca will be playing at Rialto at 01:30PM, 02:00PM
        Thank you for using movie info!
        \"\"\"
      And the call is over
"""
BARE = """
import pytest
from tools.benchmarks.recorder import bare_requests
test_bare = pytest.mark.parametrize("copy", range({copies}))(bare_requests)
"""
FEW, MANY = 100, 1000
ROUNDS = 3


def run(copies: int, bare: bool) -> dict[str, Any]:
    """Run copies of a typical scenario in a pytest of their own, and return what its recorder wrote down."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        feature = "Feature: Copies\n" + "".join(SCENARIO.format(n=n) for n in range(copies))
        (folder / "copies.feature").write_text(feature)
        (folder / "test_copies.py").write_text(
            "from pytest_bdd import scenarios\n"
            f"scenarios({str(folder / 'copies.feature')!r})\n" + (BARE.format(copies=copies) if bare else "")
        )
        command = [sys.executable, "-m", "pytest", "-q", "-p", "conftest", "-p", "tools.benchmarks.recorder"]
        command += ["-p", "no:cacheprovider", "-c", str(ROOT / "pytest.ini"), "--rootdir", name, name]
        command += ["--measurements", str(folder / "out.json")]
        done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"The measured scenarios failed:\n{done.stdout}{done.stderr}")
        result: dict[str, Any] = json.loads((folder / "out.json").read_text())
        return result


def typical(seconds: list[float]) -> float:
    """Return the median, without the first tenth, in which everything is done for the first time."""
    return statistics.median(seconds[len(seconds) // 10 :])


def measure() -> list[Result]:
    """Compare a scenario with its bare requests, and a thousand scenarios with a hundred."""
    ratios, growth, memory = [], [], []
    for _ in range(ROUNDS):
        paired = run(FEW, bare=True)
        ratios += [scenario / bare for scenario, bare in zip(paired["scenarios"], paired["bare"], strict=True)]
        few, many = run(FEW, bare=False), run(MANY, bare=False)
        growth.append(typical(many["scenarios"]) / typical(few["scenarios"]))
        memory.append((many["kilobytes"] - few["kilobytes"]) / (MANY - FEW))
    each = f"{typical(many['scenarios']) * 1000:.2f} ms a scenario"
    return [
        Result("a scenario of six steps / its three bare requests", statistics.median(ratios), 3, each),
        Result(f"one more scenario at {MANY} copies / at {FEW}", statistics.median(growth), 1.1, each),
        Result("memory of one more scenario, in KB", statistics.median(memory), 40, f"{MANY} against {FEW} copies"),
    ]
