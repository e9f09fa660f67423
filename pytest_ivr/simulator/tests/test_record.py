"""Section 4.5 of the contract: Record."""

from collections.abc import Callable

import pytest

from pytest_ivr.simulator import ActionNotPossible, Call
from pytest_ivr.simulator.testing import HOME, Script, answer, codes, dial, events, script, twiml

NEXT = twiml("<Say>Thanks</Say>")
NEVER = "<Say>Never</Say>"


def recorder(attributes: str = "") -> tuple[Script, Call]:
    """Return a call to a line that records."""
    quiet = dict.fromkeys(("told", "text", "done"), answer(""))
    line = script(f"<Record action='/next' {attributes}/>{NEVER}", next=NEXT, **quiet)
    return line, dial(line, status_callback=f"{HOME}/done")


@pytest.mark.parametrize(
    ("attributes", "seconds", "finish", "duration", "digits", "elapsed"),
    [
        ("", 12, "#", "12", "#", 12),
        ("", 12, "7", "12", "7", 12),  # any key by default
        ("", 12, "", "12", "", 17),  # five seconds of silence, which are cut off
        ("trim='do-not-trim'", 12, "", "17", "", 17),
        ("timeout='2'", 12, "", "12", "", 14),
        ("maxLength='10'", 12, "#", "10", "", 10),
        ("maxLength='10'", 12, "", "10", "", 10),
        ("maxLength='10'", 12, "hangup", "10", "", 10),  # by then the line has gone on
        ("maxLength='14' trim='do-not-trim'", 12, "", "14", "", 14),
        ("timeout='0' maxLength='60'", 12, "", "12", "", 60),  # no silence ends it
        ("timeout='0' maxLength='60' trim='do-not-trim'", 12, "", "60", "", 60),
        ("transcribe='true'", 200, "#", "120", "", 120),
        ("finishOnKey='*9'", 3, "9", "3", "9", 3),
        ("", 4000, "", "3600", "", 3600),
    ],
)
def test_a_recording_ends_on_a_key_on_silence_or_on_its_length(
    attributes: str, seconds: int, finish: str, duration: str, digits: str, elapsed: int
) -> None:
    line, call = recorder(attributes)
    call.record(seconds=seconds, finish=finish)
    told = line.parameters(1)
    assert (told["RecordingDuration"], told["Digits"]) == (duration, digits)
    assert told["RecordingUrl"].endswith(f"/Accounts/{told['AccountSid']}/Recordings/{told['RecordingSid']}")
    assert told["CallStatus"] == "in-progress"
    assert call.second == pytest.approx(elapsed + 6 / 15)
    assert call.heard == ["Thanks"]


def test_without_an_action_the_document_is_asked_again() -> None:
    line = script(voice=[twiml("<Record/>"), NEXT])
    call = dial(line, f"{HOME}/voice?a=1")
    call.record(seconds=2, finish="#")
    assert line.urls == [f"{HOME}/voice?a=1"] * 2
    assert call.heard == ["Thanks"]


def test_the_action_may_be_asked_by_get() -> None:
    line, call = recorder("method='GET'")
    call.record(seconds=2, finish="#")
    assert line.requests[1].method == "GET"


@pytest.mark.parametrize(("attributes", "silence"), [("", 5), ("timeout='0' maxLength='9'", 9), ("maxLength='3'", 3)])
def test_silence_alone_is_an_empty_recording(attributes: str, silence: int) -> None:
    line, call = recorder(attributes)
    call.wait()
    assert (line.parameters(1)["RecordingDuration"], line.parameters(1)["Digits"]) == ("0", "")
    assert call.second == pytest.approx(silence + 6 / 15)


def test_when_nothing_at_all_is_recorded_the_next_verb_may_follow() -> None:
    line, call = recorder()
    call.record_nothing()
    assert call.heard == ["Never"]
    assert call.second == pytest.approx(5 + 5 / 15)
    assert line.urls[1:] == [f"{HOME}/done"]


