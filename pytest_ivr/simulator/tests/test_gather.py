"""Section 4.1 of the contract: Gather, row by row of its outcome table."""

import pytest

from pytest_ivr.simulator.testing import HOME, answer, codes, dial, events, script, twiml

AFTER = "<Say>Nothing came</Say>"
THANKS = twiml("<Say>Taken</Say>")


def outcome(attributes: str, *keys: str, wait: bool = False) -> tuple[list[str], dict[str, str] | None]:
    """Return what is heard after these keys, and the parameters of the action, if it was requested."""
    line = script(
        f"<Gather action='/next' {attributes}><Say>Choose</Say></Gather>{AFTER}", next=twiml("<Say>Taken</Say>")
    )
    call = dial(line)
    for part in keys:
        call.press(part)
    if wait:
        call.wait()
    if len(line.requests) == 1:
        return call.heard, None
    return call.heard, {name: line.parameters(1).get(name, "absent") for name in ("Digits", "FinishedOnKey")}


TAKEN, NOTHING = ["Taken"], ["Nothing came"]


@pytest.mark.parametrize(
    ("attributes", "keys", "wait", "heard", "digits", "finished_on_key"),
    [
        ("", [], True, NOTHING, None, None),  # row 1
        ("actionOnEmptyResult='true'", [], True, TAKEN, "", ""),  # row 2
        ("", ["#"], False, NOTHING, None, None),  # row 3
        ("actionOnEmptyResult='true'", ["#"], False, TAKEN, "", "#"),  # row 4
        ("", ["1234#"], False, TAKEN, "1234", "#"),  # row 5
        ("", ["1234"], True, TAKEN, "1234", ""),  # row 6
        ("", ["12", "34"], True, TAKEN, "1234", ""),  # row 6, key by key
        ("numDigits='5'", ["94117"], False, TAKEN, "94117", ""),  # row 7
        ("numDigits='5'", ["9", "4", "1", "1", "7"], False, TAKEN, "94117", ""),  # row 7
        ("numDigits='5'", ["12#"], False, TAKEN, "12", "#"),  # row 8
        ("finishOnKey=''", ["1*2#"], True, TAKEN, "1*2#", ""),  # row 9
        ("finishOnKey='' numDigits='4'", ["1*2#"], False, TAKEN, "1*2#", ""),  # row 9
        ("finishOnKey='*'", ["12#3*"], False, TAKEN, "12#3", "*"),  # row 10
        ("numDigits='2'", ["1234"], False, TAKEN, "12", ""),  # row 13
        ("", ["007*#"], False, TAKEN, "007*", "#"),  # Digits is text
    ],
)
def test_the_outcome_table(
    attributes: str, keys: list[str], wait: bool, heard: list[str], digits: str | None, finished_on_key: str | None
) -> None:
    expected = None if digits is None else {"Digits": digits, "FinishedOnKey": finished_on_key}
    assert outcome(attributes, *keys, wait=wait) == (heard, expected)


def test_the_action_is_told_that_the_gather_has_ended() -> None:
    line = script("<Gather action='/next'/>", next=twiml(""))
    dial(line).press("1#")
    assert line.parameters(1)["msg"] == "Gather End"


def test_row_1_at_the_end_of_the_document_silence_hangs_up() -> None:
    call = dial(script("<Gather/>"))
    call.wait()
    assert call.status == "completed"


@pytest.mark.parametrize(("timeout", "seconds"), [("", 5), ("timeout='20'", 20), ("timeout='auto'", 5)])
def test_the_timeout_runs_from_the_end_of_the_prompts(timeout: str, seconds: int) -> None:
    call = dial(script(f"<Gather {timeout}><Say>{'x' * 30}</Say></Gather>"))
    assert call.second == 2.0
    call.wait()
    assert call.second == 2.0 + seconds
    assert events(call, "silent")[0]["seconds"] == seconds


def test_row_11_a_key_stops_the_prompt_and_skips_the_rest() -> None:
    line = script(
        f"<Gather action='/next'><Say>{'x' * 30}</Say><Say>Never</Say></Gather>", next=twiml("<Say>Taken</Say>")
    )
    call = dial(line)
    assert call.second == pytest.approx(2.0 + 5 / 15)
    call.press("1#", during="xxx")
    assert call.second == 1.0 + 5 / 15  # half a prompt, and "Taken"
    assert call.heard == ["Taken"]
    assert "Never" not in str(call.transcript)
    assert events(call, "said")[0]["cut"] is True


def test_row_11_after_the_first_key_the_gather_waits_for_more() -> None:
    line = script("<Gather action='/next'><Say>First</Say><Say>Never</Say></Gather>", next=THANKS)
    call = dial(line)
    call.press("1", during="First")
    assert call.heard == []
    call.press("2#")
    assert line.parameters(1)["Digits"] == "12"


