"""``--change-answers``: what is told, what it leaves alone, and when it fails."""

import json

import pytest

from pytest_ivr.living_docs.document.assembly import read_suite

from .conftest import EXACT, Run, messages, told

WEAK = """
Feature: Sales
  Scenario: Callers hear something
    When the caller dials
    Then the line waits for the caller
"""
PIN = """
Feature: Sales
  Scenario: A caller presses a key
    When the caller dials then presses 4
    Then the call is over
"""
LEFT_OUT = "Nobody would notice if “Welcome.” were not said, when a caller dials."


def test_what_nobody_would_notice_is_told_with_the_scenario_that_would(run: Run) -> None:
    result = run(WEAK)
    assert result.ret == 1
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(
        [
            "*What nobody would notice*",
            LEFT_OUT,
            "Nobody would notice if “For sales press 1” were not said, when a caller dials.",
            "Nobody would notice if “Welcome.” were said twice, when a caller dials.",
            "Nobody would notice if “For sales press 1” were said twice, when a caller dials.",
            "Nobody would notice if “For sales press 1” were said before “Welcome.”, when a caller dials.",
            "",
            "    Scenario: What a caller experiences who dials",
            "      When the caller dials",
            "      Then the caller hears:",
            '        """',
            "        Welcome. For sales press 1",
            '        """',
            "      And the line waits for the caller",
            "",
        ]
    )


def test_the_scenario_that_is_told_notices(run: Run, project: pytest.Pytester) -> None:
    run(WEAK)
    before = told(project.path)["survivors"]
    drafts = [it["scenario"] for it in before if it["scenario"]]
    assert len(drafts) == len(before) > 10
    drafted = "\n".join(f"  {line}" for draft in dict.fromkeys(drafts) for line in draft.splitlines())
    result = run(f"{WEAK}\n{drafted}\n")
    result.assert_outcomes(passed=1 + len(set(drafts)))
    after = {it["sentence"] for it in told(project.path)["survivors"]}
    assert {it["sentence"] for it in before} & after == set()


def test_a_suite_that_notices_much_has_a_good_score(run: Run, project: pytest.Pytester) -> None:
    run(EXACT)
    found = told(project.path)
    kinds = {it["kind"] for it in found["survivors"]}
    assert not kinds & {"a sentence left out", "neighbours swapped", "Hangup added", "status 500"}
    assert "action dropped" in kinds  # nobody presses a key


def test_a_callback_is_no_answer(run: Run, project: pytest.Pytester) -> None:
    run(WEAK, "--ivr-status-callback", "https://ivr.example/callback")
    assert "Nobody listens" not in json.dumps(told(project.path))


def test_nobody_is_told_of_the_scenarios_that_ran_again(run: Run, project: pytest.Pytester) -> None:
    run(EXACT, "--junitxml=junit.xml")
    assert sum("testCaseStarted" in message for message in messages(project.path)) == 2
    assert (project.path / "junit.xml").read_text().count("<testcase") == 2
    assert not (project.path / ".pytest_cache/v/cache/lastfailed").exists()
    suite = read_suite([project.path / "reports/messages.ndjson"])
    assert [run.status for run in suite.runs] == ["passed", "passed"]
    assert suite.is_red  # as pytest ended
    assert "nobody would notice" in suite.messages[0]


def test_a_scenario_that_is_red_is_left_out(run: Run, project: pytest.Pytester) -> None:
    red = f"{WEAK}  Scenario: Wrong\n    When the caller dials\n    Then the call is over\n"
    result = run(red)
    result.assert_outcomes(passed=1, failed=1)
    [left_out] = told(project.path)["left_out"]
    assert left_out.endswith("::test_wrong: it is not green as it is")
    result.stdout.fnmatch_lines(["Left out: *test_wrong: it is not green as it is."])


CALLS_OFTEN = """
from pytest_bdd import given


@given("many have called")
def many_have_called(line):
    for _ in range(250):
        line.new_call().dial()
"""
ONCE = """
first, calls = app, []


def app(environ, start_response):
    calls.append(1)
    return first(environ, start_response) if len(calls) == 1 else 1 / 0
"""


def test_a_scenario_that_is_red_a_second_time_is_left_out(run: Run, project: pytest.Pytester) -> None:
    line = project.path / "small_line.py"
    line.write_text(line.read_text() + ONCE)
    run(WEAK)
    [left_out] = told(project.path)["left_out"]
    assert left_out.endswith("it is red when it runs a second time")


