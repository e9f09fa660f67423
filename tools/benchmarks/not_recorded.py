"""A pytest plugin for runs that are not recorded: what steps attach goes nowhere."""

import pytest

from pytest_ivr.living_docs.stream.recording import Attach
from pytest_ivr.living_docs.stream.registry import improve_pytest_bdd


def pytest_configure() -> None:
    """Find steps as a recorded run does, so that only the recording differs."""
    improve_pytest_bdd()


@pytest.fixture
def attach() -> Attach:
    """Take anything, and keep nothing."""
    return lambda data, media_type, name=None: None
