"""What templates write for every sentence; macros of theirs would take several times as long."""

from collections.abc import Iterable
from functools import cache

from markupsafe import Markup

from .run import Part


def class_of(status: str) -> str:
    """Return a status as the name of a class."""
    return status.replace(" ", "-")


def marked(parts: Iterable[Part], element: str) -> Markup:
    """Return a text with its parameters, or its differences, in an element of their own."""
    before, behind = tags(element)
    pieces = ((before, it.text, behind) if it.is_parameter else (it.text,) for it in parts)
    return Markup("").join(piece for it in pieces for piece in it)


@cache
def tags(element: str) -> tuple[Markup, Markup]:
    """Return the tags of an element."""
    return Markup("<{}>").format(element), Markup("</{}>").format(element)
