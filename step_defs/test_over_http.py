"""The same journeys over real HTTP: the same sentences, the same results, the same calls."""

import json
import os
import re
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from testbed.pytest_runs import run_pytest
from testbed.repository import ROOT

RANDOM = re.compile("CA[0-9a-f]{32}")
STEPS = """
import time
import warnings
from django.core.signals import request_finished
from pytest_bdd import given, scenarios, then
from movies import views
from movies.models import Theater

scenarios("sample.feature")

@given("a line that uses what is out of date")
def outdated(monkeypatch):
    monkeypatch.setattr(views, "say_goodbye", lambda response: warnings.warn("out of date", DeprecationWarning))

@given("a line that looks something up after its answer", target_fixture="found")
def thorough(request):
    found = []
    def look_up(**_):
        time.sleep(0.1)
        found.append(Theater.objects.count())
    request_finished.connect(look_up)
    request.addfinalizer(lambda: request_finished.disconnect(look_up))
    return found

@then("it has been found before the caller goes on")
def is_found(found):
    assert found == [3]
"""
FEATURE = """
Feature: Sample
  Scenario: Outdated
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    And a line that uses what is out of date
    And there are no theaters
    When the caller dials
    Then the call is over
  Scenario: Heard
    Given it is 1:30PM on Friday 1 May 2020 at Rialto
    And a line that looks something up after its answer
    When the caller dials
    Then the caller hears, among other things, "Welcome to movie info!"
    And it has been found before the caller goes on
"""


IN_PROCESS = os.environ.get("JOURNEYS_IN_PROCESS")
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}


class Run(NamedTuple):
    """What came of a run of all journeys, as the plugin ``transcripts`` wrote it down."""

    results: dict[str, str]
    transcripts: dict[str, list[dict[str, Any]]]
    logs: dict[str, str]
    servers: list[str]
    threads: list[str]


def read_run(file: Path) -> Run:
    """Read a run; what is random in its logs is replaced."""
    return Run(**json.loads(RANDOM.sub("CA...", file.read_text())))


def run_journeys(folder: Path, *options: str) -> Run:
    """Run all journeys, on SQLite, whose database in memory the live server can share."""
    file = folder / "run.json"
    plugin = ["-p", "step_defs.transcripts", "--transcripts", str(file)]
    messages = ["--messages", str(folder / "messages.ndjson")]
    done = run_pytest("features", "-p", "no:rerunfailures", *plugin, *messages, *options, environment=ENVIRONMENT)
    assert done.stderr == ""
    return read_run(file)


@pytest.fixture(scope="module")
def in_process(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The journeys in one process: the run that `make test` has made already, or one of our own."""
    return read_run(Path(IN_PROCESS)) if IN_PROCESS else run_journeys(tmp_path_factory.mktemp("in_process"))


@pytest.fixture(scope="module")
def over_http(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The journeys over real HTTP."""
    return run_journeys(tmp_path_factory.mktemp("over_http"), "--over-http")


def test_every_journey_ends_the_same(in_process: Run, over_http: Run) -> None:
    assert len(in_process.results) > 100
    assert over_http.results == in_process.results


def test_every_call_has_the_same_transcript(in_process: Run, over_http: Run) -> None:
    assert in_process.transcripts.keys() == in_process.results.keys()
    assert over_http.transcripts == in_process.transcripts


def test_every_request_comes_through_a_real_server(in_process: Run, over_http: Run) -> None:
    requested = [event for call in over_http.transcripts.values() for event in call if event["event"] == "requested"]
    assert set(in_process.servers) == {""}
    assert (
        len(over_http.servers) == len(in_process.servers) >= len(requested) > 100
    )  # some scenarios make other calls too
    assert all(server.startswith("WSGIServer/") for server in over_http.servers)


def test_the_server_logs_nothing_more_and_is_gone_at_the_end(in_process: Run, over_http: Run) -> None:
    assert any("Twilio fell back" in log for log in in_process.logs.values())
    assert over_http.logs == in_process.logs
    assert over_http.threads == []


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest prints of a feature elsewhere, with an ini file and sentences of its own, over real HTTP."""
    folder = tmp_path_factory.mktemp("sample")
    (folder / "other.ini").write_text("[pytest]\nivr_line = step_defs.line:movie_info\nfilterwarnings = error\n")
    (folder / "sample.feature").write_text(FEATURE)
    shutil.copy(ROOT / "conftest.py", folder)
    (folder / "test_sample.py").write_text(STEPS)
    options = ["-p", "pytest_ivr.plugin", "-c", str(folder / "other.ini"), "-rA", "--over-http"]
    return run_pytest(*options, str(folder), environment=ENVIRONMENT).stdout


def test_warnings_are_errors_in_the_server_too(sample: str) -> None:
    assert "FAILED" in sample
    assert "DeprecationWarning: out of date" in sample
    assert "Twilio   POST https://testserver/movies/choose-theater -> HTTP 500" in sample


def test_the_server_has_let_go_of_the_database_before_the_caller_goes_on(sample: str) -> None:
    assert re.search(r"PASSED .*::test_heard", sample)
    assert "1 failed, 1 passed" in sample
