"""Sections 4.8 to 4.10 of the contract: Connect, Start, Stop, Pay, Refer and Sms."""

from typing import Any

import pytest

from pytest_ivr.simulator import ActionNotPossible, Call, Limits
from pytest_ivr.simulator.testing import HOME, Script, answer, codes, dial, events, script, twiml

NEXT = twiml("<Say>Next</Say>")
AFTER = "<Say>After</Say>"
STREAM = "<Stream url='wss://media.example.com/s' name='ear' statusCallback='/told'/>"


def with_products(verbs: str, **arguments: Any) -> tuple[Script, Call]:
    """Return a call to a line with these verbs."""
    line = script(verbs + AFTER, next=NEXT, told=answer(""), done=answer(""))
    return line, dial(line, **arguments)


@pytest.mark.parametrize(
    "noun",
    [
        STREAM,
        "<ConversationRelay url='wss://media.example.com/c'><Language code='sv-SE'/></ConversationRelay>",
        "<VirtualAgent connectorName='agent'><Config name='a' value='b'/></VirtualAgent>",
        "<Room participantIdentity='ann'>Lobby</Room>",
        "<Conversation serviceInstanceSid='IS1'/>",
        "<AiSession aiConnector='a'/>",
        "<ConversationRelaySession connector='c'/>",
        "<Autopilot>UA1</Autopilot>",
    ],
)
def test_connect_has_the_call_until_the_test_says_how_it_ended(noun: str) -> None:
    line, call = with_products(f"<Connect action='/next'>{noun}</Connect>")
    assert codes(call) == []
    assert events(call, "started")[0]["product"] == noun[1:].split()[0].split(">")[0].rstrip("/")
    with pytest.raises(
        ActionNotPossible, match=r"<Connect> in line 1 of .*: say how this ends, by connection_ends, hang_up"
    ):
        call.wait()
    call.connection_ends(seconds=30, HandoffData="help")
    told = line.parameters(line.urls.index(f"{HOME}/next"))
    assert told["HandoffData"] == "help"
    assert call.second == pytest.approx(30 + 4 / 15)
    assert call.heard == ["Next"]


def test_without_an_action_the_next_verb_follows() -> None:
    _, call = with_products("<Connect><Room>Lobby</Room></Connect>")
    call.connection_ends()
    assert call.heard == ["After"]


def test_who_hangs_up_while_connected_has_the_action_requested() -> None:
    line, call = with_products("<Connect action='/next'><Room>Lobby</Room></Connect>")
    call.hang_up()
    assert line.urls[1:] == [f"{HOME}/next"]
    assert line.parameters(1)["CallStatus"] == "completed"
    assert call.heard == []


RELAY = "<Connect action='/next'><ConversationRelay url='wss://relay.example.com/a'/></Connect>"


def session(line: Script) -> dict[str, str]:
    """Return what the action was told about a session, and the SID, which is drawn, by its kind alone."""
    told = line.parameters(line.urls.index(f"{HOME}/next"))
    kept = {name: told[name] for name in told if name.startswith(("Session", "Handoff", "Error"))}
    return {**kept, "SessionId": kept["SessionId"][:2]} if "SessionId" in kept else kept


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({}, {"SessionStatus": "ended"}),
        ({"HandoffData": '{"reason": "help"}'}, {"SessionStatus": "ended", "HandoffData": '{"reason": "help"}'}),
        (
            {"SessionStatus": "failed", "ErrorCode": "64102"},  # as the test says
            {"SessionStatus": "failed", "ErrorCode": "64102"},
        ),
    ],
)
def test_the_action_is_told_the_session_of_a_relay_that_has_ended(
    given: dict[str, str], expected: dict[str, str]
) -> None:
    line, call = with_products(f"<Pause length='3'/>{RELAY}")
    call.connection_ends(seconds=29.6, **given)
    assert session(line) == {"SessionId": "VX", "SessionDuration": "30", **expected}


def test_so_it_is_when_the_caller_hangs_up_in_it() -> None:
    line, call = with_products(RELAY)
    call.hang_up()
    assert session(line) == {"SessionId": "VX", "SessionStatus": "completed", "SessionDuration": "0"}


def test_so_it_is_when_the_longest_time_of_a_call_is_over() -> None:
    line, call = with_products(RELAY, limits=Limits(seconds=60))
    call.connection_ends(seconds=90)
    assert session(line) == {"SessionId": "VX", "SessionStatus": "completed", "SessionDuration": "60"}


