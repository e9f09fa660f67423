"""Section 4.6 of the contract: what callees hear before they are connected."""

from collections.abc import Callable

import pytest

from pytest_ivr.simulator import ActionNotPossible, Call, CallOver, as_dialogue
from pytest_ivr.simulator.party import Callee
from pytest_ivr.simulator.testing import HOME, Script, codes, events, twiml

from .helpers.dialing import NUMBER, dialing

SAME = ("AccountSid", "ApiVersion")  # as in the caller's own requests (section 1.2)
ACCEPT = "<Gather action='/accept' numDigits='1'><Say>Press 1 to accept</Say></Gather><Hangup/>"


def screening() -> tuple[Script, Call]:
    """Return a call whose callee has answered and hears a whisper."""
    line, call = dialing("", f"<Number url='/whisper'>{NUMBER}</Number>", whisper=twiml(ACCEPT), accept=twiml(""))
    call.callee_answers(seconds=20)
    return line, call


def test_a_whisper_is_asked_for_with_the_parameters_of_the_child_and_heard_by_the_callee() -> None:
    line, call = screening()
    told = line.parameters(1)
    assert line.urls[1] == f"{HOME}/whisper"
    assert (told["ParentCallSid"], told["To"], told["CallStatus"]) == (call.identity["CallSid"], NUMBER, "in-progress")
    assert {name: told[name] for name in SAME} == {name: call.identity[name] for name in SAME}
    assert call.heard == []
    assert call.callee is not None
    assert call.callee.heard == ["Press 1 to accept"]


def test_a_callee_who_accepts_is_connected() -> None:
    line, call = screening()
    assert call.callee is not None
    call.callee.press("1")
    told = line.parameters(3)
    assert (told["DialBridged"], told["DialCallStatus"], told["DialCallDuration"]) == ("true", "completed", "20")
    assert line.parameters(2)["Digits"] == "1"
    assert call.heard == ["Welcome back"]
    assert call.callee is None


@pytest.mark.parametrize("act", [Call.wait, Call.hang_up])
def test_a_callee_who_does_not_accept_is_never_connected(act: object) -> None:
    line, call = screening()
    act(call.callee)  # type: ignore[operator]  # parametrize knows no types
    told = line.parameters(2)
    assert (told["DialBridged"], told["DialCallStatus"], told["DialCallDuration"]) == ("false", "completed", "0")
    assert call.heard == ["Welcome back"]


def test_a_whisper_without_a_question_connects_when_it_ends() -> None:
    _line, call = dialing("", f"<Number url='/whisper'>{NUMBER}</Number>", whisper=twiml(f"<Say>{'x' * 60}</Say>"))
    call.callee_answers()
    assert events(call, "connected")[0]["second"] == 5 + 4


def test_a_caller_may_hang_up_during_the_whisper() -> None:
    line, call = screening()
    callee = call.callee
    assert callee is not None
    call.press("1")
    assert events(call, "lost")[0]["what"] == "1"
    with pytest.raises(
        ActionNotPossible, match=r"by callee.press, callee.wait, callee.listen, callee.hang_up, hang_up"
    ):
        call.wait()
    call.hang_up()
    assert line.parameters(2)["DialBridged"] == "false"
    with pytest.raises(CallOver):
        callee.press("1")


def test_what_the_caller_does_during_the_whisper_stays_when_the_callee_cuts_it() -> None:
    _, call = screening()
    callee = call.callee
    assert callee is not None
    call.press("7")
    callee.press("1", during=callee.heard[-1])
    assert [event["keys"] for event in events(call, "pressed")] == ["7", "1"]


ACTS: dict[str, Callable[[Call, Callee], None]] = {
    "accepts": lambda _, callee: callee.press("1"),
    "declines": lambda _, callee: callee.hang_up(),
    "is left": lambda caller, _: caller.hang_up(),
}


@pytest.mark.parametrize(
    ("act", "leg", "talk"), [("accepts", "16", "6"), ("declines", "10", "0"), ("is left", "10", "0")]
)
def test_the_callees_call_lasts_from_the_answer_on_and_the_talk_from_the_connection(
    act: str, leg: str, talk: str
) -> None:
    whisper = twiml(f"<Gather action='/accept' numDigits='1'><Say>{'x' * 150}</Say></Gather><Hangup/>")
    noun = f"<Number url='/whisper' statusCallback='/told'>{NUMBER}</Number>"
    line, call = dialing("", noun, whisper=whisper, accept=twiml(""))
    call.callee_answers(seconds=6)
    assert call.callee is not None
    ACTS[act](call, call.callee)
    assert line.parameters(line.urls.index(f"{HOME}/told"))["CallDuration"] == leg
    assert line.parameters(line.urls.index(f"{HOME}/next"))["DialCallDuration"] == talk


def test_13201_a_whisper_cannot_dial() -> None:
    _, call = dialing("", f"<Number url='/whisper'>{NUMBER}</Number>", whisper=twiml("<Dial>+1415</Dial>"))
    call.callee_answers(seconds=2)
    assert codes(call) == [13201]


def test_a_whisper_that_fails_ends_the_dialed_call() -> None:
    line, call = dialing("", f"<Number url='/none'>{NUMBER}</Number>")
    call.callee_answers(seconds=2)
    assert codes(call) == [11200]
    assert line.parameters(2)["DialBridged"] == "false"
    assert call.heard == ["Welcome back"]


def test_a_queue_whispers_to_the_caller_who_waited() -> None:
    line, call = dialing("", "<Queue url='/whisper'>support</Queue>", whisper=twiml("<Say>Here we are</Say>"))
    call.callee_answers(seconds=2)
    told = line.parameters(1)
    assert told["DequeingCallSid"] == call.identity["CallSid"]
    assert told["CallSid"] == line.parameters(2)["DequeuedCallSid"]
    assert (told["From"], told["To"], told["CallStatus"]) == (call.identity["From"], "support", "in-progress")
    assert {name: told[name] for name in SAME} == {name: call.identity[name] for name in SAME}
    assert told["QueueSid"] == line.parameters(2)["QueueSid"]
    assert told["QueueTime"] == "0"


@pytest.mark.parametrize(
    ("verb", "expected", "heard"),
    [
        ("<Say>Hi</Say>", [], ["Hi", "Bye"]),
        ("<Play digits='1'/>", [], ["1", "Bye"]),
        ("<Pause/>", [], ["Bye"]),
        ("<Redirect>/more</Redirect>", [], ["More"]),
        ("<Gather><Say>Choose</Say></Gather>", [12200], ["Bye"]),
        ("<Hangup/>", [12200], ["Bye"]),
        ("<Dial>+14155550100</Dial>", [12200], ["Bye"]),
    ],
)
def test_a_queue_whispers_by_four_verbs_only(verb: str, expected: list[int], heard: list[str]) -> None:
    whisper, more = twiml(f"{verb}<Say>Bye</Say>"), twiml("<Say>More</Say>")
    _line, call = dialing("", "<Queue url='/whisper'>support</Queue>", whisper=whisper, more=more)
    call.callee_answers()
    assert codes(call) == expected
    callee = [event for event in call.transcript if event.get("leg") == "callee"]
    assert [event.get("text", event.get("digits")) for event in callee if event["event"] in ("said", "played")] == heard
    assert len(events(call, "connected")) == 1


def test_what_a_whisper_says_of_callers_is_left_as_it_is() -> None:
    _, call = dialing("", f"<Number url='/whisper'>{NUMBER}</Number>", whisper=twiml("<Say>A Caller waits</Say>"))
    call.callee_answers()
    assert "    Line     A Caller waits" in as_dialogue(call.transcript)
