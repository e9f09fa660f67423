"""What a scenario costs, beside the bare requests that it makes, and what a thousand of them cost."""

import datetime as dt
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from movies.demo_catalogue import MOVIES
from testbed.repository import ROOT

from .measure import Result

SCENARIO = """
    Scenario: {movie} at {soon}
      Given it is {now} on Friday 1 May 2020 at Rialto
      And a caller who has chosen Rialto
      And {movie} plays at Rialto at {later} and {soon}
      When the caller presses {number}#
      Then the caller hears:
        \"\"\"
        The movie {movie} will be playing at Rialto at {soon_said}, {later_said}
        Thank you for using movie info!
        \"\"\"
      And the call is over
"""
BARE = """
import pytest
from tools.benchmarks.recorder import bare_requests
test_bare = pytest.mark.parametrize("copy", range({copies}))(bare_requests)
"""
# Those that the journeys need: what else developers have installed has hooks in every test, too.
PLUGINS = ["--disable-plugin-autoload", "-p", "django", "-p", "pytest-bdd", "-p", "pytest_socket", "-p", "time_machine"]
FEW, MANY = 100, 1000
MINUTES = 660  # of a day on which callers call
ROUNDS = 3


def scenario(number: int) -> str:
    """Return a typical scenario; of two thousand no two have the same sentences."""
    movie = MOVIES[number // MINUTES]
    opening = dt.datetime(2020, 5, 1, 8, tzinfo=dt.UTC) + dt.timedelta(minutes=number % MINUTES)
    soon, later = opening + dt.timedelta(minutes=10), opening + dt.timedelta(minutes=40)
    return SCENARIO.format(
        movie=movie["title"],
        number=movie["digits"],
        now=f"{opening:%-I:%M%p}",
        soon=f"{soon:%-I:%M%p}",
        later=f"{later:%-I:%M%p}",
        soon_said=f"{soon:%I:%M%p}",
        later_said=f"{later:%I:%M%p}",
    )


def feature(scenarios: int) -> str:
    """Return a feature of so many scenarios."""
    return "Feature: Typical\n" + "".join(map(scenario, range(scenarios)))


def run(copies: int, bare: bool) -> dict[str, Any]:
    """Run copies of a typical scenario in a pytest of their own, and return what its recorder wrote down."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copy(ROOT / "conftest.py", folder)
        (folder / "copies.feature").write_text(feature(copies))
        (folder / "test_copies.py").write_text(
            "from pytest_bdd import scenarios\n"
            f"scenarios({str(folder / 'copies.feature')!r})\n" + (BARE.format(copies=copies) if bare else "")
        )
        command = [sys.executable, "-m", "pytest", "-q", *PLUGINS, "-p", "tools.benchmarks.recorder"]
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
        Result("a scenario of six steps / its three bare requests", statistics.median(ratios), 2.5, each),
        Result(f"one more scenario at {MANY} copies / at {FEW}", statistics.median(growth), 1.1, each),
        Result("memory of one more scenario, in KB", statistics.median(memory), 30, f"{MANY} against {FEW} copies"),
    ]
