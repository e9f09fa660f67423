"""The fixtures of a journey: the line, the call, and what the Givens say before anybody dials.

Givens only describe. The call begins when the first When or Then asks for it, so the order of the Givens matters
only where they let something happen in the call.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import time_machine

from ..configuration import ConfigurationError, configured_line
from ..keys import Settings
from ..line import Line, innermost
from ..living_docs.stream.registry import scenario_of
from ..simulator import Call, DjangoTransport
from .collection import has_test_database
from .conversation import CALL, EVENTS_OF_GIVENS, SECRET_KEYS
from .failure_report import SCENARIO
from .prompts import Prompts, read_prompts

NO_TEST_DATABASE = (
    "The line is a Django project, and its calls would reach your own data: install pytest-django, and write "
    "`DJANGO_SETTINGS_MODULE = mysite.settings` into the ini file, so that they have a test database."
)
LINE = pytest.StashKey[Callable[[], Line]]()
BeforeTheCall = list[Callable[[Call], object]]


@dataclass
class Dialing:
    """What the Givens say of the call: ``now`` gives the time at which it is made, ``arguments`` describe it."""

    now: Callable[[], dt.datetime] | None = None
    arguments: dict[str, Any] = field(default_factory=dict)


def use_line(config: pytest.Config, settings: Settings) -> None:
    """Let journeys dial the line that the settings name; it is made when it is first asked for."""
    made: Callable[[], Line] = functools.cache(lambda: configured_line(settings, config.rootpath))
    config.stash[LINE] = made
    config.stash[SECRET_KEYS] = settings["ivr_secret_keys"]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Refuse to begin where scenarios would dial a line that is not there."""
    if any(map(scenario_of, items)) and not config.option.collectonly:
        has_database = has_test_database(config)  # asked first: the line's module may name Django's settings itself
        try:
            line = config.stash[LINE]()
        except ConfigurationError as error:
            raise pytest.UsageError(str(error)) from error.__cause__
        if isinstance(innermost(line.transport), DjangoTransport) and not has_database:
            raise pytest.UsageError(NO_TEST_DATABASE)


@pytest.fixture(scope="session")
def line(pytestconfig: pytest.Config) -> Line:
    """The line that the ini file names."""
    return pytestconfig.stash[LINE]()


@pytest.fixture
def dialing() -> Dialing:
    """What the Givens say of the call."""
    return Dialing()


@pytest.fixture
def before_the_call() -> BeforeTheCall:
    """What the Givens let happen in the call, in order: functions that are called with it before the first When."""
    return []


@pytest.fixture(scope="session")
def secret_keys(pytestconfig: pytest.Config) -> Sequence[str]:
    """The paths at which callers key in a secret, as the ini file names them."""
    return pytestconfig.stash[SECRET_KEYS]


@pytest.fixture
def prompts(request: pytest.FixtureRequest) -> Prompts:
    """The words of the files that the line plays."""
    feature, _ = request.node.stash[SCENARIO]
    return read_prompts(Path(feature.filename), request.config.rootpath)


@pytest.fixture
def call(
    line: Line, dialing: Dialing, before_the_call: BeforeTheCall, request: pytest.FixtureRequest
) -> Iterator[Call]:
    """The caller's call, as far as the Givens tell, at the stated time and in the line's world."""
    now = dialing.now and dialing.now()
    with standing_still(line, now), line.world():
        call = request.node.stash[CALL] = line.new_call(now, **dialing.arguments)
        for happen in before_the_call:
            happen(call)
        request.node.stash[EVENTS_OF_GIVENS] = list(call.transcript)
        yield call
    del request.node.stash[CALL], request.node.stash[EVENTS_OF_GIVENS]  # pytest keeps its items to the end


def standing_still(line: Line, now: dt.datetime | None) -> AbstractContextManager[object]:
    """Let the clock stand still at an instant, if one was stated.

    Raises ValueError for a line whose clock cannot be set from here.
    """
    if now is None or (line.clock_header and not line.is_in_this_process):
        return nullcontext()
    if not line.is_in_this_process:
        raise ValueError(
            "The line runs elsewhere, so its clock cannot be set from here. If it takes the time of a request from a "
            "header, name that in `ivr_clock_header`; else leave the time out."
        )
    return time_machine.travel(now, tick=False)
