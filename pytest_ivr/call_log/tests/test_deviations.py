"""Whatever a line does in real calls that its tests have not heard is found, and nothing else is."""

import json
from typing import NamedTuple

import pytest

from pytest_ivr.call_log.comparing import BROKE_A_RULE, OTHER_DATA, UNTESTED_WAY, compare
from pytest_ivr.call_log.reading import Log
from pytest_ivr.call_log.rebuilding import rebuild
from pytest_ivr.call_log.scenarios import feature
from pytest_ivr.journeys.secret_keys import HOW_TO_FILL_IN
from pytest_ivr.living_docs.document.run import Suite
from pytest_ivr.living_docs.media_types import FILL_IN

from .cinema import HOW_CALLERS_GO, WORDS, Cinema, log_of, logged, ring, say, suite_of_tests

SHOWS = "dials then presses 1# then presses 1"
MENU = '<Response><Gather action="/answer?number=1" numDigits="1">{}</Gather></Response>'


class Deviation(NamedTuple):
    """Something that a real call does otherwise: the line, the call, and what is to be said of it."""

    what: str
    cinema: Cinema
    actions: str
    kind: str
    words: str


def answering(path: str, body: str, status: int = 200) -> Cinema:
    """Return the line with another answer at a path."""
    return Cinema(instead={path: (status, body)})


DEVIATIONS = (
    # ways that nobody had tested
    Deviation("another key", Cinema(), "dials then presses 1# then presses 7", UNTESTED_WAY, "any other key"),
    Deviation("a hang-up", Cinema(), "dials then presses 1# then hangs up", UNTESTED_WAY, "hanging up"),
    Deviation("silence", Cinema(), "dials then presses 2# then times out", UNTESTED_WAY, "silence"),
    Deviation("busy", Cinema(), "dials then presses 1# then presses 2 then gets a busy tone", UNTESTED_WAY, "busy"),
    # errors
    Deviation("HTTP 500", answering("/theater", "", 500), "dials then presses 1#", BROKE_A_RULE, "11200"),
    Deviation("HTTP 404", answering("/answer", "", 404), SHOWS, BROKE_A_RULE, "11200"),
    Deviation("no document", answering("/voice", "Bad gateway"), "dials", BROKE_A_RULE, "12100"),
    Deviation(
        "a bad attribute",
        answering("/voice", '<Response><Pause length="-1"/></Response>'),
        "dials",
        BROKE_A_RULE,
        "13910",
    ),
    Deviation(
        "an empty sentence",
        answering("/theater", MENU.format("<Say/>")),
        "dials then presses 1#",
        BROKE_A_RULE,
        "13520",
    ),
    # words
    Deviation("other first words", Cinema(words={"welcome": "Hello!"}), "dials", BROKE_A_RULE, "“Hello!”"),
    Deviation("other last words", Cinema(words={"thanks": "Bye."}), SHOWS, BROKE_A_RULE, "“Bye.”"),
    Deviation(
        "a changed word",
        Cinema(words={"person": "To talk to a human, press 2."}),
        "dials then presses 1#",
        BROKE_A_RULE,
        "human",
    ),
    Deviation(
        "another key for an option",
        Cinema(words={"person": "To talk to a person, press 3."}),
        "dials then presses 1#",
        BROKE_A_RULE,
        "press 3",
    ),
    Deviation(
        "no last words", Cinema(words={"thanks": ""}), SHOWS, BROKE_A_RULE, "“Thank you for calling.” was not heard"
    ),
    Deviation(
        "words too many",
        answering("/answer", f"<Response>{say(WORDS['welcome'], WORDS['thanks'])}</Response>"),
        SHOWS,
        BROKE_A_RULE,
        "Welcome",
    ),
    Deviation(
        "an apology",
        answering("/answer", f"<Response>{say('We are sorry.')}</Response>"),
        SHOWS,
        BROKE_A_RULE,
        "“We are sorry.”",
    ),
    # options
    Deviation("a lost theater", Cinema(("Rialto",)), "dials", OTHER_DATA, "“For Odeon, press 2.” was not heard"),
    Deviation(
        "a longer list", Cinema(("Rialto", "Odeon", "Roxy")), "dials", OTHER_DATA, "“For Roxy, press 3.” was heard too"
    ),
    Deviation(
        "a lost option", Cinema(options=("shows", "back")), "dials then presses 1#", BROKE_A_RULE, "talk to a person"
    ),
    Deviation(
        "an option too many",
        Cinema(options=("shows", "person", "back"), words={"back": "To hear this again, press 3."}),
        "dials then presses 1#",
        BROKE_A_RULE,
        "press 3",
    ),
    Deviation(
        "options in another order",
        Cinema(options=("back", "shows", "person")),
        "dials then presses 1#",
        BROKE_A_RULE,
        "another order",
    ),
    # where it leads
    Deviation("too few tries", Cinema(tries=1), "dials then times out", BROKE_A_RULE, "end of the call"),
    Deviation(
        "a key that leads elsewhere",
        answering("/answer", "<Response><Redirect>/voice</Redirect></Response>"),
        SHOWS,
        BROKE_A_RULE,
        "callers came to",
    ),
    Deviation(
        "another person",
        answering("/answer", "<Response><Dial>+14155550199</Dial></Response>"),
        "dials then presses 1# then presses 2",
        BROKE_A_RULE,
        "+14155550199",
    ),
    Deviation(
        "the end at once",
        answering("/voice", "<Response><Hangup/></Response>"),
        "dials",
        BROKE_A_RULE,
        "end of the call",
    ),
    Deviation(
        "the answer for another mistake",
        Cinema(words={"silence": WORDS["wrong"]}),
        "dials then times out",
        BROKE_A_RULE,
        "select a theater",
    ),
)


