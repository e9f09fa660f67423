"""A pytest plugin that writes down what came of every scenario: its result, its transcript and its log.

Beside them stand what served each request, and the threads that tests have left behind.
"""

import json
import threading
from pathlib import Path
from typing import Any

import pytest
from django.core.signals import request_started
from django.dispatch import receiver

from pytest_ivr.journeys.conversation import CALL

results: dict[str, str] = {}
transcripts: dict[str, Any] = {}
logs: dict[str, str] = {}
servers: list[str] = []
threads_at_start: set[threading.Thread] = set()


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the name of the file to write."""
    parser.addoption("--transcripts", type=Path)


def pytest_sessionstart() -> None:
    """Note which threads other plugins have started."""
    threads_at_start.update(threading.enumerate())


@receiver(request_started)
def note_server(environ: dict[str, Any], **_: object) -> None:
    """Note what serves a request; the test client names nothing."""
    servers.append(environ.get("SERVER_SOFTWARE", ""))


def pytest_bdd_after_scenario(request: pytest.FixtureRequest) -> None:
    """Keep what happened in the call; a scenario about every call has none of its own."""
    call = request.node.stash.get(CALL, None)
    transcripts[request.node.nodeid] = call.transcript if call else []


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep the scenario's result, and what was written to standard error until it was torn down."""
    if report.nodeid in transcripts:  # and not in the tests that guard the language of the features
        logs[report.nodeid] = report.capstderr  # each report has what the reports before it had
        if report.when == "call":
            results[report.nodeid] = report.outcome


def pytest_unconfigure(config: pytest.Config) -> None:
    """Write it down."""
    threads = [thread.name for thread in threading.enumerate() if thread not in threads_at_start]
    run = {"results": results, "transcripts": transcripts, "logs": logs, "servers": servers, "threads": threads}
    config.getoption("transcripts").write_text(json.dumps(run))
