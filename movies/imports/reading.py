"""A file of showtimes, CSV or JSON, read entry by entry in bounded memory."""

import csv
import re
from collections.abc import Iterator, Mapping
from io import BufferedReader
from itertools import chain, zip_longest
from typing import Any, NamedTuple

from movies.names import composed

from .files import UnreadableFile, encoding_of, read_lines
from .items import items_of

REQUIRED = ("theater", "movie", "starts_at")
COLUMNS = (*REQUIRED, "address", "digits", "time_zone", "movie_digits")
DELIMITERS = ",;\t|"
HINT = re.compile(r'"?sep=(?P<delimiter>[^"\r\n])"?[,;|\s"]*', re.IGNORECASE)  # a spreadsheet's own first line
QUOTED = re.compile('"[^"]*"')
LONGEST_SHOWN = 200  # characters
SURROGATE = re.compile("[\ud800-\udfff]")
SEPARATORS = re.compile("[ -]+")  # of the words of a column's name


class Problem(NamedTuple):
    """What is wrong, in which column of which line (CSV) or item (JSON); that is its location."""

    location: str
    column: str
    reason: str

    def __str__(self) -> str:
        return f"{self.location}, {in_short(self.column)}: {in_short(self.reason)}"


def in_short(text: str) -> str:
    """Return a text without its middle, if that is long: what somebody has brought may be very long."""
    half = LONGEST_SHOWN // 2
    return text if len(text) <= LONGEST_SHOWN else f"{text[:half]}…{text[-half:]}"


class Entry(NamedTuple):
    """One line or item: its location in the file, its texts by column (empty ones left out), and what is wrong."""

    location: str
    texts: Mapping[str, str]
    problems: list[Problem]


def read_entries(file: BufferedReader) -> Iterator[Entry]:
    """Read a file entry by entry; one that begins with [ is JSON, any other is CSV.

    Raises UnreadableFile for what is no text, not JSON, or has not the columns that are needed.
    """
    encoding = encoding_of(file)
    if file.peek(1).lstrip(b"\x00 \t\r\n")[:1] == b"[":
        yield from read_json(file, encoding)
        return
    with read_lines(file, encoding) as lines:
        yield from read_csv(lines)


def read_csv(lines: Iterator[str]) -> Iterator[Entry]:
    """Read rows below a header with the columns' names; what separates them shows in the header, or in a hint.

    Empty rows are passed over, and so are columns without a name and without values.
    """
    first = next(lines, "")
    hint = HINT.fullmatch(first)
    header = next(lines, "") if hint else first
    delimiter = hint["delimiter"] if hint else max(DELIMITERS, key=QUOTED.sub("", header).count)
    rows = csv.reader(chain([header], lines), delimiter=delimiter, skipinitialspace=True, strict=True)
    columns: list[str] = []
    while True:
        location = f"line {rows.line_num + (2 if hint else 1)}"
        try:
            cells = [cell.strip() for cell in next(rows)]
        except StopIteration:
            break
        except csv.Error as error:
            raise UnreadableFile(f"{location} is not CSV: {error}.") from None
        if not any(cells):
            continue
        if columns:
            yield row_of(location, columns, cells)
        else:
            columns = [SEPARATORS.sub("_", composed(cell).lower()) for cell in cells]
            check_columns(columns, location)
    if not columns:
        check_columns(columns, "line 1")


def row_of(location: str, columns: list[str], cells: list[str]) -> Entry:
    """Return the entry of a row; a value below no name is a problem."""
    texts = {column: cell for column, cell in zip_longest(columns, cells, fillvalue="") if cell}
    problems = [
        Problem(location, f"cell {number}", "the first line has no name for it")
        for number, (column, cell) in enumerate(zip_longest(columns, cells, fillvalue=""), 1)
        if cell and not column
    ] if texts.pop("", None) else []  # fmt: skip
    return Entry(location, texts, problems)


def check_columns(columns: list[str], location: str) -> None:
    """Raise UnreadableFile unless every needed column is there once, and no unknown one."""
    for column in REQUIRED:
        if column not in columns:
            raise UnreadableFile(f"{location} has no column {column!r}; it must have {', '.join(REQUIRED)}.")
    for column in filter(None, columns):
        if column not in COLUMNS or columns.count(column) > 1:
            known = ", ".join(COLUMNS)
            raise UnreadableFile(
                f"{location} has an unexpected column {in_short(repr(column))}; the columns may be {known}, each once."
            )


def read_json(file: BufferedReader, encoding: str) -> Iterator[Entry]:
    """Read a list of objects whose keys are columns, and whose values are texts or whole numbers."""
    if encoding != "utf-8":
        raise UnreadableFile(f"This is JSON in {encoding.upper()}; save it in UTF-8.")
    for location, item in items_of(file):
        yield entry_of(location, item)


def entry_of(location: str, item: Any) -> Entry:
    """Return the entry that an item of a JSON list is."""
    if not isinstance(item, dict):
        return Entry(location, {}, [Problem(location, "the item", f"{item!r} is not an object")])
    problems = [
        *(
            Problem(location, name, f"there is no such column; the columns are {', '.join(COLUMNS)}")
            for name in item
            if name not in COLUMNS
        ),
        *(Problem(location, name, f"{value!r} is not text") for name, value in item.items() if not is_text(value)),
    ]
    texts = {name: str(value).strip() for name, value in item.items() if is_text(value) and value is not None}
    return Entry(location, {name: text for name, text in texts.items() if text}, problems)


def is_text(value: Any) -> bool:
    """Whether a value of JSON can stand in a cell."""
    if isinstance(value, str):
        return value.isascii() or not SURROGATE.search(value)  # halves of characters, which JSON can spell
    return value is None or (isinstance(value, int) and not isinstance(value, bool))
