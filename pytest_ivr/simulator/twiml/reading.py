"""From an HTTP answer to the document that Twilio would execute (contract, sections 3.1 to 3.4)."""

import functools
from collections.abc import Mapping

from lxml import etree

from ..errors import TwilioError
from ..transports import Response
from ..transports.transport import MAX_DOCUMENT_BYTES
from .document import Document, Node, TwimlWarning
from .grammar import ELEMENTS, SCHEMA_WARNING, VERBS, Element

TWIML_TYPES = frozenset({"text/xml", "application/xml", "text/html"})
AUDIO_TYPES = frozenset(
    f"audio/{kind}"
    for kind in ("mpeg wav wave x-wav aiff x-aifc x-aiff x-gsm gsm ulaw".split())  # noqa: SIM905 (a list of names reads best as a line)
)
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


RESPONSE = ELEMENTS["Response"]


def read(response: Response, url: str, root: Element, http_error: int) -> Document:
    """Return the document in an answer from ``url``; raise TwilioError if Twilio would refuse it.

    ``root`` tells which verbs may stand in it, ``http_error`` is the number for a failing status.
    """
    media_type = response.media_type
    if len(response.body) > MAX_DOCUMENT_BYTES and media_type not in AUDIO_TYPES:
        raise TwilioError(11750, f"The document has more than {MAX_DOCUMENT_BYTES} bytes, the most that Twilio takes.")
    if not 200 <= response.status < 300:
        raise TwilioError(http_error, f"The application answered HTTP {response.status}.")
    if not response.body:
        raise TwilioError(12100, "The answer is empty; Twilio wants TwiML.", 1)
    if media_type in AUDIO_TYPES:
        return Document(url, [Node("Audio", 1, {"bytes": str(len(response.body))}, [url])])
    if media_type == "text/plain":
        return read_plain_text(response.body, url, root)
    if media_type not in TWIML_TYPES:
        raise TwilioError(12300, f"The Content-Type is {media_type or 'missing'}; Twilio wants text/xml.")
    return read_twiml(response.body, url, root)


def read_plain_text(body: bytes, url: str, root: Element) -> Document:
    """Return valid TwiML as it is, and any other text as one sentence to read aloud."""
    try:
        return read_twiml(body, url, root)
    except TwilioError:
        text = body.decode("utf-8", errors="replace")
        return Document(url, [Node("Say", 1, dict(ELEMENTS["Say"].defaults), [text])])


def read_twiml(body: bytes, url: str, root: Element = RESPONSE) -> Document:
    """Return the document in a body of XML, with warnings for what Twilio would pass over."""
    verbs, warnings = validated(body, root)
    return Document(url, list(verbs), list(warnings))


@functools.lru_cache(maxsize=128)
def validated(body: bytes, root: Element) -> tuple[tuple[Node, ...], tuple[TwimlWarning, ...]]:
    """Return the verbs of a body of XML and its warnings. Lines say the same again and again, so some are kept."""
    element = parse(body)
    if element.tag != "Response":
        raise TwilioError(12102, f"The root is <{element.tag!s}>; TwiML starts with <Response>.", element.sourceline)
    judge = Validator()
    return tuple(judge.element(element, root, {}).elements), tuple(judge.warnings)


def parse(body: bytes) -> etree._Element:
    """Parse XML from the wire: no document type, no entities, nothing fetched, depth bounded by libxml2."""
    try:
        root = etree.fromstring(body, PARSER)
    except etree.XMLSyntaxError as error:
        raise TwilioError(12100, f"This is not well-formed XML: {error.msg}", error.lineno) from None
    if root.getroottree().docinfo.doctype:
        raise TwilioError(12100, "A document type (<!DOCTYPE ...>) has no place in TwiML.", 1)
    return root


class Validator:
    """Takes from a document what Twilio obeys, and notes the rest as warnings."""

    def __init__(self) -> None:
        self.warnings: list[TwimlWarning] = []

    def element(self, element: etree._Element, grammar: Element, renumbered: Mapping[int, int]) -> Node:
        """Return what Twilio takes from an element of this grammar; warnings may be numbered otherwise."""
        node = Node(str(element.tag), element.sourceline or 1)
        node.attributes = self.attributes(element, grammar, renumbered)
        content: list[str | Node] = [element.text or ""]
        for child in element:
            name = str(child.tag)
            if name in grammar.children:
                content.append(self.element(child, ELEMENTS[name], grammar.renumbered))
            else:
                code = grammar.bad_child if name in VERBS else SCHEMA_WARNING
                self.warn(code, child, f"<{name}> does not belong in <{node.name}>; it is passed over.")
            content.append(child.tail or "")
        if grammar.text:
            node.content = content
        else:
            node.content = [part for part in content if isinstance(part, Node)]
            if any(part.strip() for part in content if isinstance(part, str)):
                self.warn(SCHEMA_WARNING, element, f"<{node.name}> holds text, which is passed over.")
        return node

    def attributes(self, element: etree._Element, grammar: Element, renumbered: Mapping[int, int]) -> dict[str, str]:
        """Return every attribute that the grammar knows, with the value given or the default."""
        values = dict(grammar.defaults)
        for given, value in element.attrib.items():
            name = "xml:lang" if given == XML_LANG else str(given)
            value = str(value).strip()
            attribute = grammar.attributes.get(name)
            if attribute is None:
                self.warn(SCHEMA_WARNING, element, f"<{element.tag!s}> has no attribute {name!r}; it is passed over.")
            elif attribute.allows(value):
                values[name] = value
            else:
                code = renumbered.get(attribute.warning, attribute.warning)
                values[name] = attribute.default if attribute.instead is None else attribute.instead
                should = f"should be {attribute.expected}; {values[name]!r} is used"
                self.warn(code, element, f"{name}={value!r} of <{element.tag!s}> {should}.")
        return values

    def warn(self, code: int, element: etree._Element, explanation: str) -> None:
        """Note a warning about an element."""
        self.warnings.append(TwimlWarning(code, element.sourceline or 1, explanation))
