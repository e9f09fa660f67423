"""Several lines in one project: another URL in a Background, or another fixture in a folder."""

import pytest

from .conftest import Project

NUMBER = """
Feature: The line for numbers
  Background:
    Given the line "https://ivr.example/number"

  Scenario: The other line answers
    When the caller dials
    Then the caller hears:
      \"\"\"
      You call from +14155551212.
      \"\"\"
"""
CLOSED = """
Feature: The line of this folder
  Scenario: The line of this folder answers
    When the caller dials
    Then the caller hears:
      \"\"\"
      01:00 on 2026-05-02
      \"\"\"
"""
CONFTEST = """
import contextlib
import datetime as dt

import pytest
import time_machine

import my_ivr
from pytest_ivr import Line
from pytest_ivr.simulator import WsgiTransport

@pytest.fixture
def line():
    at_one = lambda: time_machine.travel(dt.datetime(2026, 5, 2, 1, tzinfo=dt.timezone.utc), tick=False)
    return Line("https://clock.example/clock", WsgiTransport(my_ivr.app), world=at_one)
"""
FIRST = """
Feature: The line of the ini file
  Scenario: The line of the ini file answers
    When the caller dials
    Then the caller hears, among other things, "For sales, press 1."
"""


def test_a_background_or_a_folder_names_another_line(project: pytest.Pytester, run: Project) -> None:
    (project.path / "features/number.feature").write_text(NUMBER)
    project.mkdir("features/clock")
    (project.path / "features/clock/conftest.py").write_text(CONFTEST)
    (project.path / "features/clock/clock.feature").write_text(CLOSED)
    run(FIRST).assert_outcomes(passed=3)
