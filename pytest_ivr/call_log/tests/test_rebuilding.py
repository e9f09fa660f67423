"""Calls are made again as they were, to their end or to where the log has no more of them."""

import datetime as dt
import json
from typing import Any

import pytest

from pytest_ivr.call_log.comparing import compare
from pytest_ivr.call_log.rebuilding import Rebuilt, rebuild
from pytest_ivr.call_log.report import report
from pytest_ivr.living_docs.media_types import MASK
from pytest_ivr.simulator import Event

from .cinema import BEGAN, HOW_CALLERS_GO, Cinema, log_of, ring, suite_of_tests

RECORD = '<Response><Record action="/thanks" finishOnKey="#" timeout="5"/></Response>'
MEETING = '<Response><Dial action="/thanks"><Conference>Room</Conference></Dial></Response>'
QUEUE = '<Response><Enqueue action="/thanks">support</Enqueue></Response>'
SPEECH = '<Response><Gather input="speech" action="/thanks"><Say>Say something.</Say></Gather></Response>'
DIAL = '<Response><Dial action="/thanks">+14155550100</Dial></Response>'


def rebuilt(lines: list[str]) -> Rebuilt:
    """Return the one call of a log."""
    [call] = rebuild(log_of(lines))
    return call


def as_heard(events: list[Event]) -> list[dict[str, Any]]:
    """Return a call without the addresses of its requests and the identifiers in them, and without callbacks."""
    return [{**event, "url": "", "parameters": {}} for event in events if not event.get("callback")]


def changed(line: str, **changes: Any) -> str:
    """Return a line of the log with changes."""
    return json.dumps(json.loads(line) | changes)


@pytest.mark.parametrize("actions", [*HOW_CALLERS_GO, "dials then presses 1# then times out"])
def test_a_call_is_what_it_was(actions: str) -> None:
    call, lines = ring(Cinema(), actions)
    if not call.ended:
        call.hang_up()
    again = rebuilt(lines)
    assert again.is_whole
    assert as_heard(again.transcript) == as_heard(call.transcript)


@pytest.mark.parametrize(
    ("document", "actions"),
    [
        (RECORD, "records for 7 seconds ending with #"),
        (SPEECH, 'says "hello"'),
        (DIAL, "gets no answer"),
        (DIAL, "gets a busy tone"),
        (DIAL, "cannot be put through"),
        (DIAL, "is put through and talks for 30 seconds"),
        (DIAL, "hangs up"),
        (MEETING, "is put through and talks for 0 seconds"),
        (QUEUE, "is taken by an agent and talks for 60 seconds"),
    ],
)
def test_what_people_do_elsewhere_is_told_by_the_next_request(document: str, actions: str) -> None:
    call, lines = ring(Cinema(instead={"/voice": (200, document)}), f"dials then {actions}")
    again = rebuilt(lines)
    assert not again.problem
    assert as_heard(again.transcript) == as_heard(call.transcript)


@pytest.mark.parametrize("seconds", ["-1", "long", "9" * 5_000])
def test_a_time_that_is_no_number_is_told(seconds: str) -> None:
    lines = ring(Cinema(instead={"/voice": (200, RECORD)}), "dials then records for 7 seconds ending with #")[1]
    told = {"CallStatus": "in-progress", "RecordingDuration": seconds, "Digits": "#"}
    again = rebuilt([lines[0], changed(lines[1], parameters=told), *lines[2:]])
    assert again.problem == f"RecordingDuration is {seconds[:40]!r}, which is no number of seconds"


def test_a_call_that_the_application_has_canceled_is_followed() -> None:
    call, lines = ring(Cinema(instead={"/voice": (200, DIAL)}), "dials")
    call.callee_canceled()
    assert as_heard(rebuilt(lines).transcript) == as_heard(call.transcript)


def test_somebody_dialed_without_an_action_is_where_the_log_ends() -> None:
    call, lines = ring(Cinema(instead={"/voice": (200, DIAL.replace(' action="/thanks"', ""))}), "dials")
    call.callee_answers(30)
    again = rebuilt(lines)
    assert again.is_whole
    assert again.transcript[-1]["event"] == "dialing"


def test_the_fallback_answers_where_it_did() -> None:
    cinema = Cinema(instead={"/voice": (500, ""), "/sorry": (200, "<Response><Say>Sorry.</Say></Response>")})
    call, lines = ring(cinema, "dials", "https://cinema.example/sorry")
    assert as_heard(rebuilt(lines).transcript)[-1] == as_heard(call.transcript)[-1]


