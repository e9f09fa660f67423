"""`pytest-ivr docs vocabulary` lists the sentences of a project, its own included, as JSON."""

import json

import pytest

from pytest_ivr.__main__ import main
from pytest_ivr.commands.vocabulary import vocabulary
from pytest_ivr.errors import UsageError
from testbed.repository import ROOT

FEATURE = "Feature: F\n  Scenario: S\n    When the caller dials\n    Then the call is over\n"
OWN = '''
from pytest_bdd import given, parsers, step

@given(parsers.parse("there is an offer of {count:d} pizzas"))
def there_is(count):
    """The kitchen has so many."""

@step("a pause")
def _():
    pass
'''


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A project with a line, a feature, and sentences of its own."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "-p pytest_ivr.plugin -p no:django")
    pytester.makeini("[pytest]\nivr_line = small_line:app\n")
    pytester.makeconftest(OWN)
    pytester.mkdir("features").joinpath("f.feature").write_text(FEATURE)
    return pytester


def test_the_sentences_are_data(project: pytest.Pytester, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "vocabulary"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert "the caller presses 12#" in found["actions"]
    by_sentence = {it["sentence"]: it for it in found["sentences"]}
    assert by_sentence["there is an offer of {count:d} pizzas"] == {
        "keyword": "given",
        "sentence": "there is an offer of {count:d} pizzas",
        "explanation": "The kitchen has so many.",
        "parameters": ["count"],
        "file": "conftest.py",
        "line": 3,
    }
    assert by_sentence["a pause"]["keyword"] == "any"
    kit = by_sentence["the call is over"]
    assert kit["file"] == str(ROOT / "pytest_ivr/journeys/sentences/line.py")


def test_tests_that_cannot_be_collected_are_told(project: pytest.Pytester) -> None:
    project.makeconftest("1 / 0")
    with pytest.raises(UsageError, match="since pytest cannot collect the tests") as refusal:
        vocabulary(project.path)
    assert "ZeroDivisionError" in str(refusal.value)
