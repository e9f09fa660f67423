"""Section 4.6 of the contract: Dial, who is called, who answers, and what the application is told."""

from collections.abc import Callable

import pytest

from pytest_ivr.simulator import ActionNotPossible, Call, Choices, Limits
from pytest_ivr.simulator.testing import HOME, Script, codes, dial, events, script

from .helpers.dialing import AFTER, NEXT, NUMBER, dialing

OUTCOMES = {
    "completed": lambda call: call.callee_answers(seconds=40),
    "busy": Call.callee_busy,
    "no-answer": Call.callee_no_answer,
    "failed": Call.callee_failed,
    "canceled": Call.callee_canceled,
}


@pytest.mark.parametrize("status", OUTCOMES)
def test_the_action_is_told_how_the_dialed_call_ended(status: str) -> None:
    line, call = dialing()
    OUTCOMES[status](call)
    told = line.parameters(1)
    answered = status == "completed"
    assert line.urls[1] == f"{HOME}/next"
    assert told["DialCallStatus"] == status
    assert told["DialCallDuration"] == ("40" if answered else "0")
    assert told["DialBridged"] == ("true" if answered else "false")
    assert told["DialCallSid"].startswith("CA")
    assert told["DialCallSid"] != told["CallSid"]
    assert "RecordingUrl" not in told
    assert call.heard == ["Welcome back"]


@pytest.mark.parametrize(("after", "heard", "ended"), [(AFTER, ["Nobody there"], True), ("", [], True)])
def test_without_an_action_the_next_verb_follows(after: str, heard: list[str], ended: bool) -> None:
    line = script(f"<Dial>{NUMBER}</Dial>{after}")
    call = dial(line)
    assert events(call, "dialing")[0]["to"] == [NUMBER]
    call.callee_busy()
    assert (call.heard, call.ended, len(line.requests)) == (heard, ended, 1)


@pytest.mark.parametrize(("attribute", "seconds"), [("", 35), ("timeout='10'", 15)])
def test_ringing_lasts_to_the_timeout_and_five_seconds_more(attribute: str, seconds: int) -> None:
    _, call = dialing(attribute)
    call.callee_no_answer()
    assert call.second == pytest.approx(seconds + 12 / 15)


@pytest.mark.parametrize(
    ("attribute", "while_ringing", "after"),
    [("", "in-progress", "in-progress"), ("answerOnBridge='true'", "ringing", "in-progress")],
)
def test_a_dial_may_let_the_caller_hear_the_ringing(attribute: str, while_ringing: str, after: str) -> None:
    _, call = dialing(attribute)
    assert call.status == while_ringing
    call.callee_answers()
    assert call.status == after


def test_a_call_that_still_rings_goes_on_ringing_when_nobody_answers() -> None:
    line, call = dialing("answerOnBridge='true'")
    call.callee_busy()
    assert line.parameters(1)["CallStatus"] == "ringing"


def test_hanging_up_while_it_rings_is_no_answer() -> None:
    line, call = dialing("answerOnBridge='true'")
    call.hang_up()
    assert call.status == "no-answer"
    assert [line.parameters(index)["CallStatus"] for index in (1, 2)] == ["no-answer", "no-answer"]


def test_a_conversation_goes_on_until_somebody_ends_it() -> None:
    line, call = dialing()
    call.callee_answers()
    assert events(call, "connected")[0]["to"] == NUMBER
    call.talk(10)
    call.press("12")
    assert events(call, "lost")[0]["what"] == "12"
    call.talk(20)
    call.callee_hangs_up()
    assert line.parameters(1)["DialCallDuration"] == "30"


def test_the_time_limit_ends_a_conversation() -> None:
    line, call = dialing("timeLimit='60'")
    call.callee_answers(seconds=61)
    assert (line.parameters(1)["DialCallDuration"], line.parameters(1)["DialCallStatus"]) == ("60", "completed")
    assert not events(call, "callee")[1:]


@pytest.mark.parametrize(
    ("attribute", "talks", "duration"), [("timeLimit='60'", (40, 40), "60"), ("", (14_000, 1_000), "14400")]
)
def test_the_time_limit_is_for_all_that_is_talked(attribute: str, talks: tuple[float, ...], duration: str) -> None:
    line = script(f"<Dial action='/next' {attribute}>{NUMBER}</Dial>", next=NEXT)
    call = dial(line, limits=Limits(seconds=86_400))
    call.callee_answers()
    for seconds in talks:
        call.talk(seconds)
    assert line.parameters(1)["DialCallDuration"] == duration


