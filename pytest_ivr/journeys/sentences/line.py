"""The line: which one is dialed, what it does, and how the call stands."""

from collections.abc import Mapping
from typing import Any

from pytest_bdd import given, parsers, then

from ...line import checked_url
from ...simulator import Call
from .. import notation
from ..fixtures import Dialing


@given(parsers.parse('the line "{url}"'))
def the_line(dialing: Dialing, url: str) -> None:
    """The caller dials another line of the project: the one with this voice URL."""
    dialing.arguments["voice_url"] = checked_url(url)


@then("the call is over")
def is_over(call: Call) -> None:
    """The line or the caller has hung up, or the line has nothing left to say; no application error was heard."""
    if not call.ended:
        raise AssertionError("The line still waits for the caller.")
    if call.status != "completed":
        raise AssertionError(f"Twilio calls this {call.status}.")
    by_twilio = [event for event in events(call, "hung up") if event["by"] == "Twilio"]
    if by_twilio:
        raise AssertionError(f"Nobody has hung up: Twilio has ended the call, for {by_twilio[-1]['reason']}.")


@then("the line waits for the caller")
def waits(call: Call) -> None:
    """The call goes on: the caller may act now."""
    if call.ended:
        raise AssertionError("The call is over.")


@then(parsers.parse("the call takes at most {seconds:g} seconds"))
def takes_at_most(call: Call, seconds: float) -> None:
    """From the first ring to now, no more time has passed."""
    if call.second > seconds:
        raise AssertionError(f"The call has taken {call.second:g} seconds.")


@then(parsers.parse('the line calls "{number}"'))
def calls(call: Call, number: str) -> None:
    """The line has called this number, client or address, to put the caller through."""
    called = [to for event in events(call, "dialing") for to in event["to"]]
    if notation.number(number) not in called:
        raise AssertionError(f"The line has called {', '.join(called) or 'nobody'}.")


@then(parsers.parse('the person called sees the number "{number}"'))
def sees_the_number(call: Call, number: str) -> None:
    """The line has called somebody whose phone shows this number: the caller's own, unless the line shows another."""
    shown = [event["attributes"].get("callerId") or call.identity["From"] for event in events(call, "dialing")]
    if not shown:
        raise AssertionError("The line has called nobody.")
    if shown[-1] != notation.number(number):
        raise AssertionError(f"The phone of the person called shows {shown[-1]}.")


@then("the line records the caller")
def records(call: Call) -> None:
    """The line has asked the caller to speak, and has recorded it."""
    if not events(call, "recording"):
        raise AssertionError("The line has recorded nothing.")


def events(call: Call, name: str) -> list[Mapping[str, Any]]:
    """Return the events of a name."""
    return [event for event in call.transcript if event["event"] == name]