def test_other_products_have_no_session() -> None:
    line, call = with_products("<Connect action='/next'><Stream url='wss://media.example.com/a'/></Connect>")
    call.connection_ends(seconds=30)
    assert session(line) == {}


def test_what_connect_hands_over_is_in_the_transcript() -> None:
    parameter = "<Parameter name='who' value='ann'/>"
    _, call = with_products(f"<Connect><Stream url='wss://media.example.com/s'>{parameter}</Stream></Connect>")
    attributes = events(call, "started")[0]["attributes"]
    assert attributes == {
        "url": "wss://media.example.com/s",
        "track": "inbound_track",
        "statusCallbackMethod": "POST",
        "who": "ann",
    }


@pytest.mark.parametrize("verb", ["Connect", "Start"])
@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("url='https://media.example.com/s'", [12200, 12200]),
        ("url='wss://media.example.com/s?a=1'", [12200, 12200]),
        ("", [12200]),
    ],
)
def test_a_stream_wants_a_wss_url_without_a_query(verb: str, url: str, expected: list[int]) -> None:
    _, call = with_products(f"<{verb} action='/next'><Stream {url}/></{verb}>")
    assert codes(call) == expected
    assert events(call, "started") == []
    assert call.heard == ["After"]


@pytest.mark.parametrize(
    ("verb", "track", "expected", "used"),
    [
        ("Connect", "inbound_track", [], "inbound_track"),
        ("Connect", "outbound_track", [12200], "inbound_track"),
        ("Connect", "both_tracks", [12200], "inbound_track"),
        ("Start", "both_tracks", [], "both_tracks"),
    ],
)
def test_a_stream_in_connect_hears_the_caller_alone(verb: str, track: str, expected: list[int], used: str) -> None:
    _, call = with_products(f"<{verb}><Stream url='wss://media.example.com/s' track='{track}'/></{verb}>")
    assert codes(call) == expected
    assert events(call, "started")[0]["attributes"]["track"] == used  # type: ignore[index]  # a mapping


@pytest.mark.parametrize(("length", "expected"), [(499, []), (500, [12200])])
def test_a_parameter_of_a_stream_has_less_than_500_characters(length: int, expected: list[int]) -> None:
    parameters = f"<Parameter name='a' value='{'x' * (length - 1)}'/><Parameter name='b' value='y'/>"
    _, call = with_products(f"<Start><Stream url='wss://media.example.com/s'>{parameters}</Stream></Start>")
    assert codes(call) == expected
    given = {"a", "b"} & set(events(call, "started")[0]["attributes"])  # type: ignore[call-overload]  # a mapping
    assert given == ({"b"} if expected else {"a", "b"})


def test_connect_takes_one_noun() -> None:
    _, call = with_products("<Connect><Room>Lobby</Room><Room>Kitchen</Room></Connect>")
    assert (codes(call), len(events(call, "started"))) == ([12200], 1)


def test_an_empty_connect_is_passed_over_with_a_warning() -> None:
    _, call = with_products("<Connect/>")
    assert (codes(call), call.heard) == ([12200], ["After"])


def test_start_goes_on_at_once_and_stop_ends_it_by_name() -> None:
    line, call = with_products(f"<Start>{STREAM}</Start><Say>Hi</Say><Stop><Stream name='ear'/></Stop>")
    assert call.heard == ["Hi", "After"]
    told = [line.parameters(index) for index, url in enumerate(line.urls) if url == f"{HOME}/told"]
    assert [parameters["StreamEvent"] for parameters in told] == ["stream-started", "stream-stopped"]
    assert {parameters["StreamName"] for parameters in told} == {"ear"}
    assert told[0]["StreamSid"] == told[1]["StreamSid"]
    assert told[0]["StreamSid"].startswith("MZ")
    assert told[0]["Timestamp"][10] == "T"


def test_what_nobody_stops_ends_with_the_call() -> None:
    line, call = with_products(f"<Start>{STREAM}</Start>", status_callback=f"{HOME}/done")
    assert line.urls[1:] == [f"{HOME}/told", f"{HOME}/told", f"{HOME}/done"]
    assert [event["event"] for event in call.transcript].count("stopped") == 1


