"""Section 1 of the contract: the requests that Twilio makes."""

import re
from urllib.parse import parse_qs

import pytest

from pytest_ivr.simulator import Response
from pytest_ivr.simulator.testing import HOME, answer, codes, dial, events, script, twiml

STANDARD = {
    *(
        "AccountSid",
        "ApiVersion",
        "CallSid",
        "CallStatus",
        "CallToken",
        "StirVerstat",
        "Direction",
        "From",
        "To",
        "Caller",
        "Called",
    ),
    *(party + part for party in ("From", "To", "Caller", "Called") for part in ("City", "State", "Zip", "Country")),
}
GATHER = '<Gather action="/next"/>'


def redirect(status: int, location: str | None) -> Response:
    return answer("", status=status, **({"Location": location} if location is not None else {}))


def test_a_post_carries_the_parameters_in_a_form_and_keeps_the_query_out_of_it() -> None:
    line = script()
    dial(line, f"{HOME}/voice?lang=de")
    [request] = line.requests
    assert request.method == "POST"
    assert request.url == f"{HOME}/voice?lang=de"
    assert request.headers["Content-Type"] == "application/x-www-form-urlencoded; charset=UTF-8"
    assert "lang" not in line.parameters(0)
    assert b"From=%2B14155551212" in request.body


@pytest.mark.parametrize(("url", "joint"), [(f"{HOME}/voice", "?"), (f"{HOME}/voice?a=1", "?a=1&")])
def test_a_get_carries_the_parameters_in_the_query(url: str, joint: str) -> None:
    line = script()
    dial(line, url, voice_method="GET")
    [request] = line.requests
    assert request.method == "GET"
    assert request.body == b""
    assert request.url.startswith(f"{HOME}/voice{joint}AccountSid=AC")
    assert "Content-Type" not in request.headers


def test_verbs_post_also_from_a_document_that_was_got() -> None:
    line = script("<Gather/>")
    dial(line, f"{HOME}/voice?a=1", voice_method="GET").press("1#")
    assert [request.method for request in line.requests] == ["GET", "POST"]
    assert line.requests[1].url == f"{HOME}/voice?a=1"  # without what Twilio has added


def test_what_twilio_adds_to_a_get_is_no_part_of_the_url() -> None:
    line = script(voice=[twiml("<Redirect method='GET'/>"), twiml("")])
    dial(line, f"{HOME}/voice?a=1", voice_method="GET")
    assert [request.url.count("CallSid=") for request in line.requests] == [1, 1]


def test_the_fragment_is_never_sent() -> None:
    line = script()
    dial(line, f"{HOME}/voice#rc=2")
    assert line.urls == [f"{HOME}/voice"]


def test_every_request_carries_the_standard_parameters() -> None:
    line = script(GATHER, next=twiml("<Redirect>/last</Redirect>"), last=twiml(""))
    dial(line).press("1#")
    assert [set(line.parameters(index)) - STANDARD for index in range(3)] == [
        set(),
        {"Digits", "FinishedOnKey", "msg"},
        set(),
    ]
    for index in range(3):
        given = line.parameters(index)
        assert set(given) >= STANDARD
        assert given["From"] == given["Caller"] == "+14155551212"
        assert given["To"] == given["Called"] == "+18005550199"
        assert given["ApiVersion"] == "2010-04-01"
        assert given["Direction"] == "inbound"
        assert re.fullmatch("CA[0-9a-f]{32}", given["CallSid"])
        assert re.fullmatch("AC[0-9a-f]{32}", given["AccountSid"])
        assert given["CallSid"] == line.parameters(0)["CallSid"]


def test_the_body_is_in_the_order_of_ascii() -> None:
    line = script(GATHER, next=twiml(""))
    dial(line).press("1#")
    names = list(parse_qs(line.requests[1].body.decode(), keep_blank_values=True))
    assert names == sorted(names)


def test_geography_is_there_also_when_it_is_empty() -> None:
    line = script()
    dial(line)
    assert (line.parameters(0)["FromCity"], line.parameters(0)["ToCity"]) == ("SAN FRANCISCO", "")


