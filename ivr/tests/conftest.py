"""PostgreSQL for the tests of this folder. A developer without one sees what was left out; CI leaves nothing out."""

import os
from collections.abc import Iterator
from typing import Any

import pytest

from testbed.postgres import MISSING, Postgres, find_programs, postgres


@pytest.fixture(scope="package")
def database() -> Iterator[Postgres]:
    """A PostgreSQL for the tests of this folder."""
    if find_programs() is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    with postgres() as server:
        yield server


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what nobody has seen."""
    if any(MISSING in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(MISSING, red=True, bold=True)
