"""One folder of features on two implementations of one line: a comparison names each sentence in which they differ."""

from pathlib import Path

import pytest

from testbed.lines.serving import served_by_node

from .journeys import changed_copy, differences, docs, run_journeys

NOTHING = "# What changed\n\nNothing that callers or scenarios would show.\n"
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
    message = f"{FEATURE}: A message can be left without calling anybody"
    by_5 = "from “For opening hours, press 1.”, 5, to"
    assert differences(told) == {
        "Scenarios that changed": [
            f"{FEATURE}: The shops are closed at Christmas: was passed, is failed",
            f"{message}: was passed, is failed",
            "When a branch is open: A caller is greeted in both languages: was passed, is failed",
            "When a branch is open: A caller changes the language in the main menu: was passed, is failed",
            "When a branch is open: A day in Spanish is told in Spanish: was passed, is failed",
        ],
        "What callers now hear": [
            "Green Door Books, hello. For English, press 1.",
            f"On Christmas we are closed. {HOLIDAYS}",
            f"That is not one of the choices. {MAIN_MENU}",
            f"El domingo, nuestra sucursal Downtown no abre. {DAYS}",
        ],
        "What callers no longer hear": [
            "Welcome to Green Door Books. For English, press 1.",
            f"On Christmas we are closed. We wish you a happy holiday. {HOLIDAYS}",
            "Thank you for calling Green Door Books. Goodbye. "
            f"(in “{FEATURE}: A caller talks with a bookseller at the Airport”)",
            "Please leave a message after the tone, and press pound.",
            f"El domingo, nuestra sucursal Downtown está cerrada. {DAYS}",
        ],
        "New ways through the line": [f"{by_5} “For opening hours, press 1.”"],
        "Ways through the line that are gone": [f"{by_5} “Please leave a message after the tone, and press pound.”"],
    }
