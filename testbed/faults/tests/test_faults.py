"""Every fault is one: the line with it answers, and a caller hears something else than on the clean line."""

from collections import Counter, deque
from collections.abc import Mapping
from contextlib import suppress

import pytest

from pytest_ivr.beside_features import read_words
from pytest_ivr.journeys import notation
from pytest_ivr.living_docs.document.menu_names import menu_names
from pytest_ivr.simulator import Call, EndlessCall, WsgiTransport
from testbed.faults import CLEAN, FAULTS, Fault, features
from testbed.faults.clean import LINES
from testbed.faults.script import Application, Menu
from testbed.faults.seeded import KINDS

SORRY = "Sorry, that is not one of the choices."
APPLICATION_ERROR = "We are sorry, an application error has occurred. Goodbye."
APPOINTMENTS = "To make an appointment, press 1. To cancel one, press 2. To go back, press star."
FEES = "To hear what you owe, press 1. To go back, press star."
OUTAGES = "To report an outage, press 1. To pay a bill, press 2. To talk with somebody, press 0."
ROOMS = "For a single room, press 1. For a double room, press 2. To go back, press star."
SMALL = "A small Margherita, that is 8 dollars. To order it, press 1. To choose another size, press 2."
# What is heard after the last action, Twilio's numbers in the whole call, and whether it is over.
HEARD: dict[str, tuple[list[str], list[int], bool]] = {
    "an element that is not closed": ([APPLICATION_ERROR], [12100], True),
    "an ampersand that is not escaped": ([APPLICATION_ERROR], [12100], True),
    "a program that breaks down": ([APPLICATION_ERROR], [11200], True),
    "a page that is not there": ([APPLICATION_ERROR], [11200], True),
    "an action with a wrong path": ([APPLICATION_ERROR], [11200], True),
    "a page that leads to itself": ([], [], True),
    "JSON for TwiML": ([APPLICATION_ERROR], [12300], True),
    "a voice that nobody has": (["The next free appointment is on Tuesday at 9."], [13511], True),
    "a timeout in words": ([FEES], [13313], False),
    "an element in small letters": ([], [12200], True),
    "a sentence without words": ([], [13520], True),
    "a silent caller is asked for ever": (["We did not hear you.", OUTAGES], [], False),
    "a silent caller is asked for ever, further on": (["We did not hear you.", APPOINTMENTS], [], False),
    "two menus hand a silent caller to each other": ([ROOMS], [], False),
    "events without a way back": (
        [
            "On Saturday at 3, we read from Pippi Longstocking.",
            "For children, press 1. For everybody else, press 2.",
        ],
        [],
        False,
    ),
    "a bill without a way back": (
        ["Your balance is 40 dollars.", "To hear your balance, press 1. To pay it, press 2."],
        [],
        False,
    ),
    "rooms without a way back": (
        ["A single room is 90 dollars a night.", "For a single room, press 1. For a double room, press 2."],
        [],
        False,
    ),
    "star is forgotten": (
        [
            SORRY,
            "To order your usual medicine, press 1. To ask for a doctor, press 2. "
            "To return to the main menu, press star.",
        ],
        [],
        False,
    ),
    "0 is forgotten": (
        [SORRY, "To order, press 1. To ask where your pizza is, press 2. For the address, press 0."],
        [],
        False,
    ),
    "1 is forgotten": ([SORRY, FEES], [], False),
    "a key for testers is left in": (["This is version 3, build 12."], [], True),
    "the reception is not named": (["The reception is open from 6 on."], [], True),
    "the way back is not named": ([OUTAGES], [], False),
    "nothing comes after the first menu": ([], [], True),
    "whoever hesitates is cut off": ([], [], True),
    "the last words are forgotten": ([], [], True),
    "prescriptions have the words of appointments": ([APPOINTMENTS], [], False),
    "a large pizza has the words of a small one": ([SMALL], [], False),
    "the restaurant has the words of the rooms": ([ROOMS], [], False),
    "events lead to fees": ([FEES], [], False),
    "a large pizza is a small one": ([SMALL], [], False),
    "a bill is paid at once": (["Thank you, your bill has been paid."], [], True),
}


def called(application: Application, actions: str) -> Call:
    """Make a call to a line, as far as it goes."""
    call = Call("https://line.example/voice", transport=WsgiTransport(application), auth_token="12345")  # noqa: S106 (nobody's)
    with suppress(EndlessCall):
        notation.perform(call, actions)
    return call


def codes(call: Call) -> list[int]:
    """Return the numbers of what Twilio logs in a call."""
    return [event["code"] for event in call.transcript if event["event"] in ("failed", "warned")]


def outcome(call: Call) -> tuple[list[str], list[int], bool]:
    """Return what is heard after the last action, what Twilio logs, and whether the call is over."""
    return call.heard, codes(call), call.ended or bool(call.stopped)


def everything(call: Call) -> tuple[list[str], list[int], bool]:
    """Return what is heard in the whole call, what Twilio logs, and whether it is over."""
    return [event["text"] for event in call.transcript if event["event"] == "said"], *outcome(call)[1:]


def test_there_are_several_faults_of_each_kind_in_every_line() -> None:
    kinds = Counter(fault.kind for fault in FAULTS)
    assert len(FAULTS) >= 30
    assert kinds.keys() == set(KINDS)
    assert min(kinds.values()) >= 2
    assert {fault.line for fault in FAULTS} == CLEAN.keys()
    assert [fault.name for fault in FAULTS] == [*HEARD]


@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.name)
def test_a_fault_is_heard_in_its_call_and_not_on_the_clean_line(fault: Fault) -> None:
    call = called(fault.application(), fault.actions)
    assert outcome(call) == HEARD[fault.name]
    clean = CLEAN[fault.line]
    assert everything(call) != everything(called(clean(), fault.actions))


def ways_to(menus: Mapping[str, Menu]) -> dict[str, str]:
    """Return the shortest call to each menu."""
    ways, coming = {"main": "dials"}, deque(["main"])
    while coming:
        name = coming.popleft()
        for key, page in menus[name].keys.items():
            if page in menus and page not in ways:
                ways[page] = f"{ways[name]} then {presses(menus[name], key)}"
                coming.append(page)
    return ways


def presses(menu: Menu, keys: str) -> str:
    """Return the action of somebody who presses keys in a menu."""
    return f"presses {keys}{menu.attributes['finishOnKey']}"


@pytest.mark.parametrize("line", CLEAN)
def test_every_menu_of_a_clean_line_has_a_name_and_is_left_by_its_keys_and_by_silence(line: str) -> None:
    menus = {name: page for name, page in LINES[line].items() if isinstance(page, Menu)}
    names = menu_names(read_words(features(line) / "menus.txt").items())
    assert [[it for it in names if it.fits([page.says])] for page in menus.values()] == [[it] for it in names]
    ways = ways_to(menus)
    assert ways.keys() == menus.keys()
    for name, page in menus.items():
        answers = [called(CLEAN[line](), f"{ways[name]} then {presses(page, key)}") for key in (*page.keys, "7")]
        assert [codes(call) for call in answers] == [[]] * len(answers)
        assert len({tuple(call.heard) for call in answers}) == len(answers)
        silent = called(CLEAN[line](), f"{ways[name]} then times out then times out then times out")
        assert outcome(silent) == (["Thank you for calling. Goodbye."], [], True)
