"""The examples of an outline as sentences."""

from pytest_ivr.living_docs.document.outlines import example_sentence
from pytest_ivr.living_docs.document.run import Examples, Run, Scenario, Step


def sentence(row: list[str], *steps: Step, header: tuple[str, ...] = ("keys", "theater")) -> str:
    """Return what is said of an example of a scenario with these steps; what is filled in stands in brackets."""
    run = Run("A caller presses keys", "a.feature", 9, [], [], "passed", row=row)
    scenario = Scenario("A caller presses <keys>", "", 1, [], [run], steps=list(steps))
    parts = example_sentence(scenario, Examples("", list(header), [run]), run)
    return "".join(f"[{part.text}]" if part.is_parameter else part.text for part in parts)


PRESSES = Step("When", "the caller presses <keys> at <time>", 2)


def test_what_is_filled_in_makes_a_sentence_and_other_names_stay_as_they_are() -> None:
    assert sentence(["1#", "Rialto"], PRESSES) == "Rialto: When the caller presses [1#] at <time>"


def test_an_example_that_fills_in_no_step_is_told_by_its_values() -> None:
    assert sentence(["1#", ""], Step("When", "the caller dials", 2)) == "1#"
    assert sentence(["1#", "Rialto"], Step("When", "the caller dials", 2)) == "1# · Rialto"
