"""``pytest-ivr docs script``: what a line says, on a sheet."""

import csv
import io
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

from pytest_ivr.__main__ import main
from testbed.repository import ROOT

GOLD = ROOT / "pytest_ivr/living_docs/tests/gold/messages.ndjson"


@pytest.fixture
def stream(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The stream of a run, in the folder where commands are given."""
    monkeypatch.chdir(tmp_path)
    return Path(shutil.copy(GOLD, tmp_path / "run.ndjson"))


def table(text: str) -> list[dict[str, str]]:
    """Return the rows of a sheet."""
    return list(csv.DictReader(io.StringIO(text)))


def test_each_sentence_stands_there_once(stream: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "script", str(stream)]) == 0
    rows = table(capsys.readouterr().out)
    assert list(rows[0]) == ["sentence", "where", "seconds", "voice", "language", "heard", "file", "translation"]
    sentences = [row["sentence"] for row in rows]
    assert "Welcome to Ann's & Bob's." in sentences
    assert len(set(sentences)) == len(sentences)


def test_a_script_of_the_same_run_leaves_nothing_to_record(stream: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["docs", "script", str(stream), "--since", str(stream)]) == 0
    assert table(capsys.readouterr().out) == []


def test_what_changed_must_be_recorded_anew(stream: Path, capsys: pytest.CaptureFixture[str]) -> None:
    changed = stream.with_name("new.ndjson")
    changed.write_text(stream.read_text().replace("Welcome to Ann's", "Hello from Ann's"))
    assert main(["docs", "script", str(changed), "--since", str(stream)]) == 0
    assert [row["sentence"] for row in table(capsys.readouterr().out)] == ["Hello from Ann's & Bob's."]


def test_files_are_csv_or_a_spreadsheet(stream: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("script.csv", "script.xlsx"):
        assert main(["docs", "script", str(stream), "--out", name]) == 0
    assert "sentences is in script.xlsx" in capsys.readouterr().out
    assert "Welcome to Ann's & Bob's." in [row["sentence"] for row in table(Path("script.csv").read_text())]
    with zipfile.ZipFile("script.xlsx") as book:
        assert b"Welcome to Ann's &amp; Bob's." in book.read("xl/sharedStrings.xml")


def test_a_spreadsheet_needs_its_library(
    stream: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    assert main(["docs", "script", str(stream), "--out", "script.xlsx"]) == 2
    assert "pip install 'pytest-ivr[script]'" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["nowhere/script.csv", "nowhere/script.xlsx"])
def test_a_file_that_cannot_be_written_is_told(stream: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert main(["docs", "script", str(stream), "--out", name]) == 2
    assert f"{name} cannot be written: No such file or directory." in capsys.readouterr().err


def test_prompts_in_another_form_are_refused(stream: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (stream.parent / "features").mkdir()
    (stream.parent / "features/prompts.txt").write_text("no words\n")
    assert main(["docs", "script", str(stream)]) == 2
    assert "prompts.txt:1" in capsys.readouterr().err