def test_each_call_has_its_own_sid_and_numbers() -> None:
    line = script()
    dial(line, from_="+442071234567", to="+442079876543")
    dial(line, from_="anonymous")
    first, second = line.parameters(0), line.parameters(1)
    assert first["CallSid"] != second["CallSid"]
    assert (first["From"], first["To"], second["From"]) == ("+442071234567", "+442079876543", "anonymous")


def test_the_place_of_a_caller_is_known_or_empty() -> None:
    known = {"+14155551212": ("SAN FRANCISCO", "US"), "+18005550199": ("", "US"), "+442071234567": ("", "")}
    for number, place_and_country in known.items():
        line = script()
        dial(line, from_=number)
        told = line.parameters(0)
        assert (told["FromCity"], told["FromCountry"]) == place_and_country
        assert (told["CallerCity"], told["CallerCountry"]) == place_and_country
        assert set(told) >= STANDARD - {"StirVerstat"}


@pytest.mark.parametrize(("from_", "told"), [("+14155551212", True), ("+442071234567", False), ("anonymous", False)])
def test_the_verification_of_a_number_is_told_where_there_is_one(from_: str, told: bool) -> None:
    line = script()
    dial(line, from_=from_)
    assert ("StirVerstat" in line.parameters(0)) == told


def test_callers_by_sip_are_told_with_what_sip_knows() -> None:
    line = script()
    dial(line, from_="sip:ann@example.sip.twilio.com:5060")
    told = line.parameters(0)
    assert (told["SipUsername"], told["SipDomain"]) == ("ann", "example.sip.twilio.com")
    assert told["SipDomainSid"].startswith("SD")
    assert {"SipCallId", "SipSourceIp"} <= set(told)


def test_further_parameters_are_told_and_others_replaced() -> None:
    line = script("<Redirect>/next</Redirect>", next=twiml(""))
    forwarded = {"ForwardedFrom": "+14155550111", "CalledVia": "+14155550111", "CallerName": "ANN", "FromCity": "PARIS"}
    dial(line, parameters=forwarded)
    for index in (0, 1):
        assert {name: line.parameters(index)[name] for name in forwarded} == forwarded


@pytest.mark.parametrize(
    ("verbs", "statuses"),
    [
        ("<Redirect>/next</Redirect>", ["ringing", "ringing"]),
        ("<Pause/><Redirect>/next</Redirect>", ["ringing", "ringing"]),
        ("<Say>Hi</Say><Redirect>/next</Redirect>", ["ringing", "in-progress"]),
        ("<Play digits='1'/><Redirect>/next</Redirect>", ["ringing", "in-progress"]),
        ("<Gather/><Redirect>/next</Redirect>", ["ringing", "in-progress"]),
        ("<Start/><Redirect>/next</Redirect>", ["ringing", "in-progress"]),
        ("<Sms>Hi</Sms><Redirect>/next</Redirect>", ["ringing", "in-progress"]),
        ("<Enqueue action='/next'/>", ["ringing", "in-progress"]),
        ("<Connect/><Redirect>/next</Redirect>", ["ringing", "in-progress"]),
        ("<Dial action='/next'/>", ["ringing", "in-progress"]),
        ("<Dial action='/next' answerOnBridge='true'/>", ["ringing", "ringing"]),
        ("<Record action='/next'/>", ["ringing", "in-progress"]),
    ],
)
def test_the_call_status_of_each_request(verbs: str, statuses: list[str]) -> None:
    line = script(verbs, next=twiml(""))
    call = dial(line)
    if not call.ended:
        call.wait()
    assert [line.parameters(index)["CallStatus"] for index in range(2)] == statuses
    assert call.status == "completed"


@pytest.mark.parametrize(
    "verbs",
    [
        "<Pay/>",
        "<Refer><Sip>sip:bob@example.com</Sip></Refer>",
        "<Dial answerOnBridge='true'><Conference>Room 7</Conference></Dial>",
        "<Redirect>/missing</Redirect>",  # Twilio's apology (section 3.5)
    ],
)
def test_these_answer_the_call_too(verbs: str) -> None:
    call = dial(script(verbs), from_="sip:ann@example.com")
    assert call.status != "ringing"
    assert len(events(call, "answered")) == 1


