"""A pytest plugin that writes down each scenario's result and transcript, and what has served the requests."""

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
servers: list[str] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the name of the file to write."""
    parser.addoption("--transcripts", type=Path)


@receiver(request_started)
def note_server(environ: dict[str, Any], **_: object) -> None:
    """Note what serves a request; the test client names nothing."""
    servers.append(environ.get("SERVER_SOFTWARE", ""))


def pytest_bdd_after_scenario(request: pytest.FixtureRequest) -> None:
    """Keep what happened in the call."""
    transcripts[request.node.nodeid] = request.node.stash[CALL].transcript


def pytest_runtest_logreport(report: pytest.TestReport) -> None:
    """Keep what came of the scenario."""
    if report.when == "call":
        results[report.nodeid] = report.outcome


def pytest_unconfigure(config: pytest.Config) -> None:
    """Write it down, with the threads that are left."""
    threads = [thread.name for thread in threading.enumerate()]
    written = {"results": results, "transcripts": transcripts, "servers": servers, "threads": threads}
    config.getoption("transcripts").write_text(json.dumps(written))
