"""``pytest-ivr explore``, and ``init --explore``, in a project with a line."""

import json
import re
from pathlib import Path

import pytest

from pytest_ivr.__main__ import main

LINE = """
from urllib.parse import parse_qs


def app(environ, start_response):
    keys = parse_qs(environ["wsgi.input"].read().decode()).get("Digits", [""])[0]
    answer = {"1": "<Say>Sales.</Say>", "2": FAULT}.get(keys, "<Say>Goodbye.</Say>")
    if environ["PATH_INFO"].endswith("mp3"):
        start_response("200 OK", [("Content-Type", "audio/mpeg")])
        return [b"x" * 16_000]
    start_response("200 OK", [("Content-Type", "text/xml")])
    menu = '<Gather numDigits="1" action="/menu"><Play>/hello.mp3</Play></Gather><Say>Goodbye.</Say>'
    return [f"<Response>{menu if environ['PATH_INFO'] == '/voice' else answer}</Response>".encode()]


FAULT = "<Say>Support.</Say>"
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project, in which commands are given."""
    name = "line_" + re.sub(r"\W", "_", tmp_path.name)
    (tmp_path / f"{name}.py").write_text(LINE)
    (tmp_path / "pytest.ini").write_text(f"[pytest]\nivr_line = {name}:app\n")
    (tmp_path / "features").mkdir()
    (tmp_path / "features/prompts.txt").write_text("hello.mp3: For sales press 1. For support press 2.\n")
    (tmp_path / "features/menus.txt").write_text("The choices: For sales press 1. *\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def break_line(project: Path) -> None:
    """Let a key of the line lead to an error."""
    path = next(project.glob("line_*.py"))
    path.write_text(LINE.replace("<Say>Support.</Say>", "<Oops>"))


def test_a_line_without_faults_is_walked(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore"]) == 0
    printed = capsys.readouterr().out
    assert "The choices" in printed
    assert "No fault was found." in printed
    assert (project / "reports/exploration.ndjson").is_file()


def test_a_grave_fault_is_exit_code_1(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    break_line(project)
    assert main(["explore", "--json", "--out", "found.ndjson"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert [(it["kind"], it["actions"]) for it in found["findings"]] == [("error", "dials then presses 2")]


def test_bounds_are_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore", "--requests", "8"]) == 0
    assert "It stopped before the end. The line has got 8 requests" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "problem"),
    [
        (["--same-words", "("], "--same-words '(' is no pattern"),
        (["--requests", "1"], "The line has got 1 requests, and no more are allowed: --requests allows more."),
        (["--out", "pytest.ini/e.ndjson"], "pytest.ini/e.ndjson cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(options: list[str], problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explore", *options]) == 2
    assert problem in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "text", "problem"),
    [
        ("--requests", "none", "'none' is not a number from 1 to 999999999"),
        ("--depth", "0", "'0' is not a number from 1 to 999999999"),
        ("--requests", "9" * 5_000, "9' is not a number from 1 to 999999999"),
        ("--number", "none", "'none' is not a number that callers can key in"),
    ],
)
def test_a_number_is_wanted(option: str, text: str, problem: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["explore", option, text])
    assert problem in capsys.readouterr().err


def test_a_number_of_callers_is_tried(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    next(project.glob("line_*.py")).write_text(LINE.replace('numDigits="1" ', ""))
    (project / "features/prompts.txt").write_text("hello.mp3: Enter your PIN.\n")
    (project / "features/menus.txt").unlink()
    assert main(["explore"]) == 0
    assert "--number tries one that you know" in capsys.readouterr().out
    assert main(["explore", "--number", "2468"]) == 0
    assert "--number" not in capsys.readouterr().out
    assert "dials then presses 2468#" in (project / "reports/exploration.ndjson").read_text(encoding="utf-8")


def test_menus_that_cannot_be_read_are_told(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "features/menus.txt").write_text("nothing\n")
    assert main(["explore"]) == 2
    assert "menus.txt:1" in capsys.readouterr().err


def test_progress_is_shown_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    assert main(["explore"]) == 0
    assert re.search(r"\r\d+ states, \d+ ways, \d+ requests", capsys.readouterr().err)


def test_features_are_written_for_every_way(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--explore"]) == 0
    assert "No fault was found." in capsys.readouterr().out
    assert "When the caller dials then presses 2" in (project / "features/the_choices.feature").read_text()
    assert (project / "features/the_first_words.feature").is_file()
