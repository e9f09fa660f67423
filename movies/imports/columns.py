"""What an entry of a file says of a theater or a movie: the columns that are about it, read one by one."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError

from movies.models import Movie, Theater
from movies.names import composed

from .reading import Entry, Problem

Row = TypeVar("Row", Theater, Movie)


@dataclass(frozen=True)
class Columns(Generic[Row]):
    """The columns of a file that are about theaters, or about movies: each with the name of its field."""

    model: type[Row]
    name: str  # the column of the name or title
    digits: str
    fields: dict[str, str]

    def read(self, entry: Entry) -> tuple[dict[str, Any], list[Problem]]:
        """Return the values of an entry by column, and what is wrong with its texts."""
        values, problems = {}, []
        fields = {field.name: field for field in self.model._meta.fields}
        for column, name in self.fields.items():
            if column in entry.texts:
                try:
                    values[column] = fields[name].clean(composed(entry.texts[column]), None)
                except ValidationError as error:
                    problems.append(Problem(entry.location, column, " ".join(error.messages)))
        if self.name not in entry.texts:
            problems.append(Problem(entry.location, self.name, "is missing"))
        return values, problems


THEATERS = Columns(
    Theater,
    name="theater",
    digits="digits",
    fields={"theater": "name", "address": "address", "digits": "digits", "time_zone": "time_zone"},
)
MOVIES = Columns(Movie, name="movie", digits="movie_digits", fields={"movie": "title", "movie_digits": "digits"})
