"""An owner's note of a chapter, as the page shows it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from ..note_format import MEDIA_TYPES, markdown
from ..stream.envelopes import Message

if TYPE_CHECKING:  # loaded only where a note is shown
    from markdown_it.token import Token

LEADS_SOMEWHERE = re.compile(r"https?:|mailto:|tel:|#")  # from a page that may lie anywhere
BELOW = 2  # so far below the page's head stands a chapter's
LOWEST = 6


@dataclass
class Note:
    """A note in Markdown, with its pictures: each as an address that has all of it, by the name in the text."""

    text: str
    pictures: dict[str, str] = field(default_factory=dict)
    slug: str = ""

    @cached_property
    def tokens(self) -> list["Token"]:
        """The note, piece by piece: heads stand below the chapter's, pictures in it, links if they lead somewhere."""
        found = markdown().parse(self.text)
        for token in found:
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{min(int(token.tag[1:]) + BELOW, LOWEST)}"
            if token.children:
                token.children = list(self.inline(token.children))
        return found

    def inline(self, tokens: Sequence["Token"]) -> Iterator["Token"]:
        """Yield the pieces of a paragraph; a picture that is not there is told by its words."""
        leads = []  # whether each link that is open does
        for token in tokens:
            if token.type == "link_open":
                leads.append(bool(LEADS_SOMEWHERE.match(str(token.attrs["href"]))))
            if token.type == "image":
                picture = self.pictures.get(str(token.attrs["src"]))
                token.type, token.attrs["src"] = ("image", picture) if picture else ("text", "")
            if token.type not in ("link_open", "link_close") or leads[-1]:
                yield token
            if token.type == "link_close":
                leads.pop()

    @property
    def html(self) -> str:
        """The note as a part of the page. HTML of its own is shown as words."""
        reader = markdown()
        return str(reader.renderer.render(self.tokens, reader.options, {}))

    @property
    def title(self) -> str:
        """Its first head; nothing if it has none."""
        heads = (it for before, it in zip(self.tokens, self.tokens[1:], strict=False) if before.type == "heading_open")
        return next((words(it) for it in heads), "")

    @property
    def lines(self) -> str:
        """Its words, a line for each paragraph and each cell of a table."""
        return "\n".join(words(it) for it in self.tokens if it.children)


def words(token: "Token") -> str:
    """Return what stands in a paragraph, without marks."""
    shown = (it.content if it.type in ("text", "code_inline", "image") else " " for it in token.children or ())
    return " ".join("".join(shown).split())


def note(found: Message | None) -> Note | None:
    """Return a note that stands in a stream, if one does."""
    if not found:
        return None
    pictures = (it for it in found["pictures"] if it["mediaType"] in MEDIA_TYPES.values())
    return Note(found["text"], {it["source"]: f"data:{it['mediaType']};base64,{it['body']}" for it in pictures})
