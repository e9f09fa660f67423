"""The digits that an import gives: lowest first, nobody's twice, and none that somebody else keeps."""

from movies.imports.digits import ClaimedDigits, assign_digits, parked, staying_digits
from movies.models import HIGHEST, Movie


def movie(title: str, **fields: int) -> Movie:
    return Movie(title=title, **fields)


def test_the_lowest_free_digits_are_assigned_in_order_of_the_file() -> None:
    imported = [movie("A"), movie("B", digits=7), movie("C"), movie("D")]
    assign_digits(imported, taken={1, 3, 7})
    assert [it.digits for it in imported] == [2, 7, 4, 5]


def test_digits_stay_with_whom_the_file_does_not_name_or_leaves_alone() -> None:
    catalogue = [movie("Unnamed", digits=1), movie("Same", digits=2), movie("Moved", digits=3)]
    imported = {"Same": movie("Same", digits=2), "Moved": movie("Moved", digits=4), "New": movie("New")}
    assert staying_digits(catalogue, imported) == {1: "Unnamed", 2: "Same"}


def test_digits_are_claimed_once() -> None:
    claimed = ClaimedDigits()
    assert claimed.claim(5, "Alien", "line 2") == claimed.claim(5, "Alien", "line 9") == ""
    assert claimed.claim(5, "Heat", "line 3") == "Alien has this number in line 2"
    assert claimed.owners == {5: ("Alien", "line 2")}


def test_claimed_digits_that_somebody_else_keeps_are_conflicts() -> None:
    claimed = ClaimedDigits()
    for digits, name in ((1, "Alien"), (2, "Heat"), (3, "Ran")):
        claimed.claim(digits, name, f"line {digits}")
    conflicts = list(claimed.conflicts(staying={1: "Alien", 2: "Psycho"}))
    assert conflicts == [("line 2", "the catalogue has the number 2 for Psycho")]


def test_rows_are_parked_on_digits_that_nobody_has_or_gets() -> None:
    rows = parked([movie("A", digits=1, pk=10), movie("B", digits=2, pk=11)], taken={1, 2, HIGHEST})
    assert [(it.pk, it.digits) for it in rows] == [(10, HIGHEST - 1), (11, HIGHEST - 2)]
