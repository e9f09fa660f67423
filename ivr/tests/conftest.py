"""PostgreSQL for the tests of this folder."""

from testbed.debian import pytest_terminal_summary
from testbed.postgres import database

__all__ = ["database", "pytest_terminal_summary"]
