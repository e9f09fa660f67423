"""The map of the living documentation, made of calls that go every way of a line, against the one drawn by hand."""

from collections import Counter
from collections.abc import Mapping

import pytest

from pytest_ivr.living_docs.document.call_flow import LABELS, START, CallFlow, Transition, build_call_flow
from pytest_ivr.living_docs.document.options import BY_ITSELF
from pytest_ivr.living_docs.document.run import Run, Step
from pytest_ivr.simulator import Call, EndlessCall, Transport

from .drawn import LINES, TWINS, walk
from .walking import Map, ways_to

# What a way of a drawn map is called in the document
WAYS = {
    "presses *": "star",
    "presses *#": "star",
    "presses anything else": "any other key",
    "says anything else": "any other words",
    "mumbles": "mumbling",
    "times out": "silence",
    "listens for 20 seconds": "listening",
    "records": "a recording",
    "is put through": "put through",
    "is declined": "declined",
    "gets no answer": "no answer",
    "gets a busy tone": "a busy tone",
    "cannot be put through": "not reached",
    "is taken by an agent": "an agent",
    "finds the queue full": "not taken",
    "meets the others": "meeting over",
}
# A line of files says nothing of keys: what is pressed or said there is called what it is.
FILES = {"presses anything else": "9", "says anything else": 'says "bananas"'}
# Where a place has no name, how what it is called there begins
CALLED: dict[str, dict[str, str | tuple[str, ...]]] = {
    "phone_tree": {
        "main menu": "For sales, press 1.",
        "sales": "For new bicycles, press 1.",
        "support": "For the status of an order",
        "order number": "Enter your order number",
        "shops": "For Portland",
        "directory": "Enter the extension",
        "ringing new bicycles": "Calls +15035550110",
        "ringing business customers": "Calls +15035550111",
        "ringing the workshop": "Calls +15035550112, +15035550113",
        "ringing the operator": "Calls +15035550100",
        "ringing Maria Lopez": "Calls +15035550201",
        "ringing Sam Chen": "Calls +15035550202",
        "voicemail": "Please leave a message",
        "message options": "To send your message",
        "message sent": "Your message for",
        "no message": "We did not hear a message.",
        "goodbye": "Thank you for calling Harbor Bicycles.",
    },
    "survey": {
        "welcome": "Do you have two minutes",
        "question 1": "How clean",
        "question 2": "How friendly",
        "question 3": "How good",
        "question 4": "How likely",
        "comment": "Speak after the beep",
        "comment check": "To keep your comment",
        "may we call": "May we call you",
        "name": "Please say your name",
        "phone number": "Please enter your ten digit",
        "number check": "If that is right",
        "goodbye": "Thank you for your time.",
        "declined": "That is quite all right.",
    },
    "one_url": {
        "main": "[main.mp3]",
        "sales": "[sales.mp3]",
        "ringing sofas": "Calls +16125550131",
        "ringing beds": "Calls +16125550132",
        "rating": "[rating.mp3]",
        "order number": "[order-number.mp3]",
        "delivery day": "[delivery-day.mp3]",
        "delivery booked": "[delivery-booked.mp3]",
        "service": "[service.mp3]",
        "message": "[message.mp3]",
        "call back": "[call-back.mp3]",
        "call back booked": "[call-back-booked.mp3]",
        "thanks": "[thanks.mp3]",
        "goodbye": "[goodbye.mp3]",
    },
    "signed": {
        "language": "For English",
        "account number": ("Please enter your eight", "Marque los ocho", "Veuillez saisir les huit"),
        "PIN": "Please enter your four digit PIN.",
        "main menu": "For your balance",
        "transfer": "To transfer to your savings",
        "amount": "Enter the amount",
        "transfer check": "To confirm",
        "block a card": "To block your card",
        "ringing a banker": "Calls +12125550140",
        "goodbye": "Thank you for calling Meridian Bank.",
    },
    "call_queue": {
        "main menu": "For support",
        "support queue": "The queue support",
        "billing queue": "The queue billing",
        "callback": "To be called back",
        "we will call back": "We will call you back",
        "zip code": "Please enter your five digit zip code.",
        "finding out": "One moment",
        "ringing the manager": "Calls +12125550150",
        "meeting": "The conference storm desk",
        "serving support": "Calls support",
        "rating": "How did we do?",
        "thanks": "Thank you for your rating.",
        "goodbye": ("Thank you for calling Brightside Energy.", "Nobody is waiting."),
    },
}
HOURS: dict[str, str | tuple[str, ...]] = {
    "language": "For English",
    "main menu": ("For opening hours", "Para horarios"),
    "hours": "For Downtown",
    "day": "Press a key from 1, for Monday",
    "another day": "For another day",
    "where": "Where is Downtown?",
    "holiday": "For New Year's Day",
    "bookseller": "To call Downtown",
    "ringing Downtown": "Calls +17735550161",
    "ringing Riverside": "Calls +17735550162",
    "ringing Airport": "Calls +17735550163",
    "message": "Please leave a message",
    "thanks": "Thank you for your message.",
    "goodbye": "Thank you for calling Green Door Books.",
}
BOOKS = {"main menu": 2}
IN_LANGUAGES = {"signed": {"account number": 3}, **dict.fromkeys(TWINS, BOOKS)}  # menus that calls heard in several
SAME = {("survey", "we will call"): "goodbye"}  # the same last words, which only other words precede
Way = tuple[str, str, str]


