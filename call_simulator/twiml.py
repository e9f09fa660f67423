"""From an HTTP answer to the document that Twilio would execute (contract, sections 3.1 to 3.4)."""

from dataclasses import dataclass, field

from lxml import etree

from .errors import TwilioError
from .grammar import GRAMMAR, SCHEMA_WARNING, UNSUPPORTED
from .transports import Response

MAX_BYTES = 64 * 1024
TWIML_TYPES = frozenset({"text/xml", "application/xml", "text/html"})
AUDIO_TYPES = frozenset(
    f"audio/{kind}"
    for kind in ("mpeg wav wave x-wav aiff x-aifc x-aiff x-gsm gsm ulaw".split())  # noqa: SIM905 (a list of names reads best as a line)
)
PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(slots=True)
class Node:
    """An element that Twilio obeys: every attribute it knows, with a valid value; text and elements in order."""

    name: str
    line: int
    attributes: dict[str, str] = field(default_factory=dict)
    content: list["str | Node"] = field(default_factory=list)

    @property
    def elements(self) -> list["Node"]:
        """The elements inside, without the text between them."""
        return [part for part in self.content if isinstance(part, Node)]

    @property
    def text(self) -> str:
        """The text of this element and of all within, in order, without surrounding white space."""
        return "".join(part if isinstance(part, str) else part.text for part in self.content).strip()


@dataclass(frozen=True)
class TwimlWarning:
    """Something that Twilio logs and passes over, by its number."""

    code: int
    line: int
    explanation: str


@dataclass(frozen=True)
class Document:
    """The verbs of one answer. ``url`` is the base of the relative URLs in it."""

    url: str
    verbs: list[Node]
    warnings: list[TwimlWarning] = field(default_factory=list)


def read(response: Response, url: str) -> Document:
    """Return the document in an answer from ``url``; raise TwilioError if Twilio would refuse it."""
    media_type = response.media_type
    if len(response.body) > MAX_BYTES and media_type not in AUDIO_TYPES:
        raise TwilioError(11750, f"The document has {len(response.body)} bytes; Twilio takes at most {MAX_BYTES}.")
    if not 200 <= response.status < 300:
        raise TwilioError(11200, f"The application answered HTTP {response.status}.")
    if media_type in AUDIO_TYPES:
        return Document(url, [Node("Audio", 1, {"bytes": str(len(response.body))}, [url])])
    if media_type == "text/plain":
        return read_plain_text(response.body, url)
    if media_type not in TWIML_TYPES:
        raise TwilioError(12300, f"The Content-Type is {media_type or 'missing'}; Twilio wants text/xml.")
    return read_twiml(response.body, url)


def read_plain_text(body: bytes, url: str) -> Document:
    """Return valid TwiML as it is, and any other text as one sentence to read aloud."""
    try:
        return read_twiml(body, url)
    except TwilioError:
        text = body.decode("utf-8", errors="replace")
        return Document(url, [Node("Say", 1, {"loop": "1", "voice": "man"}, [text])])


def read_twiml(body: bytes, url: str) -> Document:
    """Return the document in a body of XML, with warnings for what Twilio would pass over."""
    root = parse(body)
    if root.tag != "Response":
        raise TwilioError(12102, f"The root is <{root.tag!s}>; TwiML starts with <Response>.", root.sourceline)
    warnings: list[TwimlWarning] = []
    return Document(url, obey(root, warnings).elements, warnings)


def parse(body: bytes) -> etree._Element:
    """Parse XML from the wire: no document type, no entities, nothing fetched, depth bounded by libxml2."""
    try:
        root = etree.fromstring(body, PARSER)
    except etree.XMLSyntaxError as error:
        raise TwilioError(12100, f"This is not well-formed XML: {error.msg}", error.lineno) from None
    if root.getroottree().docinfo.doctype:
        raise TwilioError(12100, "A document type (<!DOCTYPE ...>) has no place in TwiML.", 1)
    return root


def obey(element: etree._Element, warnings: list[TwimlWarning]) -> Node:
    """Return what Twilio takes from a known element, and note the rest as warnings."""
    name, line = str(element.tag), element.sourceline or 1
    if name in UNSUPPORTED:
        return Node(name, line)
    grammar = GRAMMAR[name]

    def warn(code: int, explanation: str, at: int = line) -> None:
        warnings.append(TwimlWarning(code, at, explanation))

    attributes = dict(grammar.defaults)
    for given, value in element.attrib.items():
        known = "xml:lang" if given == XML_LANG else str(given)
        attribute = grammar.attributes.get(known)
        if attribute is None:
            warn(SCHEMA_WARNING, f"<{name}> has no attribute {known!r}; it is passed over.")
        elif not attribute.allows(str(value).strip()):
            warn(
                attribute.warning,
                f"{known}={value!r} of <{name}> should be {attribute.wanted}; {attribute.default!r} is used.",
            )
        else:
            attributes[known] = str(value).strip()

    content: list[str | Node] = [element.text or ""]
    for child in element:
        if child.tag in grammar.children:
            content.append(obey(child, warnings))
        else:
            code = grammar.bad_child_warning if child.tag in GRAMMAR["Response"].children else SCHEMA_WARNING
            warn(code, f"<{child.tag!s}> does not belong in <{name}>; it is passed over.", child.sourceline or line)
        content.append(child.tail or "")
    if not grammar.text:
        if any(part.strip() for part in content if isinstance(part, str)):
            warn(SCHEMA_WARNING, f"<{name}> holds text, which is passed over.")
        content = [part for part in content if isinstance(part, Node)]
    return Node(name, line, attributes, content)