def test_an_answer_that_has_not_come_to_twilio_is_told_by_the_fallback() -> None:
    cinema = Cinema(instead={"/theater": (500, ""), "/sorry": (200, "<Response><Say>Sorry.</Say></Response>")})
    _, lines = ring(cinema, "dials then presses 1#", "https://cinema.example/sorry")
    arrived = changed(lines[1], status=200, answer="<Response><Say>Too late</Say></Response>")
    again = rebuilt([lines[0], arrived, *lines[2:]])
    assert not again.problem
    assert [it["text"] for it in again.transcript if it["event"] == "said"][-1] == "Sorry."
    assert any(it["event"] == "failed" and it["code"] == 11200 for it in again.transcript)


def test_a_file_that_is_played_needs_no_line() -> None:
    document = '<Response><Gather action="/thanks" numDigits="1"><Play>/a.mp3</Play></Gather></Response>'
    lines = ring(
        Cinema(instead={"/voice": (200, document.replace("<Play>/a.mp3</Play>", ""))}), "dials then presses 1"
    )[1]
    again = rebuilt([changed(lines[0], answer=document), *lines[1:]])
    assert not again.problem
    assert any(event["event"] == "played" for event in again.transcript)


def test_keys_and_words_that_are_masked_stay_so() -> None:
    lines = ring(Cinema(), "dials then presses 1# then presses 1")[1]
    lines[1] = changed(lines[1], parameters={"CallStatus": "in-progress", "Digits": 1, "FinishedOnKey": "#"})
    again = rebuilt(lines)
    assert not again.problem
    assert again.actions.startswith(f"dials then presses {MASK} then presses 1")
    lines = ring(Cinema(instead={"/voice": (200, SPEECH)}), 'dials then says "hello"')[1]
    again = rebuilt([lines[0], changed(lines[1], parameters={"SpeechResult": 5}), *lines[2:]])
    assert again.actions == 'dials then says "5 characters"'


def test_a_caller_who_hangs_up_while_the_line_speaks_has_not_heard_the_rest() -> None:
    lines = ring(Cinema(), "dials then presses 9# then hangs up")[1]
    again = rebuilt([*lines[:2], lines[-1]])
    assert again.is_whole
    assert again.left
    assert compare([again], suite_of_tests()).as_agreed == [again]
    assert again.actions == "dials then presses 9# then hangs up"


def test_one_who_hangs_up_as_the_time_is_over_is_told_the_same() -> None:
    lines = ring(Cinema(), "dials then hangs up")[1]
    late = changed(lines[-1], timestamp=BEGAN.replace(minute=1).isoformat())
    again = rebuilt([*lines[:-1], late])
    assert again.left
    assert again.transcript[-1]["event"] == "hung up"


def test_without_a_status_callback_silence_and_hanging_up_are_one() -> None:
    lines = ring(Cinema(), "dials then presses 1# then times out")[1][:-1]
    later = changed(lines[0], call="another", timestamp=BEGAN.replace(hour=19).isoformat())
    first, another = rebuild(log_of([*lines, later]))
    assert first.actions == "dials then presses 1# then hangs up"
    assert (first.is_whole, another.is_whole) == (True, False)


@pytest.mark.parametrize(
    ("keep", "problem"),
    [
        ((0, 2), "the answer leads to /theater?try=1, and the log has /answer?number=1"),
        ((0, 1, 1, 2), "the answer leads to /answer?number=1, and the log has /theater?try=1"),
        ((0, 1, 2, 2), "the call is over, and the log goes on with /answer?number=1"),
    ],
)
def test_a_call_of_which_a_line_is_missing_or_twice_is_told_as_one_that_cannot_be_followed(
    keep: tuple[int, ...], problem: str
) -> None:
    lines = ring(Cinema(), "dials then presses 1# then presses 1")[1]
    log = log_of(lines[index] for index in keep)
    calls = rebuild(log)
    assert calls[0].problem == problem
    told = report(log, compare(calls, suite_of_tests()))
    assert "  1 cannot be followed to their end" in told
    assert "What cannot be followed:\n  1 call: " in told


