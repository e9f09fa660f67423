"""What Gherkin and the recorder cost: scenarios that do nothing, beside tests that do nothing."""

import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from testbed.repository import ROOT

from .measure import Result

PAIRS, ROUNDS = 100, 3
SCENARIO = """
  Scenario: Empty {n}
    Given a caller {n} who waits
    And a theater of number {n}
    When the caller {n} dials
    And the caller {n} presses {n}#
    Then the line says {n}
    And call {n} is over
"""
TESTS = f"""
import pytest
from pytest_bdd import given, parsers, scenarios, then, when

@given(parsers.parse("a caller {{number:d}} who waits"))
@given(parsers.parse("a theater of number {{number}}"))
@when(parsers.parse("the caller {{number}} dials"))
@when(parsers.parse("the caller {{number}} presses {{keys}}"))
@then(parsers.parse("the line says {{words}}"))
@then(parsers.parse("call {{number}} is over"))
def nothing():
    pass

@pytest.mark.parametrize("number", range({PAIRS}))
def test_nothing(number):
    pass

scenarios("empty.feature")
"""
TIMING = """
import json
import time
from itertools import chain
from pathlib import Path

import pytest

seconds = {"scenario": [], "function": []}

def is_function(item):
    return item.name.startswith("test_nothing")

def pytest_collection_modifyitems(items):
    functions = [item for item in items if is_function(item)]
    items[:] = chain(*zip([item for item in items if not is_function(item)], functions, strict=True))

@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item):
    began = time.process_time()
    result = yield
    seconds["function" if is_function(item) else "scenario"].append(time.process_time() - began)
    return result

def pytest_sessionfinish():
    Path("seconds.json").write_text(json.dumps(seconds))
"""


def run() -> dict[str, list[float]]:
    """Run empty scenarios and empty functions by turns in one process; return the CPU seconds of each.

    What pytest prints goes nowhere: to write a dot takes longer than an empty test, and both write the same.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "empty.feature").write_text("Feature: Empty\n" + "".join(SCENARIO.format(n=n) for n in range(PAIRS)))
        (folder / "test_empty.py").write_text(TESTS)
        (folder / "timing.py").write_text(TIMING)
        (folder / "pytest.ini").write_text(f"[pytest]\npythonpath = {ROOT} .\n")
        plugins = ["-p", "pytest_bdd.plugin", "-p", "pytest_ivr.plugin", "-p", "timing", "-p", "no:cacheprovider"]
        command = [sys.executable, "-m", "pytest", "--disable-plugin-autoload", *plugins]
        command += ["--messages", "messages.ndjson"]
        done = subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL)
        if done.returncode:
            raise RuntimeError("The empty scenarios failed.")
        seconds: dict[str, list[float]] = json.loads((folder / "seconds.json").read_text())
        return seconds


def measure() -> list[Result]:
    """Compare a scenario of six steps that do nothing with a function that does nothing."""
    rounds = [run() for _ in range(ROUNDS)]
    ratios = [
        scenario / function
        for seconds in rounds
        for scenario, function in list(zip(seconds["scenario"], seconds["function"], strict=True))[PAIRS // 10 :]
    ]
    each = statistics.median(second for seconds in rounds for second in seconds["scenario"])
    detail = f"{each * 1000:.2f} ms a scenario"
    return [Result("an empty scenario of six steps / an empty function", statistics.median(ratios), 4, detail)]
