"""A scenario runs again: with its fixtures and hooks, and without any report of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal

import pytest

from ..living_docs.stream.recorder import forget_recording

ENDS = (pytest.exit.Exception, KeyboardInterrupt)


def run_again(item: Any, following: pytest.Item) -> bool:
    """Run a scenario from its setup to its teardown; tell whether it was green.

    What was set up for the whole run stays. Nobody is told of it: neither the terminal, nor the stream, nor the cache.
    """
    hook, sections = item.ihook, len(item._report_sections)
    item._initrequest()  # what pytest itself does for a test that runs again
    try:
        is_green = passes("setup", lambda: hook.pytest_runtest_setup(item=item))
        is_green = is_green and passes("call", lambda: hook.pytest_runtest_call(item=item))
        return passes("teardown", lambda: hook.pytest_runtest_teardown(item=item, nextitem=following)) and is_green
    finally:
        item._request, item.funcargs = False, None  # they would be kept to the end
        del item._report_sections[sections:]
        forget_recording(item)


def passes(when: Literal["setup", "call", "teardown"], phase: Callable[[], None]) -> bool:
    """Tell whether a phase raises nothing."""
    return pytest.CallInfo.from_call(phase, when, reraise=ENDS).excinfo is None
