"""Journeys run on the test database and on no other: a developer's own data are not for playing with."""

import pytest
from django.db import connection

DEVELOPERS_DATABASE = str(connection.settings_dict["NAME"])


def pytest_bdd_before_scenario() -> None:
    """Refuse to begin a scenario on the database that the settings name."""
    refuse_developers_database(str(connection.settings_dict["NAME"]))


def refuse_developers_database(name: str) -> None:
    """Fail the test if ``name`` is the developer's database."""
    if name == DEVELOPERS_DATABASE:
        pytest.fail(f"This scenario would run on {name}. A fixture that every test names must ask for `db`.")
