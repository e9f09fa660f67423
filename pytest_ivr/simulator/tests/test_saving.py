"""A call that is saved goes on in another process as if it had never been saved."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import time_machine

from pytest_ivr.simulator import Call, EndlessCall, Limits
from pytest_ivr.simulator.testing import dial, script

from .helpers.conversations import CONVERSATIONS, NOW, TOKEN, Recorder

Finish = Callable[[str, list[str]], list[dict[str, Any]]]


@pytest.fixture(scope="module")
def elsewhere() -> Iterator[Finish]:
    """Another process, which has made none of the calls: it finishes a conversation from each of its states."""
    command = [sys.executable, "-m", "pytest_ivr.simulator.tests.helpers.conversations"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        stdin, stdout = process.stdin, process.stdout
        assert stdin
        assert stdout

        def finish(name: str, states: list[str]) -> list[dict[str, Any]]:
            print(json.dumps([name, states]), file=stdin, flush=True)
            return list(json.loads(stdout.readline()))

        yield finish


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_conversation_goes_on_in_another_process(name: str, elsewhere: Finish) -> None:
    conversation = CONVERSATIONS[name]
    line = Recorder(conversation.line())
    call = conversation.begin(line)
    saved, asked = [call.save()], [0]
    with time_machine.travel(NOW, tick=False):
        for act in conversation.acts:
            act(call)
            saved.append(call.save())
            asked.append(len(line.requests))

    assert TOKEN not in json.dumps(saved)
    for then, finished in zip(asked, elsewhere(name, saved), strict=True):
        assert finished == {
            "transcript": call.transcript,
            "heard": call.heard,
            "status": call.status,
            "requests": line.requests[then:],
        }
    assert call.ended


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_a_conversation_goes_on_in_this_process(name: str) -> None:
    conversation = CONVERSATIONS[name]
    line, line_of_twin = Recorder(conversation.line()), Recorder(conversation.line())
    call = conversation.begin(line)
    twin = Call.load(call.save(), transport=line_of_twin, auth_token=TOKEN)
    with time_machine.travel(NOW, tick=False):
        for act in conversation.acts:
            act(call)
            act(twin)
            twin = Call.load(twin.save(), transport=line_of_twin, auth_token=TOKEN)
            assert (twin.transcript, twin.heard) == (call.transcript, call.heard)
    assert line_of_twin.requests == line.requests


def test_a_menu_that_nobody_leaves_is_stopped_however_often_the_call_is_saved() -> None:
    line = script("<Gather/><Redirect/>")
    call = dial(line, limits=Limits(menus=3))
    for _ in range(2):
        call = Call.load(call.save(), transport=line, auth_token=TOKEN)
        call.wait()
    with pytest.raises(EndlessCall):
        call.wait()
