"""The caller: what callers do, and what they hear."""

import difflib
import json
import re

from parse import with_pattern
from pytest_bdd import given, parsers, then, when

from pytest_ivr.journeys import notation
from pytest_ivr.living_docs.media_types import DIFFERENCE
from pytest_ivr.living_docs.stream.recording import Attach
from pytest_ivr.simulator import Call

from .world import World

# What a caller does, in the small notation: "presses 1# then times out".
ANY_ACTIONS = with_pattern("(?:presses |times out|hangs up).*")(lambda text: text)


@given("a caller at the theater menu")
def a_caller_at_the_theater_menu(world: World) -> None:
    """Somebody has dialed the line and heard the theaters."""
    world.dialed = True


@given(parsers.parse("a caller who has chosen {theater}"))
def a_caller_who_has_chosen(world: World, theater: str) -> None:
    """Somebody has dialed the line, pressed the theater's number and #, and heard the movies."""
    world.dialed = True
    world.chosen = theater


@when("the caller dials")
def dials(world: World, call: Call) -> None:
    """Somebody dials the line's number."""
    call.dial()
    world.check_warnings(call)


@when(parsers.parse("the caller {actions:Actions}", extra_types={"Actions": ANY_ACTIONS}))
def acts(world: World, call: Call, actions: str) -> None:
    """The caller acts, in this order: presses keys, times out (says and presses nothing), or hangs up."""
    world.act(call, actions)


@then("the caller hears:")
def hears(call: Call, docstring: str, attach: Attach) -> None:
    """Since the last act the caller has heard exactly these sentences, in this order, and nothing else."""
    expected = docstring.splitlines()
    assert call.heard == expected, show_difference(call.heard, expected, attach)


@then(parsers.parse('the caller hears, among others, "{sentence}"'))
def hears_among_others(call: Call, sentence: str, attach: Attach) -> None:
    """Since the last act the caller has heard this sentence, among others."""
    assert sentence in call.heard, show_difference(call.heard, [sentence], attach)


@then(parsers.parse("the caller hears of {count:d} shows, the last at {time}"))
def hears_of_shows(call: Call, count: int, time: str) -> None:
    """Since the last act the caller has heard the times of so many shows, and this time last."""
    told = re.findall(r"\d\d:\d\d[AP]M", " ".join(call.heard))
    assert len(told) == count, f"The caller heard of {len(told)} shows."
    assert told[-1] == time, f"The last was at {told[-1]}."


@then("the conversation is:")
def the_conversation_is(call: Call, docstring: str, attach: Attach) -> None:
    """From the first word to the last, the line has said and the caller has done exactly this."""
    expected, told = docstring.splitlines(), notation.conversation(call.transcript)
    assert told == expected, show_difference(told, expected, attach)


@then("the call is over")
def is_over(call: Call) -> None:
    """The line has hung up, or the caller has."""
    assert call.ended, "The line still waits for the caller."
    assert call.status == "completed", f"Twilio calls this {call.status}."
    reason = call.transcript[-1].get("reason")
    assert not reason, f"Nobody has hung up, but {reason}."


@then("the line waits for the caller")
def waits(call: Call) -> None:
    """The call goes on: the caller may press keys now."""
    assert not call.ended, "The call is over."


@then(parsers.parse("the caller was given {seconds:d} seconds to press a key"))
def was_given(call: Call, seconds: int) -> None:
    """The line has waited this long, after its last word, before it went on without a key."""
    waits = [event["seconds"] for event in call.transcript if event["event"] == "silent"]
    assert waits[-1] == seconds, f"The line waited {waits[-1]} seconds."


def show_difference(heard: list[str], expected: list[str], attach: Attach) -> str:
    """Attach what was heard and what was expected, for who reads the reports; return it for who reads the failure."""
    attach(json.dumps({"heard": heard, "expected": expected}), DIFFERENCE, "heard against expected")
    return difference(heard, expected)


def difference(heard: list[str], expected: list[str]) -> str:
    """Put what was heard and what was expected side by side, line by line."""
    words = {" ": "        ", "-": "expected", "+": "heard   "}
    lines = [line for line in difflib.ndiff(expected, heard) if line[0] in words]
    return "The caller heard something else.\n" + "\n".join(f"{words[line[0]]}  {line[2:]}" for line in lines)
