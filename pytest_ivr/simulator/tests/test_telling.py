"""What a test would assert on is in the event of its verb: attributes with the values that count, and nouns."""

import json
from typing import Any

import pytest

from pytest_ivr.simulator import Call
from pytest_ivr.simulator.testing import TOKEN, dial, events, script
from pytest_ivr.simulator.transcript import Noun
from pytest_ivr.simulator.twiml.grammar import MUSIC

WORKFLOW = f"WW{'1' * 32}"
SIP = {"from_": "sip:ann@example.com"}


def told(kind: str, verbs: str, **arguments: Any) -> dict[str, Any]:
    """Return the first event of a kind in a call to a line with these verbs."""
    return events(dial(script(verbs), **arguments), kind)[0]


@pytest.mark.parametrize(
    ("kind", "verbs", "expected"),
    [
        ("said", "<Say voice='alice' language='sv-SE'>A</Say>", {"voice": "alice", "language": "sv-SE", "loop": "1"}),
        ("said", "<Gather><Say language='de-DE' rate='90%'>A</Say></Gather>", {"language": "de-DE", "rate": "90%"}),
        ("gathering", "<Gather numDigits='4' finishOnKey='*' timeout='9'/>", {"numDigits": "4", "finishOnKey": "*"}),
        ("gathering", "<Gather/>", {"timeout": "5", "input": "dtmf", "finishOnKey": "#", "method": "POST"}),
        ("gathering", "<Gather finishOnKey=''/>", {"finishOnKey": ""}),  # no key at all
        ("gathering", "<Gather timeout='x'/>", {"timeout": "5"}),  # what counts
        (
            "gathering",
            "<Gather input='speech' speechTimeout='3' hints='a, b' language='en-GB' speechModel='phone_call'/>",
            {"speechTimeout": "3", "hints": "a, b", "language": "en-GB", "speechModel": "phone_call"},
        ),
        ("recording", "<Record maxLength='60' timeout='3' trim='x'/>", {"maxLength": "60", "trim": "do-not-trim"}),
        ("recording", "<Record transcribe='true' transcribeCallback='/t'/>", {"transcribeCallback": "/t"}),
        (
            "dialing",
            "<Dial callerId='+18005550111' timeLimit='60' timeout='9' record='true'>+14155550100</Dial>",
            {"callerId": "+18005550111", "timeLimit": "60", "timeout": "9", "record": "true"},
        ),
        ("dialing", "<Dial action='/next' hangupOnStar='true'>+14155550100</Dial>", {"action": "/next"}),
        ("joined", "<Dial timeLimit='60'><Conference>c</Conference></Dial>", {"timeLimit": "60"}),
        ("queued", f"<Enqueue workflowSid='{WORKFLOW}'/>", {"workflowSid": WORKFLOW, "waitUrl": MUSIC}),
        ("queued", "<Enqueue waitUrl='' maxQueueSize='3'>q</Enqueue>", {"waitUrl": "", "maxQueueSize": "3"}),
        ("texted", "<Sms from='+18005550111'>Hi</Sms>", {"from": "+18005550111"}),
        ("started", "<Pay chargeAmount='10.50'/>", {"chargeAmount": "10.50", "maxAttempts": "2"}),
        ("started", "<Start><Siprec name='ear'/></Start>", {"name": "ear", "track": "inbound_track"}),
    ],
)
def test_an_event_tells_the_attributes_of_its_verb(kind: str, verbs: str, expected: dict[str, str]) -> None:
    attributes = told(kind, verbs)["attributes"]
    assert {name: attributes.get(name) for name in expected} == expected


def test_attributes_that_say_nothing_are_not_told() -> None:
    assert "numDigits" not in told("gathering", "<Gather/>")["attributes"]
    assert told("said", "<Say>A</Say>")["attributes"] == {"voice": "man", "language": "en-US", "loop": "1"}


def nouns(kind: str, verbs: str, **arguments: Any) -> list[tuple[str, str, dict[str, str]]]:
    """Return name, text and attributes of the nouns that an event tells of, of those within others behind these."""
    found: list[tuple[str, str, dict[str, str]]] = []
    left: list[Noun] = list(told(kind, verbs, **arguments).get("nouns", ()))
    while left:
        noun = left.pop(0)
        found.append((noun["name"], noun.get("text", ""), noun["attributes"]))
        left += noun.get("nouns", ())
    return found


