"""In a suite that looks at little, a change of each kind survives; the scenario that is told for it notices it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from testbed.lines.serving import served_by_node
from testbed.repository import ROOT

WEAK = ROOT / "testbed" / "weak" / "project"
NODE = ROOT / "testbed" / "lines" / "journeys" / "opening_hours"
PLUGINS = ("-p", "pytest_bdd.plugin", "-p", "pytest_ivr.plugin", "-p", "no:cacheprovider")
KINDS = {
    *("a sentence left out", "an option left out", "a sentence said twice", "neighbours swapped", "two keys exchanged"),
    *("another number", "another time", "another name", "a menu said before it listens", "status 500"),
    *("action changed", "action dropped", "method changed", "method dropped", "input changed", "maxLength changed"),
    *("finishOnKey changed", "finishOnKey dropped", "numDigits changed", "numDigits dropped", "maxLength dropped"),
    *("timeout changed", "timeout dropped", "actionOnEmptyResult changed", "actionOnEmptyResult dropped"),
    *("a Redirect changed", "a Redirect dropped", "Hangup added", "Hangup moved", "Hangup dropped"),
    *("another number called", "callerId changed", "callerId dropped"),
}
Survivors = list[dict[str, str]]


def change_answers(project: Path, *options: str) -> tuple[int, dict[str, Any]]:
    """Change the answers that a project's scenarios receive; return pytest's exit code, and what came of it."""
    command = [sys.executable, "-m", "pytest", "-q", *PLUGINS, "--change-answers", *options]
    ours = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    environment = {**ours, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=project, env=environment, check=False, capture_output=True, text=True)
    assert done.returncode in (0, 1), done.stdout + done.stderr
    stream = (project / "reports/messages.ndjson").read_text(encoding="ascii").splitlines()
    attached = (message["attachment"] for message in map(json.loads, stream) if "attachment" in message)
    [found] = [it["body"] for it in attached if "unnoticed" in it["mediaType"]]
    content: dict[str, Any] = json.loads(found)
    return done.returncode, content


def copied(project: Path, to: Path) -> Path:
    """Return a copy of a project."""
    return Path(shutil.copytree(project, to, ignore=shutil.ignore_patterns("reports", "__pycache__", "tests")))


@pytest.fixture(scope="module")
def survivors(tmp_path_factory: pytest.TempPathFactory) -> Survivors:
    """What nobody would notice of the shop."""
    returned, content = change_answers(copied(WEAK, tmp_path_factory.mktemp("weak") / "project"))
    assert returned == 1
    found: Survivors = content["survivors"]
    return found


def test_a_change_of_each_kind_survives(survivors: Survivors) -> None:
    assert {it["kind"] for it in survivors} >= KINDS


def test_the_scenario_that_is_told_notices(survivors: Survivors, tmp_path: Path) -> None:
    assert [it["sentence"] for it in survivors if not it["scenario"]] == []
    drafts = dict.fromkeys(it["scenario"] for it in survivors)
    project = copied(WEAK, tmp_path / "project")
    indented = ["\n".join(f"  {line}" for line in draft.splitlines()) for draft in drafts]
    text = "\n\n".join(["Feature: What would be noticed", *indented, ""])
    (project / "features" / "drafts.feature").write_text(text, encoding="utf-8")
    _, content = change_answers(project)
    assert content["left_out"] == []  # all are green
    still = {it["sentence"] for it in content["survivors"]} & {it["sentence"] for it in survivors}
    assert still == set()


def test_a_line_in_another_language_is_changed_over_http(tmp_path: Path) -> None:
    project = copied(NODE, tmp_path / "project")
    with served_by_node("opening_hours.mjs") as address:
        url = f"{address}/voice"
        _, content = change_answers(project, "-o", "ivr_line=", f"--ivr-url={url}", "-k", "greeted or silence")
    assert content["left_out"] == []
    assert content["score"].split()[0] != "0"
    assert content["survivors"]
