"""``pytest-ivr check --voice``, by the streams of runs."""

import json
import shutil
from pathlib import Path

import pytest

from pytest_ivr.__main__ import main
from testbed.repository import ROOT

GOLD = ROOT / "pytest_ivr/living_docs/tests/gold/messages.ndjson"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project that has had a run."""
    (tmp_path / "reports").mkdir()
    (tmp_path / "features").mkdir()
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    shutil.copy(GOLD, tmp_path / "reports/messages.ndjson")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_last_run_is_judged(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--voice"]) == 1
    printed = capsys.readouterr().out
    assert "P19 error: Nothing is said that is meant for machines\n  For <i>help</i> press star\n" in printed
    assert "23 rules looked at" in printed


def test_a_profile_says_how_grave_findings_are(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--voice", "--profile", "lenient"]) == 0
    assert "P19 warning" in capsys.readouterr().out


def test_settings_beside_the_features_count(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "features/voice.txt").write_text("profile: lenient\nP19: it is italics\nP17: not ours\n")
    assert main(["check", "--voice", "reports/messages.ndjson"]) == 1
    printed = capsys.readouterr().out
    assert "P19 waived (1): it is italics" in printed
    assert "voice.txt:3: P17 finds nothing; take the line out." in printed


@pytest.mark.parametrize(
    ("form", "begins"),
    [("json", '{\n  "turns"'), ("sarif", '{\n  "$schema"'), ("page", "<!doctype html>"), ("openacr", '{\n  "title"')],
)
def test_findings_come_in_other_forms(
    project: Path, capsys: pytest.CaptureFixture[str], form: str, begins: str
) -> None:
    (project / "features/voice.txt").write_text("P17: not ours\n")
    given = ["check", "--voice", "--format", form, "--product", "Our line", "--author", "a@example.com"]
    assert main(given) == 1
    printed, problems = capsys.readouterr()
    assert printed.startswith(begins)
    assert "P17 finds nothing" in problems
    if form != "page":
        json.loads(printed)


def test_without_a_mistake_nothing_stands_beside_json(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "features/voice.txt").write_text("P19: it is italics\n")
    assert main(["check", "--voice", "--format", "json"]) == 0
    assert capsys.readouterr().err == ""


def test_a_rule_is_explained(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "p7"]) == 0
    assert "P7: Key 0 means a person, and nothing else." in capsys.readouterr().out


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (["--explain", "P99"], "There is no rule 'P99'; there are P1, P2"),
        (["--voice", "--format", "openacr"], "add --author EMAIL"),
        (["--profile", "strict"], "Streams, --profile and --format go with --voice."),
        (["reports/messages.ndjson"], "Streams, --profile and --format go with --voice."),
        (["--voice", "nowhere.ndjson"], "nowhere.ndjson cannot be read"),
    ],
)
def test_what_cannot_be_done_is_told(
    project: Path, capsys: pytest.CaptureFixture[str], given: list[str], told: str
) -> None:
    assert main(["check", *given]) == 2
    assert told in capsys.readouterr().err


def test_without_a_run_it_is_told_how_to_get_one(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "reports/messages.ndjson").unlink()
    assert main(["check", "--voice"]) == 2
    assert "run pytest, or pytest-ivr explore, first" in capsys.readouterr().err


def test_settings_in_another_form_are_refused(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "features/voice.txt").write_text("options: many\n")
    assert main(["check", "--voice"]) == 2
    assert "voice.txt:1: 'many' should be a number." in capsys.readouterr().err