def test_row_12_keys_before_the_gather_are_lost() -> None:
    call = dial(script("<Say>Welcome</Say><Gather><Say>Choose</Say></Gather>"))
    call.press("1#", during="Welcome")
    assert call.heard == ["Choose"]
    assert not call.ended
    assert events(call, "lost") == [{"second": 0.23, "event": "lost", "what": "1#", "reason": "nothing listened then"}]
    call.press("2#", during="Choose")


def test_row_12_keys_over_a_last_sentence_are_lost() -> None:
    call = dial(script("<Say>Goodbye</Say><Say>For ever</Say>"))
    call.press("1", during="Goodbye")
    assert call.heard == ["For ever"]
    assert call.ended


def test_row_13_keys_too_many_are_lost_with_a_note() -> None:
    call = dial(script("<Gather action='/next'/>", next=twiml("<Gather/>")))
    call.press("1#23")
    assert [event["what"] for event in events(call, "lost")] == ["23"]
    assert call.leg.waiting is not None
    assert call.leg.waiting.memory["keys"] == ""


def test_row_18_hanging_up_requests_no_action() -> None:
    line = script("<Gather action='/next'/>", next=twiml(""), done=twiml(""))
    call = dial(line, status_callback=f"{HOME}/done")
    call.hang_up()
    assert line.urls == [f"{HOME}/voice", f"{HOME}/done"]
    assert call.status == "completed"
    assert events(call, "hung up")[0]["by"] == "the caller"


def test_row_19_without_barge_in_keys_over_the_prompt_are_lost() -> None:
    line = script("<Gather action='/next' bargeIn='false'><Say>One</Say><Say>Two</Say></Gather>", next=twiml(""))
    call = dial(line)
    call.press("1#", during="One")
    assert call.heard == ["Two"]
    assert [event["what"] for event in events(call, "lost")] == ["1#"]
    call.press("2#")
    assert line.parameters(1)["Digits"] == "2"


@pytest.mark.parametrize(
    ("action", "url"),
    [
        ("", "https://ivr.example.com/a/voice?lang=en"),
        ("action=''", "https://ivr.example.com/a/voice?lang=en"),
        ("action='?a=1'", "https://ivr.example.com/a/voice?a=1"),
        ("action='next'", "https://ivr.example.com/a/next"),
        ("action='/abs'", "https://ivr.example.com/abs"),
        ("action='../up'", "https://ivr.example.com/up"),
        ("action='//h/x'", "https://h/x"),
        ("action='\n  /abs\n'", "https://ivr.example.com/abs"),
        ("action='next?Digits=TIMEOUT&amp;b=2'", "https://ivr.example.com/a/next?Digits=TIMEOUT&b=2"),
    ],
)
def test_the_action_is_relative_to_the_document(action: str, url: str) -> None:
    line = script(**{"a/voice": [twiml(f"<Gather {action}/>"), twiml("")]})
    call = dial(line, f"{HOME}/a/voice?lang=en", others={"https://h": line})
    call.press("1#")
    assert line.urls[1] == url
    assert line.parameters(1)["Digits"] == "1"


def test_an_action_by_get_carries_the_digits_in_its_query() -> None:
    line = script("<Gather action='/x?a=1' method='GET'/>", x=twiml(""))
    dial(line).press("*12#")
    assert line.requests[1].url.startswith(f"{HOME}/x?a=1&AccountSid=")
    assert "Digits=%2A12" in line.requests[1].url


def test_an_impossible_action_is_a_failure_of_the_line() -> None:
    call = dial(script("<Gather action='https://[x'/>"))
    call.press("1#")
    assert [event["code"] for event in events(call, "failed")] == [11100]


def test_prompts_are_said_played_and_paused() -> None:
    call = dial(script("<Gather><Say>A</Say><Pause length='3'/><Play>http://elsewhere.org/b</Play></Gather>"))
    assert [event["event"] for event in call.transcript[3:]] == ["gathering", "said", "paused", "played"]
    assert call.heard == ["A", "http://elsewhere.org/b"]


def test_audio_of_the_wrong_type_has_a_number_of_its_own_inside_a_gather() -> None:
    call = dial(script("<Gather><Play>/tune</Play></Gather>", tune=answer("", "text/html")))
    assert [event["code"] for event in events(call, "failed")] == [13325]


@pytest.mark.parametrize(
    ("verb", "code"),
    [
        ("<Say voice='nobody'>A</Say>", 13321),
        ("<Say loop='x'>A</Say>", 13322),
        ("<Play loop='x'>http://elsewhere.org/a</Play>", 13410),
    ],
)
def test_the_warnings_of_nested_prompts_have_numbers_of_their_own(verb: str, code: int) -> None:
    assert codes(dial(script(f"<Gather>{verb}</Gather>"))) == [code]


def test_keys_that_came_before_the_menu_do_not_move_its_beginning() -> None:
    call = dial(script("<Say>One</Say><Say>Two</Say><Gather numDigits='1'><Say>Three</Say></Gather>"))
    call.press("1", during="One")
    call.press("1", during="Two")
    assert [event["what"] for event in events(call, "lost")] == ["1", "1"]