def test_a_key_alone_ends_the_recording() -> None:
    line, call = recorder("finishOnKey='#'")
    call.press("12")
    assert [event["what"] for event in events(call, "lost")] == ["12"]
    call.press("1#2")
    assert [event["what"] for event in events(call, "lost")] == ["12", "12"]
    assert line.parameters(1)["Digits"] == "#"


def test_who_hangs_up_at_once_has_recorded_nothing() -> None:
    line, call = recorder()
    call.hang_up()
    told = line.parameters(1)
    assert (told["Digits"], told["RecordingDuration"], told["CallStatus"]) == ("hangup", "0", "completed")
    assert call.heard == []
    assert line.urls[1:] == [f"{HOME}/next", f"{HOME}/done"]


def test_who_hangs_up_in_the_middle_is_recorded_up_to_there() -> None:
    line, call = recorder()
    call.record(seconds=7, finish="hangup")
    told = line.parameters(1)
    assert (told["Digits"], told["RecordingDuration"], told["CallStatus"]) == ("hangup", "7", "completed")
    assert (call.status, call.second) == ("completed", 7)


def test_an_action_that_fails_after_the_hang_up_is_logged_and_not_heard() -> None:
    line = script("<Record action='/none'/>")
    call = dial(line, fallback_url=f"{HOME}/fallback")
    call.hang_up()
    assert codes(call) == [11200]
    assert len(line.requests) == 2
    line = script("<Record action='https://[x'/>")
    call = dial(line)
    call.hang_up()
    assert codes(call) == [11100]


@pytest.mark.parametrize(
    ("attributes", "finish", "explanation"),
    [
        ("finishOnKey='#*'", "1", "'1' does not end this recording; one of #, \\*; \"hangup\""),
        ("finishOnKey=''", "1", "'1' does not end this recording; \"hangup\""),
    ],
)
def test_a_key_that_does_not_end_the_recording_is_refused(attributes: str, finish: str, explanation: str) -> None:
    _, call = recorder(attributes)
    with pytest.raises(ValueError, match=explanation):
        call.record(seconds=2, finish=finish)
    with pytest.raises(ValueError, match="Nothing lasts -1 seconds"):
        call.record(seconds=-1)


def test_the_recordings_callback_is_told_without_the_callers_numbers() -> None:
    wants = "in-progress completed absent"
    line, call = recorder(f"recordingStatusCallback='/told' recordingStatusCallbackEvent='{wants}'")
    call.record(seconds=12, finish="#")
    assert line.urls[1:4] == [f"{HOME}/told", f"{HOME}/next", f"{HOME}/told"]
    begun, ended = line.told("/told")
    assert (begun["RecordingStatus"], ended["RecordingStatus"], ended["RecordingDuration"]) == (
        "in-progress",
        "completed",
        "12",
    )
    assert set(ended) == {
        *("AccountSid", "CallSid", "RecordingSid", "RecordingUrl", "RecordingStatus", "RecordingDuration"),
        *("RecordingChannels", "RecordingSource"),
    }
    assert ended["RecordingSource"] == "RecordVerb"


@pytest.mark.parametrize(("events_wanted", "statuses"), [("", ["completed"]), ("absent", [])])
def test_the_recordings_callback_hears_of_completion_by_default(events_wanted: str, statuses: list[str]) -> None:
    wants = f"recordingStatusCallbackEvent='{events_wanted}'" if events_wanted else ""
    line, call = recorder(f"recordingStatusCallback='/told' recordingStatusCallbackMethod='GET' {wants}")
    call.record(seconds=12, finish="#")
    assert [told["RecordingStatus"] for told in line.told("/told")] == statuses


@pytest.mark.parametrize("act", [Call.wait, Call.record_nothing, Call.hang_up])
def test_an_empty_recording_is_absent(act: Callable[[Call], None]) -> None:
    line, call = recorder("recordingStatusCallback='/told' recordingStatusCallbackEvent='absent'")
    act(call)
    assert [told["RecordingStatus"] for told in line.told("/told")] == ["absent"]


def test_a_recording_that_never_was_is_absent_too() -> None:
    line, call = recorder("recordingStatusCallback='/told' recordingStatusCallbackEvent='absent'")
    call.record_nothing()
    assert [line.parameters(index)["RecordingStatus"] for index in range(1, len(line.requests) - 1)] == ["absent"]


