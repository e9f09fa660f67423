"""The script: sentences that differ in data are one, others stand for themselves."""

from typing import Any

import pytest

from pytest_ivr.living_docs.document.menu_names import menu_names
from pytest_ivr.living_docs.document.run import Run, Step
from pytest_ivr.simulator.interpreter import APOLOGY
from pytest_ivr.voice.script import Row, script, to_record


def run(*events: Any) -> Run:
    """Return the run of a call with these events."""
    return Run("A call", "a.feature", 1, [], [Step("When", "the caller dials", 1, events=list(events))])


def asked(path: str) -> dict[str, Any]:
    """Return the event of a request."""
    return {"second": 0.0, "event": "requested", "url": f"https://ivr.example{path}", "parameters": {}}


def said(text: str, seconds: float = 1.0, loops: int = 1, **more: Any) -> dict[str, Any]:
    """Return the event of a sentence."""
    attributes = {"voice": "man", "language": "en-US"}
    return {
        "second": 0.0,
        "event": "said",
        "text": text,
        "seconds": seconds,
        "loops": loops,
        "attributes": attributes,
        **more,
    }


def test_a_sentence_tells_where_how_long_and_how_often_it_was_heard() -> None:
    calls = [
        run(asked("/voice"), said("Hello  there.", 2.0), asked("/bye"), said("Hello there.", 3.0, 2)),
        run(asked("/voice"), said("Hello there.", 9.0, cut=True)),
    ]
    assert script(calls, [], {}) == [Row("Hello there.", "/voice, /bye", 2.0, "man", "en-US", 4)]


def test_menus_have_their_names_and_files_their_words() -> None:
    played = {"second": 0.0, "event": "played", "url": "https://a.example/x/hi.mp3", "seconds": 2.5, "loops": 1}
    tones = {"second": 0.0, "event": "played", "digits": "12", "seconds": 1, "loops": 1}
    informed = {**asked("/told"), "callback": True}
    call = run(asked("/voice"), informed, played, tones, said(APOLOGY), said("For sales, press 1."))
    named = menu_names([("The main menu", "For sales, press 1")])
    assert script([call], named, {"hi.mp3": "Hello."}) == [
        Row("Hello.", "The main menu", 2.5, "", "", 1, "hi.mp3"),
        Row("For sales, press 1.", "The main menu", 1.0, "man", "en-US", 1),
    ]


def written(*sentences: str) -> set[str]:
    """Return the rows of sentences that one voice says at one address."""
    return {row.sentence for row in script([run(asked("/voice"), *map(said, sentences))], [], {})}


@pytest.mark.parametrize(
    ("sentences", "rows"),
    [
        (["For Rialto, press 1", "For Odeon, press 2", "For Apollo, press 1"], {"For {…} press {…}"}),
        (["You owe 1 dollar.", "You owe 2 dollars and a smile.", "You owe 3."], {"You owe {…}"}),
        (["It is 2 PM.", "It is 3 PM."], {"It is {…} PM."}),
        (["It is 2 PM.", "It is 3 PM.", "It is 4 PM."], {"It is {…} PM."}),
        (["You owe $3.50.", "You owe $12."], {"You owe {…}."}),
        (
            ["You are caller 4. Press 1 to wait.", "You are caller 1. Press 1 to wait."],
            {"You are caller {…}. Press 1 to wait."},
        ),
        (["Room 4: press 1 or 2.", "Room 5: press 1 or 2."], {"Room {…}: press 1 or 2."}),
        (
            ["It is 2 PM in Oslo.", "It is 2 PM in Rome.", "It is 3 PM in Rome."],
            {"It is {…} PM in {…}"},
        ),
    ],
)
def test_what_changes_is_marked(sentences: list[str], rows: set[str]) -> None:
    assert written(*sentences) == rows


@pytest.mark.parametrize(
    "sentences",
    [
        ["For sales, press 1.", "For support, press 2.", "For parts, press 3."],
        ["For sales, press 1.", "For sales, press 2."],
        ["For sales, press 1 or 2.", "For sales, press 1 or 3."],
        ["For sales, press 1 or 2.", "For parts, press 1 or 2.", "For tires, press 1 or 2."],
        ["Hello.", "Goodbye.", "Welcome back."],
        ["We are open.", "We sell bicycles of every kind and size.", "We will call you back."],
        ["For sales, press 1.", "For ever yours.", "For sale, press 1."],
        ["There is 1 more.", "There are 2 left over."],
    ],
)
def test_what_is_not_data_stands_for_itself(sentences: list[str]) -> None:
    assert written(*sentences) == set(sentences)


@pytest.mark.parametrize("option", ["For more theaters, press 0", "For the way back, press star"])
def test_an_option_that_stands_beside_any_list_is_none_of_its_data(option: str) -> None:
    listed = ["For Rialto, press 1", "For Odeon, press 2", "For Apollo, press 1"]
    assert written(*listed, option) == {"For {…} press {…}", option}


def test_numbers_are_marked_whatever_the_address_at_which_they_are_said() -> None:
    calls = [run(asked(path), said(f"There are {number} left.")) for path, number in (("/a", 2), ("/b", 58))]
    assert script(calls, [], {}) == [Row("There are {…} left.", "/a, /b", 1.0, "man", "en-US", 2)]


def test_a_sentence_of_which_more_is_marked_elsewhere_is_one_with_that() -> None:
    of_all = [
        f"{movie} plays at {hour} daily."
        for movie, hour in (("Now Up", "noon"), ("Now Jaws", "dawn"), ("Now Up", "dusk"))
    ]
    of_one = [f"Now Up plays at {hour} daily." for hour in ("noon", "dawn", "dusk")]
    call = run(asked("/all"), *map(said, of_all), asked("/one"), *map(said, of_one))
    assert [(row.sentence, row.heard) for row in script([call], [], {})] == [("Now {…} plays at {…} daily.", 6)]


def test_what_another_voice_says_must_be_recorded_too() -> None:
    old = [Row("Hello.", "/voice", 1.0, "man", "en-US", 1), Row("Bye.", "/voice", 1.0, "man", "en-US", 1)]
    new = [old[0]._replace(heard=7, seconds=2.0), old[1]._replace(voice="woman")]
    assert to_record(old, new) == [new[1]]
