"""Section 4.6 of the contract: Dial with Conference."""

from collections.abc import Callable

import pytest

from pytest_ivr.simulator import ActionNotPossible, Call
from pytest_ivr.simulator.testing import HOME, Script, answer, codes, dial, events, script, twiml

NEXT = twiml("<Say>Back</Say>")


def conference(attributes: str = "", of_dial: str = "", **documents: object) -> tuple[Script, Call]:
    """Return a call to a line that puts its callers into a conference."""
    verbs = f"<Dial action='/next' {of_dial}><Conference {attributes}>Room 7</Conference></Dial>"
    line = script(verbs, next=NEXT, told=answer(""), **documents)  # type: ignore[arg-type]  # documents are answers
    return line, dial(line)


@pytest.mark.parametrize(("length", "expected"), [(128, []), (129, [13237])])
def test_13237_the_longest_name_is_taken(length: int, expected: list[int]) -> None:
    assert codes(dial(script(f"<Dial><Conference>{'x' * length}</Conference></Dial>"))) == expected


def test_a_conference_begins_once() -> None:
    call = dial(script("<Dial><Conference>room</Conference></Dial>"))
    call.conference_begins()
    with pytest.raises(
        ActionNotPossible, match=r"The conference cannot begin again now.*possible now: talk, conference_ends"
    ):
        call.conference_begins()


def test_a_name_of_128_characters_is_the_longest() -> None:
    call = dial(script(f"<Dial><Conference>{'x' * 128}</Conference></Dial>"))
    assert (codes(call), call.ended) == ([], False)


def test_a_conference_is_answered_whatever_happened() -> None:
    line, call = conference()
    assert events(call, "joined")[0]["conference"] == "Room 7"
    assert call.status == "in-progress"
    call.conference_begins()
    call.talk(20)
    call.conference_ends()
    told = line.parameters(1)
    assert (told["DialCallStatus"], told["DialBridged"]) == ("answered", "true")
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
    with pytest.raises(ActionNotPossible, match="say how this ends, by talk, conference_ends, press, hang_up"):
        call.wait()


@pytest.mark.parametrize(
    ("attributes", "waiting"), [("", "music"), ("waitUrl=''", "paused"), ("waitUrl='music'", "paused")]
)
def test_without_a_wait_document_there_is_music_and_with_an_empty_one_silence(attributes: str, waiting: str) -> None:
    line, call = conference(attributes, music=twiml(""))
    call.wait()
    assert [event["event"] for event in call.transcript if event.get("seconds")] == [waiting]
    assert call.second == 30
    assert line.urls[1:] == [f"{HOME}/music"] * ("'music'" in attributes)


def test_a_wait_document_repeats_itself_by_an_empty_redirect() -> None:
    wait = [twiml("<Say>Soon</Say><Redirect/>"), twiml("<Say>Sooner</Say>")]
    _, call = conference("waitUrl='/wait'", wait=wait)
    assert call.heard == ["Soon"]
    call.wait()
    assert call.heard == ["Sooner"]


def test_13238_a_wait_document_has_few_verbs() -> None:
    _, call = conference("waitUrl='/wait'", wait=twiml("<Gather/><Say>Soon</Say>"))
    assert codes(call) == [13238]
    assert call.heard == ["Soon"]


@pytest.mark.parametrize(
    ("of_dial", "keys", "lost", "over"),
    [
        ("", "1*", "1*", False),
        ("hangupOnStar='true'", "*", "", True),
        ("hangupOnStar='true'", "1", "1", False),
        ("hangupOnStar='true'", "1*2*", "12*", True),
    ],
)
def test_a_star_leaves_the_conference_only_if_the_dial_says_so(of_dial: str, keys: str, lost: str, over: bool) -> None:
    line, call = conference(of_dial=of_dial)
    call.conference_begins()
    call.press(keys)
    assert "".join(str(event["what"]) for event in events(call, "lost")) == lost
    assert (call.heard == ["Back"]) == over
    assert [line.parameters(index)["DialCallStatus"] for index in range(1, len(line.requests))] == ["answered"] * over


def test_a_star_leaves_also_before_the_conference_begins() -> None:
    _, call = conference("waitUrl='/wait'", "hangupOnStar='true'", wait=twiml("<Say>Soon</Say>"))
    call.press("*")
    assert (call.heard, call.ended) == (["Back"], True)


def test_nobody_talks_before_the_conference_begins() -> None:
    _, call = conference()
    with pytest.raises(
        ActionNotPossible,
        match=r"cannot talk now.* possible now: conference_begins, conference_ends, wait, listen, hang_up",
    ):
        call.talk(3)


def test_who_hangs_up_in_a_conference_has_the_action_requested() -> None:
    line, call = conference()
    call.conference_begins()
    call.hang_up()
    assert (line.parameters(1)["DialCallStatus"], line.parameters(1)["CallStatus"]) == ("answered", "completed")