SET_UP_ONCE = """
import pytest

times = []


@pytest.fixture(autouse=True)
def a_desk():
    times.append(1)
    assert len(times) == 1, "The desk stands."
"""


def test_a_scenario_that_cannot_be_set_up_again_is_left_out(run: Run, project: pytest.Pytester) -> None:
    project.makeconftest(SET_UP_ONCE)
    run(WEAK)
    [left_out] = told(project.path)["left_out"]
    assert left_out.endswith("it is red when it runs a second time")


def test_keys_that_are_pressed_in_confidence_are_told_nowhere(run: Run, project: pytest.Pytester) -> None:
    result = run(PIN, "--ivr-secret-keys", "/choice")
    found = told(project.path)
    assert any("when a caller dials then presses" in it["sentence"] for it in found["survivors"])
    everything = json.dumps(found["survivors"]) + result.stdout.str()
    assert "presses 4" not in everything
    assert "presses ????" in everything


def test_a_scenario_of_very_many_answers_is_left_out(run: Run, project: pytest.Pytester) -> None:
    project.makeconftest(CALLS_OFTEN)
    run(f"{WEAK}  Scenario: Often\n    Given many have called\n    When the caller dials\n")
    [left_out] = told(project.path)["left_out"]
    assert left_out.endswith("::test_often: it receives more than 200 answers, and would for each change")


def test_changes_are_made_where_nothing_is_told_in_the_terminal(run: Run, project: pytest.Pytester) -> None:
    assert run(WEAK, "-p", "no:terminal").ret == 1
    assert told(project.path)["survivors"]


def test_a_change_that_need_not_be_noticed_is_waived(run: Run, project: pytest.Pytester) -> None:
    waivers = project.path / "features/unnoticed.txt"
    waivers.write_text("*: It is a line for tests.\n")
    result = run(WEAK)
    assert result.ret == 0
    found = told(project.path)
    assert {it["reason"] for it in found["survivors"]} == {"It is a line for tests."}
    result.stdout.fnmatch_lines(["* changes of an answer were noticed, * need not be."])


def test_a_waiver_that_fits_nothing_fails(run: Run, project: pytest.Pytester) -> None:
    (project.path / "features/unnoticed.txt").write_text("*: All.\n“Never” were not said*: Old.\n")
    result = run(WEAK)
    assert result.ret == 1
    stale = "features/unnoticed.txt:2: '“Never” were not said[*]' fits no change that nobody would notice; *"
    result.stdout.fnmatch_lines([stale])
    another = "  Scenario: Another\n    When the caller dials\n    Then the line waits for the caller\n"
    assert run(f"{WEAK}{another}", "-k", "something").ret == 0  # nobody knows what the others would be


def test_a_waiver_in_another_form_is_refused(run: Run, project: pytest.Pytester) -> None:
    (project.path / "features/unnoticed.txt").write_text("nonsense\n")
    result = run(WEAK)
    assert result.ret == 4
    result.stderr.fnmatch_lines(["*unnoticed.txt:1: 'nonsense' should be a name and its words*"])


def test_several_processes_are_refused(run: Run) -> None:
    result = run(WEAK, "-p", "xdist", "-n", "2")
    assert result.ret == 4
    result.stderr.fnmatch_lines(
        ["*--change-answers runs scenarios again where they ran, in one process: leave -n out."]
    )


def test_a_project_without_a_line_is_told_what_to_write(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest("-p", "pytest_ivr.plugin", "-p", "no:django", "--change-answers")
    assert result.ret == 4
    result.stderr.fnmatch_lines(["*ivr_line*"])


def test_a_run_that_ends_early_has_changed_nothing(run: Run, project: pytest.Pytester) -> None:
    result = run(WEAK.replace("the line waits for the caller", "the call is over"), "-x")
    result.stdout.fnmatch_lines(["The run ended before an answer was changed."])


def test_nothing_is_changed_where_tests_are_only_listed(run: Run) -> None:
    result = run(WEAK, "--collect-only")
    assert result.ret == 0
    assert "What nobody would notice" not in result.stdout.str()


def test_without_the_option_nothing_is_changed(run: Run) -> None:
    result = run(WEAK, changes=False)
    assert result.ret == 0
    assert "What nobody would notice" not in result.stdout.str()
