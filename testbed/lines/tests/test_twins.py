"""One folder of features on two implementations of one line: a comparison names each sentence in which they differ."""

from pathlib import Path

import pytest

from testbed.lines.serving import served_by_node

from .journeys import changed_copy, differences, docs, run_journeys

NOTHING = "## What changed\n\nNothing that callers or scenarios would show.\n"
CHANGES = (
    ("Welcome to Green Door Books. For English, press 1.", "Green Door Books, hello. For English, press 1."),
    ("we are closed. We wish you a happy holiday.", "we are closed."),
    ("está cerrada.", "no abre."),
    ('=== "completed") return this.say(this.words("goodbye"));', '=== "completed") return "";'),
    ('this.digits === "5"', 'this.digits === "6"'),
)
HOLIDAYS = (
    "For New Year's Day, press 1. For Independence Day, press 2. For Thanksgiving, press 3. For Christmas, press 4. "
    "To go back, press star."
)
DAYS = "Para otro día, oprima 1. Para otra sucursal, oprima 2. Para el menú principal, oprima asterisco."
MAIN_MENU = (
    "For opening hours, press 1. To learn where we are, press 2. For holidays, press 3. To speak with a bookseller, "
    "press 4. To leave a message, press 5. To change the language, press star."
)
FEATURE = "Branches, holidays and booksellers"


def run_on_node(script: str, stream: Path) -> Path:
    """Run the journeys of the opening hours on a script; return their stream."""
    with served_by_node(script) as address:
        return run_journeys("opening_hours", stream, "-o", "ivr_line=", "--ivr-url", f"{address}/voice").stream


@pytest.fixture(scope="module")
def in_python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stream of the journeys on the line in Python."""
    return run_journeys("opening_hours", tmp_path_factory.mktemp("twins") / "python.ndjson").stream


def test_equal_twins_show_no_difference(in_python: Path, tmp_path: Path) -> None:
    in_node = run_on_node("opening_hours.mjs", tmp_path / "node.ndjson")
    assert docs("diff", in_python, in_node).stdout == NOTHING


def test_each_sentence_in_which_twins_differ_is_named_and_nothing_else(in_python: Path, tmp_path: Path) -> None:
    script = changed_copy(tmp_path, "opening_hours.mjs", *CHANGES)
    told = docs("diff", in_python, run_on_node(str(script), tmp_path / "changed.ndjson")).stdout
    by_5 = "from “For opening hours, press 1.”, 5, to"
    leave = "Please leave a message after the tone, and press pound."
    assert differences(told) == {
        "What callers hear": [
            "**changed**: was “Welcome to Green Door Books. For English, press 1.”, "
            "is now “Green Door Books, hello. For English, press 1.” "
            "(in 24 scenarios, such as “A caller learns where Downtown is (Downtown, 1, 14 State Street)”)",
            f"**changed**: was “On Christmas we are closed. We wish you a happy holiday. {HOLIDAYS}”, "
            f"is now “On Christmas we are closed. {HOLIDAYS}” (in “The shops are closed at Christmas”)",
            "**gone**: “Thank you for calling Green Door Books. Goodbye.” "
            "(in “A caller talks with a bookseller at the Airport”)",
            f"**changed**: was “{leave}”, is now “That is not one of the choices. {MAIN_MENU}” "
            "(in “A message can be left without calling anybody”)",
            f"**changed**: was “El domingo, nuestra sucursal Downtown está cerrada. {DAYS}”, "
            f"is now “El domingo, nuestra sucursal Downtown no abre. {DAYS}” "
            "(in “A day in Spanish is told in Spanish”)",
        ],
        "Scenarios": [
            "**changed**: 5 scenarios: each was passed, is failed",
            f"{FEATURE}: The shops are closed at Christmas",
            f"{FEATURE}: A message can be left without calling anybody",
            "When a branch is open: A caller is greeted in both languages",
            "When a branch is open: A caller changes the language in the main menu",
            "When a branch is open: A day in Spanish is told in Spanish",
        ],
        "Ways through the line": [
            f"**new**: {by_5} “For opening hours, press 1.”",
            f"**gone**: {by_5} “{leave}”",
        ],
    }
