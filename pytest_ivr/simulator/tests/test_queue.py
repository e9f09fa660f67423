"""Section 4.7 of the contract: Enqueue, its wait documents, and Leave."""

import pytest

from pytest_ivr.simulator import ActionNotPossible, Call
from pytest_ivr.simulator.testing import HOME, Script, answer, codes, dial, events, script, twiml

WORKFLOW = f"workflowSid='WW{'1' * 32}'"
AFTER = "<Say>After the queue</Say>"
NEXT = twiml("<Say>Next</Say>")
WAIT = twiml("<Say>You are first</Say>")


def queue(attributes: str = "action='/next'", wait: object = WAIT, name: str = "support") -> tuple[Script, Call]:
    """Return a call to a line that puts its callers into a queue."""
    line = script(f"<Enqueue {attributes}>{name}</Enqueue>{AFTER}", next=NEXT, wait=wait)  # type: ignore[arg-type]  # an answer or several
    return line, dial(line)


@pytest.mark.parametrize(("attribute", "size"), [("maxQueueSize='7'", "7"), ("", "1000")])
def test_the_wait_document_is_requested_with_the_place_in_the_queue(attribute: str, size: str) -> None:
    line, call = queue(f"waitUrl='/wait' waitUrlMethod='GET' {attribute}")
    told = line.parameters(1)
    assert line.requests[1].method == "GET"
    assert (told["QueuePosition"], told["QueueTime"], told["CurrentQueueSize"], told["MaxQueueSize"]) == (
        *("1", "0", "1", size),
    )
    assert told["QueueSid"].startswith("QU")
    assert call.heard == ["You are first"]


def test_the_wait_document_is_requested_again_when_it_has_ended() -> None:
    line, call = queue("waitUrl='/wait'", [twiml(f"<Say>{'x' * 150}</Say>"), twiml("<Say>Still here</Say>")])
    call.wait()
    assert call.heard == ["Still here"]
    assert (line.parameters(2)["QueueTime"], line.parameters(2)["AvgQueueTime"]) == ("10", "10")
    assert line.parameters(2)["QueueSid"] == line.parameters(1)["QueueSid"]
    assert not call.ended


def test_the_wait_document_is_relative_to_the_document_of_enqueue_every_time() -> None:
    line = script(
        **{
            "deep/voice": twiml("<Enqueue waitUrl='wait'>support</Enqueue>"),
            "deep/wait": twiml("<Redirect>/other/wait</Redirect>"),
            "other/wait": WAIT,
        }
    )
    call = dial(line, f"{HOME}/deep/voice")
    call.wait()
    assert line.urls[1:] == [f"{HOME}/deep/wait", f"{HOME}/other/wait"] * 2


def test_a_wait_document_may_have_any_name() -> None:
    line = script("<Enqueue waitUrl='music'>support</Enqueue>", music=WAIT)
    call = dial(line)
    assert (line.urls[1:], call.heard) == ([f"{HOME}/music"], ["You are first"])


@pytest.mark.parametrize(("attributes", "music"), [("", 1), ("waitUrl=''", 0)])
def test_without_a_wait_document_there_is_music_and_with_an_empty_one_silence(attributes: str, music: int) -> None:
    line, call = queue(attributes)
    call.wait()
    assert len(events(call, "music")) == music
    assert call.second == 30
    assert len(line.requests) == 1


def test_an_agent_takes_the_caller() -> None:
    line, call = queue("action='/next' waitUrl='/wait'", twiml(f"<Say>{'x' * 150}</Say>"))
    call.listen(7)
    call.agent_takes(seconds=60)
    told = line.parameters(2)
    assert (told["QueueResult"], told["QueueTime"]) == ("bridged", "7")
    assert told["QueueSid"].startswith("QU")
    assert "QueuePosition" not in told
    assert call.second == pytest.approx(7 + 60 + 4 / 15)
    assert call.heard == ["Next"]


def test_without_an_action_the_next_verb_follows() -> None:
    _, call = queue("")
    call.agent_takes(seconds=60)
    assert call.heard == ["After the queue"]


@pytest.mark.parametrize("result", ["queue-full", "error", "system-error"])
def test_a_queue_may_refuse_the_caller(result: str) -> None:
    line, call = queue()
    call.queue_fails(result)
    assert line.parameters(1)["QueueResult"] == result
    assert not {"QueueSid", "QueueTime"} & set(line.parameters(1))
    assert call.heard == ["Next"]


