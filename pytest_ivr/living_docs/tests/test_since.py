"""What changed since the last release, and in the last runs: as the workflow that people copy has it made."""

import json
import re
from pathlib import Path

import pytest

from pytest_ivr.__main__ import main
from pytest_ivr.living_docs.document.history import LATEST, History, read_history
from testbed.repository import ROOT

from .calls import requested, said, write_calls
from .harbor import Project

ASKING = "features/asking.feature"
NEW_RULE = """
  Rule: Hours are told

    Scenario: A caller who presses 4 hears the hours
      When the caller dials then presses 4
      Then the caller hears:
        \"""
        We open at nine.
        \"""

"""
AMONG = 'the caller hears, among other things, "We are at 5 Pier Road."'
GONE = """
    Scenario: A silent caller pays for one call
      When the caller dials then times out
      Then the call is over
"""
WAITS = """
  Scenario: A caller waits
    When the caller dials
    Then the line waits for the caller

"""
STEPS = re.findall(r"run: \|\n((?: {10}.*\n)+)", (ROOT / "docs/your-own-line.md").read_text(encoding="utf-8"))
FIRST_RUN = "There is no earlier run to compare with: "
NOTHING = "Nothing that callers or scenarios would show."


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """The line, before anything has changed."""
    folder = tmp_path / "bikes"
    folder.mkdir()
    return Project(folder)


def changed(summary: str) -> str:
    """Return what a summary says first: what changed."""
    _, _, rest = summary.partition("\n## What changed since ")
    return rest.partition("\n## ")[0].partition("\n\n")[2].strip()


SEEDED = [
    ("my_ivr.py", "Welcome to Harbor Bikes.", "Thank you for calling Harbor Bikes."),
    ("my_ivr.py", '"Calls are free."', '"For our hours press 4.", "Calls are free."'),
    ("my_ivr.py", '    "3": [', '    "4": ["We open at nine."],\n    "3": ['),
    (ASKING, "  Rule: Whoever says", NEW_RULE + "  Rule: Whoever says"),
    (ASKING, "Rule: Anybody is told where", "Rule: Every caller is told where"),
    (ASKING, "Scenario: The address is told", "Scenario: The address is announced"),
    (ASKING, "presses 3\n      Then the call is over", f"presses 3\n      Then {AMONG}"),
    (ASKING, GONE, ""),
    ("features/us/hanging_up.feature", "Feature: Hanging up\n", f"Feature: Hanging up\n{WAITS}"),
]
TOLD = """
### What callers hear

- **changed**: was “Welcome to Harbor Bikes.”, is now “Thank you for calling Harbor Bikes.” (in 10 scenarios, such as “A caller who presses 1 hears when sales are open”)
- **new**: “For our hours press 4.” (in 10 scenarios, such as “A caller who presses 1 hears when sales are open”)

### Chapters and rules

- **renamed**: Rule: was “Anybody is told where the shop is”, is now “Every caller is told where the shop is”
- **new**: Rule “Hours are told” of “Asking Harbor Bikes”
  - A caller who presses 4 hears the hours (passed)
  - heard for the first time: “We open at nine.”

### Scenarios

- **new**: Hanging up: A caller waits (passed)
- **gone**: Asking Harbor Bikes: A silent caller pays for one call (was passed)
- **renamed**: Scenario: was “The address is told”, is now “The address is announced”
- **changed**: Asking Harbor Bikes: The address comes before the end: was “the call is over”, is now “the caller hears, among other things, "We are at 5 Pier Road."”

### Ways through the line

- **new**: from “For sales press 1.”, 4, to “We open at nine.”

### The way to an answer
"""  # noqa: E501 (each is one line of the summary)


def test_ten_changes_are_ten_sentences_in_callers_words(project: Project) -> None:
    published = project.folder.parent / "published"
    fetch, make = STEPS
    project.commit("The first release")
    project.run()
    first = project.shell(fetch + make, published)
    assert FIRST_RUN in first.stderr
    assert "There is no history yet" in first.stderr
    assert f"## What changed\n\n{FIRST_RUN}" in project.read("summary.md")
    (project.reports / "site").rename(published)

    for change in SEEDED:
        project.change(*change)
    project.commit("The second release")
    project.run()
    assert project.shell(fetch + make, published).stderr == ""
    summary = project.read("summary.md")
    assert changed(summary).startswith(TOLD.strip())
    assert changed(summary).count("\n- ") == 10
    commit = project.git("rev-parse", "HEAD~1")[:10]
    assert f"UTC, {commit} on main\n" in summary.partition("## What changed since")[2]
    assert project.read("site/index.html").count('class="status new"') == 4
    assert changed(project.read("changes.md")) == changed(summary)
    runs = json.loads(project.read("site/history.json"))
    assert [it["counts"]["passed"] for it in runs] == [11, 12]
    assert (project.reports / "site/messages.ndjson").exists()