def test_who_speaks_longer_than_the_line_records_cannot_end_it() -> None:
    line, call = recorder("maxLength='10'")
    call.record(seconds=20, finish="hangup")
    assert (line.parameters(1)["RecordingDuration"], line.parameters(1)["Digits"]) == ("10", "")
    assert line.parameters(1)["CallStatus"] == "in-progress"


@pytest.mark.parametrize(
    ("finish", "words", "status"),
    [("#", "the Rialto is too cold", "completed"), ("#", "", "failed"), ("hangup", "so long", "completed")],
)
def test_a_transcription_is_told_with_the_standard_parameters(finish: str, words: str, status: str) -> None:
    line, call = recorder("transcribe='true' transcribeCallback='/text'")
    call.record(seconds=12, finish=finish, words=words)
    [told] = line.told("/text")
    assert (told["TranscriptionText"], told["TranscriptionStatus"]) == (words, status)
    assert told["From"] == "+14155551212"
    assert told["RecordingSid"] in told["RecordingUrl"]
    assert told["TranscriptionSid"] in told["TranscriptionUrl"]


def test_the_action_comes_before_what_is_told_of_the_recording() -> None:
    told = "recordingStatusCallback='/told' transcribe='true' transcribeCallback='/text'"
    line, call = recorder(told)
    call.record(seconds=3, finish="#", words="black bear")
    assert line.urls[1:] == [f"{HOME}/{path}" for path in ("next", "told", "text", "done")]
    line, call = recorder(told)
    call.record(seconds=3, finish="hangup", words="black bear")
    assert line.urls[1:] == [f"{HOME}/{path}" for path in ("next", "told", "text", "done")]


def test_so_does_all_that_the_action_leads_to_at_once() -> None:
    line = script(
        "<Record action='/a' transcribe='true' transcribeCallback='/text'/>",
        a=twiml("<Redirect>/b</Redirect>"),
        b=twiml("<Gather><Say>Choose</Say></Gather>"),
        text=answer(""),
    )
    call = dial(line)
    call.record(seconds=3, finish="#", words="black bear")
    assert line.urls[1:] == [f"{HOME}/a", f"{HOME}/b", f"{HOME}/text"]
    assert [event["event"] for event in call.transcript[-2:]] == ["requested", "said"]
    assert [event.get("callback") for event in events(call, "requested")] == [None, None, None, True]


def test_a_callback_for_transcriptions_asks_for_none() -> None:
    line, call = recorder("transcribeCallback='/text'")
    call.record(seconds=3, finish="#", words="black bear")
    assert line.told("/text") == []


@pytest.mark.parametrize(("seconds", "expected"), [(1, [13617]), (2, []), (120, [])])
def test_only_recordings_of_2_to_120_seconds_are_transcribed(seconds: int, expected: list[int]) -> None:
    line, call = recorder("transcribe='true' transcribeCallback='/text'")
    call.record(seconds=seconds, finish="#")
    assert codes(call) == expected
    assert (f"{HOME}/text" in line.urls) == (expected == [])


def test_a_recording_may_be_too_long_to_transcribe() -> None:
    assert codes(recorder("transcribe='true' maxLength='121'")[1]) == [13615]


def test_the_beep_is_in_the_transcript() -> None:
    assert events(recorder()[1], "recording")[0]["beep"] is True
    assert events(recorder("playBeep='false'")[1], "recording")[0]["beep"] is False


def test_what_is_possible_during_a_recording_is_told() -> None:
    _, call = recorder()
    with pytest.raises(
        ActionNotPossible, match=r"in <Record> in line 1 of .*: record, record_nothing, press, wait, hang_up"
    ):
        call.callee_busy()
    call.speak("Rialto")
    assert events(call, "lost")[0]["what"] == "Rialto"
    with pytest.raises(ActionNotPossible, match="cannot talk now"):
        call.talk(3)
    with pytest.raises(ActionNotPossible, match="cannot mumble now"):
        call.mumble()
