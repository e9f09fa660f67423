"""Texts as Markdown shows them."""

from collections.abc import Sequence

SPECIAL = str.maketrans({character: f"\\{character}" for character in "\\`*_{}[]<>#|~"})


def plain(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line."""
    return " ".join(text.split()).translate(SPECIAL)


def first_of(lines: Sequence[str], at_most: int | None, indent: str = "") -> list[str]:
    """Return as many lines of a list as one wants to read, and how many more there are."""
    left = len(lines) - len(lines[:at_most])
    return [*lines[:at_most], *([f"{indent}- and {left} more"] if left else [])]
