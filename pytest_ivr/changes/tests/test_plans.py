"""Which changes are planned, where they are made, and what becomes of the outcome when it is not over."""

import pytest

from pytest_ivr.changes.answers import Answer, Identifiers
from pytest_ivr.changes.documents import document_in
from pytest_ivr.changes.kinds import Known
from pytest_ivr.changes.outcome import Outcome
from pytest_ivr.changes.plans import Plan, known_of, plans
from pytest_ivr.simulator import Request
from pytest_ivr.simulator.testing import HOME, twiml

IDENTIFIERS = Identifiers()


def received(verbs: str, path: str = "/voice") -> Answer:
    """Return an answer in another call than the scenario's own."""
    document = document_in(twiml(verbs))
    assert document is not None
    return Answer(f"{HOME}{path}", twiml(verbs), document, None, by_givens=False)


def planned(request: pytest.FixtureRequest, verbs: str) -> list[Plan]:
    return plans({request.node: [received(verbs)]}, Known(), IDENTIFIERS)


def test_a_change_without_a_meaning_is_not_planned(request: pytest.FixtureRequest) -> None:
    kinds = {it.change.kind for it in planned(request, "<Gather timeout='5'/><Say>Bye.</Say><Hangup/>")}
    assert "timeout changed" in kinds
    assert not kinds & {"timeout dropped", "Hangup dropped"}


def test_an_answer_of_the_same_shape_without_the_sentence_stays_as_it_is(request: pytest.FixtureRequest) -> None:
    plan = next(it for it in planned(request, "<Say>One.</Say>") if it.change.kind == "a sentence left out")
    asked = Request("POST", f"{HOME}/voice", {})
    made = plan.made(asked, twiml("<Say>One.</Say>"), Known(), IDENTIFIERS)
    assert made is not None
    assert b"One." not in made.body
    assert plan.made(asked, twiml("<Say>Two.</Say>"), Known(), IDENTIFIERS) is None


def test_the_numbers_that_are_called_and_shown_are_known() -> None:
    verbs = "<Dial callerId='+1'>+2</Dial><Dial><Number>+3</Number></Dial>"
    assert known_of([received(verbs)], IDENTIFIERS).phones == ["+1", "+2", "+3"]


def test_what_differs_between_two_runs_in_paths_of_one_length_is_an_identifier() -> None:
    identifiers = Identifiers()
    before, after = (
        [received("", f"/calls/{it}/menu"), received("", end)] for it, end in (("a1", "/x/y"), ("b2", "/other"))
    )
    identifiers.learn(before, after)
    assert identifiers.path(f"{HOME}/calls/c3/menu") == "/calls/*/menu"
    assert identifiers.path(f"{HOME}/x/y") == "/x/y"


def test_an_outcome_that_was_stopped_says_how_far_it_came(request: pytest.FixtureRequest) -> None:
    outcome = Outcome()
    outcome.begin(1, 3)
    plan = planned(request, "<Say>One.</Say>")[0]
    outcome.add(plan, None, is_told_apart=True)
    outcome.add(plan, None, is_told_apart=False)
    assert outcome.mistakes == ["It was stopped: of 3 changes, 2 were made."]
    assert outcome.unnoticed[0].sentence == "Nobody would notice if “One.” were not said, in another call."
    assert "1 more mean the same to every caller: no call that was tried tells them apart." in list(outcome.lines())
