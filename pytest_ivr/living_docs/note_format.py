"""What notes are written in: how Markdown is read, and which pictures are shown."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:  # loaded only where there is a note
    from markdown_it import MarkdownIt

MEDIA_TYPES = {
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
}


def markdown() -> "MarkdownIt":
    """Return what reads Markdown: with tables, and HTML as plain words, for a stream may come from anybody."""
    from markdown_it import MarkdownIt

    return MarkdownIt("js-default")
