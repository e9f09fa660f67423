"""Section 4.0 of the contract: every reference in a document is requested by the method that stands beside it."""

from collections.abc import Callable

import pytest

from call_simulator import Call

from .dialing import NUMBER
from .script import answer, place, script, twiml

Act = Callable[[Call], object]

CALLEE = f"<Number {{}}>{NUMBER}</Number>"
# A verb with a reference to /told, its method in {}; and who does what until it is requested.
REFERENCES: dict[str, tuple[str, list[Act]]] = {
    "Dial action": (f"<Dial action='/told' {{}}>{NUMBER}</Dial>", [Call.callee_busy]),
    "Dial recordingStatusCallback": (
        f"<Dial record='record-from-answer' recordingStatusCallback='/told' {{recording}}>{NUMBER}</Dial>",
        [lambda call: call.callee_answers(seconds=3)],
    ),
    "Number statusCallback": (
        f"<Dial><Number statusCallback='/told' {{callback}}>{NUMBER}</Number></Dial>",
        [Call.callee_busy],
    ),
    "Number url": (f"<Dial><Number url='/told' {{}}>{NUMBER}</Number></Dial>", [Call.callee_answers]),
    "Queue url": ("<Dial><Queue url='/told' {}>support</Queue></Dial>", [Call.callee_answers]),
    "Conference statusCallback": (
        "<Dial><Conference statusCallback='/told' statusCallbackEvent='join' {callback}>room</Conference></Dial>",
        [],
    ),
    "Conference waitUrl": ("<Dial><Conference waitUrl='/told' {wait}>room</Conference></Dial>", []),
    "Enqueue action": ("<Enqueue action='/told' {}>support</Enqueue>", [Call.agent_takes]),
    "Enqueue waitUrl": ("<Enqueue waitUrl='/told' {wait_in_queue}>support</Enqueue>", []),
    "Connect action": ("<Connect action='/told' {}><Room>lobby</Room></Connect>", [Call.connection_ends]),
    "Stream statusCallback": (
        "<Start><Stream url='wss://media.example.com/' statusCallback='/told' {callback}/></Start><Pause/>",
        [],
    ),
    "Record action": ("<Record action='/told' {}/>", [lambda call: call.record(seconds=3)]),
    "Record recordingStatusCallback": (
        "<Record recordingStatusCallback='/told' {recording}/>",
        [lambda call: call.record(seconds=3)],
    ),
    "Gather action": ("<Gather action='/told' {}/>", [lambda call: call.press("1#")]),
    "Sms action": ("<Sms to='+15005550001' from='+15005550006' action='/told' {}>Hello</Sms>", []),
}
NAMES = {
    "callback": "statusCallbackMethod",
    "recording": "recordingStatusCallbackMethod",
    "wait": "waitMethod",
    "wait_in_queue": "waitUrlMethod",
}


@pytest.mark.parametrize("reference", REFERENCES)
@pytest.mark.parametrize("method", ["GET", "POST", ""])
def test_4_0_a_reference_is_requested_by_its_method(reference: str, method: str) -> None:
    verbs, acts = REFERENCES[reference]
    written = {key: f"{name}='{method}'" if method else "" for key, name in NAMES.items()}
    line = script(verbs.format(f"method='{method}'" if method else "", **written), told=twiml(""))
    call = place(line)
    for act in acts:
        act(call)
    [told] = {request.method for request in line.requests if "/told" in request.url}
    assert told == (method or "POST")


def test_4_10_refer_is_requested_by_its_method() -> None:
    line = script("<Refer action='/told' method='GET'><Sip>sip:bob@example.com</Sip></Refer>", told=answer(""))
    call = place(line, from_="sip:ann@example.com")
    call.refer_ends()
    assert line.requests[1].method == "GET"


@pytest.mark.parametrize(
    "verb",
    [
        "<Say>Hello</Say>",
        "<Play digits='1'/>",
        "<Gather/>",
        "<Record/>",
        f"<Dial>{NUMBER}</Dial>",
        "<Dial><Conference>room</Conference></Dial>",
        "<Enqueue>support</Enqueue>",
        "<Connect><Room>lobby</Room></Connect>",
        "<Start><Siprec/></Start>",
        "<Pay/>",
        "<Sms to='+15005550001' from='+15005550006'>Hello</Sms>",
        "<Shout/>",
    ],
)
def test_8_1_every_verb_but_a_few_answers(verb: str) -> None:
    call = place(script(verb))
    assert [event["second"] for event in call.transcript if event["event"] == "answered"] == [0.0]


def test_8_1_the_apology_answers_too() -> None:
    names = [event["event"] for event in place(script("<Redirect>/gone</Redirect>")).transcript]
    assert names == ["dialed", "requested", "requested", "failed", "answered", "said", "hung up"]
