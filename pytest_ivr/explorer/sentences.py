"""Sentences about whatever callers do."""

from __future__ import annotations

from collections.abc import Hashable

import pytest
from pytest_bdd import given, then

from ..journeys.failure_report import SCENARIO
from .fixtures import Walk
from .graph import Exploration

EXPLORED = pytest.StashKey[dict[Hashable, Exploration]]()


@given("every way that a caller can go", target_fixture="every_way")
def every_way(explore: Walk, request: pytest.FixtureRequest) -> Exploration:
    """The line is walked: wherever a call comes, everything is tried that a caller can do there. This takes a while.

    Scenarios with the same Givens share one walk.
    """
    known = request.config.stash.setdefault(EXPLORED, {})
    _, scenario = request.node.stash[SCENARIO]
    world = tuple((step.name, step.docstring, str(step.datatable)) for step in scenario.steps if step.type == "given")
    if world not in known:
        known[world] = explore()
    return known[world]


@then("no caller hears that an application error has occurred")
def no_error(every_way: Exploration) -> None:
    """No call comes to where the line fails, and Twilio tells the caller so."""
    assert every_way.states
