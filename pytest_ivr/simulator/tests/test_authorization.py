"""Section 1.4 of the contract: servers that ask who is there."""

import hashlib
import re
from urllib.request import parse_http_list, parse_keqv_list

import pytest

from pytest_ivr.simulator import Call
from pytest_ivr.simulator.testing import HOME, TOKEN, answer, codes, dial, script, twiml
from pytest_ivr.simulator.webhooks.urls import without_credentials


def test_credentials_are_sent_when_asked_for_and_for_the_rest_of_the_call() -> None:
    challenge = answer("", status=401, WWW_Authenticate='Basic realm="ivr"')
    line = script(voice=[challenge, twiml("<Redirect>/next</Redirect>")], next=twiml(""))
    dial(line, "https://ann:s%40cret@ivr.example.com/voice")
    assert [request.headers.get("Authorization") for request in line.requests] == [
        None,
        "Basic YW5uOnNAY3JldA==",
        "Basic YW5uOnNAY3JldA==",
    ]
    assert "@" not in "".join(line.urls)


@pytest.mark.parametrize(
    ("algorithm", "quality"),
    [("", ', qop="auth,auth-int"'), (", algorithm=SHA-256", ', qop="auth"'), ("", ""), (", algorithm=md5", "")],
)
def test_a_digest_is_answered_as_the_server_asks(algorithm: str, quality: str) -> None:
    asks = answer("", status=401, WWW_Authenticate=f'Digest realm="ivr", nonce="n1", opaque="o"{algorithm}{quality}')
    line = script(voice=[asks, twiml("<Redirect>/next?a=1</Redirect>")], next=twiml(""))
    call = dial(line, "https://ann:s%40cret@ivr.example.com/voice")
    assert codes(call) == []
    hash_ = hashlib.sha256 if "SHA" in algorithm else hashlib.md5

    def digest(*words: str) -> str:
        return hash_(":".join(words).encode()).hexdigest()

    for count, (request, uri) in enumerate(zip(line.requests[1:], ("/voice", "/next?a=1"), strict=True), start=1):
        said = parse_keqv_list(parse_http_list(request.headers["Authorization"].removeprefix("Digest ")))
        middle = ["n1", f"{count:08x}", said["cnonce"], "auth"] if quality else ["n1"]
        expected = digest(digest("ann", "ivr", "s@cret"), *middle, digest("POST", uri))
        assert (said["response"], said["uri"], said["opaque"]) == (expected, uri, "o")
        assert {"username": "ann", "realm": "ivr", "nonce": "n1"}.items() <= said.items()
        assert said.get("nc") == (f"{count:08x}" if quality else None)
        assert said.get("algorithm") == (algorithm.partition("=")[2] or None)


def test_a_server_may_change_the_digest_during_the_call() -> None:
    asks = [answer("", status=401, WWW_Authenticate=f'Digest realm="ivr", nonce="{nonce}"') for nonce in ("n1", "n2")]
    line = script(voice=[asks[0], twiml("<Gather/>"), asks[1], twiml("<Say>Welcome</Say>")])
    call = dial(line, "https://ann:secret@ivr.example.com/voice")
    call.press("1#")
    assert call.heard == ["Welcome"]
    used = [re.findall('nonce="(n.)"', request.headers.get("Authorization", "")) for request in line.requests]
    assert used == [[], ["n1"], ["n1"], ["n2"]]


LOCKED = "https://ann:secret@ivr.example.com/locked"
MOVED = answer("", status=302, Location=LOCKED)


@pytest.mark.parametrize("url", [LOCKED, "/moved"])
def test_an_audio_file_may_ask_for_credentials_too(url: str) -> None:
    asks = answer("", status=401, WWW_Authenticate="Basic")
    line = script(f"<Play>{url}</Play>", moved=MOVED, locked=[asks, answer(b"x" * 16_000, "audio/mpeg")])
    call = dial(line)
    assert call.second == 1


def test_an_http_redirect_may_tell_credentials() -> None:
    asks = answer("", status=401, WWW_Authenticate="Basic")
    call = dial(script(voice=MOVED, locked=[asks, twiml("<Say>Welcome</Say>")]))
    assert call.heard == ["Welcome"]
    assert "secret" not in str(call.transcript)


