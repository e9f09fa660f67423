"""The same run is the same document, whichever Cucumber wrote its stream."""

from pathlib import Path

import pytest

from pytest_ivr.__main__ import main
from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.run import Suite
from pytest_ivr.living_docs.document.verdict import verdict

from .cucumbers import CUCUMBERS, DEFINITIONS, WHY

RUNS = [
    ("By day", "A caller rings", [], "passed", 1),
    ("By night", "A caller rings", [], "passed", 2),
    ("By night", "A caller presses 1", ["1"], "passed", 1),
    ("By night", "A caller presses 2", ["2"], "failed", 1),
]
PLACES = {
    "cucumber-jvm 6": ("sales.Steps.line", "what is done around the scenario (Hooks.java:7)"),
    "cucumber-ruby 9": ("steps/sales_steps:10", "what is done around the scenario (steps/sales_steps:3)"),
    "Reqnroll 3": ("Sales.Steps.GivenIt", "Ring"),
    "playwright-bdd 8": ("", "Ring"),
    "newest": ("steps/sales_steps:10", "Ring"),
}


@pytest.fixture(params=CUCUMBERS)
def name(request: pytest.FixtureRequest) -> str:
    """Which Cucumber it is."""
    return str(request.param)


@pytest.fixture
def stream(name: str, tmp_path: Path) -> Path:
    """The stream that it wrote."""
    path = tmp_path / "run.ndjson"
    path.write_bytes(CUCUMBERS[name]())
    return path


@pytest.fixture
def suite(stream: Path) -> Suite:
    """What is read of it."""
    return read_suite([stream])


@pytest.fixture
def copies(name: str) -> int:
    """How often it ran the feature."""
    return 2 if name == "playwright-bdd 8" else 1


def test_scenarios_have_their_rules_rows_statuses_and_attempts(suite: Suite, copies: int) -> None:
    assert [(it.rule, it.title, it.row, it.status, it.attempts) for it in suite.runs] == RUNS * copies
    assert len({it.name for it in suite.runs}) == 4 * copies
    assert suite.is_red


def test_a_failure_tells_why_and_a_hook_what_it_attached(suite: Suite, name: str, copies: int) -> None:
    failed = [it for it in suite.runs if it.status == "failed"]
    assert [WHY in it.reason for it in failed] == [True] * copies
    for run in suite.runs:
        hook, step = run.steps
        assert hook.text == PLACES[name][1]
        assert [it["fileName"] for it in hook.attachments] == ["note.txt"]
        assert [part.text for part in step.parts if part.is_parameter] == run.row


def test_sentences_tell_where_they_are_defined_and_how_often_used(suite: Suite, name: str, copies: int) -> None:
    place = PLACES[name][0]
    assert [(it.text, it.uses) for it in suite.sentences] == (
        list(zip(DEFINITIONS, (1, 1, 2), strict=True)) if place else []
    )
    assert [it.location for it in suite.sentences[:1]] == ([place] if place else [])


def test_the_document_has_the_totals(stream: Path, suite: Suite, copies: int) -> None:
    assert main(["docs", "build", str(stream), "--out", str(stream.parent / "site")]) == 0
    assert verdict(suite) == f"{3 * copies} of {4 * copies} scenarios passed; {copies} failed."
    for part in (stream.parent / "site/index.html", stream.parent / "summary.md"):
        text = part.read_text().replace("\\", "")
        assert verdict(suite) in text
        assert WHY in text


def test_two_runs_in_one_file_are_two(stream: Path, name: str, copies: int) -> None:
    stream.write_bytes(stream.read_bytes() + CUCUMBERS[name]())
    suite = read_suite([stream])
    assert [(it.rule, it.title, it.row, it.status, it.attempts) for it in suite.runs] == RUNS * copies


def test_a_run_that_broke_off_is_never_green(stream: Path) -> None:
    lines = stream.read_bytes().splitlines(keepends=True)
    for end in range(1, len(lines), 7):
        stream.write_bytes(b"".join(lines[:end]))
        if b'"pickle"' in stream.read_bytes():
            assert read_suite([stream]).is_red
