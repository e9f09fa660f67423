"""What the caller may do, and what nobody can do."""

import json
import math
import subprocess
import sys
from collections.abc import Callable

import pytest

from pytest_ivr.simulator import ActionNotPossible, Call, CallOver
from pytest_ivr.simulator.testing import HOME, TOKEN, dial, events, script

GATHER = "<Gather><Say>Choose</Say></Gather>"


ACTS: dict[str, Callable[[Call], None]] = {
    "press keys": lambda call: call.press("1"),
    "stay silent": Call.wait,
    "hang up": Call.hang_up,
}


@pytest.mark.parametrize("what", ACTS)
def test_nobody_acts_before_dialing_or_after_the_end(what: str) -> None:
    act = ACTS[what]
    with pytest.raises(CallOver, match=f"cannot {what}: the call has not been dialed yet"):
        act(Call(f"{HOME}/voice", transport=script(GATHER), auth_token=TOKEN))
    with pytest.raises(CallOver, match=f"cannot {what}: the call is over"):
        act(dial(script("")))


@pytest.mark.parametrize("method", ["voice_method", "fallback_method", "status_callback_method"])
def test_twilio_requests_with_get_or_post(method: str) -> None:
    with pytest.raises(ValueError, match="Twilio does not request with 'put'; it does with GET or POST"):
        dial(script(""), **{method: "put"})


def test_a_call_is_dialed_once() -> None:
    call = dial(script(""))
    with pytest.raises(CallOver, match="make a new Call"):
        call.dial()


@pytest.mark.parametrize("keys", ["", "a", "1 2", "\uff11", "12\n"])
def test_keys_that_no_phone_has_are_refused(keys: str) -> None:
    call = dial(script(GATHER))
    with pytest.raises(ValueError, match="No phone has the keys"):
        call.press(keys)
    assert call.transcript[-1]["event"] == "said"


def test_a_sentence_that_was_not_said_cannot_be_interrupted() -> None:
    call = dial(script(GATHER))
    with pytest.raises(ValueError, match=r"No sentence with 'Lose' was said .* heard: \['Choose'\]"):
        call.press("1", during="Lose")


def test_only_what_is_said_can_be_interrupted() -> None:
    call = dial(script(f"<Sms>Hello</Sms>{GATHER}"))
    with pytest.raises(ValueError, match="No sentence with 'Hello' was said"):
        call.press("1", during="Hello")
    call.press("1", during="")
    assert events(call, "said")[0]["cut"] is True


ENDINGS: dict[str, Callable[[Call, float], None]] = {
    "<Record/>": Call.record,
    "<Dial>+14155550100</Dial>": Call.callee_answers,
    "<Dial><Conference>room</Conference></Dial>": Call.conference_ends,
    "<Enqueue>support</Enqueue>": Call.agent_takes,
    "<Connect><Room>x</Room></Connect>": Call.connection_ends,
    "<Pay/>": lambda call, seconds: call.payment_ends(seconds=seconds),
}


@pytest.mark.parametrize("verb", ENDINGS)
@pytest.mark.parametrize("seconds", [-1, math.nan, math.inf])
def test_nothing_lasts_less_than_no_time_or_for_ever(verb: str, seconds: float) -> None:
    call = dial(script(verb))
    before = call.save()
    with pytest.raises(ValueError, match=f"Nothing lasts {seconds} seconds"):
        ENDINGS[verb](call, seconds)
    assert call.save() == before


def test_an_act_that_is_not_possible_changes_nothing() -> None:
    call = dial(script(GATHER))
    before = call.save()
    with pytest.raises(ActionNotPossible):
        call.talk(1)
    assert call.save() == before


def test_what_was_heard_counts_from_the_last_act() -> None:
    call = dial(script(f"<Say>Hi</Say>{GATHER}<Say>Bye</Say>"))
    assert call.heard == ["Hi", "Choose"]
    call.press("1")
    assert call.heard == []
    call.press("#")


def test_the_transcript_is_json() -> None:
    call = dial(script(GATHER))
    call.press("1#")
    assert json.loads(json.dumps(call.transcript)) == call.transcript


def test_the_simulator_imports_no_django() -> None:
    check = "import sys, pytest_ivr.simulator; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", check], check=False).returncode == 0


def test_what_is_no_character_cannot_be_said() -> None:
    call = dial(script("<Gather input='speech'/>"))
    before = list(call.transcript)
    with pytest.raises(ValueError, match=r"Nobody says 'Rialto\\udc80' with a confidence of 0.9"):
        call.speak("Rialto\udc80")
    assert call.transcript == before
