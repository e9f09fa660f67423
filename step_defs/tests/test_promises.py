"""What breaks only a sentence about every call to Movie Info is found by it, and the scenario it prints is red."""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.run import Run
from testbed.pytest_runs import run_pytest
from testbed.repository import ROOT

from .promises import CHANGES, Change, changed

CLOCK = "it is 1:30PM on Friday 1 May 2020 at Rialto"
SHOWS = "all movies play at all theaters at 8:00AM, 8:00PM and 11:30PM"
EVERY_WAY = "every way that a caller can go"


def scenario(title: str, givens: Sequence[str], then: str) -> str:
    """Return a scenario about every call."""
    steps = "\n".join(f"{'And' if index else 'Given'} {it}" for index, it in enumerate([*givens, EVERY_WAY]))
    return f"Scenario: {title}\n{textwrap.indent(f'{steps}{chr(10)}Then {then}', '  ')}"


def about(change: Change) -> str:
    """Return the scenario that is to notice a change."""
    line = f'somebody has changed the line: "{change.name}"'
    return scenario(change.name, [*filter(None, [CLOCK, change.catalogue, SHOWS]), line], change.sentence)


def run(folder: Path, scenarios: Mapping[str, str]) -> dict[str, Run]:
    """Run scenarios in a project that is like this one, and return what came of each, by its title."""
    (folder / "features").mkdir(parents=True)
    conftest = (ROOT / "conftest.py").read_text(encoding="utf-8")
    more = conftest.replace("pytest_plugins = [", "pytest_plugins = [\n    'step_defs.tests.promises',")
    (folder / "conftest.py").write_text(more, encoding="utf-8")
    shutil.copy(ROOT / "features/menus.txt", folder / "features")
    text = "\n\n".join(["Feature: Promises", *(textwrap.indent(it, "  ") for it in scenarios.values())])
    (folder / "features/promises.feature").write_text(text, encoding="utf-8")
    done = run_pytest("-c", str(ROOT / "pytest.ini"), "--rootdir", str(folder), str(folder / "features"))
    stream = folder / "reports/messages.ndjson"
    assert stream.exists(), done.stdout + done.stderr
    return {it.title: it for it in read_suite([stream]).runs}


def printed(found: Run) -> str:
    """Return the scenario that a failure prints, under the title of the one that failed."""
    assert found.status == "failed", found.title
    _, _, steps = found.steps[-1].message.partition("Scenario: What breaks this\n")
    return f"Scenario: {found.title}\n{steps}"


def length(text: str) -> int:
    """Return how many actions the call of a scenario has."""
    match = re.search("When the caller (.*)", text)
    assert match, text
    return len(match[1].split(" then "))


def test_each_is_noticed_by_its_sentence_with_a_shortest_call_that_runs_red(tmp_path: Path) -> None:
    found = run(tmp_path / "every_way", {change.name: about(change) for change in CHANGES})
    red = {title: printed(it) for title, it in found.items()}
    assert {title: length(text) for title, text in red.items()} == {it.name: it.actions for it in CHANGES}
    for title, pasted in run(tmp_path / "pasted", red).items():
        assert pasted.status == "failed", title
        assert [step.status for step in pasted.steps].count("failed") == 1, title
        assert all(step.status != "undefined" for step in pasted.steps), title


def test_the_line_as_it_is_keeps_what_it_promises(tmp_path: Path) -> None:
    scenarios = {
        (title := f"{number}"): scenario(title, [*filter(None, [CLOCK, catalogue, SHOWS])], sentence)
        for number, (sentence, catalogue) in enumerate(dict.fromkeys((it.sentence, it.catalogue) for it in CHANGES))
    }
    kept = {title: it.status for title, it in run(tmp_path, scenarios).items()}
    assert kept == dict.fromkeys(scenarios, "passed")


def test_a_change_of_what_is_not_there_is_refused() -> None:
    with pytest.raises(LookupError, match="'a typo' changes what is not there"):
        changed(Change("a typo", "", "", "no such line", "", 0))
