"""What the event of a verb tells of it: its attributes and the nouns within, as Twilio takes them."""

from __future__ import annotations

import functools
from typing import Any

from ..twiml.document import Node
from ..twiml.grammar import ELEMENTS, VERBS
from ..webhooks.urls import without_credentials


def attributes_of(node: Node) -> dict[str, str]:
    """Return every attribute with the value that counts, but for those that say nothing, and for passwords."""
    return dict(shown(node.name, tuple(node.attributes.items())))


@functools.lru_cache(maxsize=256)
def shown(element: str, given: tuple[tuple[str, str], ...]) -> dict[str, str]:
    """Return what is told of some attributes. Lines say the same again and again, so some are kept."""
    grammar = ELEMENTS[element]
    return {
        name: without_credentials(value)
        for name, value in given
        if (value or grammar.defaults[name]) and name not in grammar.secrets
    }


def told_of(node: Node) -> dict[str, Any]:
    """Return what an event tells of its verb; verbs within have events of their own."""
    nouns = [noun(part) for part in node.content if isinstance(part, Node) and part.name not in VERBS]
    return {"attributes": attributes_of(node), **({"nouns": nouns} if nouns else {})}


def noun(node: Node) -> dict[str, Any]:
    """Return what is told of a noun."""
    text = node.own_text
    return {"name": node.name, **({"text": text} if text else {}), **told_of(node)}
