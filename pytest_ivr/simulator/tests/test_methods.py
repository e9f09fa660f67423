"""Section 1.1 of the contract: each URL of a verb is asked by the verb's own method, and by POST if it names none."""

from collections.abc import Callable

import pytest

from pytest_ivr.simulator import Call
from pytest_ivr.simulator.testing import dial, script, twiml


def methods(verbs: str, act: Callable[[Call], object]) -> set[str]:
    """Return the methods of the requests to /told, after an act."""
    line = script(verbs, told=twiml(""), silent=twiml("<Pause/>"))
    act(dial(line, from_="sip:ann@example.com"))
    return {request.method for request in line.requests if "/told" in request.url}


def only_listen(_: Call) -> None:
    """Do nothing."""


NUMBER = "+14155550100"
STREAM = "<Stream url='wss://media.example.com/s' statusCallback='/told' {}/>"


@pytest.mark.parametrize(
    ("verbs", "attribute", "act"),
    [
        ("<Gather action='/told' {}/>", "method", lambda call: call.press("1#")),
        ("<Record action='/told' {}/>", "method", Call.wait),
        ("<Redirect {}>/told</Redirect>", "method", only_listen),
        ("<Sms action='/told' {}>Hi</Sms>", "method", only_listen),
        (f"<Dial action='/told' {{}}>{NUMBER}</Dial>", "method", Call.callee_busy),
        ("<Enqueue action='/told' {}>support</Enqueue>", "method", Call.agent_takes),
        ("<Connect action='/told' {}><Room>Lobby</Room></Connect>", "method", Call.connection_ends),
        ("<Refer action='/told' {}><Sip>sip:bob@example.com</Sip></Refer>", "method", Call.refer_ends),
        (f"<Dial><Number url='/told' {{}}>{NUMBER}</Number></Dial>", "method", Call.callee_answers),
        ("<Dial><Conference waitUrl='/told' {}>Room 7</Conference></Dial>", "waitMethod", only_listen),
        ("<Enqueue waitUrl='/told' {}>support</Enqueue>", "waitUrlMethod", only_listen),
        (
            "<Gather input='speech' action='/silent' partialResultCallback='/told' {}/>",
            "partialResultCallbackMethod",
            lambda call: call.speak("Rialto"),
        ),
        (
            "<Record action='/silent' recordingStatusCallback='/told' {}/>",
            "recordingStatusCallbackMethod",
            lambda call: call.record(3, "#"),
        ),
        (
            f"<Dial record='true' recordingStatusCallback='/told' {{}}>{NUMBER}</Dial>",
            "recordingStatusCallbackMethod",
            lambda call: call.callee_answers(3),
        ),
        (f"<Dial><Number statusCallback='/told' {{}}>{NUMBER}</Number></Dial>", "statusCallbackMethod", Call.hang_up),
        (
            "<Dial><Conference statusCallback='/told' {}>Room 7</Conference></Dial>",
            "statusCallbackMethod",
            Call.conference_ends,
        ),
        (f"<Start>{STREAM}</Start>", "statusCallbackMethod", only_listen),
        (f"<Connect>{STREAM}</Connect>", "statusCallbackMethod", Call.connection_ends),
    ],
)
def test_a_verb_says_by_which_method_its_url_is_asked(
    verbs: str, attribute: str, act: Callable[[Call], object]
) -> None:
    assert methods(verbs.format(""), act) == {"POST"}
    assert methods(verbs.format(f"{attribute}='GET'"), act) == {"GET"}


@pytest.mark.parametrize(
    ("verbs", "act"),
    [
        ("<Pay action='/told'/>", Call.payment_ends),
        ("<Sms statusCallback='/told'>Hi</Sms>", only_listen),
        ("<Record action='/silent' transcribe='true' transcribeCallback='/told'/>", lambda call: call.record(3, "#")),
    ],
)
def test_what_has_no_method_is_posted(verbs: str, act: Callable[[Call], object]) -> None:
    assert methods(verbs, act) == {"POST"}