@pytest.mark.parametrize(
    ("attribute", "keys", "lost", "over"),
    [("", "*", ["*"], False), ("hangupOnStar='true'", "*", [], True), ("hangupOnStar='true'", "1*2", ["12"], True)],
)
def test_a_star_hangs_up_the_callee_only_if_the_dial_says_so(
    attribute: str, keys: str, lost: list[str], over: bool
) -> None:
    line, call = dialing(attribute)
    call.callee_answers()
    call.talk(7)
    call.press(keys)
    assert [event["what"] for event in events(call, "lost")] == lost
    assert (call.heard == ["Welcome back"]) == over
    assert len(line.requests) == 1 + over + over
    told = [line.parameters(1) for _ in range(over)]
    assert [(action["DialCallStatus"], action["DialCallDuration"]) for action in told] == [("completed", "7")] * over


def test_when_the_caller_hangs_up_the_action_is_requested_and_unheard() -> None:
    line, call = dialing()
    call.callee_answers()
    call.talk(12)
    call.hang_up()
    told = line.parameters(1)
    assert (told["DialCallStatus"], told["DialCallDuration"], told["CallStatus"]) == ("completed", "12", "completed")
    assert line.urls[1:] == [f"{HOME}/next", f"{HOME}/done"]
    assert call.heard == []


def test_a_caller_who_hangs_up_while_phones_ring_cancels_the_dialed_call() -> None:
    line, call = dialing()
    call.hang_up()
    assert line.parameters(1)["DialCallStatus"] == "canceled"


@pytest.mark.parametrize("target", [NUMBER, "<Conference>Room 7</Conference>"])
def test_the_action_after_a_hang_up_can_be_switched_off(target: str) -> None:
    line = script(f"<Dial action='/next'>{target}</Dial>")
    call = dial(line, choices=Choices(action_after_hang_up=False))
    call.hang_up()
    assert len(line.requests) == 1


@pytest.mark.parametrize(
    ("noun", "to"),
    [
        (f"<Number>{NUMBER}</Number>", NUMBER),
        ("<Client>ann</Client>", "client:ann"),
        ("<Client><Identity>ann</Identity><Parameter name='a' value='b'/></Client>", "client:ann"),
        ("<Sip>sip:ann@example.com</Sip>", "sip:ann@example.com"),
        ("<Sip><Uri priority='1'>sip:ann@example.com</Uri></Sip>", "sip:ann@example.com"),
        (
            "<Sip><Uri>sip:d@b</Uri><Uri priority='1'>sip:e@b</Uri><Uri weight='2'>sip:a@b</Uri></Sip>",
            "sip:a@b",
        ),
        ("<Sip><Uri priority='2'>sip:b@b</Uri><Uri priority='1' weight='0'>sip:a@b</Uri></Sip>", "sip:a@b"),
        ("<Sim>DE123</Sim>", "DE123"),
        ("<WhatsApp>+14155550101</WhatsApp>", "+14155550101"),
        ("<Application><ApplicationSid>AP123</ApplicationSid></Application>", "AP123"),
        ("<Queue>support</Queue>", "support"),
    ],
)
def test_every_noun_can_be_dialed(noun: str, to: str) -> None:
    line, call = dialing("", noun)
    assert codes(call) == []
    assert events(call, "dialing")[0]["to"] == [to]
    call.callee_answers(seconds=3)
    assert line.parameters(1)["DialCallStatus"] == "completed"


def test_a_queue_tells_the_action_whom_it_gave() -> None:
    line, call = dialing("", "<Queue>support</Queue>")
    call.callee_answers(seconds=30)
    told = line.parameters(1)
    assert (told["DequeueResult"], told["DequeuedCallDuration"]) == ("bridged", "30")
    assert (told["DequeuedCallSid"], told["DequeuedCallQueueTime"]) == (told["DialCallSid"], "0")
    assert told["QueueSid"].startswith("QU")
    line, call = dialing("", "<Queue>support</Queue>")
    call.callee_no_answer()
    assert "DequeueResult" not in line.parameters(1)


