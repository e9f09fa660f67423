"""``pytest-ivr call --expect``: calls that go as a feature says end with 0, all others do not."""

import os
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest

from pytest_ivr.__main__ import main
from testbed.repository import ROOT

LINE = """
def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/xml; charset=utf-8")])
    return [b"<Response><Gather><Say>WORDS</Say></Gather></Response>"]
"""
INI = "[pytest]\nivr_line = my_ivr:app\naddopts = -p pytest_ivr.plugin -p no:django\n"
FEATURE = """
Feature: The line answers
  Scenario: A caller is welcomed
    When the caller dials
    Then the caller hears, among other things, "Welcome"
    And the line waits for the caller
"""
ANOTHER = """
  Scenario: A caller is welcomed by name
    When the caller dials
    Then the caller hears, among other things, "Welcome, Ann"
"""
OTHERS = """
  Scenario: Nobody calls
    Given the caller's number is withheld
  # Later
  @skip
  Scenario: A caller has to wait
    When the caller dials
"""
SECONDS = re.compile(r" \(\d+\.\d seconds\)\n$")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project with a line that welcomes its callers, and a feature that says so."""
    (tmp_path / "my_ivr.py").write_text(LINE.replace("WORDS", "Welcome"))
    (tmp_path / "pytest.ini").write_text(INI)
    (tmp_path / "probe.feature").write_text(FEATURE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    yield tmp_path
    sys.modules.pop("my_ivr", None)


def expect(feature: str, capsys: pytest.CaptureFixture[str], *options: str) -> tuple[int, str]:
    """Make the calls of a feature; return the exit code and the line, without the seconds that it ends with."""
    code = main(["call", "--expect", feature, *options])
    line, replaced = SECONDS.subn("", capsys.readouterr().out)
    assert replaced == 1
    assert "\n" not in line
    return code, line


def test_calls_that_go_as_expected_end_with_0_and_leave_nothing(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = set(os.listdir())
    assert expect("probe.feature", capsys) == (0, "https://ivr.example/voice: 1 call went as expected")
    assert set(os.listdir()) - before <= {"__pycache__"}


def test_a_call_that_goes_otherwise_ends_with_1_and_its_words(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "probe.feature").write_text(FEATURE + ANOTHER + OTHERS)
    code, line = expect("probe.feature", capsys)
    assert code == 1
    assert line == (
        "https://ivr.example/voice: "
        "“A caller is welcomed by name” (probe.feature:8) failed: "
        "The caller heard something else. expected Welcome, Ann heard Welcome; "
        "“Nobody calls” (probe.feature:12) makes no call; "
        "“A caller has to wait” (probe.feature:16) skipped: Later"
    )


def test_a_line_elsewhere_is_called_and_one_scenario_is_chosen_by_its_line(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    signatures = []

    def app(environ, start_response):  # type: ignore[no-untyped-def]
        signatures.append(environ.get("HTTP_X_TWILIO_SIGNATURE"))
        start_response("200 OK", [("Content-Type", "text/xml")])
        return [b"<Response><Say>Welcome, Ann</Say><Gather/></Response>"]

    (project / "probe.feature").write_text(FEATURE + ANOTHER)
    monkeypatch.setattr(WSGIRequestHandler, "log_message", lambda *_: None)
    monkeypatch.setenv("TOKEN", "0" * 32)
    with make_server("127.0.0.1", 0, app) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/voice"
        found = expect("probe.feature:8", capsys, "--url", url, "--auth-token", "$TOKEN")
        server.shutdown()
    assert found == (0, f"{url}: 1 call went as expected")
    assert len(signatures) == 1
    assert signatures[0]


@pytest.mark.parametrize(
    ("text", "words"), [("Feature: Nothing\n", "no tests ran"), ("Scenario: Nothing\n", "probe.feature")]
)
def test_a_feature_that_makes_no_run_ends_with_2(
    project: Path, capsys: pytest.CaptureFixture[str], text: str, words: str
) -> None:
    (project / "probe.feature").write_text(text)
    assert main(["call", "--expect", "probe.feature"]) == 2
    said = capsys.readouterr()
    assert said.err.startswith("No call could be made, as `probe.feature` says; pytest said:\n")
    assert words in said.err
    assert said.out == ""


def test_what_fails_outside_a_scenario_ends_with_1(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "conftest.py").write_text("def pytest_sessionfinish(session):\n    session.exitstatus = 1\n")
    assert expect("probe.feature", capsys)[0] == 1