def test_credentials_are_in_no_transcript() -> None:
    line = script("<Shout/><Gather/><Redirect>https://ann:secret@my_host/</Redirect>", done=answer("", status=500))
    home = "https://ann:secret@ivr.example.com"
    call = dial(line, f"{home}/voice", status_callback=f"{home}/done")
    call.wait()
    assert codes(call) == [12200, 11210, 15003]
    assert "secret" not in str(call.transcript)


@pytest.mark.parametrize(
    ("challenge", "counts"),
    [("Basic", [None] * 5), ('Digest realm="ivr", nonce="n", qop="auth"', [None, "1", "2", "3", "4"])],
)
def test_a_callee_is_logged_in_like_the_caller(challenge: str, counts: list[str | None]) -> None:
    asks = answer("", status=401, WWW_Authenticate=challenge)
    dialing = twiml("<Dial action='/next'><Number url='/whisper'>+14155550100</Number></Dial>")
    line = script(voice=[asks, dialing], whisper=[twiml("<Gather/>"), twiml("")], next=twiml(""))
    call = dial(line, "https://ann:secret@ivr.example.com/voice")
    call.callee_answers(seconds=3)
    call = Call.load(call.save(), transport=line, auth_token=TOKEN)
    assert call.callee is not None
    call.callee.press("1#")
    sent = [request.headers.get("Authorization", "") for request in line.requests]
    assert [bool(authorization) for authorization in sent] == [False, True, True, True, True]
    assert [found and found[1] for found in (re.search("nc=0*([0-9]+)", text) for text in sent)] == counts


@pytest.mark.parametrize(
    "challenge",
    [
        *("", "Bearer", 'Digest realm="a"', "Digest nonce="),
        *('Digest nonce="n", algorithm=X', 'Digest nonce="n", qop="auth-int"'),
    ],
)
def test_a_challenge_that_nobody_knows_is_a_failure(challenge: str) -> None:
    line = script(voice=answer("", status=401, WWW_Authenticate=challenge))
    assert codes(dial(line, "https://ann:secret@ivr.example.com/voice")) == [11200]
    assert len(line.requests) == 1


def test_only_a_401_asks_for_credentials() -> None:
    line = script(voice=answer("", status=403, WWW_Authenticate="Basic"))
    assert codes(dial(line, "https://ann:secret@ivr.example.com/voice")) == [11200]
    assert len(line.requests) == 1


def test_without_credentials_a_challenge_is_a_failure() -> None:
    call = dial(script(voice=answer("", status=401, WWW_Authenticate='Basic realm="ivr"')))
    assert codes(call) == [11200]


@pytest.mark.parametrize(
    "verbs",
    [
        "<Redirect>https://ann:s@cret@[x</Redirect>",
        "<Dial callerId='+15005550006'><Number statusCallback='https://ann:s@cret@[x'>+15005550001</Number></Dial>",
        "<Start><Stream url='wss://ann:s@cret@media.example.com/'/></Start>",
        "<Play>https://ann:s@cret@[x</Play>",
        "<Redirect>https:ann:s3cret@ivr.example.com/</Redirect>",
        "<Redirect>HTTPS:/ann:s3cret@ivr.example.com/</Redirect>",
        "<Redirect>https:\\\\ann:s3cret@ivr.example.com/</Redirect>",
        "<Redirect>https://ann:s3/cret@ivr.example.com/</Redirect>",
        "<Redirect>//ann:s3/cret@ivr.example.com/</Redirect>",
        "<Play>http:ann:s3cret@ivr.example.com/a.mp3</Play>",
    ],
)
def test_no_password_is_in_a_transcript(verbs: str) -> None:
    line = script(verbs)
    call = dial(line, fallback_url=f"{HOME}/fallback")
    if call.leg.waiting:
        call.callee_answers(seconds=1)
    assert "cret" not in str(call.transcript)
    assert "cret" not in "".join(request.body.decode() for request in line.requests)


def test_no_password_is_in_the_transcript_of_a_redirect() -> None:
    line = script(voice=answer("", status=304, Location="https://ann:secret@ivr.example.com/next"))
    assert "secret" not in str(dial(line).transcript)


@pytest.mark.parametrize(
    "url",
    [
        "https://ivr.example.com/@ann",
        "https://ivr.example.com:8000/a:b@c",
        "https://ivr.example.com:/@ann",
        "https://[::1]:8000/@ann",
        "https://ivr.example.com/?to=ann@example.com",
        "sip:ann@example.com",
        "mailto:ann@example.com",
    ],
)
def test_what_is_no_password_is_left(url: str) -> None:
    assert without_credentials(url) == url
