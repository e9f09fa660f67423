"""The theaters, or the movies, that a file names: rows of the catalogue or new ones, as the file wants them."""

from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from typing import Any, Generic

from movies.names import as_heard

from .columns import Columns, Row
from .digits import ClaimedDigits, assign_digits, parked, staying_digits
from .reading import Entry, Problem

ROWS_AT_ONCE = 500


@dataclass
class ImportedRow(Generic[Row]):
    """A theater or a movie of the file: its row as it shall be.

    ``key`` is the row's primary key, or one below zero while it has none. ``locations`` are where in the file each
    column was given first, ``changes`` the old values of the fields that the import changes.
    """

    row: Row
    key: int
    locations: dict[str, str] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Whether the catalogue does not have it."""
        return self.key < 0


class ImportedRows(Generic[Row]):
    """The theaters, or the movies, of a file. ``keys`` are those that new rows have until they are saved.

    The values of the catalogue stay, unless ``replace`` lets the file change them.
    """

    def __init__(self, columns: Columns[Row], keys: Iterator[int], *, replace: bool) -> None:
        self.columns: Columns[Row] = columns
        self.keys = keys
        self.replace = replace
        self.catalogue: list[Row] = list(columns.model.objects.order_by("digits"))
        self.by_name: dict[str, Row] = {row.heard_as: row for row in self.catalogue}
        self.of_file: dict[str, ImportedRow[Row]] = {}  # by the name as it is heard, like by_name
        self.seen: dict[tuple[str | None, ...], ImportedRow[Row]] = {}  # by the texts of the columns
        self.claimed_digits = ClaimedDigits()

    def find(self, entry: Entry) -> ImportedRow[Row] | list[Problem]:
        """Return the theater or movie that an entry names, or what is wrong with the entry."""
        texts = tuple(map(entry.texts.get, self.columns.fields))
        if texts not in self.seen:
            values, problems = self.columns.read(entry)
            if problems:
                return problems
            name = values.pop(self.columns.name)
            heard = as_heard(name)
            imported = self.of_file.get(heard) or self.first_mention(name, heard)
            problems += self.update(imported, values, entry.location)
            problems += self.claim_digits(str(imported.row), values, entry.location)
            if problems:
                return problems
            self.seen[texts] = self.of_file[heard] = imported
        return self.seen[texts]

    def first_mention(self, name: str, heard: str) -> ImportedRow[Row]:
        """Return a theater or movie that the file has not named before. One of the catalogue keeps its spelling."""
        if heard in self.by_name:
            row = self.by_name[heard]
            return ImportedRow(copy(row), row.pk)
        return ImportedRow(self.columns.model(**{self.columns.fields[self.columns.name]: name}), next(self.keys))

    def update(self, imported: ImportedRow[Row], values: dict[str, Any], location: str) -> Iterator[Problem]:
        """Set the values that an entry gives; yield what contradicts the catalogue or another entry."""
        for column, value in values.items():
            name = self.columns.fields[column]
            current = getattr(imported.row, name)
            if current != value:
                if column in imported.locations:
                    reason = f"{value} here, but {current} in {imported.locations[column]}"
                    yield Problem(location, column, reason)
                elif imported.is_new or self.replace:
                    imported.changes[name] = current
                    setattr(imported.row, name, value)
                else:
                    yield Problem(location, column, f"the catalogue has {current}; only --replace changes that")
            imported.locations.setdefault(column, location)
        imported.locations.setdefault("time_zone", location)  # the times of this entry depend on it, given or not

    def claim_digits(self, name: str, values: dict[str, Any], location: str) -> Iterator[Problem]:
        """Note the digits that an entry gives; yield a problem if it has given them to somebody else."""
        if self.columns.digits in values:
            reason = self.claimed_digits.claim(values[self.columns.digits], name, location)
            if reason:
                yield Problem(location, self.columns.digits, reason)

    def assign_digits(self) -> list[Problem]:
        """Give whatever is new and without digits the lowest free ones; return which digits somebody else keeps."""
        rows = {str(imported.row): imported.row for imported in self.of_file.values()}
        staying: dict[int, str] = staying_digits(self.catalogue, rows)
        assign_digits(rows.values(), {*staying, *self.claimed_digits.owners})
        conflicts = self.claimed_digits.conflicts(staying)
        return [Problem(location, self.columns.digits, reason) for location, reason in conflicts]

    def save(self) -> dict[int, int]:
        """Write what is new and what has changed; return the primary keys of new rows, by the keys they had before."""
        new = [imported for imported in self.of_file.values() if imported.is_new]
        changed = [imported.row for imported in self.of_file.values() if imported.changes and not imported.is_new]
        taken = {row.digits for row in (*self.catalogue, *(imported.row for imported in self.of_file.values()))}
        rows = self.columns.model.objects
        rows.bulk_update(parked(changed, taken), ["digits"], ROWS_AT_ONCE)
        rows.bulk_update(changed, list(self.columns.fields.values()), ROWS_AT_ONCE)
        rows.bulk_create([imported.row for imported in new], ROWS_AT_ONCE)
        return {imported.key: imported.row.pk for imported in new}
