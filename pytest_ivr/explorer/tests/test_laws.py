"""Each law holds on a line that keeps it, and tells the shortest call on one that breaks it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from urllib.parse import parse_qs
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest

from pytest_ivr.explorer import Exploration, explore, laws
from pytest_ivr.journeys.effort import Effort
from pytest_ivr.line import Line
from pytest_ivr.simulator import WsgiTransport

CHOICES = "<Say>For sales press 1. For help press 2.</Say>"
GOODBYE = "<Say>Thank you for calling.</Say>"
# The documents of a line, by path: a menu asks for one key, which leads to the path that has it behind a dash.
CLEAN = {
    "/main": f"<Gather><Say>Welcome.</Say>{CHOICES}</Gather><Redirect>/again</Redirect>",
    "/main-1": "<Redirect>/sales</Redirect>",
    "/main-2": f"<Say>Help is on its way.</Say>{GOODBYE}<Hangup/>",
    "/main-*": "<Redirect>/again</Redirect>",
    "/again": f"<Gather>{CHOICES}</Gather><Redirect>/bye</Redirect>",
    "/again-1": "<Redirect>/sales</Redirect>",
    "/again-2": f"<Say>Help is on its way.</Say>{GOODBYE}<Hangup/>",
    "/sales": "<Gather><Say>For cars press 1. To go back press star.</Say></Gather><Redirect>/bye</Redirect>",
    "/sales-1": f"<Say>We sell no cars.</Say>{GOODBYE}<Hangup/>",
    "/sales-*": "<Redirect>/main</Redirect>",
    "/sales-9": "<Say>Sorry.</Say><Redirect>/sales?again</Redirect>",
    "/sales-9?again": f"{GOODBYE}<Hangup/>",
    "/bye": f"{GOODBYE}<Hangup/>",
}


def explored(changed: Mapping[str, str] = MappingProxyType({})) -> Exploration:
    """Walk the clean line, or one in which documents were changed; their names are those of the documents."""
    documents = {**CLEAN, **changed}

    def line(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        path = environ["PATH_INFO"]
        keys = parse_qs(environ["wsgi.input"].read().decode()).get("Digits", [])
        if keys:
            path = f"{path}-{keys[0]}"
        verbs = documents.get(f"{path}?{environ['QUERY_STRING']}") or documents.get(path, documents["/bye"])
        start_response("200 OK", [("Content-Type", "text/xml")])
        return [f"<Response>{verbs}</Response>".replace("<Gather>", '<Gather numDigits="1">').encode()]

    found = explore(Line("https://ivr.example/main", WsgiTransport(line), "12345"))
    assert not found.stopped
    return found


@pytest.fixture(scope="module")
def clean() -> Exploration:
    return explored()


AGAIN = CLEAN["/again"].replace("/bye", "/again")
LAWS = {
    "the line fails": (laws.never_fails, {"/main-2": "<Say>Help</Oops>"}, "dials then presses 2", laws.OVER),
    "the line goes round in circles": (
        laws.never_fails,
        {"/main-2": "<Redirect>/round</Redirect>", "/round": "<Redirect>/round</Redirect>"},
        "dials then presses 2",
        laws.OVER,
    ),
    "no key leads on": (
        laws.menus_can_be_left,
        {"/sales-1": "<Redirect>/sales</Redirect>", "/sales-*": "<Redirect>/sales</Redirect>"}
        | {f"/sales-{key}": "<Redirect>/sales</Redirect>" for key in (*"023456789", "99")},
        "dials then presses 1 then presses 1",
        laws.OVER,
    ),
    "silence is asked for ever": (
        laws.silence_is_thanked_within(60),
        {"/again": AGAIN},
        "dials then times out then times out",
        laws.OVER,
    ),
    "silence takes long": (
        laws.silence_is_thanked_within(60),
        {"/sales": CLEAN["/sales"].replace("<Redirect>", '<Pause length="70"/><Redirect>')},
        "dials then presses 1 then times out",
        "the call takes at most 66.28 seconds",
    ),
    "silence is not thanked": (
        laws.silence_is_thanked_within(60),
        {"/sales": CLEAN["/sales"].replace("<Redirect>/bye</Redirect>", "<Say>Goodbye.</Say>")},
        "dials then presses 1 then times out",
        'the caller hears, among other things, "Thank you"',
    ),
    "no choice leads to an answer": (
        laws.choices_to_an_answer(2),
        {f"/{menu}-{key}": "<Say>Help</Oops>" for menu in ("main", "again") for key in "12"},
        "dials",
        laws.OVER,
    ),
    "a menu comes again": (
        laws.at_most_in_a_row(2),
        {"/again": AGAIN},
        "dials then presses * then presses #",
        laws.OVER,
    ),
    "other last words": (
        laws.last_words_are(["Thank you for calling."]),
        {"/sales-1": "<Say>Thank you for calling.</Say><Say>We sell no cars.</Say>"},
        "dials then presses 1 then presses 1",
        laws.hears_exactly(["Thank you for calling.", "Thank you for calling."]),
    ),
    "no last words of its own": (
        laws.last_words_are(["Thank you for calling."]),
        {"/sales-1": "<Hangup/>"},
        "dials then presses 1 then presses 1",
        laws.hears_exactly(["Thank you for calling."]),
    ),
    "other first words": (
        laws.first_words_are("Welcome."),
        {"/main": CLEAN["/main"].replace("<Say>Welcome", "<Say>Hello.</Say><Say>Welcome")},
        "dials",
        laws.hears_exactly(["Welcome.", "Welcome.", "For sales press 1. For help press 2."]),
    ),
    "an option comes late": (
        laws.can_choose_within(5),
        {"/sales": CLEAN["/sales"].replace("<Gather>", '<Pause length="5"/><Gather>')},
        "dials then presses 1",
        "the caller can choose within 5 seconds",
    ),
    "an answer takes many keys": (
        laws.answered_within(Effort(60, 2)),
        {"/sales-1": "<Redirect>/again</Redirect>"},
        "dials then presses 1 then presses 1 then presses 2",
        "the caller has the answer within 60 seconds and 2 keys",
    ),
    "an answer takes long": (
        laws.answered_within(Effort(30, 9)),
        {"/sales-1": '<Pause length="30"/><Say>We sell no cars.</Say>'},
        "dials then presses 1 then presses 1",
        "the caller has the answer within 30 seconds and 9 keys",
    ),
    "star leads on": (
        laws.star_leads_back,
        {"/sales-*": CLEAN["/main-2"]},
        "dials then presses 1 then presses *",
        laws.hears_exactly(["Welcome.", "For sales press 1. For help press 2."]),
    ),
    "a second try is another one": (
        laws.mistakes_lose_nothing,
        {"/sales-1?again": CLEAN["/main-2"]},
        "dials then presses 1 then presses 9 then presses 1",
        laws.hears_exactly(["We sell no cars.", "Thank you for calling."]),
    ),
}


NO_WAY_BACK = {"/sales-*": "<Hangup/>"}


@pytest.mark.parametrize(
    ("changed", "seconds", "actions"),
    [
        (NO_WAY_BACK, 40, ""),
        (NO_WAY_BACK, 2, "dials"),
        ({**NO_WAY_BACK, "/sales-1": '<Pause length="300"/><Hangup/>'}, 40, "dials then presses 1 then presses 1"),
        ({}, 20, "dials then times out then presses 1 then times out"),
        ({**NO_WAY_BACK, "/main-1": "<Dial>+14155550100</Dial>"}, 40, ""),
    ],
    ids=["holds", "from the first word", "at the end", "in circles", "who is put through may talk"],
)
def test_every_call_is_over_in_time(changed: Mapping[str, str], seconds: float, actions: str) -> None:
    broken = laws.shortest_break(laws.calls_take_at_most(seconds)(explored(changed)))
    assert " then ".join(broken.actions if broken else ()) == actions


def test_silence_that_nobody_has_tried_is_no_thanks() -> None:
    walked = explored({})
    walked.states[0].ways = [way for way in walked.states[0].ways if way.action != "times out"]
    broken = laws.shortest_break(laws.silence_is_thanked_within(60)(walked))
    assert broken == laws.Case(("dials",), keeps=False)


ALL = (
    *(laws.never_fails, laws.menus_can_be_left, laws.star_leads_back, laws.turning_back_loses_nothing),
    *(laws.mistakes_lose_nothing, laws.silence_never_chooses, laws.choices_to_an_answer(2), laws.heard_within(60)),
    *(laws.silence_is_thanked_within(60), laws.at_most_in_a_row(2), laws.never_heard("boats")),
)


@pytest.mark.parametrize("number", range(3))
def test_what_was_not_walked_breaks_nothing(number: int) -> None:
    walked = explored({})
    left = walked.states[number]
    left.is_walked, left.ways = False, []
    assert [laws.shortest_break(law(walked)) for law in ALL] == [None] * len(ALL)


def test_silence_that_is_counted_for_ever_is_no_thanks() -> None:
    def counting(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        number = int(environ["QUERY_STRING"] or 0) + 1
        start_response("200 OK", [("Content-Type", "text/xml")])
        return [
            f"<Response><Gather><Say>Press 1.</Say></Gather><Redirect>/main?{number}</Redirect></Response>".encode()
        ]

    walked = explore(Line("https://ivr.example/main", WsgiTransport(counting), "12345"))
    assert not all(state.is_walked for state in walked.states)
    broken = laws.shortest_break(laws.silence_is_thanked_within(600)(walked))
    assert broken
    assert set(broken.actions[1:]) <= {"times out", "presses #"}


def test_a_recording_is_no_menu() -> None:
    records = explored({"/main-2": "<Say>Speak now.</Say><Record action='/bye'/>"})
    assert len(list(laws.menus_can_be_left(records))) == len(list(laws.menus_can_be_left(explored({}))))


@pytest.mark.parametrize("name", LAWS)
def test_a_law_tells_the_shortest_call_that_breaks_it(name: str, clean: Exploration) -> None:
    law, changed, actions, then = LAWS[name]
    cases = list(law(clean))
    assert cases
    assert laws.shortest_break(cases) is None
    broken = laws.shortest_break(law(explored(changed)))
    assert broken
    assert (" then ".join(broken.actions), broken.then[0]) == (actions, then)