@pytest.mark.parametrize(
    ("verbs", "status"),
    [("<Reject/>", "no-answer"), ("<Reject reason='busy'/>", "busy"), ("<Hangup/>", "completed"), ("", "completed")],
)
def test_the_final_status(verbs: str, status: str) -> None:
    call = dial(script(verbs))
    assert (call.status, call.ended) == (status, True)
    assert bool(events(call, "answered")) == (status == "completed")


def test_the_headers() -> None:
    line = script("<Redirect>/next</Redirect>", next=twiml(""))
    dial(line)
    first, second = (request.headers for request in line.requests)
    assert (first["User-Agent"], first["Accept"]) == ("TwilioProxy/1.1", "*/*")
    assert first["I-Twilio-Idempotency-Token"] != second["I-Twilio-Idempotency-Token"]
    assert "Authorization" not in first


def test_cookies_are_kept_within_the_call() -> None:
    document = answer(
        "<Response><Redirect>/next</Redirect></Response>",
        Set_Cookie="visit=7; Path=/; HttpOnly",
        set_cookie="b=2",
    )
    line = script(voice=document, next=twiml(""))
    dial(line)
    dial(line)
    assert [request.headers.get("Cookie") for request in line.requests] == [None, "visit=7; b=2", None, "visit=7; b=2"]


def test_cookies_obey_path_domain_and_secure() -> None:
    document = twiml("<Redirect>http://ivr.example.com/next</Redirect>")
    cookies = ["a=1; Path=/other", "b=2; Secure", "c=3; Domain=elsewhere.com", "d=4"]
    line = script(voice=Response(200, document.headers + [("Set-Cookie", cookie) for cookie in cookies], document.body))
    dial(line)
    assert line.requests[1].headers["Cookie"] == "d=4"


@pytest.mark.parametrize("cookie", ["=1", "a\x01=1", "no cookie"])
def test_a_malformed_cookie_is_error_11206(cookie: str) -> None:
    assert codes(dial(script(voice=answer("<Response/>", Set_Cookie=cookie)))) == [11206]


@pytest.mark.parametrize("cookie", ["path=1", "a[1]=2"])
def test_a_cookie_may_have_any_other_name(cookie: str) -> None:
    assert codes(dial(script(voice=answer("<Response/>", Set_Cookie=cookie)))) == []


@pytest.mark.parametrize(
    ("fragment", "failure", "requests"),
    [
        ("", 500, 1),
        ("#rc=3", 500, 1),
        ("#rc=3&rp=5xx", 500, 4),
        ("#rc=2&rp=4xx,5xx", 404, 3),
        ("#rc=5&rp=all", 503, 6),
        ("#rc=2&rp=5xx", 404, 1),
        ("", 403, 1),
        ("#rc=2&rp=4xx", 403, 3),
        ("#rc=2&rp=4xx", 401, 3),
        ("#rp=all&rc=0", 500, 1),
    ],
)
def test_failures_are_repeated_only_as_the_overrides_say(fragment: str, failure: int, requests: int) -> None:
    line = script(voice=answer("", status=failure))
    assert codes(dial(line, f"{HOME}/voice{fragment}")) == [11200]
    assert len(line.requests) == requests


def test_a_repeated_request_may_succeed() -> None:
    line = script(voice=[answer("", status=500), twiml("<Say>Hello</Say>")])
    assert dial(line, f"{HOME}/voice#rp=5xx").heard == ["Hello"]


@pytest.mark.parametrize("fragment", ["rc=6", "rc=x", "rp=6xx"])
def test_a_senseless_retry_policy_is_error_11243(fragment: str) -> None:
    assert codes(dial(script(), f"{HOME}/voice#{fragment}")) == [11243]


