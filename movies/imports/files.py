"""What kind of file somebody has brought, and its text: whatever a spreadsheet saves as text, and no workbook."""

import codecs
import io
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader

LONGEST_LINE = 65_536  # characters
BYTE_ORDER_MARKS = (  # the longer ones first: one of them begins like another
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
SAVE_AS_CSV = "save it as “CSV UTF-8”, and import that"
NO_TEXT = (  # how files begin, in small letters, and what they are
    (b"pk\x03\x04", f"This is a workbook (.xlsx, .ods, .numbers) or another ZIP archive: {SAVE_AS_CSV}."),
    (b"\xd0\xcf\x11\xe0", f"This is an old workbook (.xls): {SAVE_AS_CSV}."),
    (b"%pdf", f"This is a PDF: open the table that it was made from, and {SAVE_AS_CSV}."),
    (b"\x1f\x8b", "This is compressed (.gz): unpack it first."),
    (b"{\\rtf", f"This is a text document (.rtf): copy its table into a spreadsheet, and {SAVE_AS_CSV}."),
    (b"<", f"This is a web page or XML, whatever its name says: open it in a spreadsheet, and {SAVE_AS_CSV}."),
    (b"{", "This is JSON, but no list: write the showtimes as a list of objects, [{...}, {...}]."),
)
LONGEST_BEGINNING = 64  # bytes, white space included


class UnreadableFile(ValueError):
    """A file that cannot be read to its end; the message says where, why, and what to do."""


def encoding_of(file: BufferedReader) -> str:
    """Return the encoding that a byte order mark names, and pass over it; without one it is UTF-8.

    Raises UnreadableFile for a file that is no text, or a text without a mark that is no UTF-8 either.
    """
    found = next((it for it in BYTE_ORDER_MARKS if file.peek(4).startswith(it[0])), (b"", "utf-8"))
    file.read(len(found[0]))
    beginning = file.peek(LONGEST_BEGINNING)[:LONGEST_BEGINNING].lstrip().lower()
    for start, explanation in NO_TEXT:
        if beginning.startswith(start):
            raise UnreadableFile(explanation)
    if found == (b"", "utf-8") and b"\x00" in beginning[:4]:
        raise UnreadableFile(f"This is no text in UTF-8; if it is a table in another encoding, {SAVE_AS_CSV}.")
    return found[1]


@contextmanager
def read_lines(file: BufferedReader, encoding: str) -> Iterator[Iterator[str]]:
    """Read the lines of a text to the end of the block, whatever ends them: CR, LF or both."""
    errors = "surrogateescape" if encoding == "utf-8" else "strict"
    text = io.TextIOWrapper(file, encoding, errors, newline="")
    try:
        yield checked_lines(text)
    finally:
        text.detach()  # the file is not ours to close


def checked_lines(text: io.TextIOWrapper) -> Iterator[str]:
    """Yield the lines. Raises UnreadableFile for one that is too long, or in another encoding."""
    number = 1
    try:
        while line := text.readline(LONGEST_LINE):
            if len(line) == LONGEST_LINE:
                raise UnreadableFile(f"line {number} is longer than {LONGEST_LINE} characters: this is not CSV.")
            if not line.isascii():
                line.encode(text.encoding, text.errors or "strict").decode(text.encoding)
            yield line
            number += 1
    except UnicodeError as error:
        name = text.encoding.upper()
        raise UnreadableFile(f"line {number} is not {name} ({error}); save the file as “CSV UTF-8”.") from None