# Without a run


@pytest.fixture
def stream(tmp_path: Path) -> Path:
    """The stream of a run."""
    return write_calls(tmp_path / "new" / "messages.ndjson", [requested("/voice"), *said("Welcome")])


def built(stream: Path, *arguments: str) -> str:
    """Build the document of a stream; return its summary."""
    out = stream.parent / "out" / "site"
    assert main(["docs", "build", str(stream), "--out", str(out), *arguments]) == 0
    return (out.parent / "summary.md").read_text()


def test_nothing_has_changed_between_a_run_and_itself(stream: Path) -> None:
    assert changed(built(stream, "--since", str(stream))) == NOTHING
    assert NOTHING in (stream.parent / "out/site/index.html").read_text()


def test_an_earlier_run_may_be_a_folder_or_several_shards(stream: Path, tmp_path: Path) -> None:
    assert changed(built(stream, "--since", str(stream.parent))) == NOTHING
    other = write_calls(tmp_path / "old" / "other.ndjson", [requested("/voice"), *said("Hello")])
    told = built(stream, "--since", str(stream), "--since", str(other))
    assert "- **gone**: Chapter “Calls”" in changed(told)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "There is no earlier run to compare with: {} has no stream."),
        ("{}\nno JSON\n", "The earlier run cannot be compared with: {}"),
    ],
)
def test_an_old_run_that_cannot_be_read_is_one_sentence(
    stream: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str | None, problem: str
) -> None:
    old = tmp_path / "old.ndjson"
    if text:
        old.write_text(text)
    summary = built(stream, "--since", str(old))
    assert capsys.readouterr().err.startswith(problem.format(old))
    assert f"## What changed\n\n{problem.format(old)}" in summary.replace("\\", "")
    assert problem.format(old) in (stream.parent / "out/site/index.html").read_text()


def test_a_folder_without_a_stream_is_no_run(stream: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "empty").mkdir()
    built(stream, "--since", str(tmp_path / "empty"))
    assert capsys.readouterr().err == f"{FIRST_RUN}{tmp_path / 'empty'} has no stream.\n"


# History


def history(path: Path, runs: str) -> History:
    """Return the history of one scenario: r is red, g green, ? broke off, and = is red at the commit before it."""
    found = [
        {
            "began": number,
            "commit": f"commit {number - (color == '=')}",
            "is_red": color in "r=",
            "is_complete": color != "?",
            "red": ["a--b"] if color in "r=" else [],
        }
        for number, color in enumerate(runs)
    ]
    path.write_text(json.dumps(found))
    return read_history(path)


@pytest.mark.parametrize(
    ("runs", "words"),
    [
        ("gggg", ""),
        ("ggrrrgg", ""),
        ("grgrg", "unsteady: failed in 2 of the last 5 runs"),
        ("rgr", "unsteady: failed in 2 of the last 3 runs"),
        ("r?r", ""),
        ("g=", "unsteady: failed in 1 of the last 2 runs"),
    ],
)
def test_what_fails_and_passes_by_turns_is_unsteady(tmp_path: Path, runs: str, words: str) -> None:
    found = history(tmp_path / "history.json", runs)
    assert found.problem == ""
    assert found.unsteady() == ({"a--b": words} if words else {})


def test_an_unsteady_scenario_is_marked_and_the_last_twenty_runs_are_kept(tmp_path: Path) -> None:
    kept = tmp_path / "kept" / "history.json"
    for number in range(25):
        status = "FAILED" if number % 2 else "PASSED"
        stream = write_calls(tmp_path / str(number) / "calls.ndjson", [requested("/a"), *said("A")], status=status)
        began = '"testRunStarted": {"timestamp": {"seconds": '
        assert f"{began}100," in stream.read_text()
        stream.write_text(stream.read_text().replace(f"{began}100,", f"{began}{1000 + number},"))
        summary = built(stream, "--history", str(kept))
    assert summary == built(stream, "--history", str(kept))
    assert [it["began"] for it in json.loads(kept.read_text())] == list(range(1025 - LATEST, 1025))
    assert kept.read_text() == (stream.parent / "out/site/history.json").read_text()
    assert "## Unsteady\n\n- Call 0: unsteady: failed in 10 of the last 20 runs" in summary
    page = (stream.parent / "out/site/index.html").read_text()
    assert page.count("unsteady: failed in 10 of the last 20 runs") == 2
    assert "20 runs, 10 red" in page


@pytest.mark.parametrize("text", ["no JSON", "{}", '[{"began": "then"}]'])
def test_a_history_that_cannot_be_read_begins_anew(
    stream: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    path = tmp_path / "history.json"
    path.write_text(text)
    built(stream, "--history", str(path))
    assert "The history begins anew with this run: " in capsys.readouterr().err
    assert len(json.loads(path.read_text())) == 1