@pytest.mark.parametrize("status", [301, 302, 303])
def test_a_redirected_post_becomes_a_get_without_digits(status: int) -> None:
    line = script(GATHER, next=redirect(status, "/new?a=1"), new=twiml("<Say>Moved</Say>"))
    call = dial(line)
    call.press("12#")
    assert call.heard == ["Moved"]
    assert line.requests[2].method == "GET"
    assert line.parameters(1)["Digits"] == "12"
    assert set(line.parameters(2)) == STANDARD | {"a"}


def test_a_307_is_posted_again_with_its_digits() -> None:
    line = script(GATHER, next=redirect(307, f"{HOME}/new"), new=twiml(""))
    dial(line).press("12#")
    assert line.requests[2].method == "POST"
    assert line.parameters(2)["Digits"] == "12"


def test_after_a_redirect_the_final_url_is_the_base_without_twilios_parameters() -> None:
    line = script(voice=redirect(302, "/deep/menu?a=1"), **{"deep/menu": twiml("<Redirect>next</Redirect>")})
    dial(line)
    assert line.urls == [f"{HOME}/voice", f"{HOME}/deep/menu?a=1", f"{HOME}/deep/next"]


@pytest.mark.parametrize(
    ("status", "location"), [(300, "/new"), (304, None), (308, "/new"), (302, None), (302, ""), (302, "http://[bad")]
)
def test_other_redirects_are_error_11216(status: int, location: str | None) -> None:
    assert codes(dial(script(voice=redirect(status, location), new=twiml("")))) == [11216]


@pytest.mark.parametrize(("hops", "expected"), [(10, []), (11, [11215])])
def test_ten_redirects_are_followed_and_no_more(hops: int, expected: list[int]) -> None:
    line = script(voice=[redirect(302, "/voice")] * hops + [twiml("")])
    assert codes(dial(line)) == expected


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("ivr.example.com/voice", 11100),
        ("ftp://ivr.example.com/voice", 11100),
        ("https:///voice", 11100),
        ("https://ivr.example.com:99999/voice", 11100),
        ("https://ivr.example.com:0/voice", 11100),
        ("https://[ivr/voice", 11100),
        ("https://ann:secret@[ivr/voice", 11100),
        ("https://my_ivr.example.com/voice", 11210),
    ],
)
def test_an_unusable_url_is_an_error(url: str, code: int) -> None:
    line = script()
    assert codes(dial(line, url)) == [code]
    assert line.requests == []


def test_what_is_not_ascii_is_percent_encoded_on_the_wire() -> None:
    line = script("<Redirect>/größe?q=ö b</Redirect>")
    dial(line)
    assert line.urls[1] == f"{HOME}/gr%C3%B6%C3%9Fe?q=%C3%B6%20b"


def test_an_at_sign_behind_the_host_tells_no_user() -> None:
    line = script(**{"voice/@ann": twiml("<Say>Hi</Say>")})
    assert dial(line, f"{HOME}/voice/@ann").heard == ["Hi"]
    assert line.urls == [f"{HOME}/voice/@ann"]


@pytest.mark.parametrize(
    "verb",
    [
        "<Say>Hello</Say>",
        "<Play digits='1'/>",
        "<Gather/>",
        "<Record/>",
        "<Dial>+14155550100</Dial>",
        "<Dial><Conference>room</Conference></Dial>",
        "<Enqueue>support</Enqueue>",
        "<Connect><Room>lobby</Room></Connect>",
        "<Start><Siprec/></Start>",
        "<Pay/>",
        "<Sms to='+15005550001' from='+15005550006'>Hello</Sms>",
        "<Shout/>",
    ],
)
def test_every_verb_but_a_few_answers(verb: str) -> None:
    call = dial(script(verb))
    assert [event["second"] for event in call.transcript if event["event"] == "answered"] == [0.0]


def test_the_apology_answers_too() -> None:
    names = [event["event"] for event in dial(script("<Redirect>/gone</Redirect>")).transcript]
    assert names == ["dialed", "requested", "requested", "failed", "answered", "said", "hung up"]
