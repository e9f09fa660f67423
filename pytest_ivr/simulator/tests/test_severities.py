"""Section 3.4 of the contract: what Twilio logs while the call goes on, each number with its severity."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import pytest_ivr.simulator
from pytest_ivr.simulator import Call
from pytest_ivr.simulator.errors import LOGGED_ERRORS
from pytest_ivr.simulator.testing import answer, dial, events, script, twiml

CONFERENCE = "<Dial><Conference {}>c</Conference></Dial>"
NUMBER = "<Dial><Number {}>+14155550100</Number></Dial>"
BUSY = "<Dial {}>+14155550100</Dial>"


def by_hand(name: str, *arguments: object) -> Callable[[Call], None]:
    """Return what somebody does in the call."""
    return lambda call: getattr(call, name)(*arguments)


# Twilio's dictionary, as far as the simulator logs it: number, what it calls it, verbs that it is logged for
DICTIONARY = [
    (12200, "warning", "<Unknown/>"),
    (13000, "warning", "<Dial><Number>+14155550100</Number><Conference>c</Conference></Dial>"),
    (13110, "error", "<Annotate/>"),
    (13111, "error", f"<Annotate>{'<BillingReferenceTag>a</BillingReferenceTag>' * 2}</Annotate>"),
    (13112, "warning", "<Annotate><Say>A</Say><BillingReferenceTag>a</BillingReferenceTag></Annotate>"),
    (13120, "error", f"<Annotate><BillingReferenceTag>{'a' * 129}</BillingReferenceTag></Annotate>"),
    (13210, "warning", BUSY.format("method='PUT'")),
    (13212, "warning", BUSY.format("timeout='4'")),
    (13213, "warning", BUSY.format("hangupOnStar='x'")),
    (13214, "warning", BUSY.format("callerId=''")),
    (13215, "warning", "<Dial><Say>A</Say><Number>+14155550100</Number></Dial>"),
    (13216, "warning", BUSY.format("timeLimit='0'")),
    (13217, "warning", BUSY.format("record='x'")),
    (13218, "warning", BUSY.format("sequential='x'")),
    (13219, "warning", BUSY.format("answerOnBridge='x'")),
    (13220, "warning", BUSY.format("ringTone='x'")),
    (13221, "warning", NUMBER.format("method='PUT'")),
    (13222, "warning", NUMBER.format("sendDigits='x'")),
    (13223, "warning", "<Dial>nobody</Dial>"),
    (13230, "warning", CONFERENCE.format("muted='x'")),
    (13231, "error", CONFERENCE.format("endConferenceOnExit='x'")),
    (13232, "warning", CONFERENCE.format("startConferenceOnEnter='x'")),
    (13234, "warning", CONFERENCE.format("waitMethod='PUT'")),
    (13235, "warning", CONFERENCE.format("beep='x'")),
    (13237, "warning", "<Dial><Conference/></Dial>"),
    (13238, "error", CONFERENCE.format("waitUrl='/gathers'")),
    (13239, "error", CONFERENCE.format("trim='x'")),
    (13241, "warning", "<Dial><Sip method='PUT'>sip:a@b.example</Sip></Dial>"),
    (13242, "warning", "<Dial><Sip sendDigits='x'>sip:a@b.example</Sip></Dial>"),
    (13243, "warning", "<Dial><Sip>not a uri</Sip></Dial>"),
    (13250, "warning", f"<Dial>{'<Number>+14155550100</Number>' * 11}</Dial>"),
    (13310, "warning", "<Gather finishOnKey='12'/>"),
    (13312, "warning", "<Gather method='PUT'/>"),
    (13313, "warning", "<Gather timeout='0'/>"),
    (13314, "warning", "<Gather numDigits='0'/>"),
    (13320, "warning", "<Gather><Record/></Gather>"),
    (13321, "warning", "<Gather><Say voice='nobody'>A</Say></Gather>"),
    (13322, "warning", "<Gather><Say loop='x'>A</Say></Gather>"),
    (13326, "warning", "<Gather input='x'/>"),
    (13327, "warning", "<Gather speechTimeout='0'/>"),
    (13328, "warning", "<Gather maxSpeechTime='0'/>"),
    (13329, "warning", "<Gather partialResultCallbackMethod='PUT'/>"),
    (13330, "warning", f"<Gather hints='{'a' * 101}'/>"),
    (13331, "warning", "<Gather language='?'/>"),
    (13332, "warning", "<Gather bargeIn='x'/>"),
    (13333, "warning", "<Gather profanityFilter='x'/>"),
    (13334, "warning", "<Gather speechModel='x'/>"),
    (13335, "warning", "<Gather input='speech' speechTimeout='auto' speechModel='phone_call'/>"),
    (13338, "error", "<Gather actionOnEmptyResult='x'/>"),
    (13410, "warning", "<Play loop='x'>https://elsewhere.example/a.mp3</Play>"),
    (13420, "error", "<Play/>"),
    (13430, "warning", "<Play digits='x'/>"),
    (13510, "warning", "<Say loop='x'>A</Say>"),
    (13511, "warning", "<Say voice='nobody'>A</Say>"),
    (13520, "warning", "<Say/>"),
    (13521, "warning", f"<Say>{'a ' * 3000}</Say>"),
    (13610, "warning", "<Record method='PUT'/>"),
    (13611, "warning", "<Record timeout='x'/>"),
    (13612, "warning", "<Record maxLength='1'/>"),
    (13613, "warning", "<Record finishOnKey='x'/>"),
    (13614, "warning", "<Record transcribe='x'/>"),
    (13615, "warning", "<Record transcribe='true' maxLength='121'/>"),
    (13616, "warning", "<Record playBeep='x'/>"),
    (13621, "error", "<Record recordingStatusCallbackEvent='x'/>"),
    (13622, "warning", "<Record recordingTrack='x'/>"),
    (13699, "warning", "<Record trim='yes'/>"),
    (13710, "warning", "<Redirect method='PUT'>/gathers</Redirect>"),
    (13810, "warning", "<Reject reason='x'/>"),
    (13910, "warning", "<Pause length='0'/>"),
    (14101, "warning", "<Sms to='x'>A</Sms>"),
    (14102, "warning", "<Sms from='x'>A</Sms>"),
    (14103, "warning", "<Sms/>"),
    (14104, "warning", "<Sms method='PUT'>A</Sms>"),
    (14201, "error", "<Enqueue method='PUT'>q</Enqueue>"),
    (14204, "error", "<Enqueue/>"),
    (14205, "error", f"<Enqueue>{'q' * 65}</Enqueue>"),
    (14206, "error", "<Enqueue waitUrlMethod='PUT'>q</Enqueue>"),
    (14210, "error", "<Dial><Queue method='PUT'>q</Queue></Dial>"),
    (14212, "error", "<Dial><Queue/></Dial>"),
    (14213, "error", f"<Dial><Queue>{'q' * 65}</Queue></Dial>"),
    (14220, "error", "<Enqueue workflowSid='sales'/>"),
    (14221, "error", f"<Enqueue workflowSid='WW{'1' * 32}'><Task>{{not json</Task></Enqueue>"),
    (14300, "error", "<Start/>"),
    (16023, "error", CONFERENCE.format("participantLabel='a/b'")),
]
LOGGED_LATER = [
    (13201, "error", NUMBER.format("url='/dials'"), by_hand("callee_answers")),
    (13617, "warning", "<Record transcribe='true'/>", by_hand("record", 1, "#")),
    (15003, "warning", NUMBER.format("statusCallback='/none'"), by_hand("callee_busy")),
]
# These end the document, and are errors by that: what they are logged as is not theirs to say.
FATAL = {11100, 11200, 11201, 11202, 11203, 11205, 11206, 11210, 11215, 11216, 11217, 11220, 11235, 11236, 11237}
FATAL |= {11240, 11243, 11750, 11770, 12100, 12102, 12300, 13325, 13801}


def logged(verbs: str, act: Callable[[Call], None] = lambda _: None) -> list[tuple[object, object]]:
    """Return the numbers and severities that Twilio logs of a call."""
    line = script(verbs, gathers=twiml("<Gather/>"), dials=twiml("<Dial>+14155550100</Dial>"), next=answer(""))
    call = dial(line)
    act(call)
    return [(event["code"], event["severity"]) for event in events(call, "warned")]


@pytest.mark.parametrize(("code", "severity", "verbs"), DICTIONARY)
def test_what_twilio_logs_has_the_severity_of_its_dictionary(code: int, severity: str, verbs: str) -> None:
    assert logged(verbs)[0] == (code, severity)


@pytest.mark.parametrize(("code", "severity", "verbs", "act"), LOGGED_LATER)
def test_so_has_what_it_logs_when_somebody_has_acted(
    code: int, severity: str, verbs: str, act: Callable[[Call], None]
) -> None:
    assert logged(verbs, act) == [(code, severity)]


def test_there_is_a_row_for_every_number_that_the_simulator_knows() -> None:
    rows = {row[0] for row in (*DICTIONARY, *LOGGED_LATER)}
    modules = Path(pytest_ivr.simulator.__file__).parent.rglob("*.py")
    sources = [path.read_text() for path in modules if "tests" not in path.parts]
    numbers = {int(found) for text in sources for found in re.findall(r"\b1[1-6]\d{3}\b", text)}
    assert numbers - rows - FATAL == {
        14400,
        15000,
        12345,
    }  # a day's calls, milliseconds, a token: no numbers of Twilio's
    assert rows | FATAL >= LOGGED_ERRORS
