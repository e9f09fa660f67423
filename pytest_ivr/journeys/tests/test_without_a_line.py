"""A project without a line pays nothing for the kit, and its own features are left alone."""

import json

import pytest

from testbed.repository import ROOT

CONFTEST = """
import json, sys

def pytest_unconfigure():
    print("MODULES", json.dumps(sorted(sys.modules)))
"""
OTHERS = """
Feature: Of another suite
  Scenario: Bound by a test
    Given something of theirs
"""
TESTS = """
from pytest_bdd import given, scenarios

scenarios("../theirs.feature")

@given("something of theirs")
def _():
    pass
"""
BEHAVE = """
Feature: Of behave
  Scenario: With steps that pytest does not know
    Given we have behave installed
"""
# What keys and options need, and what tells of moved modules.
PLUGIN = {"pytest_ivr", "pytest_ivr.keys", "pytest_ivr.moved", "pytest_ivr.plugin"}
LIBRARIES = {"jinja2", "lxml", "time_machine", "iniconfig", "cucumber_messages", "asyncio"}


@pytest.fixture
def elsewhere(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project with features of behave and of another suite of pytest-bdd, and no line."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeini("[pytest]\n")
    pytester.makeconftest(CONFTEST)
    for name, text in {
        "theirs.feature": OTHERS,
        "tests/test_theirs.py": TESTS,
        "features/behave.feature": BEHAVE,
        "features/steps/steps.py": "from behave import given\n",
    }.items():
        (pytester.path / name).parent.mkdir(exist_ok=True)
        (pytester.path / name).write_text(text)
    return pytester


def modules(pytester: pytest.Pytester, *plugins: str) -> set[str]:
    """Run pytest with plugins; return what was imported in the end."""
    options = [part for name in plugins for part in ("-p", name)]
    result = pytester.runpytest_subprocess("-p", "no:cacheprovider", "-p", "pytest_bdd.plugin", *options)
    result.assert_outcomes(passed=1)
    [line] = [line for line in result.outlines if line.startswith("MODULES ")]
    return set(json.loads(line.removeprefix("MODULES ")))


def test_a_project_without_a_line_imports_writes_and_collects_nothing(elsewhere: pytest.Pytester) -> None:
    before = {path for path in elsewhere.path.rglob("*") if path.name != "stdout" and path.name != "stderr"}
    alone = modules(elsewhere)
    beside = modules(elsewhere, "pytest_ivr.plugin")
    assert {name for name in beside if name.startswith("pytest_ivr")} == PLUGIN
    assert not (beside - alone) & LIBRARIES
    assert beside - alone == PLUGIN
    after = {path for path in elsewhere.path.rglob("*") if not path.name.startswith(("stdout", "stderr", "runpytest"))}
    assert after == before