def test_a_queue_has_three_ways_to_fail() -> None:
    _, call = queue()
    with pytest.raises(ValueError, match=r"No queue fails with 'tired'; it does with error, queue-full, system-error"):
        call.queue_fails("tired")


def test_who_hangs_up_in_the_queue_has_the_action_requested() -> None:
    line, call = queue("action='next' waitUrl='/deep/wait'", WAIT)
    assert call.ended
    wait = twiml(f"<Say>{'x' * 150}</Say><Gather/>")
    line = script("<Enqueue action='next' waitUrl='/deep/wait'>support</Enqueue>", next=NEXT, **{"deep/wait": wait})
    call = dial(line)
    call.hang_up()
    assert line.urls[2] == f"{HOME}/next"  # relative to the document of Enqueue, not to the wait document
    assert (line.parameters(2)["QueueResult"], line.parameters(2)["CallStatus"]) == ("hangup", "completed")
    assert (line.parameters(2)["QueueSid"], line.parameters(2)["QueueTime"]) == (line.parameters(1)["QueueSid"], "10")
    assert call.heard == []


MENU = "<Gather numDigits='1' action='/menu'><Say>Press 1 to leave</Say></Gather>"


@pytest.mark.parametrize(
    ("attributes", "heard"), [("action='/next' waitUrl='/wait'", "Next"), ("waitUrl='/wait'", "After the queue")]
)
def test_a_menu_in_the_wait_document_lets_the_caller_leave(attributes: str, heard: str) -> None:
    line = script(
        f"<Enqueue {attributes}>support</Enqueue>{AFTER}", next=NEXT, wait=twiml(MENU), menu=twiml("<Leave/>")
    )
    call = dial(line)
    call.press("1")
    assert call.heard == [heard]
    assert line.parameters(2)["QueuePosition"] == "1"  # the caller was in the queue when the menu was answered
    if heard == "Next":
        assert line.parameters(3)["QueueResult"] == "leave"


def test_an_agent_may_take_a_caller_who_is_in_a_menu() -> None:
    _, call = queue("action='/next' waitUrl='/wait'", twiml(MENU))
    call.agent_takes(seconds=5)
    assert call.heard == ["Next"]


def test_a_wait_document_may_hang_up() -> None:
    line, call = queue("action='/next' waitUrl='/wait'", twiml("<Hangup/>"))
    assert call.status == "completed"
    assert line.parameters(2)["QueueResult"] == "hangup"


def test_a_wait_document_has_few_verbs() -> None:
    _, call = queue("waitUrl='/wait'", twiml("<Record/><Say>Hi</Say>"))
    assert codes(call) == [12200]
    assert call.heard == ["Hi"]


def test_a_wait_document_that_fails_ends_the_call() -> None:
    _, call = queue("waitUrl='/none'")
    assert codes(call) == [11200]
    assert call.ended


def test_a_fallback_takes_the_caller_out_of_the_queue() -> None:
    line = script("<Enqueue action='/next' waitUrl='/none'>support</Enqueue>", fallback=twiml("<Record action=''/>"))
    call = dial(line, fallback_url=f"{HOME}/fallback")
    assert "QueuePosition" in line.parameters(1)
    assert "QueuePosition" not in line.parameters(2)
    assert codes(call) == [11200]  # Record is not, as it would be for callers who wait, a warning
    call.record_nothing()
    assert call.ended
    assert line.urls[1:] == [f"{HOME}/none", f"{HOME}/fallback"]


@pytest.mark.parametrize(("name", "code"), [("", 14204), ("x" * 65, 14205)])
def test_14204_and_14205_a_name_may_be_too_short_or_too_long(name: str, code: int) -> None:
    line, call = queue(name=name)
    assert codes(call) == [code]
    assert line.parameters(1)["QueueResult"] == "error"
    assert "QueueSid" not in line.parameters(1)


