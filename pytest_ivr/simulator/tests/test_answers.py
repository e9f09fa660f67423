"""Section 3 of the contract: what Twilio makes of the application's answers."""

import pytest

from pytest_ivr.simulator import Response
from pytest_ivr.simulator.interpreter import APOLOGY
from pytest_ivr.simulator.testing import HOME, answer, codes, dial, events, script, twiml

HELLO = "<Response><Say>Hello</Say></Response>"


def hear(response: Response) -> list[str]:
    return dial(script(voice=response)).heard


@pytest.mark.parametrize(
    "content_type",
    [
        "text/xml",
        "application/xml",
        "text/html",
        "text/html; charset=utf-8",
        "TEXT/XML",
        "text/plain",
        "text/plain; charset=utf-8",
    ],
)
def test_these_types_are_twiml(content_type: str) -> None:
    assert hear(answer(HELLO, content_type)) == ["Hello"]


def test_comments_and_space_around_values_are_nothing_to_warn_of() -> None:
    call = dial(script("<!-- nobody --><Pause length=' 2 '/><!-- hears --><Gather><!-- this --></Gather>"))
    assert (codes(call), call.second) == ([], 2.0)


@pytest.mark.parametrize("status", [200, 204])
@pytest.mark.parametrize("content_type", ["text/xml", "text/plain", "application/json", "audio/mpeg", None])
def test_an_empty_answer_is_error_12100(content_type: str | None, status: int) -> None:
    assert codes(dial(script(voice=answer("", content_type, status)))) == [12100]


def test_audio_is_played_and_ends_the_call() -> None:
    line = script(voice=answer(b"x" * 160_000, "audio/mpeg"))
    call = dial(line)
    assert call.heard == [f"{HOME}/voice"]
    assert call.status == "completed"
    assert call.second == 10.0
    assert len(line.requests) == 1


@pytest.mark.parametrize("content_type", ["text/plain", "Text/Plain; charset=utf-8"])
def test_plain_text_is_read_aloud_and_ends_the_call(content_type: str) -> None:
    call = dial(script(voice=answer("Closed\ntoday", content_type)))
    assert call.heard == ["Closed today"]
    assert call.status == "completed"


@pytest.mark.parametrize("content_type", ["application/json", "image/png", "", None])
def test_any_other_type_is_error_12300(content_type: str | None) -> None:
    assert codes(dial(script(voice=answer(HELLO, content_type)))) == [12300]


@pytest.mark.parametrize(
    ("body", "heard"),
    [
        (b"\xef\xbb\xbf" + HELLO.encode(), "Hello"),
        ("<Response><Say>Grüß</Say></Response>".encode(), "Grüß"),
        (
            b"<?xml version='1.0' encoding='ISO-8859-1'?>" + "<Response><Say>Grüß</Say></Response>".encode("latin-1"),
            "Grüß",
        ),
        (b"<Response><!-- nobody --><Say>He<!-- hears -->llo</Say></Response>", "Hello"),
        (b"<Response><?page 1?><Say>Hello</Say></Response>", "Hello"),
        (b"<Response><Say>Tom &amp; Jerry &lt;3</Say></Response>", "Tom & Jerry <3"),
        (b"<Response><Say loop=' 1\n'>Hello</Say></Response>", "Hello"),  # section 4.0: values are trimmed
    ],
)
def test_xml_as_it_may_be(body: bytes, heard: str) -> None:
    call = dial(script(voice=answer(body)))
    assert call.heard == [heard]
    assert codes(call) == []


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        ("\n<?xml version='1.0'?><Response/>", 12100, 2),
        ("<Response><Say>Tom & Jerry</Say></Response>", 12100, 1),
        ("<Response>\n<Say>Hello</Response>", 12100, 2),
        ("", 12100, 1),
        ("hello", 12100, 1),
        ("<html>\n</html>", 12102, 1),
        ("<!DOCTYPE html><html/>", 12100, 1),
        ("<!DOCTYPE Response><Response/>", 12100, 1),
        ("<!DOCTYPE Response [<!ENTITY a 'x'>]><Response><Say>&a;</Say></Response>", 12100, 1),
        ("<Response><Say>&unknown;</Say></Response>", 12100, 1),
        ("<Say>" * 300 + "</Say>" * 300, 12100, 1),
    ],
)
def test_what_is_no_twiml_is_fatal(body: str, code: int, line: int) -> None:
    [failure] = events(dial(script(voice=answer(body))), "failed")
    assert (failure["code"], failure["line"], failure["url"]) == (code, line, f"{HOME}/voice")


@pytest.mark.parametrize("status", [200, 204])
def test_an_empty_body_is_error_12100(status: int) -> None:
    assert codes(dial(script(voice=answer("", status=status)))) == [12100]


