"""What of a newer run is what of an older one: renamed, moved and changed things are not new ones."""

import itertools
from pathlib import Path

import pytest

from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.run import Suite
from pytest_ivr.living_docs.document.since import render_changes
from pytest_ivr.living_docs.document.since.changes import changes

from .calls import write_features

SALES = """Feature: Sales
  Rule: Open by day
    Scenario: A caller at noon
      When the caller dials at noon
    Scenario: A caller at one
      When the caller dials at one
    Scenario: A caller at two
      When the caller dials at two
    Scenario Outline: A caller presses a key
      When the caller presses <key>
      Examples:
        | key | who   |
        | 1   | sales |
        | 2   | help  |
  Rule: Closed by night
    Scenario: A caller at midnight
      When the caller dials at midnight
"""
NUMBERS = itertools.count()


def suite(folder: Path, **files: str) -> Suite:
    """Return the suite of a run of feature files, in which everything passes."""
    return read_suite(
        [write_features(folder / str(next(NUMBERS)), {f"{name}.feature": it for name, it in files.items()})]
    )


def told(folder: Path, *change: tuple[str, str], old: str = SALES) -> list[str]:
    """Return what is said of a changed file."""
    new = old
    for before, after in change:
        assert new.count(before) == 1, before
        new = new.replace(before, after)
    text = render_changes(changes(suite(folder, sales=old), suite(folder, sales=new)))
    return [line.replace("\\", "") for line in text.splitlines() if line.lstrip().startswith("- ")]


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        # the same steps, whatever the title
        (
            [("A caller at one", "Lunch time")],
            ["- **renamed**: Scenario: was “A caller at one”, is now “Lunch time”"],
        ),
        # the same place and nearly the same words, whatever the steps
        (
            [
                (
                    "Scenario: A caller at one\n      When the caller dials at one",
                    "Scenario: A caller at 1\n      When it rings",
                )
            ],
            [
                "- **renamed**: Scenario: was “A caller at one”, is now “A caller at 1”",
                "- **changed**: Sales: A caller at 1: was “the caller dials at one”, is now “it rings”",
            ],
        ),
        # neither
        (
            [
                (
                    "Scenario: A caller at one\n      When the caller dials at one",
                    "Scenario: Other things\n      When it rings",
                )
            ],
            ["- **new**: Sales: Other things (passed)", "- **gone**: Sales: A caller at one (was passed)"],
        ),
        ([("Feature: Sales", "Feature: Selling")], ["- **renamed**: Chapter: was “Sales”, is now “Selling”"]),
        ([("Rule: Open by day", "Rule: By day")], ["- **renamed**: Rule: was “Open by day”, is now “By day”"]),
        (
            [("Rule: Closed by night", "Rule: Closed at night"), ("A caller at midnight\n", "Somebody at midnight\n")],
            [
                "- **renamed**: Rule: was “Closed by night”, is now “Closed at night”",
                "- **renamed**: Scenario: was “A caller at midnight”, is now “Somebody at midnight”",
            ],
        ),
        (
            [("  Rule: Closed by night\n", "")],
            [
                "- **gone**: Rule “Closed by night” of “Sales”",
                "- **moved**: Sales: A caller at midnight: was “Sales: Closed by night”, is now “Sales: Open by day”",
            ],
        ),
        (
            [("| 2   | help  |", "| 2   | aid   |")],
            ["- **changed**: Example of Sales: A caller presses a key: was “2, help”, is now “2, aid”"],
        ),
        (
            [("        | 2   | help  |\n", "")],
            ["- **gone**: Example of Sales: A caller presses a key: “2, help”"],
        ),
        (
            [("        | 2   | help  |\n", "".join(f"        | {n} | x |\n" for n in range(3, 8)))],
            [
                "- **changed**: Example of Sales: A caller presses a key: was “2, help”, is now “3, x”",
                "- **new**: 4 examples of Sales: A caller presses a key",
                "  - 4, x",
                "  - 5, x",
                "  - 6, x",
                "  - 7, x",
            ],
        ),
        (
            [("dials at noon\n", "dials at noon\n      And waits\n")],
            ["- **new**: Sales: A caller at noon: “waits”"],
        ),
        (
            [("Feature: Sales\n", "Feature: Sales\n  Background:\n    Given it is raining\n")],
            ["- **new**: Every scenario of “Sales” begins: “it is raining”"],
        ),
    ],
)
def test_a_change_is_told_as_what_it_is(tmp_path: Path, change: list[tuple[str, str]], lines: list[str]) -> None:
    assert told(tmp_path, *change) == lines


def test_steps_in_another_order_are_told_as_such(tmp_path: Path) -> None:
    old = SALES.replace("dials at noon\n", "dials at noon\n      And waits\n      And sings\n")
    assert told(tmp_path, ("And waits\n      And sings", "And sings\n      And waits"), old=old) == [
        "- **moved**: Sales: A caller at noon: “sings” comes at another place"
    ]


def test_a_file_of_another_name_is_the_same_chapter(tmp_path: Path) -> None:
    before, after = suite(tmp_path, sales=SALES), suite(tmp_path, selling=SALES)
    assert changes(before, after) == []
    after = suite(tmp_path, selling=SALES.replace("Feature: Sales", "Feature: Selling"))
    assert render_changes(changes(before, after)).splitlines()[2:] == [
        "- **renamed**: Chapter: was “Sales”, is now “Selling”"
    ]


def test_a_chapter_that_is_gone_is_told_with_its_scenarios(tmp_path: Path) -> None:
    before, after = (
        suite(tmp_path, sales=SALES),
        suite(tmp_path, other="Feature: X\n  Scenario: Y\n    When it rings\n"),
    )
    assert render_changes(changes(before, after)).splitlines()[2:] == [
        "- **new**: Chapter “X”",
        "  - Y (passed)",
        "- **gone**: Chapter “Sales”",
        *(f"  - A caller {it} (passed)" for it in ("at noon", "at one", "at two", "presses a key", "at midnight")),
    ]


def test_many_results_of_one_kind_are_one_change(tmp_path: Path) -> None:
    before, after = suite(tmp_path, sales=SALES), suite(tmp_path, sales=SALES)
    for run in after.runs[:5]:
        run.status = "failed"
    assert render_changes(changes(before, after)).splitlines()[2:] == [
        "- **changed**: 4 scenarios: each was passed, is failed",
        *(f"  - Sales: A caller {it}" for it in ("at noon", "at one", "at two", "presses a key")),
    ]
    after.runs[4].status = "passed"
    assert "  - Sales: A caller presses a key (1, sales)" in render_changes(changes(before, after))
