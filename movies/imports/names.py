"""The theaters, or the movies, that a file names: found in the catalogue or new, and the numbers that they get."""

from collections import Counter
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError

from movies.models import Movie, Theater

from .reading import Entry, Problem

Row = TypeVar("Row", Theater, Movie)

HIGHEST_NUMBER = 2_147_483_647
ROWS_AT_ONCE = 500


@dataclass
class Named(Generic[Row]):
    """A theater or a movie of the file: its row as it shall be.

    ``key`` is the row's primary key, or one below zero while it has none. ``places`` tell where in the file each column
    was stated, ``changes`` what the catalogue said before, by field.
    """

    row: Row
    key: int
    places: dict[str, str] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Whether the catalogue does not have it."""
        return self.key < 0


class Names(Generic[Row]):
    """The theaters, or the movies, of a file. ``columns`` are the file's, each with its field, the name's first.

    What the catalogue says of them stays, unless ``replace`` lets the file change it.
    """

    def __init__(self, model: type[Row], columns: dict[str, str], keys: Iterator[int], *, replace: bool) -> None:
        self.model: type[Row] = model
        self.columns = columns
        self.keys = keys
        self.replace = replace
        self.fields = {field.name: field for field in model._meta.fields}
        self.name_column = next(iter(columns))
        self.digits_column = next(column for column, name in columns.items() if name == "digits")
        self.catalogue: list[Row] = list(model.objects.order_by("digits"))
        self.by_name: dict[str, Row] = {str(row): row for row in self.catalogue}
        self.twins = {name for name, times in Counter(map(str, self.catalogue)).items() if times > 1}
        self.of_file: dict[str, Named[Row]] = {}
        self.said: dict[tuple[str | None, ...], Named[Row]] = {}
        self.claims: dict[int, tuple[str, str]] = {}  # by number: who gets it, and where the file says so

    def find(self, entry: Entry) -> Named[Row] | list[Problem]:
        """Return the theater or movie that an entry names, or what is wrong with it."""
        said = tuple(map(entry.texts.get, self.columns))
        if said not in self.said:
            problems: list[Problem] = []
            values = self.values(entry, problems)
            if problems or self.learn(values, entry.place, problems):
                return problems
            self.said[said] = self.of_file[values[self.name_column]]
        return self.said[said]

    def values(self, entry: Entry, problems: list[Problem]) -> dict[str, Any]:
        """Return what an entry says, by column."""
        values = {}
        for column, name in self.columns.items():
            if column in entry.texts:
                try:
                    values[column] = self.fields[name].clean(entry.texts[column], None)
                except ValidationError as error:
                    problems.append(Problem(entry.place, column, " ".join(error.messages)))
        if self.name_column not in entry.texts:
            problems.append(Problem(entry.place, self.name_column, "is missing"))
        elif values.get(self.name_column) in self.twins:
            reason = "the catalogue has this name more than once; change all but one of them there"
            problems.append(Problem(entry.place, self.name_column, reason))
        return values

    def learn(self, values: dict[str, Any], place: str, problems: list[Problem]) -> list[Problem]:
        """Remember what the file says of a theater or movie; add what contradicts the catalogue or the file."""
        name = values[self.name_column]
        named = self.of_file.get(name) or self.first_mention(name)
        for column, value in values.items():
            field_name = self.columns[column]
            current = getattr(named.row, field_name)
            if current != value:
                if column in named.places:
                    problems.append(Problem(place, column, f"{value} here, but {current} in {named.places[column]}"))
                elif named.is_new or self.replace:
                    named.changes[field_name] = current
                    setattr(named.row, field_name, value)
                else:
                    problems.append(Problem(place, column, f"the catalogue has {current}; only --replace changes that"))
            named.places.setdefault(column, place)
        named.places.setdefault("time_zone", place)  # the times of this entry go by it, whoever has said so
        if self.digits_column in values:
            owner, where = self.claims.setdefault(values[self.digits_column], (name, place))
            if owner != name:
                problems.append(Problem(place, self.digits_column, f"{owner} has this number in {where}"))
        if not problems:
            self.of_file[name] = named
        return problems

    def first_mention(self, name: str) -> Named[Row]:
        """Return a theater or movie that the file has not named before."""
        old = self.by_name.get(name)
        if old:
            return Named(copy(old), old.pk)
        return Named(self.model(**{self.columns[self.name_column]: name}), next(self.keys))

    def give_numbers(self) -> list[Problem]:
        """Give whoever is new and without a number the lowest free one; return which numbers are another's."""
        staying = {
            row.digits: name
            for row in self.catalogue
            for name in [str(row)]
            if name not in self.of_file or self.of_file[name].row.digits == row.digits
        }
        free = (number for number in count(1) if number not in staying and number not in self.claims)
        for named in self.of_file.values():
            if named.row.digits is None:
                named.row.digits = next(free)
        return [
            Problem(place, self.digits_column, f"the catalogue has the number {number} for {staying[number]}")
            for number, (name, place) in self.claims.items()
            if staying.get(number, name) != name
        ]

    def save(self) -> dict[int, int]:
        """Write what is new and what has changed; return the primary keys of what was new, by their keys so far."""
        new = [named for named in self.of_file.values() if named.is_new]
        changed = [named.row for named in self.of_file.values() if named.changes and not named.is_new]
        # Two may swap their numbers; for a moment they have some that nobody has or gets.
        taken = {row.digits for row in self.catalogue} | {named.row.digits for named in self.of_file.values()}
        free = (number for number in count(HIGHEST_NUMBER, -1) if number not in taken)
        away = [self.model(pk=row.pk, digits=next(free)) for row in changed]
        self.model.objects.bulk_update(away, ["digits"], ROWS_AT_ONCE)
        self.model.objects.bulk_update(changed, list(self.columns.values()), ROWS_AT_ONCE)
        self.model.objects.bulk_create([named.row for named in new], ROWS_AT_ONCE)
        return {named.key: named.row.pk for named in new}