@pytest.mark.parametrize(("attribute", "shown"), [("", "+14155551212"), ("callerId='+15005550001'", "+15005550001")])
def test_who_is_called_sees_the_caller_unless_told_otherwise(attribute: str, shown: str) -> None:
    line, call = dialing(attribute, f"<Number statusCallback='/told'>{NUMBER}</Number>")
    call.callee_busy()
    assert line.told("/told")[0]["From"] == shown


TWO = "<Number>+14155550101</Number><Client>ann</Client>"


def test_phones_ring_at_once_and_the_first_answer_wins() -> None:
    _line, call = dialing("", TWO)
    assert events(call, "dialing")[0]["to"] == ["+14155550101", "client:ann"]
    call.callee_answers(who="client:ann", seconds=5)
    assert events(call, "connected")[0]["to"] == "client:ann"
    _, call = dialing("", TWO)
    call.callee_busy()
    assert call.heard == ["Welcome back"]


def test_a_sequential_dial_tries_one_after_the_other() -> None:
    line, call = dialing("sequential='true'", TWO)
    call.callee_no_answer()
    assert [event["to"] for event in events(call, "dialing")] == [["+14155550101"], ["client:ann"]]
    with pytest.raises(ValueError, match=r"The phone of '\+14155550101' does not ring; these do: client:ann"):
        call.callee_answers(who="+14155550101")
    call.callee_busy()
    assert line.parameters(1)["DialCallStatus"] == "busy"


@pytest.mark.parametrize(
    ("target", "code"),
    [
        ("", 13223),
        ("nobody", 13223),
        ("<Number>12x</Number>", 13223),
        ("<Conference/>", 13237),
        (f"<Conference>{'x' * 129}</Conference>", 13237),
        ("<Number>+14155550101</Number><Conference>C</Conference>", 13000),
        ("<Number>+14155550101</Number>" * 11, 13250),
        ("<Say>Hi</Say>", 13215),
        ("<Number sendDigits='x'>+14155550101</Number>", 13222),
        ("<Conference beep='loud'>C</Conference>", 13235),
    ],
)
def test_dial_and_its_nouns_have_warnings_of_their_own(target: str, code: int) -> None:
    assert codes(dialing("", target)[1])[0] == code


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("<Sip>not a uri</Sip>", [13243]),
        ("<Sip>4155550100</Sip>", [13243]),
        ("<Sip/>", [13243]),
        ("<Sip><Uri>not a uri</Uri></Sip>", [13243]),
        ("<Queue/>", [14212]),
        (f"<Queue>{'q' * 65}</Queue>", [14213]),
        ("<Client/>", [13223]),
        ("<Number>x</Number><Sip>y</Sip><Client>ann</Client>", [13223, 13243]),
    ],
)
def test_who_cannot_be_called_has_the_number_of_its_noun_and_nobody_is(target: str, expected: list[int]) -> None:
    line, call = dialing("", target)
    assert codes(call) == expected
    assert events(call, "dialing") == []
    assert line.parameters(1)["DialCallStatus"] == "failed"


@pytest.mark.parametrize(
    "uri",
    ["sip:ann@example.com", "SIPS:ann@example.com;transport=tls?x=y", "sip:example.com:5060", "ann@example.com"],
)
def test_a_sip_uri_has_many_forms(uri: str) -> None:
    _, call = dialing("", f"<Sip>{uri}</Sip>")
    assert (codes(call), events(call, "dialing")[0]["to"]) == ([], [uri])


@pytest.mark.parametrize(
    ("attribute", "code"),
    [
        ("timeout='4'", 13212),
        ("timeout='601'", 13212),
        ("hangupOnStar='yes'", 13213),
        ("timeLimit='0'", 13216),
        ("record='maybe'", 13217),
        ("sequential='1'", 13218),
        ("answerOnBridge='1'", 13219),
        ("ringTone='moo moo'", 13220),
        ("method='PUT'", 13210),
        ("recordingTrack='left'", 13622),
        ("record='record-from-answer-dual'", None),
    ],
)
def test_a_bad_attribute_is_a_warning_and_the_default_is_used(attribute: str, code: int | None) -> None:
    _, call = dialing(attribute)
    assert codes(call) == ([code] if code else [])
    call.callee_busy()
    assert call.heard == ["Welcome back"]


APPLICATION = "<Application><ApplicationSid>AP1</ApplicationSid></Application>"


