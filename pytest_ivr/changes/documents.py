"""Answers as documents that can be changed, and compared by what they mean to callers."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from urllib.parse import urljoin

from lxml import etree

from ..simulator import Response
from ..simulator.errors import TwilioError
from ..simulator.twiml.document import Node
from ..simulator.twiml.reading import RESPONSE, TWIML_TYPES, parse, validated

Document = etree._Element
LINKS = frozenset({"action", "waitUrl", "url"})
ENDS = frozenset({"Reject", "Redirect", "Leave"})  # behind them nothing of a document is performed


def document_in(response: Response) -> Document | None:
    """Return the document of an answer; None if there is none that Twilio would perform."""
    if not 200 <= response.status < 300 or response.media_type not in TWIML_TYPES or not response.body:
        return None
    try:
        root = parse(response.body)
    except TwilioError:
        return None
    return root if root.tag == "Response" else None


def written(document: Document) -> bytes:
    """Return a document as it is sent."""
    return etree.tostring(document, encoding="utf-8", xml_declaration=True)


def meaning(document: Document, url: str) -> Hashable:
    """Return what Twilio does with a document of this address: two that differ only in how it is written are equal."""
    verbs, warnings = validated(written(document), RESPONSE)
    return tuple(performed(verbs, url)), tuple(warning.explanation for warning in warnings)


def performed(verbs: tuple[Node, ...], url: str) -> Iterator[Hashable]:
    """Yield the verbs that may be performed; a Hangup behind which nothing stands ends the call as the end does."""
    for verb in verbs:
        if verb.name == "Hangup":
            return
        yield plain(verb, url)
        if verb.name in ENDS or verb.attributes.get("actionOnEmptyResult") == "true":
            return
        if verb.name in ("Dial", "Enqueue") and verb.attributes.get("action"):
            return


def plain(node: Node, url: str) -> Hashable:
    """Return an element as plain values, its links as addresses."""
    found = {
        name: urljoin(url, value) if name in LINKS and (value or name == "action") else value
        for name, value in node.attributes.items()
    }
    content = [" ".join(part.split()) if isinstance(part, str) else plain(part, url) for part in node.content]
    if node.name == "Redirect":
        content = [urljoin(url, str(part)) for part in content]
    return node.name, tuple(sorted(found.items())), tuple(part for part in content if part != "")