@pytest.mark.parametrize(
    "workflow", ["WW1", "sales", f"WW{'g' * 32}", f"WW{'1' * 33}", f"QU{'1' * 32}", f"ww{'1' * 32}", "{{ workflow }}"]
)
def test_14220_a_workflow_that_is_no_sid_is_an_error_for_the_action(workflow: str) -> None:
    line = script(f"<Enqueue action='/next' workflowSid='{workflow}'><Task>{{}}</Task></Enqueue>", next=twiml(""))
    call = dial(line)
    assert codes(call) == [14220]
    assert line.parameters(1)["QueueResult"] == "error"
    assert events(call, "queued") == []


@pytest.mark.parametrize("workflow", [f"WW{'0a' * 16}", f"WW{'0A' * 16}", ""])
def test_a_workflow_that_is_a_sid_is_taken_and_none_where_there_is_a_name(workflow: str) -> None:
    _, call = queue(f"workflowSid='{workflow}'")
    assert (codes(call), call.is_held) == ([], True)


@pytest.mark.parametrize("task", ["{not json", "{'a': 1}", "NaN", "[" * 50_000])
def test_14221_a_task_that_is_not_json_is_an_error_for_the_action(task: str) -> None:
    line = script(f"<Enqueue action='/next' {WORKFLOW}><Task>{task}</Task></Enqueue>", next=twiml(""))
    call = dial(line)
    assert codes(call) == [14221]
    assert line.parameters(1)["QueueResult"] == "error"
    assert events(call, "queued") == []


@pytest.mark.parametrize("task", ['{"language": "en", "skills": [1, 2]}', ""])
def test_a_task_that_is_json_or_empty_is_taken(task: str) -> None:
    call = dial(script(f"<Enqueue {WORKFLOW}><Task priority='1'>{task}</Task></Enqueue>"))
    assert (codes(call), call.is_held) == ([], True)


def test_a_name_of_64_characters_is_the_longest() -> None:
    _, call = queue(name="x" * 64)
    assert (codes(call), call.ended) == ([], False)


def test_a_workflow_needs_no_name() -> None:
    _, call = queue(WORKFLOW, name="<Task priority='3'>{}</Task>")
    assert codes(call) == []
    assert not call.ended


def test_leave_outside_a_queue_is_the_end_of_the_document() -> None:
    call = dial(script("<Say>A</Say><Leave/><Say>Never</Say>"))
    assert call.heard == ["A"]
    assert events(call, "hung up")[0]["reason"] == "the document ended"


def test_what_is_possible_in_a_queue_is_told() -> None:
    _, call = queue()
    with pytest.raises(
        ActionNotPossible, match=r"<Enqueue> in line 1 of .*; possible now: wait, listen, agent_takes, queue_fails"
    ):
        call.callee_busy()
    call.press("1")
    assert events(call, "lost")[0]["reason"] == "nothing listens to keys now"


def test_answer_of_the_queue_is_a_document_like_others() -> None:
    _line, call = queue("waitUrl='/wait'", answer(b"x" * 16_000, "audio/mpeg"))
    assert call.heard == [f"{HOME}/wait"]
    call.wait()
    assert call.heard == [f"{HOME}/wait"]
    assert call.second == 1


def test_who_waits_in_a_document_with_a_menu_may_press_or_be_taken() -> None:
    _, call = queue("waitUrl='/wait'", twiml("<Say>You are first</Say>\n<Gather/>"))
    with pytest.raises(ActionNotPossible) as caught:
        call.talk(3)
    assert str(caught.value) == (
        f"The caller cannot talk now. The line waits in <Gather> in line 2 of {HOME}/wait; "
        "possible now: press, wait, listen, agent_takes, queue_fails, hang_up."
    )


def test_who_waits_in_a_queue_waits_in_the_document_that_has_it() -> None:
    _, call = queue("waitUrl='/wait'")
    with pytest.raises(
        ActionNotPossible, match=f"The line waits in <Enqueue> in line 1 of {HOME}/voice; possible now: "
    ):
        call.callee_answers()


def test_a_wait_document_that_fails_ends_the_wait_for_the_fallback_too() -> None:
    line = script("<Enqueue waitUrl='/gone'>support</Enqueue>", fallback=twiml("<Dial>+14155550100</Dial>"))
    call = dial(line, fallback_url=f"{HOME}/fallback")
    assert "QueueSid" not in line.parameters(-1)
    assert codes(call) == [11200]
    call.callee_answers(seconds=1)
    assert call.status == "completed"
