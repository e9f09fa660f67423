"""What every test of the project shares. It asks nothing of the ini file that pytest was given."""

import os

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ivr.settings")
django.setup()

pytest_plugins = [
    "step_defs.world",
    "step_defs.own_database",
    "step_defs.tags",
    "step_defs.failure_report",
    "step_defs.clock_steps",
    "step_defs.catalogue_steps",
    "step_defs.caller_steps",
    "step_defs.twilio_steps",
]


@pytest.fixture(autouse=True)
def _test_database(db: None) -> None:
    """Ask for the test database by name: steps ask too late for pytest-django to see it."""
