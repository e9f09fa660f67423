"""Section 4.6 of the contract: Dial with Conference."""

from collections.abc import Callable

import pytest

from call_simulator import ActImpossible, Call

from .script import Script, answer, codes, events, place, script, twiml

NEXT = twiml("<Say>Back</Say>")


def conference(attributes: str = "", dial: str = "", **documents: object) -> tuple[Script, Call]:
    """Return a call to a line that puts its callers into a conference."""
    verbs = f"<Dial action='/next' {dial}><Conference {attributes}>Room 7</Conference></Dial>"
    line = script(verbs, next=NEXT, told=answer(""), **documents)  # type: ignore[arg-type]  # documents are answers
    return line, place(line)


def test_a_conference_begins_once() -> None:
    call = place(script("<Dial><Conference>room</Conference></Dial>"))
    call.conference_begins()
    with pytest.raises(ActImpossible, match=r"cannot be let into it again now.*possible now: talk, conference_ends"):
        call.conference_begins()


def test_4_6_a_name_of_128_characters_is_the_longest() -> None:
    call = place(script(f"<Dial><Conference>{'x' * 128}</Conference></Dial>"))
    assert (codes(call), call.ended) == ([], False)


def test_a_conference_is_answered_whatever_happened() -> None:
    line, call = conference()
    assert events(call, "joined")[0]["conference"] == "Room 7"
    assert call.status == "in-progress"
    call.conference_begins()
    call.talk(20)
    call.conference_ends()
    told = line.parameters(1)
    assert told["DialCallStatus"] == "answered"
    assert not {"DialCallSid", "DialCallDuration"} & set(told)
    assert call.heard == ["Back"]
    assert call.second == pytest.approx(20 + 4 / 15)


def test_a_conference_may_begin_and_end_in_one_breath() -> None:
    line, call = conference()
    call.conference_ends(seconds=60)
    assert line.parameters(1)["DialCallStatus"] == "answered"
    assert call.second == pytest.approx(60 + 4 / 15)


def test_the_wait_document_is_heard_once_and_then_there_is_silence() -> None:
    line, call = conference("waitUrl='/wait' waitMethod='GET'", wait=twiml("<Say>Soon</Say>"))
    assert call.heard == ["Soon"]
    assert line.requests[1].method == "GET"
    call.wait()
    assert call.heard == []
    assert len(line.requests) == 2
    assert call.second == pytest.approx(4 / 15 + 30)
    call.conference_begins()
    with pytest.raises(ActImpossible, match="say how this ends, by talk, conference_ends, press, hang_up"):
        call.wait()


def test_a_wait_document_repeats_itself_by_an_empty_redirect() -> None:
    wait = [twiml("<Say>Soon</Say><Redirect/>"), twiml("<Say>Sooner</Say>")]
    _, call = conference("waitUrl='/wait'", wait=wait)
    assert call.heard == ["Soon", "Sooner"]


def test_13238_a_wait_document_has_few_verbs() -> None:
    _, call = conference("waitUrl='/wait'", wait=twiml("<Gather/><Say>Soon</Say>"))
    assert codes(call) == [13238]
    assert call.heard == ["Soon"]


@pytest.mark.parametrize(
    ("dial", "keys", "over"),
    [("", "*", False), ("hangupOnStar='true'", "*", True), ("hangupOnStar='true'", "1", False)],
)
def test_a_star_leaves_the_conference_only_if_the_dial_says_so(dial: str, keys: str, over: bool) -> None:
    line, call = conference(dial=dial)
    call.conference_begins()
    call.press(keys)
    assert (call.heard == ["Back"]) == over
    assert [line.parameters(index)["DialCallStatus"] for index in range(1, len(line.requests))] == ["answered"] * over


def test_a_star_leaves_also_before_the_conference_begins() -> None:
    _, call = conference("waitUrl='/wait'", "hangupOnStar='true'", wait=twiml("<Say>Soon</Say>"))
    call.press("*")
    assert (call.heard, call.ended) == (["Back"], True)


def test_nobody_talks_before_the_conference_begins() -> None:
    _, call = conference()
    with pytest.raises(ActImpossible, match=r"cannot talk now.* possible now: conference_begins, wait, hang_up"):
        call.talk(3)


def test_who_hangs_up_in_a_conference_has_the_action_requested() -> None:
    line, call = conference()
    call.conference_begins()
    call.hang_up()
    assert (line.parameters(1)["DialCallStatus"], line.parameters(1)["CallStatus"]) == ("answered", "completed")


def test_the_conference_tells_its_status_callback_what_it_was_asked_to_tell() -> None:
    line, call = conference("statusCallback='/told' statusCallbackEvent='start end join leave'")
    call.conference_ends(seconds=2)
    told = [line.parameters(index) for index in range(1, 5)]
    assert [parameters["StatusCallbackEvent"] for parameters in told] == [
        *("participant-join", "conference-start", "participant-leave", "conference-end")
    ]
    assert {(parameters["FriendlyName"], parameters["ConferenceSid"][:2]) for parameters in told} == {("Room 7", "CF")}
    assert [parameters["SequenceNumber"] for parameters in told] == ["0", "1", "2", "3"]


@pytest.mark.parametrize(
    ("wants", "act", "told"),
    [
        ("", Call.hang_up, []),
        ("", Call.conference_ends, ["conference-start", "conference-end"]),
        ("leave", Call.hang_up, ["participant-leave"]),
        ("leave", lambda call: call.press("*"), ["participant-leave"]),
        ("leave", Call.conference_ends, ["participant-leave"]),
    ],
)
def test_the_end_of_a_conference_is_told_as_it_was_asked(
    wants: str, act: Callable[[Call], None], told: list[str]
) -> None:
    attribute = f"statusCallbackEvent='{wants}'" if wants else ""
    line, call = conference(f"statusCallback='/told' {attribute}", "hangupOnStar='true'")
    act(call)
    heard_of = [line.parameters(index).get("StatusCallbackEvent") for index in range(len(line.requests))]
    assert [event for event in heard_of if event] == told
