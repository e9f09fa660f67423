"""The digits that theaters, or movies, get by an import: those that the file gives them, or the lowest free ones."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import count

from movies.models import HIGHEST

from .columns import Row


class ClaimedDigits:
    """The digits that a file gives: to whom, and where it does so first."""

    def __init__(self) -> None:
        self.owners: dict[int, tuple[str, str]] = {}  # by digits: the name, and the location in the file

    def claim(self, digits: int, name: str, location: str) -> str:
        """Give digits to the theater or movie of this name; return why that cannot be, or nothing."""
        owner, first = self.owners.setdefault(digits, (name, location))
        return "" if owner == name else f"{owner} has this number in {first}"

    def conflicts(self, staying: Mapping[int, str]) -> Iterator[tuple[str, str]]:
        """Yield where, and why, digits cannot be given that somebody else has and keeps."""
        for digits, (name, location) in self.owners.items():
            if staying.get(digits, name) != name:
                yield location, f"the catalogue has the number {digits} for {staying[digits]}"


def staying_digits(catalogue: Iterable[Row], imported: Mapping[str, Row]) -> dict[int, str]:
    """Return the digits that an import leaves as they are, each with the name of its owner."""
    names = ((row.digits, str(row)) for row in catalogue)
    return {digits: name for digits, name in names if name not in imported or imported[name].digits == digits}


def assign_digits(imported: Iterable[Row], taken: Iterable[int]) -> None:
    """Give the lowest digits that are not taken to each theater or movie that has none."""
    free = without(taken, count(1))
    for row in imported:
        if row.digits is None:
            row.digits = next(free)


def parked(rows: Iterable[Row], taken: Iterable[int]) -> list[Row]:
    """Return the rows with digits that nobody has or gets: written first, they let two rows swap theirs."""
    free = without(taken, count(HIGHEST, -1))
    return [type(row)(pk=row.pk, digits=next(free)) for row in rows]


def without(taken: Iterable[int], digits: Iterator[int]) -> Iterator[int]:
    """Yield the digits that are not taken."""
    unavailable = set(taken)
    return (it for it in digits if it not in unavailable)