def test_calls_that_the_log_has_in_part_are_told_as_incomplete() -> None:
    whole = ring(Cinema(), "dials then presses 1# then presses 1")[1]
    late = ring(Cinema(), "dials then presses 2# then presses 1")[1][1:]
    only_its_end = ring(Cinema(), "dials then hangs up")[1][-1:]
    early = ring(Cinema(), "dials")[1]
    unreadable = ring(Cinema(), "dials then hangs up")[1]
    unreadable.append(changed(unreadable[0], status="none"))
    log = log_of([*whole, *late, *only_its_end, *early, *unreadable])
    told = report(log, compare(rebuild(log), suite_of_tests()))
    assert told.startswith("5 calls from 2026-05-01 18:00 UTC to 2026-05-01 18:00 UTC\n  1 went as agreed\n")
    assert "  2 incomplete: they began before the log\n" in told
    assert told.endswith("  2 incomplete: they were not over when the log ended, or a line of theirs cannot be read")


def test_a_query_may_lack_what_is_nobodys_business() -> None:
    lines = ring(Cinema(), "dials then presses 1# then presses 1")[1]
    again = rebuilt([lines[0], changed(lines[1], query=""), *lines[2:]])
    assert again.is_whole
    assert not again.problem


def test_keys_that_lead_nowhere_are_no_way_to_a_request() -> None:
    lines = ring(Cinema(instead={"/voice": (200, QUEUE)}), "dials")[1]
    lines.append(changed(lines[0], path="/thanks", parameters={"CallStatus": "in-progress", "Digits": "1"}))
    assert rebuilt(lines).problem == "nothing that callers do leads to /thanks from here"


def test_a_request_that_tells_of_the_end_belongs_to_no_call() -> None:
    lines = ring(Cinema(), "dials then presses 1# then presses 1")[1]
    again = rebuilt([*lines, changed(lines[2], path="/told", parameters={"CallStatus": "completed"})])
    assert not again.problem


class Counting(dict[str, dt.datetime]):
    """A dictionary that counts how often somebody goes through all of it."""

    walks = 0

    def values(self) -> Any:
        """Return the values, and count that."""
        self.walks += 1
        return super().values()


def test_when_the_log_ended_is_looked_up_once_for_all_calls() -> None:
    [first] = ring(Cinema(), "dials")[1]
    log = log_of(changed(first, call=str(number), query=f"caller={number}") for number in range(20))
    log.over = Counting(log.over)
    assert len(rebuild(log)) == 20
    assert log.over.walks == 1


HEARD_ON = "<Response><Gather action='/a'><Say>Press 1.</Say></Gather>{}</Response>"
ELSEWHERE = "https://other.example/x"


@pytest.mark.parametrize(
    ("document", "told"),
    [
        ("<Response><Redirect>/x</Redirect></Response>", "  2 went as agreed"),
        (HEARD_ON.format(f"<Redirect>{ELSEWHERE}</Redirect>"), ELSEWHERE),
        ("<Response><Enqueue waitUrl='/wait' action='/a'>support</Enqueue></Response>", "  1 went as agreed"),
        (f"<Response><Enqueue waitUrl='/wait' action='{ELSEWHERE}'>support</Enqueue></Response>", "  1 went as agreed"),
    ],
)
def test_a_call_whose_next_request_the_log_does_not_have_leaves_the_others_theirs(document: str, told: str) -> None:
    good = ring(Cinema(), "dials then presses 1# then presses 1")[1]
    only = changed(good[0], call="another", answer=document)
    later = (BEGAN + dt.timedelta(minutes=9)).isoformat()
    over = changed(only, path="/over", timestamp=later, parameters={"CallStatus": "completed", "CallDuration": "540"})
    log = log_of([*good, only, over])
    text = report(log, compare(rebuild(log), suite_of_tests()))
    assert text.startswith("2 calls from")
    assert told in text


@pytest.mark.parametrize(
    ("document", "parameters"),
    [
        (HEARD_ON.format(""), {"Digits": "1", "FinishedOnKey": 1}),
        (HEARD_ON.format(""), {"Digits": 3, "FinishedOnKey": 1}),
        ("<Response><Record action='/a'/></Response>", {"RecordingDuration": "3", "Digits": 1}),
    ],
)
def test_a_key_that_ends_something_may_be_masked(document: str, parameters: dict[str, Any]) -> None:
    [first] = ring(Cinema(instead={"/voice": (200, document)}), "dials")[1]
    second = changed(first, path="/a", answer="<Response/>", parameters={"CallStatus": "in-progress", **parameters})
    assert not rebuilt([first, second]).problem


@pytest.mark.parametrize("result", ["queue-full", "error", "system-error"])
def test_a_queue_that_refuses_a_call_is_told_so(result: str) -> None:
    call, lines = ring(Cinema(instead={"/voice": (200, QUEUE)}), "dials")
    call.queue_fails(result)
    again = rebuilt(lines)
    assert again.actions == "dials"
    assert as_heard(again.transcript) == as_heard(call.transcript)
