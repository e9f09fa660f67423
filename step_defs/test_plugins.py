"""What the plugins of this folder do to a run: seen from outside, in a run of its own with another ini file."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from pytest_ivr.simulator.testing import dial, script
from testbed.repository import ROOT

from .caller_steps import difference
from .own_database import DEVELOPERS_DATABASE, refuse_developers_database
from .world import World

FEATURE = """
Feature: Sample
  Scenario: Failing
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    When the caller dials
    Then the caller hears:
      \"\"\"
      Welcome to movie info!
      Please choose a theater
      \"\"\"
  Scenario: Undefined
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    When the caller sings
    Then the call is over
  @wanted
  Scenario: Wanted
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    When the caller sings
    Then the call is over
  @wanted
  Scenario: Built
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    When the caller dials
    Then the line waits for the caller
  # the line is being painted
  @skip
  Scenario: Skipped
    Then the call is over
  Scenario: Timeless
    When the caller dials
    Then the call is over
  Scenario: Nowhere
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    And a caller who has chosen Rex
    Then the call is over
  Scenario: Wordless
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    And a caller at the theater menu
    When the caller presses 1 and waits
    Then the call is over
  Scenario: Keyless
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    And a caller at the theater menu
    When the caller presses x#
    Then the call is over
  @twilio_warns_13520
  Scenario: Expectant
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    When the caller dials
    Then the line waits for the caller
  Scenario: Hungry
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    And the popcorn can no longer be read from the database
    When the caller dials
    Then the call is over
  Scenario: Friendly
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    When a request with a smile reaches the line
    Then the call is over
  Scenario: Hasty
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    When the caller hangs up
    Then the call is over
"""


def run(folder: Path, feature: str) -> str:
    """Run a feature with an ini file of its own, and return what pytest prints."""
    (folder / "other.ini").write_text("[pytest]\nstrict_markers = true\n")
    (folder / "sample.feature").write_text(feature)
    (folder / "test_sample.py").write_text("from pytest_bdd import scenarios\nscenarios('sample.feature')\n")
    command = [sys.executable, "-m", "pytest", "-p", "conftest", "-c", str(folder / "other.ini"), "-rA", str(folder)]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True).stdout  # noqa: S603 (our own words)


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> str:
    return run(tmp_path_factory.mktemp("sample"), FEATURE)


def test_a_failure_shows_the_scenario_the_call_and_the_difference(output: str) -> None:
    for line in (
        "Sample: Failing (",
        "  ✓ Given it is 1:30PM on Friday 1 May 2020 at Rialto",
        "  ✓ When the caller dials",
        "  ✗ Then the caller hears:",
        "    0.0s  Twilio   POST https://testserver/movies/choose-theater -> HTTP 200",
        "    0.0s  Line     Welcome to movie info!",
        "The caller heard something else.",
        "E                   Welcome to movie info!",
        "E         expected  Please choose a theater",
        "E         heard     Please choose a theater and press #",
        "E         heard     For Rialto at State Street, Chicago press 1",
    ):
        assert line in output


def test_an_undefined_sentence_is_named_and_ticked_off(output: str) -> None:
    assert 'Step definition is not found: When "the caller sings"' in output
    assert "  ✗ When the caller sings\n  · Then the call is over" in output


def test_the_tags_decide_what_counts(output: str) -> None:
    assert re.search(r"XFAIL .*test_wanted - agreed but not built", output)
    assert "[XPASS(strict)] agreed but not built" in output
    assert re.search(r"SKIPPED .* the line is being painted", output)
    assert "11 failed, 1 skipped, 1 xfailed" in output


def test_a_tag_that_nobody_registered_stops_the_run(tmp_path: Path) -> None:
    assert "'wnated' not found in `markers`" in run(tmp_path, FEATURE.replace("@wanted", "@wnated"))


@pytest.mark.parametrize(
    "complaint",
    [
        "The clock is not set",
        "The catalogue has no 'Rex'; it has Odeon, Aurora, Rialto.",
        "'presses 1 and waits' is nothing that a caller does",
        "No phone has the keys 'x#'",
        "The database has no 'popcorn'; it has theaters, movies, shows.",
        "The list of flaws has no 'with a smile'; it has without a signature, ",
        "The caller cannot hang up: the call has not been dialed yet.",
    ],
)
def test_a_wrong_word_is_explained_in_one_line(output: str, complaint: str) -> None:
    assert complaint in output


def test_what_twilio_would_warn_of_fails_a_scenario() -> None:
    with pytest.raises(AssertionError, match=r"Twilio would warn: .*12200"):
        World().act(dial(script("<Gather/><Shout/>")), "times out")


def test_what_a_scenario_expects_twilio_to_warn_of_is_no_failure() -> None:
    World(expected_warnings=frozenset({12200})).act(dial(script("<Gather/><Shout/>")), "times out")


def test_a_warning_that_a_scenario_expects_has_to_come(output: str) -> None:
    assert "Twilio was expected to warn, but did not: [13520]" in output


def test_journeys_refuse_the_developers_database() -> None:
    with pytest.raises(pytest.fail.Exception, match=f"would run on {re.escape(DEVELOPERS_DATABASE)}"):
        refuse_developers_database(DEVELOPERS_DATABASE)
    refuse_developers_database("test_movies")


def test_the_difference_is_shown_line_by_line() -> None:
    assert difference(["a", "b"], ["a", "c"]).splitlines()[1:] == ["          a", "expected  c", "heard     b"]
