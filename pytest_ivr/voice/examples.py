"""Small lines that break a rule or keep it: documents that answer one request after the other, and what callers do.

They are what ``pytest-ivr check --explain`` shows, and the tests of the rules.
"""

from __future__ import annotations

from typing import NamedTuple


class Example(NamedTuple):
    """What a line answers to one request after the other, and what a caller does who has dialed."""

    documents: tuple[str, ...]
    actions: str = ""


def menu(*sentences: str, timeout: int = 5, more: str = "") -> str:
    """Return a menu that says sentences."""
    said = "".join(f"<Say>{it}</Say>" for it in sentences)
    return f'<Gather numDigits="1" timeout="{timeout}"{more} actionOnEmptyResult="true">{said}</Gather>'


def says(*sentences: str) -> str:
    """Return what is said before the line hangs up."""
    return "".join(f"<Say>{it}</Say>" for it in sentences) + "<Hangup/>"


def heard(*documents: str, actions: str = "") -> Example:
    """Return an example."""
    return Example(documents, actions)


AGAIN = "To hear this again, press 9."
