"""PostgreSQL for the tests of this folder, and catalogues in which nothing is yet: to make the tables takes seconds."""

import os
import subprocess
from pathlib import Path

import pytest

from testbed.postgres import Postgres, database
from testbed.repository import ROOT
from testbed.server import MANAGE

__all__ = ["database"]


def migrate(url: str) -> str:
    """Make the tables in an empty database; return its URL."""
    environment = {**os.environ, "DATABASE_URL": url}
    subprocess.run([*MANAGE, "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)
    return url


@pytest.fixture(scope="package")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty catalogue in SQLite, to be copied."""
    file = tmp_path_factory.mktemp("empty") / "line.sqlite3"
    migrate(f"sqlite:///{file}")
    return file


@pytest.fixture(scope="package")
def empty_database(database: Postgres) -> str:
    """The URL of an empty catalogue in PostgreSQL, to be copied."""
    return migrate(database.new_database())
