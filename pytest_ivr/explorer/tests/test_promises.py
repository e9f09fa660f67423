"""What breaks only a sentence about every call is found by that sentence, and the scenario that it prints is red."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping
from typing import Any
from wsgiref.types import WSGIApplication

import pytest

from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.run import Run
from testbed.faults import CLEAN
from testbed.faults.promises import (
    BACK,
    CHOICES,
    FAILS,
    FIRST,
    IN_A_ROW,
    LEAVES,
    NEVER,
    PROMISES,
    SAME,
    SILENCE,
    STAR,
    THANKED,
    WITHIN,
)

from .features import only_feature

OF_ANY_LINE = [FAILS, LEAVES, THANKED, IN_A_ROW, STAR, BACK, SAME, NEVER, WITHIN, SILENCE]
FIRST_WORDS = FIRST.format("Welcome to the clinic at Mill Lane.")
FAR = CHOICES.replace("2", "3")  # a number that is asked for names no key
KEPT = {"clinic": [CHOICES, FIRST_WORDS], "library": [FAR], "pizza": [CHOICES], "power": [CHOICES], "hotel": [CHOICES]}
APPLICATIONS: dict[str, WSGIApplication] = {
    **{f"{name}.example": make() for name, make in CLEAN.items()},
    **{f"promise-{number}.example": it.application() for number, it in enumerate(PROMISES)},
}


def app(environ: Mapping[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer as the line of a host."""
    return APPLICATIONS[environ["HTTP_HOST"]](dict(environ), start_response)


def feature(scenarios: Mapping[str, str]) -> str:
    """Return a feature with scenarios, by their titles."""
    blocks = (f"  Scenario: {title}\n{textwrap.indent(steps, '    ')}\n" for title, steps in scenarios.items())
    return "Feature: Promises\n" + "\n".join(blocks)


def about(host: str, *sentences: str) -> str:
    """Return the steps that say something of every call to a line."""
    then = "\n".join(f"{'And' if index else 'Then'} {it}" for index, it in enumerate(sentences))
    return f'Given the line "https://{host}.example/voice"\nAnd every way that a caller can go\n{then}'


def run(pytester: pytest.Pytester, scenarios: Mapping[str, str]) -> dict[str, Run]:
    """Run scenarios, and return what came of each."""
    pytester.makeini(f"[pytest]\nivr_line = {__name__}:app\n")
    only_feature(pytester, feature(scenarios))
    pytester.runpytest("-p", "pytest_ivr.plugin", "-p", "no:django", "-p", "no:cacheprovider")
    found = {run.title: run for run in read_suite([pytester.path / "reports/messages.ndjson"]).runs}
    assert found.keys() == scenarios.keys()
    return found


def printed(run: Run) -> str:
    """Return the steps of the scenario that a failure prints."""
    assert run.status == "failed", run.title
    return textwrap.dedent(run.steps[-1].message.partition("Scenario: What breaks this\n")[2])


def length(steps: str) -> int:
    """Return how many actions the call of a scenario has."""
    match = re.search("When the caller (.*)", steps)
    assert match, steps
    return len(match[1].split(" then "))


def test_each_is_noticed_by_its_sentence_with_a_shortest_call_that_runs_red(pytester: pytest.Pytester) -> None:
    scenarios = {it.name: about(f"promise-{number}", it.sentence) for number, it in enumerate(PROMISES)}
    red = {title: printed(run) for title, run in run(pytester, scenarios).items()}
    assert {name: length(steps) for name, steps in red.items()} == {it.name: it.actions for it in PROMISES}
    for title, pasted in run(pytester, red).items():
        assert pasted.status == "failed", title
        assert all(step.status != "undefined" for step in pasted.steps), title


def test_the_unchanged_lines_keep_what_they_promise(pytester: pytest.Pytester) -> None:
    kept = run(pytester, {name: about(name, *OF_ANY_LINE, *sentences) for name, sentences in KEPT.items()})
    assert {title: run.status for title, run in kept.items()} == dict.fromkeys(CLEAN, "passed")