def go_all_ways(name: str, transports: Mapping[str, Transport]) -> dict[Way, Call]:
    """Return a call for each way of a line, but those on which the simulator cannot wait."""
    calls = {}
    drawn = LINES[name].drawn
    for menu, ways in drawn.items():
        for way, target in ways.items():
            try:
                calls[menu, way, target] = walk(name, transports, *ways_to(drawn, menu), (menu, way))
            except EndlessCall:
                continue
    return calls


def run_of(call: Call) -> Run:
    """Return a scenario's run in which the call was made."""
    return Run("a call", "lines.feature", 1, [], [Step("When", "it rings", 1, events=list(call.transcript))], "passed")


def option(name: str, way: str, drawn: Mapping[str, str]) -> str:
    """Return what a way out of a drawn menu is called in the document."""
    asks_for_number = any(len(key) > 1 for key in keys_of(drawn))
    if asks_for_number and way.startswith("presses ") and way.strip("#") != "presses *":
        return "a number"
    return (FILES if name == "one_url" else {}).get(way) or WAYS.get(way, way.removeprefix("presses "))


def keys_of(drawn: Mapping[str, str]) -> list[str]:
    """Return the keys that a drawn menu names, without the hash that ends a number."""
    keys = [way.removeprefix("presses ").rstrip("#") for way in drawn if way.startswith("presses ")]
    return [key for key in keys if key.isdigit()]


def place(name: str, called: str) -> str:
    """Return the name that the drawn map gives to what is called so."""
    table: Mapping[str, str | tuple[str, ...]] = CALLED.get(name, HOURS)
    [found] = [place for place, beginning in table.items() if called.startswith(beginning)]
    return found


def target(name: str, transition: Transition) -> str:
    """Return the name of where a transition leads: last words that several places share stand on the way."""
    return place(name, transition.usual_sentences[-1] if transition.target in LABELS else transition.target)


def drawn_by_document(name: str, flow: CallFlow) -> set[Way]:
    """Return the transitions of a call flow by the names of the drawn map."""
    ways = [it for it in flow.transitions if it.origin != START and it.option != BY_ITSELF]
    return {(place(name, it.origin), it.option, target(name, it)) for it in ways}


def drawn_by_hand(name: str, ways: Mapping[Way, Call]) -> set[Way]:
    """Return the ways that calls went, and those on the way there, as the document should call them."""
    drawn: Map = LINES[name].drawn
    return {(menu, option(name, way, drawn[menu]), SAME.get((name, target), target)) for menu, way, target in ways}


@pytest.mark.parametrize("name", LINES)
def test_the_document_draws_each_menu_once_and_what_was_drawn_by_hand(
    name: str, transports: dict[str, Transport]
) -> None:
    calls = go_all_ways(name, transports)
    flow = build_call_flow(map(run_of, calls.values()))
    assert drawn_by_document(name, flow) == drawn_by_hand(name, calls)
    [begin] = [it for it in flow.transitions if it.origin == START]
    assert place(name, begin.target) == next(iter(LINES[name].drawn))
    names = Counter(place(name, node.label) for node in flow.nodes if node.id not in LABELS)
    twice = {it: number for it, number in names.items() if number > 1}
    assert twice == IN_LANGUAGES.get(name, {})
