"""A pytest plugin that writes down how long each scenario takes, beside the bare requests that it makes."""

import datetime as dt
import json
import re
import time
from collections.abc import Generator
from itertools import chain, zip_longest
from pathlib import Path

import pytest

from pytest_ivr.journeys.notation import perform
from pytest_ivr.simulator import Call, DjangoTransport
from testbed.transports import RecordingTransport

from .line import bare
from .measure import seconds

scenario_seconds: list[float] = []
bare_seconds: list[float] = []


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the name of the file to write."""
    parser.addoption("--measurements", type=Path)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Let scenarios and bare requests take turns."""
    scenarios = [item for item in items if not is_bare(item)]
    bare_items = [item for item in items if is_bare(item)]
    items[:] = [item for item in chain(*zip_longest(scenarios, bare_items)) if item is not None]


def is_bare(item: pytest.Item) -> bool:
    """Tell whether a test is the one below."""
    return item.name.startswith("test_bare")


def bare_requests(copy: int, request: pytest.FixtureRequest) -> None:
    """Send the requests of the scenario, bare, in the world of the scenario; written down are they alone."""
    world = request.getfixturevalue("world")
    request.getfixturevalue("dialing").now = lambda: dt.datetime(2020, 5, 1, 18, 30, tzinfo=dt.UTC)
    world.shows.append(("Casablanca", "Rialto", "at 2:00PM and 1:30PM"))
    recorder = RecordingTransport(DjangoTransport())
    world.transports = world.transports._replace(straight=recorder)
    call: Call = request.getfixturevalue("call")
    call.dial()
    perform(call, "presses 1# then presses 1#")
    send = bare(recorder.requests)
    send()
    bare_seconds.append(seconds(send, repeat=3))


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Time a scenario with its set-up and its clean-up."""
    start = time.process_time()
    result = yield
    if not is_bare(item):
        scenario_seconds.append(time.process_time() - start)
    return result


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the figures down: CPU seconds, and KB of memory in use at the end."""
    figures = {"scenarios": scenario_seconds, "bare": bare_seconds, "kilobytes": kilobytes()}
    session.config.getoption("measurements").write_text(json.dumps(figures))


def kilobytes() -> int:
    """Return the memory that this process uses now, in KB, by Linux. Its peak would be that of the start."""
    match = re.search(r"VmRSS:\s+(\d+) kB", Path("/proc/self/status").read_text())
    if match is None:
        raise RuntimeError("The kernel does not tell how much memory is used.")
    return int(match[1])
