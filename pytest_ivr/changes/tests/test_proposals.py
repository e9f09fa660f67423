"""From which scenarios drafts are made: behind what their Givens let happen, or without it."""

import pytest

from .conftest import Run, told

STEPS = """
from pytest_bdd import given

from pytest_ivr.journeys.notation import perform


@given("a caller who has pressed 1")
def has_pressed(before_the_call):
    before_the_call.append(lambda call: perform(call, "dials then presses 1"))


@given("somebody who does nothing yet")
def does_nothing_yet(before_the_call):
    before_the_call.append(lambda call: perform(call, "listens for 0.1 seconds"))


@given("somebody else has called")
def somebody_else(line):
    perform(line.new_call(), "dials then presses 1")
"""
FEATURE = """
Feature: Sales
  Scenario: A caller who is beyond the menu
    Given the caller's number is "+12125550100"
    And a caller who has pressed 1
    Then the call is over
"""
OF_ANOTHER = """
Feature: Sales
  Scenario: Somebody else has called before
    Given somebody else has called
"""


def drafted(run: Run, project: pytest.Pytester, feature: str) -> dict[str, list[str]]:
    """Return the steps of the draft for each change that nobody would notice."""
    project.makeconftest(STEPS)
    run(feature)
    survivors = told(project.path)["survivors"]
    return {it["sentence"]: [step.strip() for step in it["scenario"].splitlines()[1:]] for it in survivors}


def test_what_lies_before_the_end_of_the_givens_is_drafted_without_the_one_that_dials(
    run: Run, project: pytest.Pytester
) -> None:
    drafts = drafted(run, project, FEATURE)
    assert drafts["Nobody would notice if callers had 5 seconds to answer, not 7, when a caller dials."] == [
        'Given the caller\'s number is "+12125550100"',
        "When the caller dials then times out",
        "Then the caller was given 7 seconds to press a key",
    ]
    assert drafts["Nobody would notice if “You pressed 1.” were not said, when a caller dials then presses 1."][:3] == [
        'Given the caller\'s number is "+12125550100"',
        "And a caller who has pressed 1",
        "Then the conversation is:",
    ]


def test_of_what_came_in_other_calls_alone_nothing_is_drafted(run: Run, project: pytest.Pytester) -> None:
    drafts = drafted(run, project, OF_ANOTHER)
    assert drafts["Nobody would notice if “Welcome.” were not said, in another call."] == []
    assert not any(drafts.values())


def test_a_draft_is_about_the_scenarios_own_call_whatever_came_in_others_before(
    run: Run, project: pytest.Pytester
) -> None:
    own = "    When the caller dials\n    Then the line waits for the caller\n"
    drafts = drafted(run, project, f"{OF_ANOTHER}{own}")
    assert drafts["Nobody would notice if callers had 5 seconds to answer, not 7, when a caller dials."] == [
        "Given somebody else has called",
        "When the caller dials then times out",
        "Then the caller was given 7 seconds to press a key",
    ]


UNSTEADY = """
first, calls = app, []


def app(environ, start_response):
    calls.append(1)
    body, = first(environ, start_response)
    return [body.replace(b"Welcome.", b"You are caller %d." % len(calls)).replace(b"Goodbye.", b"Bye %d." % len(calls))]
"""
WHATEVER = """
Feature: Sales
  Scenario: Callers hear something
    When the caller dials
    Then the line waits for the caller
"""
IN_TWO_STEPS = """
Feature: Sales
  Scenario: A caller who comes to the menu by two Givens
    Given a caller on the line
    And somebody who does nothing yet
    Then the line waits for the caller
"""


def test_nothing_is_drafted_that_is_red_as_the_line_is(run: Run, project: pytest.Pytester) -> None:
    line = project.path / "small_line.py"
    line.write_text(line.read_text() + UNSTEADY)
    for feature in (WHATEVER, IN_TWO_STEPS):
        drafts = drafted(run, project, feature)
        assert drafts["Nobody would notice if “For sales press 1” were not said, when a caller dials."] == []
        assert drafts["Nobody would notice if “For sales press 1” were said twice, when a caller dials."] != []