@pytest.mark.parametrize(
    ("attribute", "target", "called", "expected"),
    [
        ("", f"{APPLICATION}<Number>{NUMBER}</Number>", ["AP1"], [13000]),
        ("", f"<Number>{NUMBER}</Number>{APPLICATION}", [NUMBER], [13000]),
        ("", APPLICATION * 2, ["AP1"], [13000]),
        ("", f"{APPLICATION}<Conference>C</Conference>", ["AP1"], [13000]),
        ("sequential='true'", f"{APPLICATION}<Number>{NUMBER}</Number>", ["AP1", NUMBER], []),
    ],
)
def test_an_application_is_not_called_at_the_same_time_as_others(
    attribute: str, target: str, called: list[str], expected: list[int]
) -> None:
    line, call = dialing(attribute, target)
    while len(line.requests) == 1:
        call.callee_busy()
    assert [who for event in events(call, "dialing") for who in event["to"]] == called  # type: ignore[attr-defined]  # a list
    assert codes(call) == expected


@pytest.mark.parametrize("target", ["", "nobody", "<Client/>", "<Conference/>"])
def test_who_cannot_be_dialed_has_failed(target: str) -> None:
    line, _ = dialing("", target)
    assert (line.parameters(1)["DialCallStatus"], line.parameters(1)["DialBridged"]) == ("failed", "false")


def test_of_eleven_targets_ten_are_called() -> None:
    _, call = dialing("", "<Number>+14155550101</Number>" * 11)
    assert len(events(call, "dialing")[0]["to"]) == 10  # type: ignore[arg-type]  # a list of numbers


@pytest.mark.parametrize(
    ("record", "recorded"),
    [
        *(("do-not-record", False), ("false", False), ("true", True)),
        *(("record-from-answer", True), ("record-from-answer-dual", True)),
        *(("record-from-ringing", True), ("record-from-ringing-dual", True)),
    ],
)
def test_a_conversation_may_be_recorded(record: str, recorded: bool) -> None:
    line, call = dialing(f"record='{record}' recordingStatusCallback='/told'")
    call.callee_answers(seconds=9)
    action = line.parameters(1)
    assert ("RecordingUrl" in action) == recorded
    assert len(line.told("/told")) == recorded
    for told in line.told("/told"):
        assert (told["RecordingSource"], told["RecordingDuration"]) == ("DialVerb", "9")
        assert told["RecordingChannels"] == ("2" if record.endswith("-dual") else "1")
        assert told["RecordingUrl"] == action["RecordingUrl"]


def test_the_callback_of_a_recorded_conversation_may_hear_of_its_beginning() -> None:
    wants = "recordingStatusCallback='/told' recordingStatusCallbackEvent='in-progress completed'"
    line, call = dialing(f"record='true' {wants}")
    call.callee_answers()
    call.talk(9)
    [begun] = line.told("/told")
    call.callee_hangs_up()
    assert line.urls[1:4] == [f"{HOME}/told", f"{HOME}/next", f"{HOME}/told"]
    ended = line.told("/told")[1]
    assert (begun["RecordingStatus"], ended["RecordingStatus"]) == ("in-progress", "completed")
    assert (ended["RecordingDuration"], ended["RecordingSid"]) == ("9", begun["RecordingSid"])


def test_a_dialed_call_that_nobody_takes_is_not_recorded() -> None:
    line, call = dialing("record='true' recordingStatusCallback='/told'")
    call.callee_busy()
    assert line.urls[1] == f"{HOME}/next"


SAME = ("AccountSid", "ApiVersion")  # as in the caller's own requests (section 1.2)
ALL_EVENTS = "statusCallback='/told' statusCallbackEvent='initiated ringing answered completed'"


@pytest.mark.parametrize(("attribute", "from_"), [("callerId='+18005550111'", "+18005550111"), ("", "+14155551212")])
def test_a_noun_tells_its_status_callback_with_the_parameters_of_the_child(attribute: str, from_: str) -> None:
    line, call = dialing(attribute, f"<Number {ALL_EVENTS}>{NUMBER}</Number>")
    call.callee_answers(seconds=8)
    told = line.told("/told")
    assert [parameters["CallStatus"] for parameters in told] == ["initiated", "ringing", "in-progress", "completed"]
    assert [parameters["SequenceNumber"] for parameters in told] == ["0", "1", "2", "3"]
    assert [parameters.get("CallDuration") for parameters in told] == [None, None, None, "8"]
    for parameters in told:
        assert parameters["ParentCallSid"] == call.identity["CallSid"]
        assert parameters["CallSid"] == line.told("/next")[0]["DialCallSid"]
        assert parameters["Direction"] == "outbound-dial"
        assert (parameters["From"], parameters["To"]) == (from_, NUMBER)
        assert {name: parameters[name] for name in SAME} == {name: call.identity[name] for name in SAME}
        assert parameters["CallbackSource"] == "call-progress-events"