def test_the_callback_of_a_stream_is_relative_to_the_document_that_started_it() -> None:
    stream = "<Stream url='wss://media.example.com/s' statusCallback='told'/>"
    line = script(f"<Start>{stream}</Start><Redirect>/deep/next</Redirect>", told=answer(""), **{"deep/next": NEXT})
    dial(line)
    assert line.urls[1:] == [f"{HOME}/deep/next", f"{HOME}/told", f"{HOME}/told"]


@pytest.mark.parametrize(
    ("nouns", "stopped"),
    [
        ("<Stream name='ear'/>", ["ear"]),
        ("<Stream name='ear'/><Stream name='mouth'/>", ["ear", "mouth"]),
        ("<Stream name='nose'/>", []),
        ("<Siprec name='ear'/>", []),
    ],
)
def test_stop_ends_what_it_names_and_the_end_of_the_call_the_rest(nouns: str, stopped: list[str]) -> None:
    started = STREAM + STREAM.replace("ear", "mouth")
    line, call = with_products(f"<Start>{started}</Start><Stop>{nouns}</Stop><Gather/>")

    def told() -> list[str]:
        reports = map(line.parameters, range(len(line.requests)))
        return [report["StreamName"] for report in reports if report.get("StreamEvent") == "stream-stopped"]

    assert told() == stopped
    call.hang_up()
    assert sorted(told()) == ["ear", "mouth"]


@pytest.mark.parametrize(
    "noun", ["<Siprec name='a'/>", "<Recording channels='mono'/>", "<Transcription name='t' track='both_tracks'/>"]
)
def test_every_noun_of_start_is_shown(noun: str) -> None:
    _, call = with_products(f"<Start>{noun}</Start>")
    assert codes(call) == []
    assert len(events(call, "started")) == 1
    assert call.heard == ["After"]


def test_nothing_behind_start_ends_the_call() -> None:
    call = dial(script("<Start><Siprec/></Start>"))
    assert call.ended


def test_14300_start_without_a_noun_is_a_warning() -> None:
    assert codes(with_products("<Start/>")[1]) == [14300]


@pytest.mark.parametrize("noun", ["<Stream name='eye'/>", "<Siprec name='ear'/>"])
def test_stop_of_what_was_never_started_does_no_harm(noun: str) -> None:
    _, call = with_products(f"<Start>{STREAM}</Start><Stop>{noun}</Stop><Gather/>")
    assert events(call, "stopped") == []
    call.wait()
    assert call.heard == ["After"]


@pytest.mark.parametrize("stop", ["<Stop><Siprec name='ear'/></Stop>", ""])
def test_every_product_stops_once(stop: str) -> None:
    _, call = with_products(f"<Start><Siprec name='ear'/></Start>{stop}")
    assert [(event["product"], event["name"]) for event in events(call, "stopped")] == [("Siprec", "ear")]


PAY = "<Pay action='/next' chargeAmount='10.50'><Prompt for='security-code'><Say>The code</Say></Prompt></Pay>"


def test_pay_ends_as_the_test_says() -> None:
    line, call = with_products(PAY)
    assert codes(call) == []
    call.payment_ends("success", seconds=40, PaymentToken="tok_1")
    told = line.parameters(1)
    assert (told["Result"], told["PaymentToken"]) == ("success", "tok_1")
    assert call.heard == ["Next"]
    shown = [(event["second"], event["event"], event["product"]) for event in events(call, "started", "stopped")]
    assert shown == [(0, "started", "Pay"), (40, "stopped", "Pay")]


def test_a_star_alone_interrupts_a_payment() -> None:
    line, call = with_products(PAY)
    call.press("*")
    assert line.parameters(1)["Result"] == "caller-interrupted-with-star"
    assert events(call, "lost") == []


def test_a_star_interrupts_a_payment_at_any_point() -> None:
    line, call = with_products(PAY)
    call.press("4111")
    assert events(call, "lost")[0]["what"] == "4111"
    call.press("1*2")
    assert line.parameters(1)["Result"] == "caller-interrupted-with-star"
    assert events(call, "lost")[1]["what"] == "12"


def test_pay_without_an_action_goes_on_to_the_next_verb() -> None:
    _, call = with_products("<Pay/>")
    call.payment_ends("too-many-failed-attempts")
    assert call.heard == ["After"]


def test_who_hangs_up_while_paying_has_the_action_requested() -> None:
    line, call = with_products(PAY)
    call.hang_up()
    assert line.parameters(1)["Result"] == "caller-hung-up"


