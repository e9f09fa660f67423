"""What the plugins of this folder do to a run: seen from outside, in a run of its own with another ini file."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from testbed.repository import ROOT

from .database_guard import DEVELOPERS_DATABASE, refuse_developers_database

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
  @twilio_logs_13520
  Scenario: Expectant
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    When the caller dials
    Then the line waits for the caller
  Scenario: Hungry
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    And the popcorn can no longer be read
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
    (folder / "other.ini").write_text("[pytest]\nivr_line = step_defs.line:movie_info\nstrict_markers = true\n")
    (folder / "sample.feature").write_text(feature)
    shutil.copy(ROOT / "conftest.py", folder)
    command = [sys.executable, "-m", "pytest", "-p", "pytest_ivr.plugin"]
    command += ["-c", str(folder / "other.ini"), "-rA", str(folder)]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True).stdout


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
        "          Welcome to movie info!",
        "expected  Please choose a theater",
        "heard     Please choose a theater and press #",
        "heard     For Rialto at State Street, Chicago press 1",
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
        "'presses 1 and waits' is nothing that a caller does; callers do this: dials, presses 12#",
        "No phone has the keys 'x#'",
        "The database has no 'popcorn'; it has theaters, movies, shows.",
        "The list of flaws has no 'with a smile'; it has without a signature, ",
        "The caller cannot hang up: the call has not been dialed yet.",
    ],
)
def test_a_wrong_word_is_explained_in_one_line(output: str, complaint: str) -> None:
    assert complaint in output


def test_a_warning_that_a_scenario_expects_has_to_come(output: str) -> None:
    assert "@twilio_logs_13520: Twilio was expected to log this, but did not." in output


def test_journeys_refuse_the_developers_database() -> None:
    with pytest.raises(pytest.fail.Exception, match=f"would run on {re.escape(DEVELOPERS_DATABASE)}"):
        refuse_developers_database(DEVELOPERS_DATABASE)
    refuse_developers_database("test_movies")
