"""What every test of the project shares. It asks nothing of the ini file that pytest was given."""

import gc
import os
import signal
from collections.abc import Iterator
from importlib.util import find_spec

import django
import pytest
from django.db import connection
from django.test import override_settings

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ivr.settings")
django.setup()

pytest_plugins = [
    "pytester",
    "step_defs.transports",
    "step_defs.gunicorns",
    "step_defs.world",
    "step_defs.database_guard",
    "step_defs.clock_steps",
    "step_defs.catalogue_steps",
    "step_defs.caller_steps",
    "step_defs.answer_steps",
    "step_defs.twilio_steps",
    "step_defs.operations_steps",
    "testbed.debian",
    *(["testbed.scheduling"] if find_spec("xdist") else []),
]

# With requirements.txt alone, `pytest` runs the journeys; the tests in these folders need requirements-dev.txt.
collect_ignore_glob = [] if find_spec("hypothesis") else ["*/tests"]

# A shell lets its background processes ignore interrupts, and with them all that they start; tests send some.
signal.signal(signal.SIGINT, signal.default_int_handler)

if connection.vendor == "postgresql":  # tests that run pytest themselves do not meet each other there
    connection.settings_dict["TEST"]["NAME"] = f"test_{os.getpid()}"


def pytest_collection_finish() -> None:
    """Set aside what is there to stay, so that the garbage collector does not go through it in every test."""
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _no_proxy() -> Iterator[None]:
    """Stand behind no proxy, whatever the developer's environment says."""
    with override_settings(SECURE_PROXY_SSL_HEADER=None, USE_X_FORWARDED_HOST=False, SECURE_SSL_REDIRECT=False):
        yield


@pytest.fixture(autouse=True, scope="session")
def _few_plugins_in_other_processes() -> Iterator[None]:
    """Let processes in which tests run pytest leave out what only developers have: loading it takes three seconds."""
    unused = " ".join(f"-p no:{name}" for name in ("faker", "locust", "hypothesispytest", "anyio"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTEST_ADDOPTS", unused, prepend=" ")
        yield


@pytest.fixture(autouse=True)
def _test_database(db: None) -> None:
    """Ask for the test database by name: steps ask too late for pytest-django to see it."""
