"""Features are collected without a Python module, where a line is configured, and each scenario once."""

from pathlib import Path

import pytest

from pytest_ivr.journeys.selection import runs_at
from testbed.repository import ROOT

from .conftest import Project

ONE = """
Feature: Sales
  Rule: Everybody is greeted
    Scenario: A caller is greeted
      When the caller dials
      Then the line waits for the caller
    Scenario: A silent caller is thanked
      When the caller dials then times out
      Then the call is over
  Rule: Numbers work
    @many
    Scenario Outline: A caller who presses <key> is heard
      When the caller dials then presses <key>
      Then the line waits for the caller
      Examples:
        | key |
        | 1   |
        | 2   |
        | 3   |
"""


def test_every_scenario_is_a_test(run: Project) -> None:
    run(ONE).assert_outcomes(passed=5)


ALL = {(4, 0), (7, 0)}
MANY = {(12, index) for index in range(3)}


@pytest.mark.parametrize(
    ("line", "runs"),
    [
        (1, ALL | MANY),
        (2, ALL | MANY),
        (3, ALL),
        (4, {(4, 0)}),
        (6, {(4, 0)}),
        (7, {(7, 0)}),
        (10, MANY),
        (11, MANY),
        (12, MANY),
        (17, {(12, 0)}),
        (18, {(12, 1)}),
        (99, MANY),
    ],
)
def test_a_line_names_what_stands_there(tmp_path: Path, line: int, runs: set[tuple[int, int]]) -> None:
    (tmp_path / "sample.feature").write_text(ONE)
    assert runs_at(tmp_path / "sample.feature", [line], tmp_path) == runs


def test_a_line_of_a_background_names_all_that_it_stands_above(tmp_path: Path) -> None:
    text = "Feature: F\n  Background:\n    Given a caller on the line\n  Scenario: S\n    Then the call is over\n"
    (tmp_path / "sample.feature").write_text(text)
    assert runs_at(tmp_path / "sample.feature", [3], tmp_path) == {(4, 0)}


def test_lines_on_the_command_line_select_scenarios(run: Project) -> None:
    run(ONE, "features/sample.feature:4", "features/sample.feature:18").assert_outcomes(passed=2, deselected=3)


def test_files_and_nodes_can_be_named(run: Project) -> None:
    run(ONE, "features/sample.feature").assert_outcomes(passed=5)
    run("", "features/sample.feature::test_a_caller_is_greeted").assert_outcomes(passed=1)


def test_a_line_counts_on_several_processes_too(project: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    (project.path / "features/sample.feature").write_text(ONE)
    command = ("-p", "pytest_bdd.plugin", "-p", "pytest_ivr.plugin", "-p", "xdist", "-n", "2")
    project.runpytest_subprocess(*command, "features/sample.feature:7").assert_outcomes(passed=1)
    project.runpytest_subprocess(*command).assert_outcomes(passed=5)


def test_a_scenario_that_a_test_binds_is_left_to_it(project: pytest.Pytester, run: Project) -> None:
    project.makepyfile(
        test_bound="""
        from pytest_bdd import scenario

        @scenario("features/sample.feature", "A caller is greeted")
        def test_bound():
            print("bound")
        """
    )
    result = run(ONE, "-v")
    result.assert_outcomes(passed=5)
    result.stdout.fnmatch_lines(["test_bound.py::test_bound PASSED*"])
    result.stdout.no_fnmatch_line("*test_a_caller_is_greeted*")
    run("", "features/sample.feature").assert_outcomes(passed=5)


def test_the_folder_of_the_features_is_collected_beside_testpaths(project: pytest.Pytester, run: Project) -> None:
    project.makeini("[pytest]\nivr_line = my_ivr:app\ntestpaths = tests\nbdd_features_base_dir = features\n")
    project.mkdir("tests")
    (project.path / "tests/test_other.py").write_text("def test_other(): pass\n")
    run(ONE).assert_outcomes(passed=6)
    run("", "tests").assert_outcomes(passed=1)
    project.makeini("[pytest]\nivr_line = my_ivr:app\ntestpaths = features\nbdd_features_base_dir = features\n")
    run("").assert_outcomes(passed=5)


def test_without_a_line_features_are_left_alone(project: pytest.Pytester, run: Project) -> None:
    project.makeini("[pytest]\n")
    project.makepyfile(test_other="def test_other(): pass\n")
    run(ONE).assert_outcomes(passed=1)
    assert not (project.path / "reports").exists()


@pytest.mark.parametrize("argument", ["features/sample.feature", "features/sample.feature:4"])
def test_a_feature_without_a_line_is_answered_in_one_sentence(
    project: pytest.Pytester, run: Project, argument: str
) -> None:
    project.makeini("[pytest]\n")
    result = run(ONE, argument)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    [line] = [line for line in result.errlines if line]
    assert line.startswith("ERROR: No line is configured. Write `ivr_line = my_ivr:app`")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "Feature: Nothing yet\n"], ids=["empty", "comment", "title"])
def test_a_feature_without_a_scenario_has_no_tests(run: Project, text: str) -> None:
    assert run(text or "\n").ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_a_byte_order_mark_is_read_past(run: Project) -> None:
    run("\ufeff" + ONE.lstrip()).assert_outcomes(passed=5)


def test_a_feature_that_cannot_be_read_is_named(run: Project) -> None:
    result = run("Feature: Broken\n  Scenario: One\n    When the caller dials\n    Whatever\n")
    result.stdout.fnmatch_lines(["*features/sample.feature*"])
    result.assert_outcomes(errors=1)


def test_sentences_of_the_project_stand_in_a_conftest(project: pytest.Pytester, run: Project) -> None:
    (project.path / "features/conftest.py").write_text(
        'from pytest_bdd import given\n\n@given("a friend")\ndef _(before_the_call):\n'
        "    before_the_call.append(lambda call: call.dial())\n"
    )
    run(
        "Feature: Friends\n  Scenario: A friend\n    Given a friend\n    When the caller presses 1\n"
        "    Then the line waits for the caller\n"
    ).assert_outcomes(passed=1)


def test_features_in_another_language_have_the_same_sentences(run: Project) -> None:
    run(
        "# language: fr\nFonctionnalité: Accueil\n  Scénario: Un appel\n    Quand the caller dials\n"
        "    Alors the line waits for the caller\n"
    ).assert_outcomes(passed=1)


def test_tags_need_no_registration_unless_marks_are_strict(project: pytest.Pytester, run: Project) -> None:
    run(ONE, "-m", "many").assert_outcomes(passed=3, deselected=2)
    project.mkdir("strict")  # pytest-bdd keeps what it has read of a file, and pytest its marks
    (project.path / "strict/other.feature").write_text(ONE.replace("@many", "@manifold"))
    result = run("", "--strict-markers", "strict")
    assert "'manifold' not found in `markers`" in result.stdout.str()
