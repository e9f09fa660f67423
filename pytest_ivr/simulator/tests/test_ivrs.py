"""Whole conversations with lines in Flask and in plain WSGI, each of which refuses what Twilio did not sign."""

from typing import Any

import pytest

from pytest_ivr.simulator import Call, WsgiTransport
from pytest_ivr.simulator.testing import HOME, TOKEN, codes

from .helpers.ivrs.phone_tree import phone_tree
from .helpers.ivrs.support_queue import support_queue
from .helpers.ivrs.survey import survey

MENU = "For a cinema, press 1. For our address, press 2."
CINEMAS = ["For Rialto, press 1.", "For Roxy, press 2."]
RIALTO, OURSELVES = "+14155550101", "+18005550199"
WHISPER = "A caller for you. Press 1 to accept."
QUESTION = "Did you like the movie? Say yes or no."
MUSIC = f"{HOME}/music.mp3"
LEAVE = "To leave, press star."

Told = list[tuple[str, str]]


def dial(make_line: Any, told: Told, **arguments: Any) -> Call:
    """Return a call to a line that has been dialed; what it is told it writes into ``told``."""
    transport = WsgiTransport(make_line(TOKEN, told))
    call = Call(f"{HOME}/voice", transport=transport, auth_token=TOKEN, status_callback=f"{HOME}/ended", **arguments)
    call.dial()
    return call


def dial_rialto(told: Told) -> Call:
    """Return a call in which Rialto's phone rings."""
    call = dial(phone_tree, told)
    call.press("1")
    call.press("1")
    return call


@pytest.mark.parametrize("make_line", [phone_tree, survey, support_queue])
def test_a_line_refuses_what_twilio_did_not_sign(make_line: Any) -> None:
    call = Call(f"{HOME}/voice", transport=WsgiTransport(make_line(TOKEN, [])), auth_token="another")  # noqa: S106 (so it is)
    call.dial()
    assert codes(call) == [11200]
    assert call.heard == ["We are sorry, an application error has occurred. Goodbye."]


# The phone tree


def test_a_caller_who_is_put_through_talks_and_hears_goodbye() -> None:
    told: Told = []
    call = dial(phone_tree, told)
    assert call.heard == [MENU]
    call.press("1", during="For a cinema")
    assert call.heard == CINEMAS
    call.press("1")
    assert call.heard == ["We call Rialto."]
    call.callee_answers(seconds=42)
    assert call.callee is not None
    assert call.callee.heard == [WHISPER]
    call.callee.press("1")
    assert call.heard == ["You talked for 42 seconds. Goodbye."]
    assert call.status == "completed"
    assert told == [(RIALTO, "ringing"), (RIALTO, "in-progress"), (RIALTO, "completed"), (OURSELVES, "completed")]
    assert codes(call) == []


@pytest.mark.parametrize("answer", ["declines", "hangs up", "says nothing"])
def test_a_caller_whom_the_cinema_does_not_take_comes_back_to_the_menu(answer: str) -> None:
    told: Told = []
    call = dial_rialto(told)
    call.callee_answers(seconds=42)
    callee = call.callee
    assert callee is not None
    {"declines": lambda: callee.press("2"), "hangs up": callee.hang_up, "says nothing": callee.wait}[answer]()
    assert call.heard == ["Nobody is free.", MENU]
    assert told == [(RIALTO, "ringing"), (RIALTO, "in-progress"), (RIALTO, "completed")]


@pytest.mark.parametrize(
    ("act", "sentence", "status"),
    [
        (Call.callee_busy, "The line is busy.", "busy"),
        (Call.callee_no_answer, "Nobody answers.", "no-answer"),
        (Call.callee_failed, "Nobody is free.", "failed"),
    ],
)
def test_a_caller_who_is_not_put_through_hears_why_and_comes_back(act: Any, sentence: str, status: str) -> None:
    told: Told = []
    call = dial_rialto(told)
    act(call)
    assert call.heard == [sentence, MENU]
    assert told == [(RIALTO, "ringing"), (RIALTO, status)]