@pytest.mark.parametrize(
    ("verbs", "heard", "code", "explanation"),
    [
        ("<Shout>Hi</Shout><Say>Ho</Say>", ["Ho"], 12200, "<Shout> does not belong in <Response>"),
        ("<say>Hi</say><Say>Ho</Say>", ["Ho"], 12200, "<say> does not belong"),
        ("<Message>Hi</Message><Say>Ho</Say>", ["Ho"], 12200, "<Message> does not belong"),
        ("<Number>1</Number><Say>Ho</Say>", ["Ho"], 12200, "<Number> does not belong"),
        ("<Say volume='3'>Ho</Say>", ["Ho"], 12200, "<Say> has no attribute 'volume'"),
        ("<Say Loop='3'>Ho</Say>", ["Ho"], 12200, "<Say> has no attribute 'Loop'"),
        ("Hi<Say>Ho</Say>", ["Ho"], 12200, "<Response> holds text"),
        ("<Say>Ho</Say><Pause>Hi</Pause>", ["Ho"], 12200, "<Pause> holds text"),
        ("<Say>H<Play/>o</Say>", ["Ho"], 12200, "<Play> does not belong in <Say>"),
        (
            "<Say loop='x'>Ho</Say>",
            ["Ho"],
            13510,
            "loop='x' of <Say> should be a whole number from 0 to 999999999; '1' is used",
        ),
        ("<Say voice='nobody'>Ho</Say>", ["Ho"], 13511, "voice='nobody'"),
        ("<Say>Ho</Say><Pause length='0'/>", ["Ho"], 13910, "length='0'"),
        ("<Say>Ho</Say><Pause length='²'/>", ["Ho"], 13910, "length='²'"),
        ("<Say>Ho</Say><Play loop='-1' digits='1'/>", ["Ho", "1"], 13410, "loop='-1'"),
        ("<Say>Ho</Say><Play digits='1x'/>", ["Ho"], 13430, "digits='1x'"),
        ("<Say>Ho</Say><Reject reason='tired'/>", ["Ho"], 13810, "should be rejected or busy"),
        ("<Say>Ho</Say><Gather timeout='0'/>", ["Ho"], 13313, "timeout='0'"),
        ("<Say>Ho</Say><Gather finishOnKey='12'/>", ["Ho"], 13310, "finishOnKey='12'"),
        ("<Say>Ho</Say><Gather numDigits='many'/>", ["Ho"], 13314, "numDigits='many'"),
        ("<Say>Ho</Say><Gather method='PUT'/>", ["Ho"], 13312, "should be GET or POST"),
        ("<Say>Ho</Say><Gather bargeIn='yes'/>", ["Ho"], 13332, "bargeIn='yes'"),
        ("<Say>Ho</Say><Gather><Hangup/></Gather>", ["Ho"], 13320, "<Hangup> does not belong in <Gather>"),
        (
            "<Say>Ho</Say><Gather><Play digits='1'/></Gather>",
            ["Ho"],
            13320,
            "<Play digits> does not belong in <Gather>",
        ),
        ("<Say>Ho</Say><Pause length='1234567890'/>", ["Ho"], 13910, "from 1 to 999999999"),
        ("<Say>Ho</Say><Gather><Number/></Gather>", ["Ho"], 12200, "<Number> does not belong in <Gather>"),
    ],
)
def test_what_twilio_passes_over_is_a_warning(verbs: str, heard: list[str], code: int, explanation: str) -> None:
    call = dial(script(verbs))
    warnings = events(call, "warned")
    assert call.heard == heard
    assert warnings[0]["code"] == code
    assert explanation in str(warnings[0]["explanation"])


def test_a_warning_names_url_and_line() -> None:
    call = dial(script("\n\n<Shout/>"))
    assert [(event["url"], event["line"]) for event in events(call, "warned")] == [(f"{HOME}/voice", 3)]


def test_an_empty_response_is_answered_and_hung_up() -> None:
    call = dial(script(""))
    assert codes(call) == []
    assert call.status == "completed"


@pytest.mark.parametrize("status", [400, 403, 404, 429, 500, 503])
def test_failures_are_error_11200(status: int) -> None:
    assert codes(dial(script(voice=answer(HELLO, status=status)))) == [11200]


def test_any_2xx_is_success() -> None:
    assert hear(answer(HELLO, status=201)) == ["Hello"]


@pytest.mark.parametrize(("size", "expected"), [(64 * 1024, []), (64 * 1024 + 1, [11750])])
def test_a_document_of_64_kb_is_the_largest(size: int, expected: list[int]) -> None:
    body = HELLO + " " * (size - len(HELLO))
    assert codes(dial(script(voice=answer(body)))) == expected


def test_a_huge_stack_trace_hides_the_status() -> None:
    assert codes(dial(script(voice=answer("x" * 70_000, status=500)))) == [11750]


@pytest.mark.parametrize(
    ("voice", "length", "expected"),
    [
        ("man", 4096, []),
        ("man", 4097, [13521]),
        ("Google.de-DE-Wavenet-A", 4500, []),
        ("Google.de-DE-Wavenet-A", 4501, [13521]),
        ("Polly.Joanna", 3000, []),
        ("Polly.Joanna", 3001, [13521]),
    ],
)
def test_a_text_may_be_too_long_for_its_voice(voice: str, length: int, expected: list[int]) -> None:
    call = dial(script(f"<Say voice='{voice}'>{'x' * length}</Say>"))
    assert codes(call) == expected
    assert bool(call.heard) == (expected == [])


