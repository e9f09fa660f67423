"""Other hosts than the line's: who answers for them, and what happens where nobody does."""

import pytest

from pytest_ivr.simulator import Call, CallOver, OtherHost, Response
from pytest_ivr.simulator.testing import HOME, TOKEN, Script, answer, codes, dial, events, script, twiml

CDN = "https://cdn.example"
ELSEWHERE = {
    "a Redirect": script(f"<Redirect>{CDN}/a/b</Redirect>"),
    "an action": script(f"<Gather timeout='1' actionOnEmptyResult='true' action='{CDN}/a/b'/>"),
    "a wait document": script(f"<Enqueue waitUrl='{CDN}/a/b'>support</Enqueue>"),
    "an HTTP redirect": script(voice=answer("", status=302, Location=f"{CDN}/a/b")),
    "a callback": script(f"<Start><Stream url='wss://x.example' statusCallback='{CDN}/a/b'/></Start><Gather/>"),
}


def dial_and_wait(call: Call) -> None:
    """Dial, and wait."""
    call.dial()
    call.wait()


@pytest.mark.parametrize("line", ELSEWHERE.values(), ids=ELSEWHERE)
def test_where_nobody_answers_the_call_stops(line: Script) -> None:
    call = Call(f"{HOME}/voice", transport=line, auth_token=TOKEN)
    with pytest.raises(OtherHost, match=rf"{CDN}/a/b.* is not this line's: .*others={{'{CDN}/': ...}}"):
        dial_and_wait(call)
    assert CDN in call.stopped
    assert all(CDN not in url for url in line.urls)
    assert codes(call) == []
    with pytest.raises(CallOver, match=r"the call stopped: https://cdn.example/a/b"):
        call.press("1")


@pytest.mark.parametrize("address", [CDN, f"{CDN}/", f"{CDN}/a", f"{CDN}/a/", f"{CDN}/a/b"])
@pytest.mark.parametrize(
    "stand_in", ["<Response><Say>Elsewhere</Say></Response>", twiml("<Say>Elsewhere</Say>"), "a line"]
)
def test_who_answers_is_said_by_how_the_url_begins(address: str, stand_in: str | Response) -> None:
    other = Script({"/a/b": twiml("<Say>Elsewhere</Say>")})
    line = script(f"<Redirect>{CDN}/a/b</Redirect>")
    call = dial(line, others={address: other if stand_in == "a line" else stand_in})
    assert (call.heard, len(line.requests)) == (["Elsewhere"], 1)
    if stand_in == "a line":
        assert other.requests[0].headers["X-Twilio-Signature"]


@pytest.mark.parametrize("address", [f"{CDN}/b", f"{CDN}.evil", "http://cdn.example", f"{CDN}/a/bc"])
def test_another_beginning_does_not_count(address: str) -> None:
    with pytest.raises(OtherHost):
        dial(script(f"<Redirect>{CDN}/a/b</Redirect>"), others={address: "<Response/>"})


def test_the_longest_beginning_counts() -> None:
    others = {f"{CDN}/a": twiml("<Say>Deep</Say>"), CDN: twiml(""), f"{HOME}/legacy": twiml("<Say>Old</Say>")}
    assert dial(script(f"<Redirect>{CDN}/a/b?c=1</Redirect>"), others=others).heard == ["Deep"]
    assert dial(script("<Redirect>/legacy?c=1</Redirect>"), others=others).heard == ["Old"]


@pytest.mark.parametrize("url", ["http://ivr.example.com/x", "https://ivr.example.com:8443/x"])
def test_the_lines_host_is_the_lines_whatever_scheme_and_port(url: str) -> None:
    assert dial(script(f"<Redirect>{url}</Redirect>", x=twiml("<Say>Here</Say>"))).heard == ["Here"]


def test_what_another_host_says_leads_back_to_the_line() -> None:
    line = script(f"<Redirect>{CDN}/a</Redirect>", home=twiml("<Say>Home</Say>"))
    document = f"<Response><Play>/tune</Play><Redirect>{HOME}/home</Redirect></Response>"
    others = {CDN: Script({"/a": answer(document), "/tune": answer(b"x" * 16_000, "audio/mpeg")})}
    call = dial(line, others=others)
    assert (call.heard, events(call, "played")[0]["seconds"]) == ([f"{CDN}/tune", "Home"], 1)


def test_a_file_elsewhere_is_taken_for_good() -> None:
    moved = answer("", status=302, Location=f"{CDN}/tune")
    call = dial(script(f"<Play>{CDN}/tune</Play><Play>/tune</Play><Gather/>", tune=moved))
    assert ([event["seconds"] for event in events(call, "played")], codes(call)) == ([10, 10], [])


def test_an_address_is_a_url() -> None:
    with pytest.raises(ValueError, match=r"'cdn.example' is no address; write it like http"):
        dial(script(""), others={"cdn.example": ""})


def test_a_saved_call_is_told_again_who_answers() -> None:
    line = script(f"<Gather action='{CDN}/a'/>")
    others = {CDN: twiml("<Say>Elsewhere</Say>")}
    call = Call.load(dial(line, others=others).save(), transport=line, auth_token=TOKEN, others=others)
    call.press("1#")
    assert call.heard == ["Elsewhere"]


def test_a_whisper_may_come_from_elsewhere() -> None:
    dialing = f"<Dial><Number url='{CDN}/whisper'>+14155550100</Number></Dial>"
    call = dial(script(dialing), others={CDN: twiml("<Say>A caller</Say>")})
    call.callee_answers(seconds=3)
    assert [event["text"] for event in events(call, "said")] == ["A caller"]
    call = dial(script(dialing))
    with pytest.raises(OtherHost):
        call.callee_answers(seconds=3)
    assert CDN in call.stopped


def test_a_callback_at_the_end_of_the_call_stops_it_too() -> None:
    call = Call(f"{HOME}/voice", transport=script(""), auth_token=TOKEN, status_callback=f"{CDN}/ended")
    with pytest.raises(OtherHost):
        call.dial()
    assert (call.ended, CDN in call.stopped) == (True, True)
