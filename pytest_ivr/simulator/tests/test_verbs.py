"""Sections 4.0 and 4.2 to 4.4 of the contract: the other verbs, and the end of the document."""

import re
from pathlib import Path

import pytest

import pytest_ivr.simulator
from pytest_ivr.simulator import UnsupportedVerb, as_dialogue
from pytest_ivr.simulator.dialogue import SENTENCES
from pytest_ivr.simulator.interpreter import APOLOGY
from pytest_ivr.simulator.testing import HOME, answer, codes, dial, events, script, twiml

REST = "<Say>Never</Say>"


def test_the_end_of_the_document_hangs_up() -> None:
    call = dial(script("<Say>One</Say><Say>Two</Say>"))
    assert call.heard == ["One", "Two"]
    assert events(call, "hung up")[0]["reason"] == "the document ended"


@pytest.mark.parametrize("verb", ["<Redirect>/next</Redirect>", "<Hangup/>", "<Reject/>"])
def test_verbs_behind_one_that_passes_control_are_never_reached(verb: str) -> None:
    assert "Never" not in dial(script(verb + REST, next=twiml(""))).heard


@pytest.mark.parametrize(
    ("reference", "url"),
    [
        ("/abs?a=1&amp;b=2", f"{HOME}/abs?a=1&b=2"),
        ("\n  next\n", f"{HOME}/next"),
        ("?a=1", f"{HOME}/voice?a=1"),
        ("http://other.example.com/x", "http://other.example.com/x"),
    ],
)
def test_a_redirect_goes_to_its_url(reference: str, url: str) -> None:
    line = script(voice=[twiml(f"<Redirect>{reference}</Redirect>"), twiml("")])
    dial(line, others={"http://other.example.com": line})
    assert line.urls[1] == url


@pytest.mark.parametrize("verb", ["<Redirect/>", "<Redirect></Redirect>", "<Redirect> </Redirect>"])
def test_an_empty_redirect_asks_for_the_same_url_again(verb: str) -> None:
    line = script(voice=[twiml(verb), twiml("")])
    dial(line, f"{HOME}/voice?a=1", voice_method="GET")
    assert line.urls[1] == f"{HOME}/voice?a=1"


@pytest.mark.parametrize(("attribute", "method"), [("", "POST"), ("method='GET'", "GET"), ("method='get'", "POST")])
def test_the_method_of_a_redirect(attribute: str, method: str) -> None:
    line = script(f"<Redirect {attribute}>/next</Redirect>", next=twiml(""))
    dial(line, voice_method="GET")
    assert line.requests[1].method == method


def test_a_redirect_does_not_repeat_the_digits() -> None:
    line = script("<Gather action='/a'/>", a=twiml("<Redirect>/b</Redirect>"), b=twiml(""))
    dial(line).press("1#")
    assert "Digits" not in line.parameters(2)


def test_hangup_answers_first() -> None:
    call = dial(script("<Hangup/>" + REST))
    assert [event["event"] for event in call.transcript] == ["dialed", "requested", "answered", "hung up"]


def test_parameters_may_stand_in_hangup_and_reject() -> None:
    assert codes(dial(script("<Hangup><Parameter name='a' value='b'/></Hangup>"))) == []
    assert codes(dial(script("<Reject><Parameter name='a' value='b'/></Reject>"))) == []


@pytest.mark.parametrize(
    ("before", "status"),
    [("", "busy"), ("<Pause/>", "busy"), ("<Redirect>/next</Redirect>", "busy"), ("<Say>A</Say>", "completed")],
)
def test_reject_refuses_what_is_not_answered_yet(before: str, status: str) -> None:
    reject = "<Reject reason='busy'/>"
    assert dial(script(before + reject, next=twiml(reject))).status == status


@pytest.mark.parametrize(("attribute", "seconds"), [("", 1), ("length='7'", 7)])
def test_pause_lets_time_pass(attribute: str, seconds: int) -> None:
    call = dial(script(f"<Pause {attribute}/><Say>A</Say>"))
    assert events(call, "answered")[0]["second"] == seconds


@pytest.mark.parametrize(("loop", "times"), [("", 1), ("loop='3'", 3), ("loop='0'", 1000), ("loop='5000'", 1000)])
def test_say_is_repeated_as_often_as_it_says(loop: str, times: int) -> None:
    call = dial(script(f"<Say {loop}>fifteen letters</Say><Gather/>"))
    if times == 1000:
        assert (call.heard, call.second) == (["fifteen letters"], 0)  # where a call rests
        call.listen(1000)
        assert "press" not in call.possible
        call.listen(3)
        assert "press" in call.possible
        assert call.leg.transcript.heard("", 0) == ["fifteen letters"] * times
        return
    assert call.heard == ["fifteen letters"] * times
    assert call.second == times


