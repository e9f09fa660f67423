"""Questions beside the features, below the rules that answer them."""

import re
from pathlib import Path

import pytest

from pytest_ivr.living_docs.media_types import QUESTIONS
from pytest_ivr.living_docs.stream.beside import read_beside
from pytest_ivr.living_docs.stream.features import read_features

FEATURE = """\
Feature: Ends

  Rule: The line ends
    Scenario: One
      Given a step

  Rule: Where does it end?
    Scenario: Two
      Given a step
"""
BROKEN = "Feature: Broken\n  Rule: It is\n    Scenario: Three\n      Given a step\n      nonsense\n"


def answered(folder: Path, questions: str) -> dict[str, list[str]]:
    """Return the questions beside the features of a folder, by the rule that answers them."""
    (folder / "questions.txt").write_text(questions)
    (folder / "ends.feature").write_text(FEATURE)
    beside = read_beside([folder / "ends.feature"], folder, read_features(folder))
    return {it["rule"]: it["questions"] for it in beside[QUESTIONS]}


def test_a_rule_may_stand_there_twice_and_be_a_question_itself(tmp_path: Path) -> None:
    text = "The line ends\nWhen?\nWhere does it end?\n  \u3044\u3064\uff1f\n\n# more\nThe line ends\n  Why?\n"
    assert answered(tmp_path, text) == {
        "The line ends": ["When?", "Why?"],
        "Where does it end?": ["\u3044\u3064\uff1f"],
    }


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("The line ends\n  Is that all?\nThe line end\n", "questions.txt:3: no feature has the rule 'The line end'"),
        ("\nIs that all?\nThe line ends\n", "questions.txt:2: 'Is that all?' stands above all rules"),
    ],
)
def test_a_question_that_no_rule_answers_is_an_error(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(pytest.UsageError, match=re.escape(complaint)):
        answered(tmp_path, text)


def test_of_a_feature_that_cannot_be_read_nobody_knows_the_rules(tmp_path: Path) -> None:
    (tmp_path / "broken.feature").write_text(BROKEN)
    assert answered(tmp_path, "It is\n  What?\n") == {"It is": ["What?"]}
