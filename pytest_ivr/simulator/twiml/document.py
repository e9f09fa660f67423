"""A document of TwiML as Twilio executes it, and what Twilio logs of it (contract, section 3)."""

from dataclasses import dataclass, field


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
    def own_text(self) -> str:
        """The text of this element without that of the elements within."""
        return "".join(part for part in self.content if isinstance(part, str)).strip()

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