@pytest.mark.parametrize("text", ["", "  ", "<break/>"])
def test_an_empty_say_is_a_warning(text: str) -> None:
    call = dial(script(f"<Say>{text}</Say>"))
    assert codes(call) == [13520]
    assert call.heard == []


@pytest.mark.parametrize(
    ("ssml", "spoken"),
    [
        ("One <emphasis level='strong'>two</emphasis> three", "One two three"),
        ("<p><s>One.</s> <s>Two.</s></p>", "One. Two."),
        ("Call <sub alias='Doctor'>Dr.</sub> Who", "Call Doctor Who"),
        ("<lang xml:lang='fr-FR'>Bon<break time='1s'/>jour</lang>", "Bonjour"),
        ("<prosody rate='slow'><w role='x'>read</w></prosody>", "read"),
        ("<say-as interpret-as='digits'>12</say-as> <phoneme ph='x'>a</phoneme>", "12 a"),
        ("  much \n white   space ", "much white space"),
    ],
)
def test_the_text_of_ssml_is_spoken(ssml: str, spoken: str) -> None:
    call = dial(script(f"<Say>{ssml}</Say>"))
    assert call.heard == [spoken]
    assert codes(call) == []


@pytest.mark.parametrize("ssml", ["<sub alias='a'><p>b</p></sub>", "<s><p>b</p></s>", "<break time='soon'/>b"])
def test_ssml_in_the_wrong_place_is_a_warning(ssml: str) -> None:
    assert 12200 in codes(dial(script(f"<Say>{ssml}</Say>")))


def test_a_file_of_the_application_is_fetched_and_played() -> None:
    line = script("<Play loop='2'>tune.mp3</Play>", **{"tune.mp3": answer(b"x" * 32_000, "audio/mpeg")})
    call = dial(line)
    assert call.heard == [f"{HOME}/tune.mp3"] * 2
    assert call.second == 4.0
    assert line.requests[1].method == "GET"
    assert line.requests[1].url == f"{HOME}/tune.mp3"


@pytest.mark.parametrize("kind", ["mpeg", "wav", "wave", "x-wav", "aiff", "x-aifc", "x-aiff", "x-gsm", "gsm", "ulaw"])
def test_these_types_are_audio(kind: str) -> None:
    assert dial(script("<Play>/tune</Play>", tune=answer(b"x" * 16_000, f"Audio/{kind}; a=b"))).second == 1


@pytest.mark.parametrize(("hops", "seconds", "expected"), [(10, 1, []), (11, len(APOLOGY) / 15, [11215])])
def test_a_file_may_lie_elsewhere(hops: int, seconds: int, expected: list[int]) -> None:
    moved = answer("", status=302, Location="/tune")
    line = script("<Play>/tune</Play><Gather/>", tune=[moved] * hops + [answer(b"x" * 16_000, "audio/mpeg")])
    call = dial(line)
    assert (call.second, codes(call)) == (seconds, expected)
    assert len(line.requests) == 12


def test_a_file_that_moves_nowhere_is_fatal() -> None:
    assert codes(dial(script("<Play>/tune</Play>", tune=answer("", status=302)))) == [11216]


def test_a_file_of_another_host_is_not_fetched() -> None:
    line = script("<Play>https://cdn.example.org/tune.mp3</Play>")
    call = dial(line)
    assert call.heard == ["https://cdn.example.org/tune.mp3"]
    assert len(line.requests) == 1


@pytest.mark.parametrize("url", ["https://IVR.example.com/tune", "https://ivr.example.com:443/tune", "/tune"])
def test_a_file_of_the_lines_own_host_is_fetched_however_that_is_written(url: str) -> None:
    line = script(f"<Play>{url}</Play>", tune=answer(b"x" * 32_000, "audio/mpeg"))
    call = dial(line)
    assert events(call, "fetched") == [{"second": 0.0, "event": "fetched", "url": line.urls[1], "status": 200}]
    assert call.second == 2.0


def test_port_80_is_that_of_http() -> None:
    line = script("<Play>http://ivr.example.com:80/tune</Play>", tune=answer(b"x" * 32_000, "audio/mpeg"))
    assert dial(line, "http://ivr.example.com/voice").second == 2.0


