"""A sentence that a scenario cannot use is answered with where it stands, or with the nearest that it can use."""

import pytest

from .conftest import Project

STEPS = """
Feature: Sentences
  Scenario: Nearly right
    When the caller dials
    Then the caller wait in the queue "support"

  Scenario: An action of nobody
    When the caller juggles
    Then the call is over

  Scenario: Somewhere else
    Given a friend
    When the caller dials
    Then the call is over
"""
OWN = "from pytest_bdd import given\n\n\n@given('a friend')\ndef _():\n    pass\n"
WHERE = "Sentences of your own stand in the conftest.py of the features' folder or of one above it"


def test_the_nearest_sentence_is_told(run: Project) -> None:
    result = run(STEPS)
    result.assert_outcomes(failed=3)
    said = result.stdout.str()
    assert 'The nearest sentence is "the caller waits in the queue "{queue}"". ' + WHERE in said
    assert 'the caller juggles". Line 8 in scenario "An action of nobody"' in said
    assert 'The nearest sentence is "the caller mumbles".' in said


def test_a_sentence_that_the_features_cannot_see_is_found(project: pytest.Pytester, run: Project) -> None:
    project.mkdir("tests")
    (project.path / "tests/conftest.py").write_text(OWN)
    (project.path / "tests/test_other.py").write_text("def test_other(): pass\n")
    said = run(STEPS, "-k", "somewhere or other").stdout.str()
    assert f"It is defined in tests/conftest.py:4, where this feature cannot see it; move it. {WHERE}" in said


def test_a_conftest_of_the_root_is_seen(project: pytest.Pytester, run: Project) -> None:
    project.makeconftest("pytest_plugins = ['own_sentences']\n")
    project.makepyfile(own_sentences=OWN)
    said = run(STEPS, "-k", "somewhere").stdout.str()
    assert "The line still waits for the caller." in said


def test_a_copied_step_defs_is_told_what_to_keep(project: pytest.Pytester, run: Project) -> None:
    project.makepyfile(copied_steps="from call_simulator import Call\n")
    project.makeconftest("pytest_plugins = ['copied_steps']\n")
    result = run(STEPS)
    said = result.stderr.str() + result.stdout.str()
    assert (
        "call_simulator is pytest_ivr.simulator now. Its sentences and fixtures come with pytest-ivr: of a copied "
        "step_defs, keep only what speaks of your own data, and take the rest out." in said
    )


def test_a_module_of_that_name_is_imported(project: pytest.Pytester, run: Project) -> None:
    project.makepyfile(
        living_docs="ours = True\n", test_ours="import living_docs\ndef test(): assert living_docs.ours\n"
    )
    run("", "test_ours.py").assert_outcomes(passed=1)
