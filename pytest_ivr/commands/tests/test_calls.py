"""``pytest-ivr docs calls``: what callers did is told beside what is known of the line, and may become scenarios."""

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from pytest_ivr.__main__ import main

LINE = """
from urllib.parse import parse_qs

MENU = "<Gather numDigits='1' action='/choice'><Say>For sales, press 1.</Say></Gather><Say>Goodbye.</Say>"
CHOICES = {"1": "<Say>Sales are closed. Goodbye.</Say>"}

def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/xml")])
    form = parse_qs(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)).decode())
    known = CHOICES.get(form.get("Digits", [""])[0], "<Redirect>/voice</Redirect>")
    body = MENU if environ["PATH_INFO"] == "/voice" else known
    return [f"<Response>{body}</Response>".encode()]
"""
INI = "[pytest]\nivr_line = my_ivr:app\naddopts = -p pytest_ivr.plugin -p no:django\n"
MENU = (
    "<Response><Gather numDigits='1' action='/choice'><Say>For sales, press 1.</Say></Gather>"
    "<Say>Goodbye.</Say></Response>"
)
CLOSED = "<Response><Say>Sales are closed. Goodbye.</Say></Response>"
DEAF = MENU.replace("<Gather", "<Gather bargeIn='false'")
EXPLORATION = "reports/exploration.ndjson"


def request(call: str, minute: int, path: str, answer: str, **parameters: str) -> str:
    """Return a line of the log."""
    when = f"2026-05-01T18:{minute:02}:00+00:00"
    told = {"timestamp": when, "call": call, "path": path, "parameters": parameters, "status": 200, "answer": answer}
    return json.dumps(told) + "\n"


AS_AGREED = request("a", 0, "/voice", MENU) + request("a", 1, "/choice", CLOSED, Digits="1")
OTHERWISE = request("b", 2, "/voice", MENU) + request("b", 3, "/choice", CLOSED.replace("closed", "shut"), Digits="1")


@pytest.fixture(scope="module")
def explored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project whose line has been explored."""
    folder = tmp_path_factory.mktemp("project")
    (folder / "my_ivr.py").write_text(LINE)
    (folder / "pytest.ini").write_text(INI)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        patch.setattr(sys, "path", list(sys.path))
        assert main(["explore"]) == 0
        yield folder
    sys.modules.pop("my_ivr", None)


@pytest.fixture
def project(explored: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    monkeypatch.chdir(explored)
    capsys.readouterr()
    return explored


def test_calls_that_go_as_agreed_end_with_0(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "calls.log").write_text(AS_AGREED)
    assert main(["docs", "calls", "calls.log", EXPLORATION]) == 0
    told, problems = capsys.readouterr()
    assert told.startswith("1 call from 2026-05-01 18:00 UTC to 2026-05-01 18:01 UTC\n  0 went as agreed\n")
    assert "  1 call: For sales, press 1., 1\n      dials then presses 1 (call a, 2026" in told
    assert problems == ""


def test_a_call_that_breaks_a_rule_ends_with_1_and_becomes_a_scenario(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "calls.log").write_text(AS_AGREED + "no JSON\n" + OTHERWISE)
    scenarios = project / "found.feature"
    assert main(["docs", "calls", "calls.log", EXPLORATION, "--scenarios", str(scenarios)]) == 1
    told, problems = capsys.readouterr()
    assert "What broke a rule:\n  1 call: After 1 at “For sales, press 1.”, “Sales are shut.” was heard" in told
    assert "and in the tests “Sales are closed.”\n" in told
    assert told.endswith(f"\nThe scenarios are in {scenarios}\n")
    assert problems.startswith("calls.log, line 3, is no JSON")
    text = scenarios.read_text()
    assert text.count("Scenario: ") == 2
    assert "  # Call b of 2026-05-01T18:02:00+00:00\n  Scenario: After 1 at " in text
    assert "    When the caller dials then presses 1\n" in text


@pytest.fixture
def secret(project: Path) -> Iterator[Path]:
    """The project, whose callers press keys in confidence, explored anew."""
    (project / "pytest.ini").write_text(f"{INI}ivr_secret_keys = /choice\n")
    assert main(["explore", "--out", "secret.ndjson"]) == 0
    yield project
    (project / "pytest.ini").write_text(INI)


def test_keys_that_callers_press_in_confidence_are_not_told(secret: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (secret / "calls.log").write_text(AS_AGREED + OTHERWISE.replace('"Digits": "1"', '"Digits": "4711"'))
    capsys.readouterr()
    assert main(["docs", "calls", "calls.log", "secret.ndjson"]) == 1
    told = capsys.readouterr().out
    assert "      dials then presses **** (call b, 2026" in told
    assert "4711" not in told
    assert "presses 1" not in told


def test_the_log_may_come_from_standard_input(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(AS_AGREED.encode())))
    assert main(["docs", "calls", "-", EXPLORATION]) == 0


def test_how_the_line_speaks_is_judged_by_what_no_test_has_heard(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "calls.log").write_text(AS_AGREED + request("c", 9, "/voice", DEAF))
    assert main(["docs", "calls", "calls.log", EXPLORATION]) == 1
    assert "What broke a rule of how the line speaks:\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nowhere.log", EXPLORATION], "nowhere.log cannot be read: No such file or directory."),
        (["calls.log", EXPLORATION, "--scenarios", "calls.log"], "calls.log exists already; choose another name."),
        (["empty.log", EXPLORATION], "empty.log has no request of a call"),
        (["calls.log", "calls.log"], "calls.log has no scenario in it"),
    ],
)
def test_what_cannot_be_used_is_explained(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], sentence: str
) -> None:
    (project / "calls.log").write_text(AS_AGREED)
    (project / "empty.log").write_text("")
    assert main(["docs", "calls", *arguments]) == 2
    assert capsys.readouterr().err.startswith(sentence)


def test_scenarios_that_cannot_be_written_are_explained(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "calls.log").write_text(AS_AGREED)
    monkeypatch.setattr("pytest_ivr.commands.calls.checked_file", lambda path: path)
    assert main(["docs", "calls", "calls.log", EXPLORATION, "--scenarios", "no/where.feature"]) == 2
    assert "no/where.feature cannot be written: No such file or directory." in capsys.readouterr().err
