"""The notation of actions: what is read is written again, and a call that was written down can be made again."""

import re
from collections.abc import Mapping

import pytest
from hypothesis import event, given, settings
from hypothesis import strategies as st

from pytest_ivr.journeys.notation import ACTIONS, actions, conversation, perform, together
from pytest_ivr.simulator import ActionNotPossible, Call, EndlessCall, Event, Limits, Response, as_dialogue
from pytest_ivr.simulator.testing import HOME, TOKEN, answer, script, twiml

MENU = "<Gather numDigits='1' input='dtmf speech' action='/next'><Say>For sales, press 1</Say></Gather>"
SIMPLE = "<Say>Please hold</Say><Redirect>/next</Redirect>"
DIAL = "<Dial action='/next' record='true'><Number>+14155550100</Number><Number>+14155550101</Number></Dial>"
WHISPER = "<Dial action='/next'><Number url='/whisper'>+14155550100</Number></Dial>"
CONFERENCE = "<Dial action='/next'><Conference>room</Conference></Dial>"
QUEUE = "<Enqueue action='/next' waitUrl='/wait'>support</Enqueue>"
RECORD = "<Record action='/next' timeout='4'/>"
POLL = "<Say>One moment</Say><Pause length='5'/><Redirect/>"
DOCUMENTS = {
    "next": twiml("<Say>Next</Say><Gather timeout='9'/><Say>Goodbye</Say>"),
    "whisper": twiml("<Gather numDigits='1' action='/taken' timeout='3'><Say>Press 1</Say></Gather><Hangup/>"),
    "taken": twiml(""),
    "wait": twiml("<Say>You are first</Say><Play loop='0'>/tune</Play>"),
    "tune": answer(b"x" * 48_000, "audio/mpeg"),
}


def call_to(verbs: str, documents: Mapping[str, Response | list[Response]] = DOCUMENTS) -> Call:
    """Return a call to a line that begins with these verbs; nobody has dialed yet."""
    line = script(verbs, **documents)
    return Call(f"{HOME}/voice", transport=line, auth_token=TOKEN, limits=Limits(documents=10, menus=20))


def same(transcript: list[Event]) -> str:
    """Return a call as people read it, without what differs from one call to the next."""
    return re.sub("[0-9a-f]{32}", "", as_dialogue(together(transcript)))  # type: ignore[arg-type]  # they are events


DONE = {
    MENU: [
        "presses 1",
        'presses 1 during "For sales, press 1"',
        'says "sales"',
        'says "sales" during "For sales, press 1"',
        "mumbles",
        "times out",
        "listens for 2 seconds then presses 1",
        "listens for 0.1 seconds then presses 1",
        "listens for 600 seconds",
        'hangs up during "For sales, press 1"',
        "hangs up",
        "presses 1 then times out",
        'presses 1 then hangs up during "Next"',
    ],
    SIMPLE: ['hangs up during "Please hold"', 'presses 5 during "Please hold" then hangs up', ""],
    DIAL: [
        "is put through and talks for 40 seconds",
        'is put through to "+14155550101" and talks for 2.5 seconds',
        "gets no answer",
        "gets a busy tone",
        "cannot be put through",
        "hangs up",
    ],
    WHISPER: [
        "is accepted with 1 and talks for 40 seconds",
        'is accepted to "+14155550100" with 1 and talks for 3 seconds',
    ],
    CONFERENCE: ["is put through and talks for 600 seconds", "times out then listens for 4 seconds then hangs up"],
    QUEUE: [
        "is taken by an agent and talks for 60 seconds",
        "listens for 7 seconds then is taken by an agent and talks for 60 seconds then hangs up",
        "times out then presses 1 then hangs up",
        'hangs up during "You are first"',
    ],
    RECORD: [
        "records for 12 seconds",
        "records for 3 seconds ending with # then times out",
        'records for 3 seconds saying "A black bear" ending with a hang-up',
        "times out",
    ],
    POLL: [
        "listens for 20 seconds then presses 1 then hangs up",
        "times out then hangs up",
        'hangs up during "One moment"',
    ],
}


@pytest.mark.parametrize(("verbs", "done"), [(verbs, done) for verbs, some in DONE.items() for done in some])
def test_what_is_done_is_written_as_it_was_read(verbs: str, done: str) -> None:
    call = call_to(verbs)
    perform(call, " then ".join(filter(None, ["dials", done])))
    assert actions(call.transcript) == done


def test_every_action_is_done_here() -> None:
    done = "dials then " + " then ".join(each for some in DONE.values() for each in some)
    assert [action.form for action in ACTIONS if not re.search(action.pattern, done)] == []
    assert [action.form for action in ACTIONS if not re.fullmatch(action.pattern, action.form)] == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"listens for {'9' * 5_000} seconds", "is nothing that a caller does; callers do this: dials"),
        ("dials then sings", "'sings' is nothing that a caller does; callers do this: dials, presses 12#, says"),
        ('dials then hangs up during "Hello"', "No sentence with 'Hello' was said since the last action"),
        (
            "dials then is accepted with 1 and talks for 3 seconds",
            "Nobody can accept the call with 1: the line asks nobody",
        ),
    ],
)
def test_what_cannot_be_is_told(text: str, problem: str) -> None:
    call = call_to(DIAL)
    with pytest.raises(ValueError, match=re.escape(problem)):
        perform(call, text)


def test_nothing_is_done_before_all_is_understood() -> None:
    call = call_to(MENU)
    with pytest.raises(ValueError, match="'sings'"):
        perform(call, "dials then sings")
    assert call.transcript == []


