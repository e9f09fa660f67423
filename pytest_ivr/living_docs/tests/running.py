"""Suites for tests of the recorder: they know nothing of this project but the plugin."""

import json
from pathlib import Path
from typing import Any

import pytest

from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.run import Suite
from testbed.repository import ROOT

MESSAGES = ("--messages", "reports/messages.ndjson")  # no line is configured, so the stream is asked for
PLUGINS = ("pytest_bdd.plugin", "xdist", "pytest_timeout", "pytest_rerunfailures", "pytest_ivr.plugin")
COMMAND = (*(part for name in PLUGINS for part in ("-p", name)), "-p", "no:cacheprovider", *MESSAGES)
FEATURE = """
Feature: F
  Scenario: S
    Given a step
  Scenario: T
    Given a step
    And a step that does it
  Scenario: U
    Given a step
"""
STEPS = """
import ctypes, os, pathlib, signal, sys, time
import pytest
from pytest_bdd import given, parsers, scenarios, then, when

@given("a step")
def step():
    pass

@given("a step that does it")
def does_it():
    {}

scenarios("f.feature")
"""


class Suites:
    """A folder with one feature and its steps, in which pytest runs as often as one likes."""

    def __init__(self, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
        self.pytester = pytester
        self.path = pytester.path
        self.stream = self.path / "reports" / "messages.ndjson"
        monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
        monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)  # the suite's pytest is no worker of ours
        monkeypatch.setenv("PYTHONPATH", str(ROOT))
        pytester.makefile(".ini", pytest="[pytest]\n")
        pytester.plugins = []

    def write(self, does: str = "pass", feature: str = FEATURE, steps: str = STEPS) -> None:
        """Write the feature, and the steps, of which one does something special."""
        (self.path / "f.feature").write_text(feature)
        (self.path / "test_f.py").write_text(steps.replace("{}", does))

    def run(self, *arguments: str) -> pytest.RunResult:
        """Run pytest in this process."""
        return self.pytester.runpytest_inprocess(*COMMAND, *arguments)

    def run_apart(self, *arguments: str) -> pytest.RunResult:
        """Run pytest in a process of its own, which takes as long as ten runs in this one, and may die."""
        return self.pytester.runpytest_subprocess(*COMMAND, *arguments)

    def read(self) -> Suite:
        """Return what the stream tells."""
        return read_suite([self.stream])

    def statuses(self) -> list[str]:
        """Return what the stream tells of each scenario."""
        return [it.status for it in self.read().runs]

    def messages(self, kind: str) -> list[dict[str, Any]]:
        """Return the messages of one kind."""
        return [message[kind] for message in map(json.loads, self.lines()) if kind in message]

    def lines(self) -> list[str]:
        """Return the lines of the stream."""
        return Path(self.stream).read_text(encoding="ascii").splitlines()
