"""The items of a JSON list, read one by one: no file, whoever has written it, takes more memory or time than others."""

import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BufferedReader
from typing import Any, NoReturn

from .files import UnreadableFile

LONGEST_ITEM = 65_536  # characters
MOST_DIGITS = 18
LONGEST_NUMBER_SHOWN = 20
SPACE = re.compile(r"[ \t\r\n]*")


def refuse(reason: str) -> NoReturn:
    """Raise UnreadableFile."""
    raise UnreadableFile(f"This is not JSON of showtimes: {reason}.")


def whole_number(text: str) -> int:
    """Read a number. Raises ValueError for one that is longer than any that the catalogue has."""
    if len(text.lstrip("-")) > MOST_DIGITS:
        shown = text if len(text) <= LONGEST_NUMBER_SHOWN else f"{text[:LONGEST_NUMBER_SHOWN]}…"
        raise ValueError(f"the number {shown} has more than {MOST_DIGITS} digits")
    return int(text)


def no_number(text: str) -> NoReturn:
    """Raise ValueError for NaN and Infinity, which are not JSON."""
    raise ValueError(f"{text} is no number")


def each_name_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object. Raises ValueError for a name with two values: one of them would be lost."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"there are two values for {next(it for it in names if names.count(it) > 1)!r}")
    return found


DECODER = json.JSONDecoder(parse_int=whole_number, parse_constant=no_number, object_pairs_hook=each_name_once)


class Text:
    """A text of which no more than a few items are in memory."""

    def __init__(self, read: Callable[[int], str]) -> None:
        self.read = read
        self.buffer = ""
        self.position = 0
        self.is_whole = False  # whether the buffer goes to the end of the text

    def next_is(self, mark: str) -> bool:
        """Pass over white space, and over the mark if it comes next."""
        while True:
            self.fill()
            self.position = SPACE.match(self.buffer, self.position).end()  # type: ignore[union-attr]  # it always matches
            if self.is_whole or self.position < len(self.buffer):
                break
        found = self.buffer.startswith(mark, self.position)
        self.position += len(mark) if found else 0
        return found

    @property
    def is_over(self) -> bool:
        """Whether nothing but white space is left."""
        return self.next_is("") and self.position == len(self.buffer)

    def fill(self) -> None:
        """Have the longest item in the buffer, and a character more."""
        if not self.is_whole and len(self.buffer) - self.position <= LONGEST_ITEM:
            more = self.read(2 * LONGEST_ITEM)
            self.is_whole = not more
            self.buffer, self.position = self.buffer[self.position :] + more, 0

    def item(self, location: str) -> Any:
        """Read an item. Raises UnreadableFile for what is none."""
        try:
            found, end = DECODER.raw_decode(self.buffer, self.position)
        except json.JSONDecodeError as error:
            breaks_off = error.pos >= len(self.buffer) or error.msg.startswith("Unterminated")
            if breaks_off and not self.is_whole:
                refuse(f"{location} is longer than {LONGEST_ITEM} characters")
            refuse(f"{location}: {error.msg} at {self.buffer[error.pos : error.pos + LONGEST_NUMBER_SHOWN]!r}")
        except ValueError as error:
            refuse(f"{location}: {error}")
        except RecursionError:
            refuse(f"{location}: brackets stand in brackets in brackets, hundreds of them")
        if end - self.position > LONGEST_ITEM:
            refuse(f"{location} is longer than {LONGEST_ITEM} characters")
        self.position = end
        return found


def items_of(file: BufferedReader) -> Iterator[tuple[str, Any]]:
    """Yield the items of a list in UTF-8, each behind its location. Raises UnreadableFile where it is none."""
    with text_of(file) as text:
        if not text.next_is("["):
            refuse("it does not begin with [")
        number = 0
        while number or not text.next_is("]"):
            number += 1
            location = f"item {number}"
            text.next_is("")
            yield location, text.item(location)
            if text.next_is("]"):
                break
            if not text.next_is(","):
                refuse(f"{location}: there is neither a comma nor ] behind it")
        if not text.is_over:
            refuse("behind the list there is more")


@contextmanager
def text_of(file: BufferedReader) -> Iterator[Text]:
    """Read a text to the end of the block."""
    decoded = io.TextIOWrapper(file, "utf-8")
    try:
        yield Text(decoded.read)
    except UnicodeDecodeError as error:
        refuse(f"it is not UTF-8 ({error.reason}); save it in UTF-8")
    finally:
        decoded.detach()  # the file is not ours to close
