"""A small project whose line and features lie in ``weak``, or are written by a test."""

import itertools
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

LINE = '''
from urllib.parse import parse_qs

VOICE = """<Response><Gather action="/choice" numDigits="1" timeout="7"><Say>Welcome. For sales press 1</Say></Gather>
<Say>Goodbye.</Say></Response>"""


def app(environ, start_response):
    form = parse_qs(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0)).decode())
    if environ["PATH_INFO"] == "/callback":
        start_response("200 OK", [("Content-Type", "text/xml")])
        return [b"<Response><Say>Nobody listens to this.</Say></Response>"]
    start_response("200 OK", [("Content-Type", "text/xml")])
    if environ["PATH_INFO"] == "/voice":
        return [VOICE.encode()]
    return [f"<Response><Say>You pressed {form['Digits'][0]}.</Say></Response>".encode()]
'''
EXACT = """
Feature: Sales
  Scenario: Callers hear the menu
    When the caller dials
    Then the caller hears:
      \"\"\"
      Welcome. For sales press 1
      \"\"\"
    And the line waits for the caller
  Scenario: Callers who say nothing hear goodbye
    When the caller dials then times out
    Then the conversation is:
      \"\"\"
      Line: Welcome. For sales press 1
      Caller: times out
      Line: Goodbye.
      Line: hangs up
      \"\"\"
"""
Run = Callable[..., pytest.RunResult]


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project with a line."""
    pytester.makepyfile(small_line=LINE)
    pytester.makeini("[pytest]\nivr_line = small_line:app\nbdd_features_base_dir = features\n")
    pytester.mkdir("features")
    return pytester


@pytest.fixture
def run(project: pytest.Pytester) -> Run:
    """Write a feature, and change the answers that it receives."""

    numbers = itertools.count()

    def run_pytest(feature: str = "", *arguments: str, changes: bool = True) -> pytest.RunResult:
        if feature:  # under a new name each time: pytest-bdd keeps what it has read
            for old in (features := project.path / "features").glob("*.feature"):
                old.unlink()
            (features / f"sales_{next(numbers)}.feature").write_text(feature, encoding="utf-8")
        options = ("--change-answers", *arguments) if changes else arguments
        return project.runpytest("-p", "pytest_ivr.plugin", "-p", "no:django", *options)

    return run_pytest


def messages(folder: Path) -> list[dict[str, Any]]:
    """Return the messages of the run in a folder."""
    return [json.loads(line) for line in (folder / "reports/messages.ndjson").read_text().splitlines()]


def told(folder: Path) -> dict[str, Any]:
    """Return what the stream of the run in a folder says of the changes."""
    [found] = [
        it for message in messages(folder) if "unnoticed" in (it := message.get("attachment", {})).get("mediaType", "")
    ]
    content: dict[str, Any] = json.loads(found["body"])
    return content