@pytest.mark.parametrize(("url", "code"), [("ftp://cdn.example.org/tune", 11100), ("https://cdn_1.org/tune", 11210)])
def test_what_is_no_url_of_another_host_is_not_played(url: str, code: int) -> None:
    assert codes(dial(script(f"<Play>{url}</Play>"))) == [code]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        (answer("", status=404), 11200),
        (answer("<html/>", "text/html"), 13420),
        (answer("", None), 13420),
    ],
)
def test_a_file_that_is_missing_or_no_audio_is_fatal(file: object, code: int) -> None:
    call = dial(script("\n<Play>/tune</Play>" + REST, tune=file))  # type: ignore[arg-type]  # parametrize knows no types
    assert [(event["code"], event["line"]) for event in events(call, "failed")] == [(code, 2)]
    assert "Never" not in call.heard


def test_play_without_a_file_is_a_warning() -> None:
    assert codes(dial(script("<Play/>"))) == [13420]


@pytest.mark.parametrize(("digits", "seconds"), [("1w", 0.75), ("W#", 1.25)])
def test_play_may_press_keys(digits: str, seconds: float) -> None:
    call = dial(script(f"<Play digits='{digits}'/>"))
    assert call.heard == [digits]
    assert call.second == seconds


def test_a_verb_that_is_not_simulated_says_so_when_it_is_reached() -> None:
    with pytest.raises(UnsupportedVerb, match=rf"<Echo> in line 2 of {HOME}/voice is not simulated"):
        dial(script("<Say>A</Say>\n<Echo/>"))
    assert dial(script("<Hangup/><Echo/>")).status == "completed"


def test_the_dialogue_tells_every_event() -> None:
    line = script(
        "<Say loop='2'>Hi</Say><Pause/><Play digits='1'/><Play>http://elsewhere.org/a</Play><Sms>Text</Sms>"
        "<Gather input='dtmf speech'><Say>Choose</Say></Gather><Gather input='speech'/><Bad/>"
        "<Record action=''/>",
        more=twiml(
            "<Enqueue>help</Enqueue><Start><Siprec name='ear'/></Start><Stop><Siprec name='ear'/></Stop>"
            "<Dial><Number url='/whisper'>+14155550100</Number></Dial><Dial><Conference>Room 7</Conference></Dial>"
            "<Refer><Sip>sip:bob@example.com</Sip></Refer>"
        ),
        whisper=[twiml("<Gather numDigits='1'><Say>Accept?</Say></Gather>"), twiml("")],
    )
    line.answers = {**line.answers, "/voice": [line.answers["/voice"], twiml("<Redirect>/more</Redirect>")]}  # type: ignore[list-item]  # one answer
    call = dial(line, from_="sip:ann@example.com")
    call.press("#", during="Choose")
    call.mumble()
    call.record(seconds=4, finish="#")
    call.wait()
    call.listen(2)
    call.queue_fails("queue-full")
    call.callee_answers(seconds=8)
    assert call.callee is not None
    call.callee.press("1", during="Accept")
    call.conference_ends(seconds=3)
    call.refer_ends()
    text = as_dialogue(call.transcript)
    assert len(text.splitlines()) == len(call.transcript)
    for words in (
        "0.0s  Caller   dials +18005550199",
        "Twilio   POST https://ivr.example.com/voice -> HTTP 200",
        "Line     answers",
        "Line     Hi (2 times)",
        "Line     is silent for 1 seconds",
        "Line     plays 1",
        "Line     plays http://elsewhere.org/a",
        "Line     texts to sip:ann@example.com: Text",
        "Line     Choose ...",
        "Caller   presses #",
        "Caller   says something that nobody understands",
        "Line     records",
        "Caller   speaks for 4 seconds",
        "Line     puts the caller into the queue help",
        "Twilio   plays music for 32 seconds",
        "Caller   listens for 2 seconds",
        "Twilio   disconnects: the queue says queue-full",
        "Twilio   starts Siprec ear",
        "Twilio   ends Siprec ear",
        "Line     dials +14155550100",
        "Callee   answers",
        "  Line     Accept? ...",
        "  Callee   presses 1",
        "Twilio   connects the caller with +14155550100",
        "Caller   talks for 8 seconds",
        "Callee   hangs up",
        "Line     joins the conference Room 7",
        "Twilio   ends the conference",
        "Line     hands the caller on to sip:bob@example.com",
        f"logs warning 12200: <Bad> does not belong in <Response>; it is passed over. ({HOME}/voice, line 1)",
        "End      the line hangs up",
    ):
        assert words in text, text


def test_every_event_has_a_sentence() -> None:
    package = Path(pytest_ivr.simulator.__file__).parent
    sources = "".join(file.read_text() for file in package.rglob("*.py") if "tests" not in file.parts)
    writers = "note|note_action|hear|record|_note_ignored_input"
    written = set(re.findall(rf"""(?:{writers})\((?:during, )?"([a-z ]+)\"""", sources))
    assert written == set(SENTENCES)