def test_the_conference_tells_its_status_callback_what_it_was_asked_to_tell() -> None:
    line, call = conference("statusCallback='/told' statusCallbackEvent='start end join leave'")
    call.conference_ends(seconds=2)
    told = line.told("/told")
    assert [parameters["StatusCallbackEvent"] for parameters in told] == [
        *("participant-join", "conference-start", "participant-leave", "conference-end")
    ]
    assert {(parameters["FriendlyName"], parameters["ConferenceSid"][:2]) for parameters in told} == {("Room 7", "CF")}
    assert [parameters["SequenceNumber"] for parameters in told] == ["0", "1", "2", "3"]
    line, call = conference("statusCallback='/told'")
    call.hang_up()
    assert [
        parameters.get("StatusCallbackEvent") for parameters in map(line.parameters, range(len(line.requests)))
    ] == [
        None,
        None,
    ]


def test_the_status_callback_is_relative_to_the_document_of_the_conference() -> None:
    attributes = "waitUrl='/deep/wait' statusCallback='told' statusCallbackEvent='start end join leave'"
    line, call = conference(attributes, **{"deep/wait": twiml("<Say>Soon</Say>")})  # type: ignore[arg-type]  # documents are answers
    call.conference_ends()
    assert line.urls.count(f"{HOME}/told") == 4


@pytest.mark.parametrize("act", [Call.conference_ends, Call.talk])
def test_the_time_limit_ends_a_conference_for_the_caller(act: Callable[[Call, float], None]) -> None:
    line, call = conference("statusCallback='/told' statusCallbackEvent='leave end'", "timeLimit='60'")
    call.wait()
    call.conference_begins()
    call.talk(9)
    act(call, 51)
    assert call.heard == ["Back"]
    assert [parameters["StatusCallbackEvent"] for parameters in line.told("/told")] == ["participant-leave"]
    [action] = line.told("/next")
    assert (action["DialCallStatus"], action["DialBridged"]) == ("answered", "true")
    assert events(call, "disconnected")[0]["second"] == 30 + 60


def test_the_recording_of_a_conference_is_told_without_the_callers_numbers() -> None:
    events_wanted = "recordingStatusCallbackEvent='in-progress completed'"
    attributes = f"record='record-from-start' waitUrl='/deep/wait' recordingStatusCallback='told' {events_wanted}"
    line, call = conference(attributes, **{"deep/wait": twiml("<Say>Soon</Say>")})  # type: ignore[arg-type]  # documents are answers
    call.conference_ends(seconds=9)
    assert line.urls[2:] == [f"{HOME}/told", f"{HOME}/next", f"{HOME}/told"]
    begun, ended = line.told("/told")
    assert (begun["RecordingStatus"], ended["RecordingStatus"], ended["RecordingDuration"]) == (
        *("in-progress", "completed"),
        "9",
    )
    assert (ended["RecordingSource"], ended["ConferenceSid"][:2]) == ("Conference", "CF")
    assert {"CallSid", "From", "CallStatus"}.isdisjoint(ended)


@pytest.mark.parametrize(("attributes", "times"), [("endConferenceOnExit='true'", 1), ("", 0)])
def test_the_recording_of_a_conference_ends_with_it_and_not_with_the_caller(attributes: str, times: int) -> None:
    line, call = conference(f"record='record-from-start' recordingStatusCallback='/told' {attributes}")
    call.conference_begins()
    call.hang_up()
    assert len(line.told("/told")) == times


def test_a_conference_that_is_not_recorded_or_never_began_has_no_recording() -> None:
    line, call = conference("recordingStatusCallback='/told'")
    call.conference_ends(seconds=9)
    assert line.told("/told") == []
    line, call = conference("record='record-from-start' endConferenceOnExit='true' recordingStatusCallback='/told'")
    call.hang_up()
    assert line.told("/told") == []


def test_a_conference_that_never_began_has_connected_nobody() -> None:
    line, call = conference()
    call.hang_up()
    assert line.parameters(1)["DialBridged"] == "false"


@pytest.mark.parametrize(
    ("attribute", "act", "ends"),
    [
        ("true", Call.hang_up, ["participant-leave", "conference-end"]),
        ("true", lambda call: call.press("*"), ["participant-leave", "conference-end"]),
        ("true", lambda call: call.talk(60), ["participant-leave", "conference-end"]),
        ("true", Call.conference_ends, ["participant-leave", "conference-end"]),
        ("false", Call.hang_up, ["participant-leave"]),
    ],
)
def test_a_conference_may_end_when_the_caller_leaves(
    attribute: str, act: Callable[[Call], None], ends: list[str]
) -> None:
    wants = f"endConferenceOnExit='{attribute}' statusCallback='/told' statusCallbackEvent='leave end'"
    line, call = conference(wants, "hangupOnStar='true' timeLimit='60'")
    call.conference_begins()
    act(call)
    told = [line.parameters(index) for index, url in enumerate(line.urls) if url == f"{HOME}/told"]
    assert [parameters["StatusCallbackEvent"] for parameters in told] == ends
    assert len(events(call, "conference ended")) == len(ends) - 1


def test_a_conference_that_has_not_begun_does_not_end_either() -> None:
    line, call = conference("endConferenceOnExit='true' statusCallback='/told'")
    call.hang_up()
    assert f"{HOME}/told" not in line.urls


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
