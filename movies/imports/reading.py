"""A file of showtimes, CSV or JSON, read entry by entry in bounded memory."""

import csv
from collections.abc import Iterator, Mapping
from io import BufferedReader
from typing import Any, NamedTuple

import ijson

REQUIRED = ("theater", "movie", "starts_at")
COLUMNS = (*REQUIRED, "address", "digits", "time_zone", "movie_digits")
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
LONGEST_LINE = 65_536  # bytes


class Problem(NamedTuple):
    """What is wrong, in which column of which line (CSV) or item (JSON); that is its location."""

    location: str
    column: str
    reason: str

    def __str__(self) -> str:
        return f"{self.location}, {self.column}: {self.reason}"


class Entry(NamedTuple):
    """One line or item: its location in the file, its texts by column (empty ones left out), and what is wrong."""

    location: str
    texts: Mapping[str, str]
    problems: list[Problem]


class UnreadableFile(ValueError):
    """A file that cannot be read to its end; the message says where, why, and what to do."""


def read_entries(file: BufferedReader) -> Iterator[Entry]:
    """Read a file entry by entry; one that begins with [ is JSON, any other is CSV.

    Raises UnreadableFile for what is not UTF-8, not JSON, or has not the columns that are needed.
    """
    if file.peek(3)[:3] == BYTE_ORDER_MARK:
        file.read(3)
    return read_json(file) if file.peek(1).lstrip()[:1] == b"[" else read_csv(file)


def read_csv(file: BufferedReader) -> Iterator[Entry]:
    """Read rows below a header with the columns' names, separated by commas, semicolons or tabs."""
    lines = read_lines(file)
    header = next(lines, "")
    delimiter = max(",;\t", key=header.count)
    columns = [cell.strip().lower().replace(" ", "_") for cell in header.split(delimiter)]
    check_columns(columns)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        location = f"line {rows.line_num + 2}"
        try:
            cells = [cell.strip() for cell in next(rows)]
        except StopIteration:
            return
        except csv.Error as error:
            raise UnreadableFile(f"{location} is not CSV: {error}.") from None
        if any(cells):
            yield Entry(
                location,
                {column: cell for column, cell in zip(columns, cells, strict=False) if cell},
                [Problem(location, f"cell {len(columns) + 1}", "the first line has no name for it")]
                if len(cells) > len(columns)
                else [],
            )


def read_lines(file: BufferedReader) -> Iterator[str]:
    """Read the lines of a text in UTF-8."""
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            raise UnreadableFile(f"line {number} is longer than {LONGEST_LINE} bytes: this is not CSV.")
        try:
            yield line.decode()
        except UnicodeDecodeError as error:
            raise UnreadableFile(f"line {number} is not UTF-8 ({error}); save the file as “CSV UTF-8”.") from None


def check_columns(columns: list[str]) -> None:
    """Raise UnreadableFile unless every needed column is there once, and no unknown one."""
    for column in REQUIRED:
        if column not in columns:
            raise UnreadableFile(f"line 1 has no column {column!r}; it must have {', '.join(REQUIRED)}.")
    for column in columns:
        if column not in COLUMNS or columns.count(column) > 1:
            known = ", ".join(COLUMNS)
            raise UnreadableFile(f"line 1 has an unexpected column {column!r}; the columns may be {known}, each once.")


def read_json(file: BufferedReader) -> Iterator[Entry]:
    """Read a list of objects whose keys are columns, and whose values are texts or whole numbers."""
    try:
        for number, item in enumerate(ijson.items(file, "item"), 1):
            yield entry_of(f"item {number}", item)
    except ijson.JSONError as error:
        raise UnreadableFile(f"This is not JSON: {' '.join(str(error).split())}") from None


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
    return value is None or isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool))
