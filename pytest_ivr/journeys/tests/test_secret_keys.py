"""Keys that are pressed in confidence are masked in all that a run leaves behind, and nothing else is."""

import pytest

from pytest_ivr.journeys.secret_keys import masked
from pytest_ivr.living_docs.media_types import MASK
from pytest_ivr.simulator import Call, as_dialogue
from pytest_ivr.simulator.testing import dial, script, twiml

from .conftest import Project

PIN = twiml('<Gather action="/balance"><Say>Enter your PIN.</Say></Gather><Say>Goodbye.</Say>')
DONE = twiml("<Say>Your balance is 20 dollars.</Say>")


def call_with_pin() -> Call:
    """Return a call in which a menu leads to the PIN."""
    call = dial(script('<Gather numDigits="1" action="/pin"><Say>Press 1.</Say></Gather>', pin=PIN, balance=DONE))
    call.press("1")
    return call


def keys(call: Call, *paths: str) -> list[str]:
    """Return the keys, and the Digits of requests, as a masked call shows them."""
    shown = masked(call.transcript, paths)
    digits = [event["parameters"].get("Digits", "") for event in shown if event["event"] == "requested"]
    return [event["keys"] for event in shown if event["event"] == "pressed"] + digits


@pytest.mark.parametrize("path", ["/pin", "/balance", "https://ivr.example/balance?from=menu"])
def test_keys_are_masked_by_the_path_that_asks_or_the_path_that_gets_them(path: str) -> None:
    call = call_with_pin()
    call.press("4711#")
    menu = MASK if path == "/pin" else "1"  # for what /pin got is masked too
    assert keys(call, path) == [menu, MASK, "", menu, MASK]


@pytest.mark.parametrize("path", ["/pin", "/balance"])
def test_a_callback_between_the_two_hides_no_secret(path: str) -> None:
    told = "<Start><Stream url='wss://media.example/a' statusCallback='/told'/></Start>"
    pin = twiml(f"{told}<Gather action='/balance'><Say>Enter your PIN.</Say></Gather>")
    call = dial(script("<Redirect>/pin</Redirect>", pin=pin, balance=DONE, told=twiml("")))
    call.press("4711#")
    assert keys(call, path)[0] == MASK
    assert "4711" not in str(masked(call.transcript, [path]))


def test_the_call_itself_stays_as_it_is() -> None:
    call = call_with_pin()
    call.press("4711#")
    masked(call.transcript, ["/balance"])
    assert keys(call) == ["1", "4711#", "", "1", "4711"]


@pytest.mark.parametrize(("path", "shown"), [("/pin", [MASK, MASK, "", MASK]), ("/balance", ["1", "47", "", "1"])])
def test_of_a_caller_who_hangs_up_the_path_that_asks_is_known_alone(path: str, shown: list[str]) -> None:
    call = call_with_pin()
    call.press("47")
    call.hang_up()
    assert keys(call, path) == shown


def test_keys_that_nothing_listened_to_are_masked() -> None:
    call = dial(script("<Say>Say your PIN aloud.</Say><Gather action='/pin'/>", pin=DONE))
    call.press("4711", during="your PIN")
    call.press("4#")
    assert "4711" in as_dialogue(call.transcript)
    assert "4711" not in as_dialogue(masked(call.transcript, ["/pin"]))


FEATURE = """
Feature: Menus
  Scenario Outline: A caller presses <whatever>
    When {action}
    Then the caller hears nothing
    Examples:
      | whatever |
      | keys     |
"""


def test_stream_and_failure_show_the_mask(project: pytest.Pytester, run: Project) -> None:
    (project.path / "features/conftest.py").write_text(
        "from pytest_bdd import when\n\n\n@when('the caller enters the PIN')\ndef _(call):\n"
        "    call.dial()\n    call.press('6')\n    call.press('8')\n"
    )
    feature = FEATURE.format(action="the caller enters the PIN")
    open_run = run(feature)
    assert "presses 6" in open_run.stdout.str()
    assert '\\"Digits\\": \\"6\\"' in (project.path / "reports/messages.ndjson").read_text()
    secret_run = run(feature, "--ivr-secret-keys", "/menu")
    secret_run.stdout.fnmatch_lines([f"*Caller   presses {MASK}"])
    assert "presses 6" not in secret_run.stdout.str()
    stream = (project.path / "reports/messages.ndjson").read_text()
    assert '\\"Digits\\": \\"6\\"' not in stream
    assert f'\\"Digits\\": \\"{MASK}\\"' in stream


def test_the_key_may_stand_beside_a_line_that_says_all_else_itself(project: pytest.Pytester, run: Project) -> None:
    project.makepyfile(
        my_line="from my_ivr import app\nfrom pytest_ivr import Line\nfrom pytest_ivr.simulator import WsgiTransport\n"
        'line = Line("https://sales.example/voice", WsgiTransport(app))\n'
    )
    result = run(
        "Feature: F\n  Scenario: S\n    When the caller dials then presses 6\n    Then the call is over\n",
        *("-o", "ivr_line=my_line:line", "--ivr-secret-keys", "/menu"),
    )
    result.assert_outcomes(passed=1)