def test_without_a_word_on_how_it_ends_a_payment_stops_the_test() -> None:
    _, call = with_products(PAY)
    with pytest.raises(ActionNotPossible, match=r'say how this ends, by payment_ends, press\("\*"\), hang_up'):
        call.wait()


REFER = "<Refer action='/next'><Sip>sip:bob@example.com</Sip></Refer>"


@pytest.mark.parametrize(("response", "status"), [(200, "completed"), (486, "failed")])
def test_refer_hands_on_a_caller_who_came_by_sip(response: int, status: str) -> None:
    line, call = with_products(REFER, from_="sip:ann@example.com")
    assert events(call, "referred")[0]["to"] == "sip:bob@example.com"
    with pytest.raises(ActionNotPossible, match="possible now: refer_ends"):
        call.agent_takes()
    call.refer_ends(response)
    told = line.parameters(1)
    assert (told["ReferCallStatus"], told["NotifySipResponseCode"]) == (status, str(response))
    assert told["ReferSipResponseCode"] == "202"
    assert call.heard == ["Next"]


def test_refer_hands_on_to_the_first_of_many() -> None:
    verbs = "<Refer><Sip><Uri priority='2'>sip:bob@b</Uri><Uri priority='1'>sip:ann@b</Uri></Sip></Refer>"
    _, call = with_products(verbs, from_="sip:ann@example.com")
    assert events(call, "referred")[0]["to"] == "sip:ann@b"


@pytest.mark.parametrize("response", [99, 700])
def test_a_response_that_sip_does_not_have_is_refused(response: int) -> None:
    _, call = with_products(REFER, from_="sip:ann@example.com")
    with pytest.raises(ValueError, match=f"SIP has no response {response}; it has 100 to 699"):
        call.refer_ends(response)


def test_13801_refer_is_an_error_for_callers_who_came_by_phone() -> None:
    _, call = with_products(REFER)
    assert codes(call) == [13801]
    assert call.ended


def test_refer_to_nobody_is_passed_over_with_a_warning() -> None:
    _, call = with_products("<Refer/>", from_="sip:ann@example.com")
    assert (codes(call), call.heard) == ([12200], ["After"])


def test_refer_to_what_is_no_sip_uri_is_passed_over_with_its_number() -> None:
    _, call = with_products("<Refer><Sip>not a uri</Sip></Refer>", from_="sip:ann@example.com")
    assert (codes(call), events(call, "referred"), call.heard) == ([13243], [], ["After"])


def test_annotate_is_not_heard_and_does_not_answer() -> None:
    tag = "<BillingReferenceTag>house</BillingReferenceTag>"
    call = dial(script(f"<Annotate>{tag}</Annotate><Reject/>"))
    assert (codes(call), call.status) == ([], "no-answer")


@pytest.mark.parametrize(("attributes", "to"), [("", "+14155551212"), ("to='+14155550100'", "+14155550100")])
def test_sms_sends_a_text_and_goes_on(attributes: str, to: str) -> None:
    line, call = with_products(f"<Sms statusCallback='/told' {attributes}>Rialto,\n at 8</Sms>")
    assert [(event["to"], event["text"]) for event in events(call, "texted")] == [(to, "Rialto, at 8")]
    assert line.parameters(1)["SmsStatus"] == "sent"
    assert call.heard == ["After"]


def test_a_callback_that_is_no_url_is_a_warning() -> None:
    _, call = with_products("<Sms statusCallback='https://[x'>Hi</Sms>")
    assert codes(call) == [15003]
    assert call.heard == ["After"]


@pytest.mark.parametrize(("text", "status", "expected"), [("Hi", "sending", []), ("", "invalid", [14103])])
def test_the_action_of_sms_is_requested_at_once(text: str, status: str, expected: list[int]) -> None:
    line, call = with_products(f"<Sms action='/next'>{text}</Sms>")
    assert line.parameters(1)["SmsStatus"] == status
    assert line.parameters(1)["SmsSid"].startswith("SM")
    assert codes(call) == expected
    assert call.heard == ["Next"]


@pytest.mark.parametrize(("attribute", "code"), [("to='me'", 14101), ("from='me'", 14102), ("method='PUT'", 14104)])
def test_the_warnings_of_sms(attribute: str, code: int) -> None:
    assert codes(with_products(f"<Sms {attribute}>Hi</Sms>")[1]) == [code]
