"""Section 3.6 of the contract: the status callback of the number."""

from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import pytest

from pytest_ivr.simulator.testing import HOME, answer, codes, dial, events, script


def test_the_status_callback_tells_the_end_of_the_call() -> None:
    line = script("<Pause length='9'/><Gather timeout='61'/>", done=answer("", content_type=None, status=204))
    call = dial(line, status_callback=f"{HOME}/done")
    call.wait()
    told = line.parameters(1)
    assert line.urls[1] == f"{HOME}/done"
    assert told["CallStatus"] == "completed"
    assert (told["CallDuration"], told["Duration"], told["SequenceNumber"]) == ("61", "2", "0")  # from the answer on
    assert told["CallbackSource"] == "call-progress-events"
    assert parsedate_to_datetime(told["Timestamp"]).tzinfo is not None
    assert codes(call) == []


@pytest.mark.parametrize(("verbs", "answered"), [("<Pause length='9'/><Say>", 9), ("<Say>", 0)])
def test_a_call_lasts_from_its_answer_on(verbs: str, answered: int) -> None:
    line = script(f"{verbs}{'x' * 300}</Say>", done=answer(""))
    call = dial(line, status_callback=f"{HOME}/done")
    assert events(call, "answered")[0]["second"] == answered
    assert (call.second, line.parameters(1)["CallDuration"]) == (answered + 20, "20")


def test_an_unanswered_call_lasted_no_time() -> None:
    line = script("<Pause length='9'/><Reject/>", done=answer(""))
    dial(line, status_callback=f"{HOME}/done", status_callback_method="GET")
    assert line.requests[1].method == "GET"
    assert (line.parameters(1)["CallStatus"], line.parameters(1)["CallDuration"]) == ("no-answer", "0")


@pytest.mark.parametrize(
    ("url", "explanation"),
    [(f"{HOME}/none", "answered HTTP 404"), ("nowhere", "failed"), ("https://a@[b", "not a URL")],
)
def test_a_failing_status_callback_is_only_a_warning(url: str, explanation: str) -> None:
    call = dial(script("<Say>Bye</Say>"), status_callback=url)
    assert codes(call) == [15003]
    assert explanation in str(events(call, "warned")[0]["explanation"])
    assert call.heard == ["Bye"]


def test_the_callback_is_signed_like_every_request() -> None:
    line = script(done=answer(""))
    dial(line, status_callback=f"{HOME}/done")
    assert urlsplit(line.requests[1].url).path == "/done"
    assert "X-Twilio-Signature" in line.requests[1].headers