@pytest.mark.parametrize(("voice", "expected"), [("Google.de-DE-Wavenet-A", [13521]), ("Polly.Joanna", [])])
def test_google_counts_the_tags_too(voice: str, expected: list[int]) -> None:
    ssml = "x" * 2000 + "<break time='1s'/>" * 150
    assert codes(dial(script(f"<Say voice='{voice}'>{ssml}</Say>"))) == expected


def test_a_text_may_be_too_long_once_it_is_encoded() -> None:
    assert codes(dial(script(f"<Say>{'é' * 750}</Say>"))) == []
    assert codes(dial(script(f"<Say>{'é' * 751}</Say>"))) == [13521]


def test_without_a_fallback_the_caller_hears_twilios_apology() -> None:
    call = dial(script(voice=answer("", status=500)))
    assert call.heard == [APOLOGY]
    assert call.status == "completed"
    assert events(call, "hung up")[0]["by"] == "Twilio"


def test_the_fallback_is_told_what_failed_and_goes_on() -> None:
    line = script(
        "<Gather action='/broken'/>", fallback=twiml("<Redirect>more</Redirect>"), more=twiml("<Say>Here</Say>")
    )
    call = dial(line, fallback_url=f"{HOME}/fallback")
    call.press("1#")
    assert call.heard == ["Here"]
    told = line.parameters(2)
    assert (told["ErrorCode"], told["ErrorUrl"]) == ("11200", f"{HOME}/broken")
    assert "Digits" not in told
    assert told["CallStatus"] == "in-progress"
    assert "ErrorCode" not in line.parameters(3)


def test_the_fallback_serves_a_voice_url_that_is_none() -> None:
    line = script(fallback=twiml("<Say>Here</Say>"))
    call = dial(line, "https://[x", fallback_url=f"{HOME}/fallback")
    assert call.heard == ["Here"]
    assert line.parameters(0)["ErrorUrl"] == "https://[x"


def test_a_fallback_may_be_asked_by_get() -> None:
    line = script(voice=answer("", status=500), fallback=twiml("<Say>Here</Say>"))
    assert dial(line, fallback_url=f"{HOME}/fallback", fallback_method="GET").heard == ["Here"]
    assert line.requests[1].method == "GET"


@pytest.mark.parametrize(
    ("fallback", "code"),
    [
        (answer("", status=404), 11200),
        (answer("no TwiML"), 12100),
        (twiml("<Play>/none</Play>"), 11200),
        (twiml("<Refer/>"), 13801),
    ],
)
def test_when_the_fallback_fails_as_well_the_caller_hears_the_apology(fallback: Response, code: int) -> None:
    call = dial(script(voice=answer("", status=500), fallback=fallback), fallback_url=f"{HOME}/fallback")
    assert (call.heard, call.second) == ([APOLOGY], len(APOLOGY) / 15)
    assert codes(call) == [11200, code]


def test_a_failure_inside_a_gather_goes_to_the_fallback_too() -> None:
    line = script("<Gather action='/next'><Play>/none</Play></Gather>", fallback=twiml("<Say>Here</Say>"))
    call = dial(line, fallback_url=f"{HOME}/fallback")
    assert call.heard == ["Here"]
    assert call.ended


def test_a_fallback_serves_each_failure_anew() -> None:
    line = script("<Gather action='/broken'/>", fallback=twiml("<Say>Again</Say><Gather action='/broken'/>"))
    call = dial(line, fallback_url=f"{HOME}/fallback")
    call.press("1#")
    call.press("1#")
    assert call.heard == ["Again"]


def test_the_error_url_is_what_failed() -> None:
    missing_file = script("<Play>/gone.mp3</Play>", fallback=twiml(""))
    dial(missing_file, fallback_url=f"{HOME}/fallback")
    assert missing_file.parameters(-1)["ErrorUrl"] == f"{HOME}/gone.mp3"
    moved = script(voice=answer("", status=302, Location="/moved"), fallback=twiml(""))
    dial(moved, fallback_url=f"{HOME}/fallback")
    assert moved.parameters(-1)["ErrorUrl"] == f"{HOME}/moved"
    nowhere = script(voice=answer("", status=302, Location="https://no_host.example/"), fallback=twiml(""))
    dial(nowhere, fallback_url=f"{HOME}/fallback")
    assert nowhere.parameters(-1)["ErrorUrl"] == "https://no_host.example/"


def test_what_twilio_logs_is_an_error_or_a_warning() -> None:
    call = dial(script("<Gather actionOnEmptyResult='maybe' timeout='x'/><Play></Play>"))
    call.wait()
    logged = {(event["code"], event["severity"]) for event in events(call, "warned")}
    assert logged == {(13338, "error"), (13313, "warning"), (13420, "error")}


def test_what_fails_after_the_call_is_named_too() -> None:
    line = script("<Gather/><Record action='/next'/>", next=answer("", status=302, Location="/moved"))
    call = dial(line)
    call.wait()
    call.hang_up()
    assert [event["url"] for event in events(call, "failed")] == [f"{HOME}/moved"]
