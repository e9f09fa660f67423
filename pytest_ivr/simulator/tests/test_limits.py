"""Guards, and the choices where Twilio says nothing (sections 1.8 and 8 of the contract)."""

from collections.abc import Callable

import pytest

from pytest_ivr.simulator import Call, CallOver, Choices, EndlessCall, Limits
from pytest_ivr.simulator.testing import HOME, TOKEN, answer, codes, dial, events, script, twiml

GATHER = "<Gather><Say>Choose</Say></Gather>"
LONG = f"<Say loop='900'>{'long ' * 300}</Say>"


@pytest.mark.parametrize(
    ("verbs", "lengths"), [(LONG + GATHER, [60]), (f"<Gather>{LONG}<Say>Choose</Say></Gather>", [60, 0])]
)
def test_a_sentence_that_twilio_cuts_off_has_no_more_seconds_than_the_call(verbs: str, lengths: list[int]) -> None:
    call = dial(script(verbs), limits=Limits(seconds=60))
    assert [event["seconds"] for event in events(call, "said")] == lengths
    call.press("1", during="long")
    seconds = [event["second"] for event in call.transcript]
    assert seconds == sorted(seconds)


def test_an_endless_loop_is_stopped_and_told() -> None:
    line = script(
        "<Pause/><Redirect>/b</Redirect>", a=twiml("<Redirect>/b</Redirect>"), b=twiml("<Redirect>/a</Redirect>")
    )
    with pytest.raises(
        EndlessCall, match=rf"100 documents without waiting .*; the loop: {HOME}/b -> {HOME}/a -> {HOME}/b$"
    ):
        dial(line)
    assert len(line.requests) == 1 + 100  # a second later


def test_documents_that_never_come_back_are_stopped_too() -> None:
    class Counting:
        """Answers each document with another one."""

        def __init__(self) -> None:
            self.asked = 0

        def send(self, _: object) -> object:
            """Return the next document."""
            self.asked += 1
            return twiml(f"<Redirect>/voice?n={self.asked}</Redirect>")

    with pytest.raises(EndlessCall, match=r"10 documents .*; the last ones: .*n=8 -> .*n=9 -> .*n=10$"):
        dial(Counting(), limits=Limits(documents=10))  # type: ignore[arg-type]  # it sends, and that is enough


def test_after_the_simulation_has_given_up_nobody_acts() -> None:
    line = script(GATHER, next=twiml("<Redirect/>"))
    line.answers = {**line.answers, "/voice": twiml("<Gather action='/next'/>")}
    call = dial(line)
    with pytest.raises(EndlessCall):
        call.press("1#")
    with pytest.raises(CallOver, match="cannot hang up: the call stopped: The line took 100 documents"):
        call.hang_up()


def test_nobody_acts_either_after_a_whisper_without_end() -> None:
    verbs = "<Dial><Number url='/whisper'>+14155550100</Number></Dial>"
    call = dial(script(verbs, whisper=twiml("<Redirect/>")))
    with pytest.raises(EndlessCall):
        call.callee_answers()
    with pytest.raises(CallOver, match="cannot hang up: the call stopped: The line took 100 documents"):
        call.hang_up()


def test_nobody_acts_either_after_waiting_too_long_for_a_conference() -> None:
    call = dial(script("<Dial><Conference>room</Conference></Dial>"), limits=Limits(menus=2))
    call.wait()
    with pytest.raises(EndlessCall):
        call.wait()
    with pytest.raises(CallOver, match="the call stopped"):
        call.conference_begins()


def test_a_caller_who_acts_has_a_hundred_documents_again() -> None:
    line = script(voice=[twiml("<Redirect/>")] * 99 + [twiml(GATHER)] + [twiml("<Redirect/>")] * 99 + [twiml("")])
    call = dial(line)
    call.press("1#")
    assert call.ended


@pytest.mark.parametrize("query", ["", "?attempt=1"])
def test_a_menu_that_nobody_leaves_is_stopped_and_told(query: str) -> None:
    line = script(f"{GATHER}<Redirect>{query}</Redirect>")
    call = dial(line, limits=Limits(menus=20))
    for _ in range(19):
        call.wait()
    with pytest.raises(
        EndlessCall, match=rf"20 times in a row in <Gather> in line 1 of {HOME}/voice.*: nobody leaves it"
    ):
        call.wait()


def test_two_menus_that_take_turns_are_no_loop() -> None:
    line = script(f"{GATHER}<Redirect>/b</Redirect>", b=twiml(f"{GATHER}<Redirect>/voice</Redirect>"))
    call = dial(line, limits=Limits(menus=1))
    for _ in range(30):
        call.wait()
    assert not call.ended


def test_a_call_is_over_after_four_hours() -> None:
    call = dial(script(voice=twiml("<Say loop='0'>" + "x" * 900 + "</Say><Redirect/>")))
    call.listen(20_000)
    assert call.status == "completed"
    assert events(call, "hung up")[0]["by"] == "Twilio"
    assert call.second == 14_400.0


def test_the_longest_time_is_an_argument_and_ends_a_wait_too() -> None:
    line = script("<Gather timeout='700' action='/next' actionOnEmptyResult='true'/>", next=twiml("<Say>Late</Say>"))
    call = dial(line, limits=Limits(seconds=600))
    call.wait()
    assert (call.ended, call.second, len(line.requests)) == (True, 600, 1)