@pytest.fixture(scope="module")
def suite() -> Suite:
    return suite_of_tests()


def found(suite: Suite, cinema: Cinema, *calls: str) -> list[tuple[str, str]]:
    """Return what is found in some calls."""
    comparison = compare(rebuild(logged(cinema, *calls)), suite)
    assert not comparison.not_followed
    return list(comparison.found)


@pytest.mark.parametrize("actions", HOW_CALLERS_GO)
def test_nothing_is_found_in_calls_that_go_as_the_tests(suite: Suite, actions: str) -> None:
    assert found(suite, Cinema(), actions) == []


@pytest.mark.parametrize("deviation", DEVIATIONS, ids=lambda it: it.what)
def test_whatever_else_happens_is_found(suite: Suite, deviation: Deviation) -> None:
    told = found(suite, deviation.cinema, deviation.actions)
    assert any(kind == deviation.kind and deviation.words in sentence for kind, sentence in told), told


def with_masked_keys(cinema: Cinema, actions: str) -> Log:
    """Return the log of a call that says of keys only how many there were."""
    lines = [json.loads(line) for line in ring(cinema, actions)[1]]
    for line in lines:
        if "Digits" in line["parameters"]:
            line["parameters"]["Digits"] = len(line["parameters"]["Digits"])
    return log_of(map(json.dumps, lines))


@pytest.mark.parametrize("actions", HOW_CALLERS_GO[1:])
def test_nothing_is_found_in_calls_whose_keys_are_masked(suite: Suite, actions: str) -> None:
    comparison = compare(rebuild(with_masked_keys(Cinema(), actions)), suite)
    assert (list(comparison.found), len(comparison.as_agreed)) == ([], 1)


def test_masked_keys_that_lead_where_no_test_came_are_found(suite: Suite) -> None:
    elsewhere = answering("/theater", "<Response><Gather><Say>Enter the PIN.</Say></Gather></Response>")
    comparison = compare(rebuild(with_masked_keys(elsewhere, "dials then presses 1#")), suite)
    assert (UNTESTED_WAY, "Please choose a theater and press pound., secret keys") in comparison.found


def test_masked_keys_are_left_to_fill_in_by_who_uses_the_scenario(suite: Suite) -> None:
    otherwise = with_masked_keys(Cinema(words={"thanks": "Bye."}), SHOWS)
    text = feature(compare(rebuild(otherwise), suite), [BROKE_A_RULE], {}, ())
    assert f"# {HOW_TO_FILL_IN}" in text
    assert f"When the caller dials then presses {FILL_IN} then presses {FILL_IN}\n" in text


def test_what_is_found_does_not_depend_on_the_order_of_the_log(suite: Suite) -> None:
    elsewhere = answering("/answer", "<Response><Gather><Say>Enter the PIN.</Say></Gather></Response>")
    calls = ["dials then presses 1# then presses 1", "dials then presses 1# then presses *"]
    assert set(found(suite, elsewhere, *calls)) == set(found(suite, elsewhere, *calls[::-1]))


@pytest.mark.parametrize(
    ("cinema", "actions", "sentence"),
    [
        (
            Cinema(words={"welcome": "Hello!"}),
            "dials",
            "After dialing, “Hello!” was heard, and in the tests “Welcome to the movies!”.",
        ),
        (
            answering("/voice", "<Response><Hangup/></Response>"),
            "dials",
            "After dialing, callers came to the end of the call; "
            "in the tests to “Please choose a theater and press pound.”",
        ),
        (
            Cinema(words={"silence": ""}),
            "dials then times out then times out",
            "After silence at “Please choose a theater and press pound.”, second try, "
            "“We did not receive your selection.” was not heard.",
        ),
    ],
)
def test_what_is_found_is_a_sentence(suite: Suite, cinema: Cinema, actions: str, sentence: str) -> None:
    assert (BROKE_A_RULE, sentence) in found(suite, cinema, actions)
