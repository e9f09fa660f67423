"""Section 2 and the vectors of section 5 of the contract: the signature, also by Twilio's own validator."""

from urllib.parse import parse_qsl

import pytest
from twilio.request_validator import HMAC_SHA1, RequestValidator, get_signature_algorithm

from pytest_ivr.simulator import Call
from pytest_ivr.simulator.testing import HOME, TOKEN, dial, script
from pytest_ivr.simulator.webhooks.signature import SharedKey, sign, url_to_sign

BASE = "https://mycompany.com/myapp.php?foo=1&bar=2"
P = {
    "CallSid": "CA1234567890ABCDE",
    "Caller": "+14158675309",
    "Digits": "1234",
    "From": "+14158675309",
    "To": "+18005551212",
}
Q = {**P, "From": "+14158675310", "Caller": "+14158675310"}
IVR = "https://ivr.example.com/voice/"
SID = "CA00000000000000000000000000000001"
DUPLICATES = [("Sid", "CA123"), ("SidAccount", "AC123"), ("Digits", "5678"), ("Digits", "1234"), ("Digits", "1234")]
BODY_HASH = "&bodySHA256=0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620"
QUERY = "?CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212"
TEXT = {"CallSid": SID, "FromState": "Köln", "SpeechResult": "café naïve 日本"}
ORDER = {"CallSid": "CA1", "CallStatus": "ringing", "Called": "+1", "msg": "Gather End"}

VECTORS = [
    (BASE, [*P.items()], "RSOYDt4T1cUTdK1PDd93/VVr8B8="),
    ("https://mycompany.com:443/myapp.php?foo=1&bar=2", [*P.items()], "kvajT1Ptam85bY51eRf/AJRuM3w="),
    ("http://mycompany.com:1234/myapp.php?foo=1&bar=2", [*P.items()], "Zmvh+3yNM1Phv2jhDCwEM3q5ebU="),
    ("http://mycompany.com:80/myapp.php?foo=1&bar=2", [*P.items()], "0ZXoZLH/DfblKGATFgpif+LLRf4="),
    (BASE, DUPLICATES, "IK+Dwps556ElfBT0I3Rgjkr1wJU="),
    (BASE + BODY_HASH, [], "a9nBmqA0ju/hNViExpshrM61xv4="),
    ("https://example.com/myapp.php?foo=1&bar=2", [*Q.items()], "L/OH5YylLD5NRKLltdqwSvS0BnU="),
    (IVR + QUERY, [], "KfO/RjaFUePqJfQyMbU+vshGC/Q="),
    (IVR, [("CallSid", SID), ("Digits", "*12#"), ("FromCity", "")], "HZ5I4lqbk930l8i3X4toX3ar8Sg="),
    (IVR, [*TEXT.items()], "ORd7Vu1BO/4ldbf6oSzNBv/BQdc="),
    (IVR, [("CallSid", SID), ("SpeechResult", " hello world ")], "GYG6zIa/VKP60lDYKq2x9C3h4Do="),
    (IVR, [*ORDER.items()], "vtvpFZ1oaavSVGIrreWPZTIscLQ="),
]


@pytest.mark.parametrize(("url", "parameters", "signature"), VECTORS, ids=range(1, 13))
def test_the_vectors_of_section_5(url: str, parameters: list[tuple[str, str]], signature: str) -> None:
    assert sign(TOKEN, url, parameters) == signature


@pytest.mark.parametrize(
    ("url", "signed"),
    [
        ("https://ivr.example.com:8443/a?b=1#rc=2", "https://ivr.example.com/a?b=1"),
        ("http://ivr.example.com:8080/a?b=1", "http://ivr.example.com:8080/a?b=1"),
        ("https://user:pass@ivr.example.com/a", "https://ivr.example.com/a"),
        ("http://user:pass@ivr.example.com:80/a", "http://ivr.example.com:80/a"),
        ("https://ivr.example.com/a%20b/?q=%C3%B6", "https://ivr.example.com/a%20b/?q=%C3%B6"),
    ],
)
def test_section_2_2_what_the_signed_url_looks_like(url: str, signed: str) -> None:
    assert url_to_sign(url) == signed


def test_section_2_2_a_request_is_signed_without_the_port_that_it_goes_to() -> None:
    line = script()
    dial(line, f"{HOME}:8443/voice")
    [request] = line.requests
    assert request.url == f"{HOME}:8443/voice"
    assert request.headers["X-Twilio-Signature"] == sign(TOKEN, f"{HOME}/voice", line.parameters(0).items())


@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize("home", [HOME, f"{HOME}:8443", "http://ivr.example.com", "http://ivr.example.com:8080"])
def test_twilios_own_validator_accepts_every_request(home: str, method: str) -> None:
    gather = f'<Gather action="/next?a=1&amp;b=%C3%B6" method="{method}"/>'
    line = script(gather, next=script("<Hangup/>").answers["/voice"])
    dial(line, f"{home}/voice?x=1", voice_method=method).press("*12#")
    validator = RequestValidator(TOKEN)
    for index, request in enumerate(line.requests):
        parameters = line.parameters(index) if request.method == "POST" else {}
        assert validator.validate(request.url, parameters, request.headers["X-Twilio-Signature"])
    assert len(line.requests) == 2


def test_section_2_2_an_https_request_is_signed_without_its_port() -> None:
    line = script()
    dial(line, f"{HOME}:8443/voice")
    [request] = line.requests
    assert request.url == f"{HOME}:8443/voice"
    assert request.headers["X-Twilio-Signature"] == sign(TOKEN, f"{HOME}/voice", line.parameters(0).items())


def test_a_shared_key_signs_in_place_of_the_token_and_says_so() -> None:
    line, secret = script("<Gather/>"), "a" * 64
    for token in (SharedKey(secret, "webhooks_sharedkey_1"), secret):
        Call(f"{HOME}/voice", transport=line, auth_token=token).dial()
    by_key, by_token = line.requests
    settings = by_key.headers["X-Twilio-Webhooks-Signature-Settings"]
    assert settings == "key=webhooks_sharedkey_1,algorithm=HMAC_SHA256"
    assert "X-Twilio-Webhooks-Signature-Settings" not in by_token.headers
    for request, algorithm in ((by_key, get_signature_algorithm(settings)), (by_token, HMAC_SHA1)):
        parameters = dict(parse_qsl(request.body.decode(), keep_blank_values=True))
        signature = request.headers["X-Twilio-Signature"]
        assert RequestValidator(secret).validate(request.url, parameters, signature, algorithm)
