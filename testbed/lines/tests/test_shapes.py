"""What is particular about the lines: who is believed, what is kept, who waits and for how long."""

from contextlib import closing
from http.client import HTTPConnection
from urllib.parse import urlencode

import pytest

from pytest_ivr.simulator import Call, HttpTransport, Transport, sign
from testbed.lines import call_queue, signed, survey

from .drawn import TOKEN, dial, walk
from .walking import logged, ways_to

MINUTE = 60


# The bank


def test_the_bank_refuses_what_twilio_did_not_sign(transports: dict[str, Transport]) -> None:
    call = dial("signed", transports, token="another")  # noqa: S106 (so it is)
    assert logged(call) == [11200]


def test_the_bank_is_served_elsewhere_than_its_public_address(
    transports: dict[str, Transport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BEHIND_PROXY")
    assert logged(dial("signed", transports)) == [11200]


@pytest.mark.parametrize(("behind_proxy", "status"), [("on", 200), ("off", 403)])
def test_the_bank_believes_the_host_that_its_proxy_tells(
    behind_proxy: str, status: int, bank: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BEHIND_PROXY", behind_proxy)
    public = "https://meridian.example/voice?from=ads"
    form = [("CallSid", "CA1"), ("From", "+14155551212")]
    headers = {
        "X-Twilio-Signature": sign(TOKEN, public, form),
        "X-Forwarded-Proto": "https",
        "X-Forwarded-Host": "meridian.example",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    connection = HTTPConnection(bank.removeprefix("http://"))
    with closing(connection):
        connection.request("POST", "/voice?from=ads", urlencode(form), headers)
        assert connection.getresponse().status == status


def test_the_bank_needs_no_proxy(bank: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("BEHIND_PROXY")
    call = Call(f"{bank}/voice", transport=HttpTransport(), auth_token=TOKEN)
    call.dial()
    assert logged(call) == []


def test_the_third_wrong_pin_ends_the_call(transports: dict[str, Transport]) -> None:
    call = walk("signed", transports, *ways_to(signed.MAP, "PIN"))
    call.press("1111")
    call.press("2222")
    assert call.heard == ["That is not your PIN.", "Please enter your four digit PIN."]
    call.press("3333")
    assert call.heard == ["Thank you for calling Meridian Bank. Goodbye."]
    assert call.ended


@pytest.mark.parametrize(
    ("key", "balance", "goodbye"),
    [
        ("2", "Su saldo es de 1250 dólares.", "Gracias por llamar a Meridian Bank. Hasta luego."),
        ("3", "Votre solde est de 1250 dollars.", "Merci d'avoir appelé Meridian Bank. Au revoir."),
    ],
)
def test_the_bank_speaks_the_language_that_was_chosen(
    key: str, balance: str, goodbye: str, transports: dict[str, Transport]
) -> None:
    call = dial("signed", transports)
    for keys in (key, "10002000", "2468", "1"):
        call.press(keys)
    assert call.heard[0] == balance
    call.wait()
    assert call.heard == [goodbye]
    assert logged(call) == []


def test_the_bank_serves_no_call_that_has_not_given_its_pin(transports: dict[str, Transport]) -> None:
    call = Call("https://meridian.example/menu", transport=transports["signed"], auth_token=TOKEN)
    call.dial()
    assert logged(call) == [11200]


# The survey


def test_the_survey_keeps_what_was_answered_and_recorded(
    transports: dict[str, Transport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(survey, "ANSWERS", [])
    monkeypatch.setattr(survey, "RECORDINGS", survey.RECORDINGS.copy())
    call = dial("survey", transports)
    for key in "15342":
        call.press(key)
    call.record(9, words="The lake was cold.")
    call.press("3")
    assert call.heard[0].startswith("https://api.twilio.com/")
    assert call.heard[0].endswith(".mp3")
    call.press("1")
    call.speak("No.")
    assert call.heard == ["Thank you for your time. We hope to see you again. Goodbye."]
    assert survey.ANSWERS == [["5", "3", "4", "2"]]
    assert sorted(survey.RECORDINGS[call.identity["CallSid"]]) == ["The lake was cold.", "completed"]


# The queue


def test_the_hotline_calls_back_at_the_number_of_the_caller(
    transports: dict[str, Transport], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(call_queue, "CALLBACKS", [])
    call = walk("call_queue", transports, *ways_to(call_queue.MAP, "support queue"))
    assert call.heard[1].startswith("You are number 1 in line.")
    call.press("*")
    call.press("1")
    assert call_queue.CALLBACKS == ["+14155551212"]


def test_the_manager_hears_who_calls(transports: dict[str, Transport]) -> None:
    call = walk("call_queue", transports, *ways_to(call_queue.MAP, "ringing the manager"))
    call.callee_answers(seconds=20)
    assert call.callee is not None
    assert call.callee.heard == ["A caller from the hotline. Press 1 to take the call."]
    call.callee.wait()
    assert call.heard[0].startswith("The manager cannot take your call.")


def test_a_caller_may_hang_up_while_the_line_asks_for_a_moment(transports: dict[str, Transport]) -> None:
    call = walk("call_queue", transports, *ways_to(call_queue.MAP, "finding out"))
    assert not call.ended
    call.hang_up()
    assert call.ended


def test_a_meeting_begins_while_the_music_plays(transports: dict[str, Transport]) -> None:
    call = walk("call_queue", transports, *ways_to(call_queue.MAP, "meeting"))
    assert call.second < MINUTE
    call.conference_begins()
    call.hang_up()
    assert call.ended


def test_an_agent_may_take_the_caller_while_endless_music_plays(transports: dict[str, Transport]) -> None:
    call = walk("call_queue", transports, *ways_to(call_queue.MAP, "billing queue"))
    call.agent_takes(seconds=60)
    assert call.second < 3 * MINUTE
