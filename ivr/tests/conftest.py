"""PostgreSQL for the tests of this folder."""

from testbed.postgres import database

__all__ = ["database"]