@pytest.mark.parametrize(
    ("kind", "verbs", "name", "text", "expected"),
    [
        ("dialing", "<Dial><Number sendDigits='1w2'>+14155550100</Number></Dial>", "Number", "+14155550100", "1w2"),
        ("dialing", "<Dial><Client>ann<Parameter name='who' value='bob'/></Client></Dial>", "Parameter", "", "bob"),
        ("dialing", "<Dial><Sip username='ann'>sip:a@b</Sip></Dial>", "Sip", "sip:a@b", "ann"),
        ("joined", "<Dial><Conference muted='true' coach='CA1'>c</Conference></Dial>", "Conference", "c", "CA1"),
        (
            "queued",
            f"<Enqueue workflowSid='{WORKFLOW}'><Task priority='7'>{{\"a\": 1}}</Task></Enqueue>",
            "Task",
            '{"a": 1}',
            "7",
        ),
        ("started", "<Pay><Prompt for='postal-code'><Say>Zip?</Say></Prompt></Pay>", "Prompt", "", "postal-code"),
        (
            "started",
            "<Connect><ConversationRelay url='wss://a/b'><Language code='sv-SE'/></ConversationRelay></Connect>",
            *("Language", "", "sv-SE"),
        ),
    ],
)
def test_an_event_tells_the_nouns_of_its_verb(kind: str, verbs: str, name: str, text: str, expected: str) -> None:
    found = [(noun, said) for noun, said, attributes in nouns(kind, verbs) if expected in attributes.values()]
    assert found == [(name, text)]


def test_verbs_within_are_no_nouns() -> None:
    assert nouns("gathering", "<Gather><Say>A</Say><Pause/></Gather>") == []


def test_a_product_may_have_a_text_and_its_own_attributes_win_over_parameters() -> None:
    assert told("started", "<Connect><Room participantIdentity='ann'>Lobby</Room></Connect>")["text"] == "Lobby"
    parameter = "<Parameter name='url' value='other'/>"
    stream = f"<Connect><Stream url='wss://media.example.com/s'>{parameter}</Stream></Connect>"
    assert told("started", stream)["attributes"]["url"] == "wss://media.example.com/s"


@pytest.mark.parametrize(
    ("kind", "verbs"),
    [
        ("dialing", "<Dial><Sip username='ann' password='s3cret'>sip:a@b</Sip></Dial>"),
        ("dialing", "<Dial><Sip><Uri username='ann' password='s3cret'>sip:a@b</Uri></Sip></Dial>"),
        ("referred", "<Refer><Sip password='s3cret'>sip:a@b</Sip></Refer>"),
        ("gathering", "<Gather action='https://ann:s3cret@ivr.example.com/next'/>"),
        ("recording", "<Record recordingStatusCallback='https://ann:s3cret@ivr.example.com/told'/>"),
    ],
)
def test_no_password_is_told(kind: str, verbs: str) -> None:
    call = dial(script(verbs), **SIP)
    assert events(call, kind)
    assert "s3cret" not in json.dumps(call.transcript)


def test_who_hangs_up_before_a_menu_has_never_reached_it() -> None:
    call = dial(script("<Say>Long</Say><Gather><Say>Choose</Say></Gather>"))
    call.hang_up(during="Long")
    assert events(call, "gathering") == []


def test_a_call_that_an_older_version_saved_goes_on() -> None:
    line = script("<Gather numDigits='1'/><Say language='de-DE'>Auf Wiedersehen</Say>")
    state = json.loads(dial(line).save())
    state["transcript"] = [event for event in state["transcript"] if event["event"] != "gathering"]
    for node in state["document"]["verbs"]:
        node[2].pop("rate", None)  # attributes that it did not know
    call = Call.load(json.dumps(state), transport=line, auth_token=TOKEN)
    call.wait()
    assert call.heard == ["Auf Wiedersehen"]
    assert events(call, "said")[0]["attributes"] == {"voice": "man", "language": "de-DE", "loop": "1"}