def test_who_cuts_a_prompt_that_twilio_would_have_cut_off_has_time_again() -> None:
    call = dial(script(f"<Gather numDigits='2'>{LONG}</Gather>"), limits=Limits(seconds=60))
    call.press("1", during="long")
    assert (call.ended, call.second, events(call, "lost")) == (False, 30, [])


DIAL = "<Dial action='/next' timeout='60'><Number url='/whisper'>+14155550100</Number></Dial>"
TALK = "<Dial action='/next'>+14155550100</Dial>"
CONFERENCE = "<Dial action='/next'><Conference>room</Conference></Dial>"
QUEUE = "<Enqueue action='/next' waitUrl='{}'>support</Enqueue>"
RECORD = "<Record action='/next' timeout='50' trim='do-not-trim'/>"


@pytest.mark.parametrize(
    ("verb", "acts", "told"),
    [
        (f"<Pause length='47'/>{TALK}", [Call.callee_answers], {"DialCallStatus": "canceled", "DialBridged": "false"}),
        (
            TALK,
            [lambda call: call.callee_answers(seconds=70)],
            {"DialCallStatus": "completed", "DialCallDuration": "45"},
        ),
        (TALK, [Call.callee_answers, lambda call: call.talk(70)], {"DialCallStatus": "completed"}),
        (
            TALK.replace("action", "timeLimit='45' action"),
            [lambda call: call.callee_answers(45)],
            {"DialBridged": "true"},
        ),
        (DIAL, [Call.callee_no_answer], {"DialCallStatus": "canceled"}),
        (DIAL, [Call.callee_answers], {"DialCallStatus": "completed", "DialBridged": "false"}),
        (CONFERENCE, [Call.wait, Call.wait], {"DialCallStatus": "answered"}),
        (CONFERENCE, [Call.conference_begins, lambda call: call.talk(70)], {"DialCallStatus": "answered"}),
        (CONFERENCE, [lambda call: call.conference_ends(70)], {"DialCallStatus": "answered"}),
        (QUEUE.format(""), [Call.wait, Call.wait], {"QueueResult": "hangup", "QueueTime": "50"}),
        (QUEUE.format("/wait"), [lambda call: call.agent_takes(70)], {"QueueResult": "bridged", "QueueTime": "0"}),
        (RECORD, [lambda call: call.record(70)], {"RecordingDuration": "50", "Digits": "hangup"}),
        (RECORD, [lambda call: call.record(20, words="A")], {"RecordingDuration": "50", "Digits": "hangup"}),
        (RECORD, [lambda call: call.record(50, "hangup")], {"RecordingDuration": "50", "Digits": "hangup"}),
        (RECORD, [Call.record_nothing], {"RecordingDuration": "0", "Digits": "hangup"}),
        (RECORD, [Call.wait], {"RecordingDuration": "0", "Digits": "hangup"}),
        ("<Connect action='/next'><Room>a</Room></Connect>", [lambda call: call.connection_ends(70, A="1")], {}),
        ("<Pay action='/next'/>", [lambda call: call.payment_ends(seconds=70)], {"Result": "caller-hung-up"}),
    ],
)
def test_at_the_longest_time_twilio_hangs_up_whoever_talks_or_waits(
    verb: str, acts: list[Callable[[Call], None]], told: dict[str, str]
) -> None:
    line = script(
        f"<Pause length='10'/>{verb}", next=twiml("<Say>Never</Say>"), whisper=twiml(LONG), wait=twiml(GATHER)
    )
    call = dial(line, limits=Limits(seconds=60))
    for act in acts:
        act(call)
    assert (call.status, call.second, "Never" in call.heard) == ("completed", 60, False)
    assert [event["by"] for event in events(call, "hung up") if "leg" not in event] == ["Twilio"]
    assert line.urls.count(f"{HOME}/next") == 1
    asked = line.parameters(-1)
    assert {name: asked.get(name) for name in told} == told
    assert "A" not in asked


@pytest.mark.parametrize("choices", [Choices(), Choices(http_error=11217)])
def test_the_number_of_a_failing_status_is_a_choice(choices: Choices) -> None:
    line = script(voice=answer("", status=500), fallback=twiml(""))
    call = dial(line, fallback_url=f"{HOME}/fallback", choices=choices)
    assert codes(call) == [choices.http_error]
    assert line.parameters(1)["ErrorCode"] == str(choices.http_error)


def test_who_hangs_up_before_the_line_answers_is_no_answer() -> None:
    line = script("<Say>Hello</Say>", done=answer(""))
    call = Call(f"{HOME}/voice", transport=line, auth_token=TOKEN, status_callback=f"{HOME}/done")
    call.dial_and_hang_up()
    assert (call.status, call.heard) == ("no-answer", [])
    assert [line.parameters(index)["CallStatus"] for index in (0, 1)] == ["ringing", "no-answer"]
    with pytest.raises(CallOver, match="make a new Call"):
        call.dial()


def test_who_hangs_up_while_the_line_still_rings_is_no_answer() -> None:
    call = dial(script("<Dial answerOnBridge='true'>+14155550100</Dial>"))
    call.hang_up()
    assert (call.status, bool(events(call, "answered"))) == ("no-answer", False)
