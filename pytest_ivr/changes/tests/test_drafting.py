"""How a scenario is drafted: what can be copied, what people may do, and what may be expected."""

import pytest

from pytest_ivr.changes.documents import document_in
from pytest_ivr.changes.drafting import as_givens, as_lines, asked_for, did_next, expectations, parsed, shown
from pytest_ivr.journeys.notation import perform, read
from pytest_ivr.simulator import Call
from pytest_ivr.simulator.testing import HOME, TOKEN, script, twiml

GATHER = "<Gather numDigits='1' action='/next' timeout='7'><Say>For sales press 1</Say></Gather><Say>Bye</Say>"
NEXT = twiml("<Say>Next</Say>")


def called(verbs: str, actions: str) -> Call:
    """Return a call to a line that begins with these verbs, in which somebody has done something."""
    call = Call(f"{HOME}/voice", transport=script(verbs, next=NEXT), auth_token=TOKEN)
    perform(call, actions)
    return call


@pytest.mark.parametrize(
    ("verbs", "some", "others"),
    [
        (
            "<Gather><Say>For sales press 7</Say></Gather>",
            ["times out", 'presses 7 during "For sales press 7"', "presses 7#", "presses 0", 'says "hello"'],
            ["presses 1"],
        ),
        ("<Gather/>", ["times out", "presses 1", "presses 1 then times out"], ["gets no answer"]),
        ("<Record/>", ["records for 5 seconds", "records for 10000 seconds", "times out", "presses #"], ["presses 2"]),
        ("<Dial>+12125550140</Dial>", ["is put through and talks for 40 seconds", "gets a busy tone"], ["times out"]),
        ("<Enqueue>sales</Enqueue>", ["is taken by an agent and talks for 60 seconds"], ["gets no answer"]),
    ],
)
def test_people_may_do_what_a_document_asks_for(verbs: str, some: list[str], others: list[str]) -> None:
    document = document_in(twiml(verbs))
    assert document is not None
    asked = list(asked_for(document))
    assert set(some) <= set(asked)
    assert not set(others) & set(asked)
    for actions in asked:
        for action in actions.split(" then "):
            read(action)  # raises for what no scenario could say


def test_nothing_is_asked_for_where_the_line_only_speaks() -> None:
    document = document_in(twiml("<Say>Press 1</Say>"))
    assert document is not None
    assert list(asked_for(document)) == []


def test_what_a_caller_did_next_is_the_action_behind_an_answer() -> None:
    call = called(GATHER, "dials then presses 1")
    answered = next(index for index, event in enumerate(call.transcript) if event["event"] == "pressed")
    assert did_next(call.transcript[:answered], call.transcript) == "presses 1"
    assert did_next(call.transcript, call.transcript) == ""


def test_the_time_that_a_caller_was_given_may_be_expected() -> None:
    call = called(GATHER, "dials then times out")
    found = list(expectations(call, {}))
    assert found[0][-1] == "And the call is over"
    assert ["Then the caller was given 7 seconds to press a key"] in found
    assert found[-1] == [f"Then the call takes at most {call.second:g} seconds"]


@pytest.mark.parametrize(("attributes", "number"), [("", "+14155551212"), (" callerId='+12125550199'", "+12125550199")])
def test_whom_the_line_calls_and_the_number_shown_may_be_expected(attributes: str, number: str) -> None:
    call = called(f"<Dial{attributes}>+12125550140</Dial>", "dials then gets no answer")
    found = list(expectations(call, {}))
    assert ['Then the line calls "+12125550140"'] in found
    assert [f'Then the person called sees the number "{number}"'] in found


def test_givens_are_written_as_they_stood_with_their_tables_and_doc_strings() -> None:
    lines = [
        "Given these films:",
        r"  | Ada \| Odeon | a \\ b | two\nlines |",
        "  | Heat          |        | 12         |",
        "And a text:",
        '  """',
        "  First.",
        r"    \"\"\" Second",
        '  """',
        "And a friend",
    ]
    steps = parsed(*lines)
    again = parsed(*as_lines(steps))
    assert [(it.type, it.name) for it in again] == [
        ("given", "these films:"),
        ("given", "a text:"),
        ("given", "a friend"),
    ]
    assert again[0].datatable is not None
    assert again[0].datatable.raw() == [["Ada | Odeon", r"a \ b", "two\nlines"], ["Heat", "", "12"]]
    assert steps[1].docstring == again[1].docstring == 'First.\n  """ Second'
    assert (again[2].datatable, again[2].docstring) == (None, None)


def test_givens_without_the_first_begin_with_given_again() -> None:
    lines = as_lines(parsed("Given a friend", "And films:", "  | Heat |", "And a line"))
    assert as_givens(lines[1:]) == ["Given films:\n  | Heat |", "And a line"]


def test_keys_pressed_in_confidence_are_left_to_fill_in() -> None:
    call = called(GATHER, "dials then presses 1")
    steps = ["When the caller dials then presses 1", "Then the call is over"]
    lines = shown("Secret", steps, call, ["/next"])
    assert lines[0].startswith("# ????")
    assert lines[1:] == ["Scenario: Secret", "  When the caller dials then presses ????", "  Then the call is over"]
    assert shown("Open", steps, call, []) == ["Scenario: Open", *(f"  {it}" for it in steps)]


def test_keys_in_confidence_are_left_to_fill_in_however_they_are_written() -> None:
    call = called(GATHER, "dials then presses 1")
    line = 'When the caller presses 1 during "For sales press 1"'
    lines = shown("Secret", [line, "Then the call is over"], call, ["/next"])
    assert lines[2] == '  When the caller presses ???? during "For sales press 1"'
    [conversation] = [it for it in expectations(call, {}, ["/next"]) if it[0] == "Then the conversation is:"]
    assert "  Caller: presses ****" in conversation


def test_what_twilio_has_logged_is_expected() -> None:
    call = called("<Say>Hm</Say><Nonsense/>", "dials")
    assert shown("Logged", ["When the caller dials"], call, [])[0].startswith("@twilio_logs_")