@pytest.mark.parametrize(("event", "statuses"), [("", ["no-answer"]), ("statusCallbackEvent='ringing'", ["ringing"])])
def test_a_noun_tells_what_it_was_asked_to_tell(event: str, statuses: list[str]) -> None:
    line, call = dialing("", f"<Number statusCallback='/told' {event}>{NUMBER}</Number>")
    call.callee_no_answer()
    told = [line.parameters(index) for index, url in enumerate(line.urls) if url == f"{HOME}/told"]
    assert [parameters["CallStatus"] for parameters in told] == statuses


TWO_TOLD = "".join(f"<Number statusCallback='/told'>+1415555010{last}</Number>" for last in (1, 2))


def ends(line: Script) -> list[tuple[str, str, str]]:
    """Return whose calls are over, how they ended and how long they lasted, as the status callback was told."""
    told = [line.parameters(index) for index, url in enumerate(line.urls) if url == f"{HOME}/told"]
    return [(parameters["To"], parameters["CallStatus"], parameters["CallDuration"]) for parameters in told]


def test_phones_that_stop_ringing_because_another_answered_are_canceled() -> None:
    line, call = dialing("", TWO_TOLD)
    call.callee_answers(who="+14155550102", seconds=3)
    assert ends(line) == [("+14155550101", "canceled", "0"), ("+14155550102", "completed", "3")]
    seconds = [event["second"] for event in events(call, "requested") if str(event["url"]).endswith("/told")]
    assert seconds == [5, 8]


def test_when_one_of_many_phones_is_busy_the_others_may_still_be_answered() -> None:
    line, call = dialing("", TWO_TOLD)
    call.callee_busy(who="+14155550102")
    assert ends(line) == [("+14155550102", "busy", "0")]
    assert events(call, "callee")[0]["does"] == "at +14155550102 is busy"
    with pytest.raises(ValueError, match=r"'\+14155550102' does not ring; these do: \+14155550101"):
        call.callee_answers(who="+14155550102")
    call.callee_answers(seconds=3)
    assert ends(line)[1:] == [("+14155550101", "completed", "3")]
    assert events(call, "connected")[0]["to"] == "+14155550101"


@pytest.mark.parametrize("last", [Call.callee_busy, Call.callee_failed, Call.callee_canceled])
def test_the_last_phone_that_stops_ringing_tells_how_the_dialed_call_ended(last: Callable[..., None]) -> None:
    line, call = dialing("", TWO_TOLD)
    call.callee_busy(who="+14155550101")
    last(call, who="+14155550102")
    status = line.told("/next")[0]["DialCallStatus"]
    assert ends(line) == [("+14155550101", "busy", "0"), ("+14155550102", status, "0")]
    assert last.__name__ == f"callee_{status}"
    assert len(events(call, "dialing")) == 1


@pytest.mark.parametrize("attribute", ["", "sequential='true'"])
def test_phones_that_nobody_answers_are_told_of_one_and_all(attribute: str) -> None:
    line, call = dialing(attribute, TWO_TOLD)
    call.callee_no_answer()
    if attribute:
        call.callee_no_answer()
    assert ends(line) == [("+14155550101", "no-answer", "0"), ("+14155550102", "no-answer", "0")]


def test_what_is_possible_while_phones_ring_is_told() -> None:
    _, call = dialing()
    with pytest.raises(
        ActionNotPossible, match=r"<Dial> in line 1 of .*: say how this ends, by callee_answers, callee_busy"
    ):
        call.wait()
    call.press("1")
    assert events(call, "lost")[0]["what"] == "1"
    call.callee_answers()
    with pytest.raises(ActionNotPossible, match="say how this ends, by talk, callee_hangs_up, press, hang_up"):
        call.wait()
