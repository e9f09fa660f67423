"""What tags mean to every line, and what a developer sees of a failure."""

import pytest

from .conftest import Project

FEATURE = """
Feature: Tags
  @wanted
  Scenario: Agreed but not built
    When the caller dials then presses 1
    Then the line calls "+1 415 555 0199"

  @wanted
  Scenario: Built in the meantime
    When the caller dials then presses 1
    Then the line calls "+1 415 555 0100"

  # the studio has not recorded it yet
  @skip
  Scenario: Left out
    When the caller dials
    Then the call is over

  Scenario: A step of our own fails
    When the caller dials
    Then nothing can be divided

  Scenario: A sentence of the kit fails
    When the caller dials
    Then the call is over
"""
OWN = """
from pytest_bdd import then

@then("nothing can be divided")
def _():
    1 / 0
"""


def test_tags_and_failures(project: pytest.Pytester, run: Project) -> None:
    project.makeconftest(OWN)
    result = run(FEATURE, "-rsxf", "-o", "bdd_features_base_dir=features", "features")
    result.assert_outcomes(failed=3, skipped=1, xfailed=1)
    said = result.stdout.str()
    assert "the studio has not recorded it yet" in said
    assert "[XPASS(strict)] agreed but not built" in said
    assert "conftest.py:5: ZeroDivisionError" in said
    [own, kit] = said.split("_ test_a_sentence_of_the_kit_fails _")
    assert "The line still waits for the caller.\n" in kit
    assert "pytest_ivr/journeys" not in kit
    assert "  ✓ When the caller dials\n  ✗ Then the call is over" in kit
    assert "dials +18005550199" in own


def test_tags_are_registered_where_marks_are_strict(project: pytest.Pytester, run: Project) -> None:
    tagged = FEATURE.replace("@skip", "@twilio_logs_11200")
    assert "not found in `markers`" not in run(tagged, "--strict-markers").stdout.str()