def test_what_stands_behind_the_sentence_is_not_requested() -> None:
    call = call_to(SIMPLE)
    perform(call, 'dials then hangs up during "Please hold"')
    assert [e["url"] for e in call.transcript if e["event"] == "requested"] == [f"{HOME}/voice"]


def test_a_hang_up_in_a_sentence_of_an_earlier_step_needs_notice() -> None:
    call = call_to(SIMPLE)
    perform(call, "dials")
    with pytest.raises(ActionNotPossible, match="rest_in"):
        perform(call, 'hangs up during "Please hold"')


def test_a_sentence_with_quotation_marks_is_named_by_its_longest_part() -> None:
    call = call_to('<Say>Say "yes, please" now</Say><Redirect>/next</Redirect>')
    perform(call, 'dials then hangs up during "please"')
    assert actions(call.transcript) == 'hangs up during "yes, please"'


def test_a_conversation_tells_what_the_caller_does_in_the_same_words() -> None:
    call = call_to(POLL.replace("<Redirect/>", MENU))
    perform(call, 'dials then presses 9 during "One moment" then listens for 2 seconds then presses 1')
    call.hang_up()
    assert conversation(call.transcript, {}) == [
        "Line: One moment",
        'Caller: presses 9 during "One moment"',
        "Line: For sales, press 1",
        "Caller: listens for 2 seconds",
        "Caller: presses 1",
        "Line: Next",
        "Caller: hangs up",
    ]


def test_a_conversation_tells_that_the_line_hangs_up() -> None:
    call = call_to("<Say>Goodbye</Say>")
    perform(call, "dials")
    assert conversation(call.transcript, {}) == ["Line: Goodbye", "Line: hangs up"]


def test_a_conversation_tells_who_does_what_in_a_whisper() -> None:
    call = call_to(WHISPER)
    perform(call, "dials then is accepted with 1 and talks for 3 seconds then hangs up")
    assert conversation(call.transcript, {}) == [
        "Line: calls +14155550100",
        "Person called: answers",
        "Line, to the person called: Press 1",
        "Person called: presses 1",
        "Twilio: puts the caller through to +14155550100",
        "Caller: talks for 3 seconds",
        "Person called: hangs up",
        "Line: Next",
        "Caller: hangs up",
    ]


# Any line, any actions

VERBS = st.sampled_from(
    [MENU, SIMPLE, DIAL, WHISPER, CONFERENCE, QUEUE, RECORD, POLL, "<Say>Hello there</Say>", "<Pause/>"]
)
LINES = st.fixed_dictionaries(
    {
        name: st.lists(VERBS, min_size=1, max_size=3).map(lambda verbs: twiml("".join(verbs)))
        for name in ("voice", "next")
    }
)
ENDINGS = st.sampled_from(["", " ending with #", " ending with a hang-up"])
SECONDS = st.sampled_from([0, 1, 2.5, 7, 40, 600])


@st.composite
def drawn_action(draw: st.DrawFn, call: Call) -> str:
    """Return an action, most often one that is possible now."""
    seconds = draw(SECONDS)
    during = draw(st.sampled_from(["", *[f' during "{heard}"' for heard in call.heard]]))
    written = {
        "press": f"presses {draw(st.sampled_from(['1', '12#', '*']))}{during}",
        "speak": f'says "sales"{during}',
        "mumble": "mumbles",
        "wait": "times out",
        "listen": f"listens for {seconds} seconds",
        "record": f"records for {seconds} seconds{draw(ENDINGS)}",
        "callee_answers": draw(
            st.sampled_from(
                [
                    f"is put through and talks for {seconds} seconds",
                    f"is accepted with 1 and talks for {seconds} seconds",
                ]
            )
        ),
        "callee_no_answer": "gets no answer",
        "callee_busy": "gets a busy tone",
        "callee_failed": "cannot be put through",
        "conference_ends": f"is put through and talks for {seconds} seconds",
        "agent_takes": f"is taken by an agent and talks for {seconds} seconds",
    }
    possible = [written[name] for name in call.possible if name in written]
    return draw(st.sampled_from([*possible * 3, *written.values(), f"hangs up{during}"]))


def test_hangs_up_in_a_sentence_behind_the_one_in_which_keys_were_lost() -> None:
    """The line had gone on to say the same again: it is to rest in no sentence further on."""
    call = call_to(MENU, {**DOCUMENTS, "next": twiml("<Say>Please hold</Say><Redirect>/next</Redirect>")})
    done = 'presses 1 then presses 1 during "Please hold" then hangs up during "Please hold"'
    perform(call, f"dials then {done}")
    assert call.ended
    assert actions(call.transcript) == done


@settings(deadline=None)  # an hour of waiting is many requests
@given(documents=LINES, data=st.data())
def test_a_call_that_was_written_down_can_be_made_again(
    documents: dict[str, Response | list[Response]], data: st.DataObject
) -> None:
    documents = {**DOCUMENTS, **documents}
    call = call_to("", documents)
    try:
        perform(call, "dials")
        for _ in range(6):
            if call.ended or call.callee:
                break
            done = data.draw(drawn_action(call))
            try:
                perform(call, done)
            except ValueError:
                continue
            event(" ".join(done.split()[:2]))
    except EndlessCall:
        return
    again = call_to("", documents)
    perform(again, " then ".join(filter(None, ["dials", actions(call.transcript)])))
    if not call.callee:
        assert same(again.transcript) == same(call.transcript)