def test_a_caller_who_is_silent_hears_the_menu_again_and_the_cinemas_once() -> None:
    call = dial(phone_tree, [])
    call.wait()
    assert call.heard == [MENU]
    call.press("9")
    assert call.heard == ["That was no choice.", MENU]
    call.press("1")
    call.wait()
    assert call.heard == ["Goodbye."]
    assert call.ended


def test_a_caller_who_hangs_up_while_it_rings_cancels_the_call_to_the_cinema() -> None:
    told: Told = []
    call = dial_rialto(told)
    call.hang_up()
    assert told == [(RIALTO, "ringing"), (RIALTO, "canceled"), (OURSELVES, "completed")]
    assert call.status == "completed"


# The survey


def test_an_opinion_and_its_reason_are_written_down() -> None:
    told: Told = []
    call = dial(survey, told)
    assert call.heard == [QUESTION]
    call.speak("yes", during="Say yes or no")
    assert call.heard == ["Tell us why, and press pound."]
    call.record(7, finish="#", words="The dog was good.")
    assert call.heard == ["Thank you."]
    assert told == [
        ("opinion", "yes"),
        ("completed", "7"),
        ("completed", "The dog was good."),
        ("completed", str(int(call.second))),
    ]
    assert codes(call) == []


@pytest.mark.parametrize(
    "misunderstand",
    [Call.wait, Call.mumble, lambda call: call.speak("yes", confidence=0.2)],
    ids=["silence", "mumbling", "doubtful words"],
)
def test_whoever_is_not_heard_is_asked_once_more(misunderstand: Any) -> None:
    told: Told = []
    call = dial(survey, told)
    misunderstand(call)
    assert call.heard == [QUESTION]
    misunderstand(call)
    assert call.heard == ["We did not hear you. Goodbye."]
    assert [what for what, _ in told] == ["completed"]


def test_what_was_said_before_hanging_up_is_kept() -> None:
    told: Told = []
    call = dial(survey, told)
    call.speak("no")
    call.record(3, finish="hangup", words="It was too")
    assert call.heard == []
    assert call.ended
    assert told[:2] == [("opinion", "no"), ("completed", "3")]


def test_whoever_hangs_up_before_speaking_leaves_no_recording() -> None:
    told: Told = []
    call = dial(survey, told)
    call.speak("no")
    call.hang_up()
    assert [what for what, _ in told] == ["opinion", "completed"]


# The queue


def test_a_caller_waits_with_music_until_an_agent_takes_him() -> None:
    told: Told = []
    call = dial(support_queue, told)
    assert call.heard == ["Please hold.", "You are number 1, and have waited for 0 seconds.", MUSIC, LEAVE]
    call.wait()
    assert call.heard == []
    call.wait()
    assert call.heard[1:] == [MUSIC, LEAVE]
    call.agent_takes(seconds=90)
    assert call.heard == ["We hope that we could help."]
    assert codes(call) == []
    assert told == [("left", "bridged"), ("ended", "completed")]


def test_a_caller_may_leave_the_queue_by_a_key() -> None:
    told: Told = []
    call = dial(support_queue, told)
    call.press("1")
    assert call.heard[1:] == [MUSIC, LEAVE]
    call.press("*", during="To leave")
    assert call.heard == ["You have left the queue."]
    assert told == [("left", "leave"), ("ended", "completed")]


def test_a_full_queue_refuses_its_callers() -> None:
    told: Told = []
    call = dial(support_queue, told)
    call.queue_fails("queue-full")
    assert call.heard == ["All our lines are busy. Call again later."]
    assert told == [("left", "queue-full"), ("ended", "completed")]


def test_a_queue_is_told_of_a_caller_who_hangs_up() -> None:
    told: Told = []
    dial(support_queue, told).hang_up()
    assert told == [("left", "hangup"), ("ended", "completed")]
