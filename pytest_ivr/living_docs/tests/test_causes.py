"""Which failures are told as one, and what is said of them."""

import pytest

from pytest_ivr.living_docs.document.causes import causes
from pytest_ivr.living_docs.document.failures import Failure, by_cause
from pytest_ivr.living_docs.document.run import Feature, Rule, Run, Scenario, Step, Suite
from pytest_ivr.living_docs.document.summary import failures


def failed(*steps: Step, status: str = "failed") -> Suite:
    """Return a suite of scenarios that failed, each at one step."""
    runs = [Run(f"Scenario {n}", "a.feature", n, [], [step], status) for n, step in enumerate(steps)]
    scenarios = [Scenario(run.title, "", run.line, [], [run]) for run in runs]
    rules = [Rule("", "", scenarios)]
    return Suite([Feature("a.feature", "A", rules=rules)], [], 0, 0, success=False, messages=[], meta={})


def step(expected: list[str] | None = None, heard: list[str] | None = None, message: str = "") -> Step:
    """Return a step that failed."""
    return Step("Then", "it is so", 1, status="failed", message=message, expected=expected or [], heard=heard or [])


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (step(["One.", "Two."], ["One.", "Too."]), "callers hear “Too.” instead of “Two.”"),
        (step(["One.", "Two."], ["One."]), "callers do not hear “Two.”"),
        (step([], ["One."]), "callers hear “One.” as well"),
        (step(["One.", "Two."], ["Two.", "One."]), "callers hear “Two.” at another place"),
        (
            step(["Two", "Six", "Ten"], ["One", "Six"]),
            "callers hear “One” instead of “Two”; 1 more sentence is different",
        ),
        (step(message="\n Twilio would log an error\nmore"), "Twilio would log an error"),
        (step(), "Then it is so"),
    ],
)
def test_a_cause_is_said_in_a_sentence(found: Step, sentence: str) -> None:
    [cause] = causes(failed(found))
    assert cause.sentence == sentence


def test_a_run_without_a_step_that_failed_has_no_reason() -> None:
    suite = failed(Step("Given", "a step", 1, status="passed"))
    assert [it.sentence for it in causes(suite)] == ["no step says why"]
    told = "- **Scenario 0** failed · `a.feature:0`\n  - no step says why"
    assert failures(suite, "") == f"## What failed\n\n{told}"


def test_sentences_in_which_the_same_words_changed_are_one_cause() -> None:
    failures = [
        Failure([f"For {name} push {key}"], [f"For {name} press {key}"], "", "")
        for name, key in (("sales", 1), ("help", 2))
    ]
    assert by_cause([*failures, Failure(["Bye"], ["Good day"], "", "")]) == [[0, 1], [2]]


def test_what_misses_a_sentence_or_quotes_it_fails_for_what_is_heard_instead() -> None:
    instead = Failure(["Hello", "One moment please"], ["Hello", "One moment"], "Then", "")
    missing = Failure(["One moment please"], ["Good morning", "Hello"], "Then", "")
    quoting = Failure([], [], 'When the caller presses 1 during "One moment please"', "No such sentence")
    piece = Failure([], [], 'Then the caller hears, "moment please"', "No such sentence")
    others = [Failure([], [], f"When it rings {text}", "No such sentence") for text in ("", '"moment"')]
    assert by_cause([missing, quoting, piece, *others, instead]) == [[0, 1, 2, 5], [3, 4]]


def test_what_says_the_same_of_itself_is_one_cause() -> None:
    assert [len(it.runs) for it in causes(failed(*(step(message=text) for text in ("a", "b", "a"))))] == [2, 1]
