"""A small suite with everything in it that a run can show, run by a real pytest."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from testbed.repository import ROOT

FEATURE = '''
@sample
Feature: Everything & <b>more</b>
  Who reads this wants "all" of it.
  It has <script>document.title = "broken"</script> in it.

  Background:
    Given it is 1:30PM on Friday 1 May 2020 at Rialto

  Rule: What passes is green

    Scenario: A caller hears the theaters
      Given a table:
        | name   | number |
        | Rialto | 1      |
      When the caller dials
      Then the caller hears, among other things, "Please choose a theater and press #"

    Scenario Outline: A caller who <actions> hears "<sentence>"
      Given a caller who has chosen Rialto
      When the caller <actions>
      Then the caller hears, among other things, "<sentence>"

      Examples: Two that pass
        | actions   | sentence                             |
        | presses *# | Welcome to movie info!               |
        | times out | We did not receive your selection    |

      Examples: One that fails
        | actions    | sentence                             |
        | presses 9# | Please select a film from the list.  |

  Rule: What does not pass is not green

    Scenario: A caller hears something else
      Given there is a theater "Tom & Jerry's <i>Palace</i>" at "Harbor Road" with number 7
      When the caller dials
      Then the caller hears:
        """
        Welcome to movie info!
        Please choose a theatre and press #
        """

    @wanted @payment
    Scenario: A caller reserves a seat
      Given a caller who has chosen Rialto
      When the caller reserves a seat
      Then the call is over

    # the line is being painted
    @skip
    Scenario: A caller who is skipped
      When the caller dials
      Then the call is over

    Scenario: A caller whose sentence nobody knows
      When the caller sings
      Then the call is over

    Scenario: A caller whose sentence two know
      Given something clear
      When the caller dials
      Then the call is over

    Scenario: A caller who is left out
      When the caller dials
      Then the call is over

    Scenario: A caller in the rain
      Given it rains
      When the caller dials
      Then the call is over
'''
STEPS = '''
import pytest
from pytest_bdd import given, parsers, scenarios

scenarios("sample.feature")

@given("a table:")
def a_table(datatable, attach):
    """A table, and something attached to it."""
    attach("some <b>text</b>", "text/plain", "note.txt")

@given(parsers.parse("something {kind}"))
def something(kind):
    """One of two."""

@given(parsers.parse("{thing} clear"))
def clear(thing):
    """The other of two."""

@given("it rains")
def rain():
    """No journey today."""
    pytest.skip("it rains")
'''
INI = """
[pytest]
ivr_line = step_defs.line:movie_info
strict_markers = true
markers =
    sample: of the sample
    payment: what is paid for
"""


def run(folder: Path, *arguments: str, feature: str = FEATURE, steps: str = STEPS) -> subprocess.CompletedProcess[str]:
    """Run a suite in a folder; the stream is ``reports/messages.ndjson`` there."""
    (folder / "other.ini").write_text(INI)
    (folder / "sample.feature").write_text(feature)
    (folder / "test_sample.py").write_text(steps)
    shutil.copy(ROOT / "conftest.py", folder)
    command = [sys.executable, "-m", "pytest", "-p", "pytest_ivr.plugin", "-c", str(folder / "other.ini"), *arguments]
    return subprocess.run([*command, str(folder)], cwd=ROOT, check=False, capture_output=True, text=True)


def build(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``pytest-ivr docs``, by no CI unless the environment says so."""
    return python("-m", "pytest_ivr", "docs", *arguments, **environment)


def python(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python, by no CI unless the environment says so."""
    command = [sys.executable, *arguments]
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("GITHUB_")}
    return subprocess.run(
        command, cwd=ROOT, check=False, capture_output=True, text=True, env={**inherited, **environment}
    )
