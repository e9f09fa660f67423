"""What was expected and what happened, side by side: in the failure, and in the reports of the run."""

import difflib
import json

from ..living_docs.media_types import DIFFERENCE, DIFFERENCE_AS_TEXT
from ..living_docs.stream.recording import Attach
from .prompts import one_line


def check(happened: list[str], docstring: str, attach: Attach) -> None:
    """Raise AssertionError that shows the difference, and attach it, unless each line of the doc string happened."""
    expected = [one_line(line) for line in docstring.splitlines() if line.strip()]
    happened = [line for line in happened if line]  # nobody hears a sentence without a word
    if happened != expected:
        fail(happened, expected, attach)


def fail(happened: list[str], expected: list[str], attach: Attach) -> None:
    """Attach the difference for who reads the reports; raise AssertionError for who reads the failure."""
    attach(json.dumps({"heard": happened, "expected": expected}), DIFFERENCE, "heard against expected")
    text = difference(happened, expected)
    attach(text, DIFFERENCE_AS_TEXT, "heard against expected, as text")
    raise AssertionError(text)


def difference(happened: list[str], expected: list[str]) -> str:
    """Return what happened and what was expected, line by line."""
    words = {" ": "        ", "-": "expected", "+": "heard   "}
    lines = [line for line in difflib.ndiff(expected, happened) if line[0] in words]
    return "The caller heard something else.\n" + "\n".join(f"{words[line[0]]}  {line[2:]}" for line in lines)
