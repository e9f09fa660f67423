"""Copies of the database, made and put back while the line answers calls."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from django.core.management.base import CommandError
from django.db import connection

BACK_UP = ("pg_dump", "--format=custom")
# In a single transaction: until it is over, callers hear what was there before.
RESTORE = ("pg_restore", "--clean", "--if-exists", "--single-transaction", "--exit-on-error")


def back_up(file: Path) -> None:
    """Copy the database into a file, whole or not at all. Raises CommandError if that fails."""
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    try:
        if connection.vendor == "postgresql":
            run(*BACK_UP, f"--file={part}")
        else:
            copy(source=connection.settings_dict["NAME"], target=part)
        part.replace(file)
    finally:
        part.unlink(missing_ok=True)


def restore(file: Path) -> None:
    """Put a copy in the place of the database, whole or not at all. Raises CommandError if that fails."""
    if not file.is_file():
        raise CommandError(f"There is no file {file}.")
    if connection.vendor == "postgresql":
        run(*RESTORE, str(file))
    else:
        connection.close()
        copy(source=file, target=connection.settings_dict["NAME"])


def run(program: str, *arguments: str) -> None:
    """Run a program of PostgreSQL's on the database. The password is in its environment, where nobody else sees it."""
    words, secrets = connection.client.settings_to_cmd_args_env(connection.settings_dict, [*arguments, "--dbname"])
    try:
        subprocess.run(  # noqa: S603 (our own words, and the settings')
            [program, *words[1:]], env={**os.environ, **(secrets or {})}, check=True, capture_output=True, text=True
        )
    except FileNotFoundError:
        raise CommandError(f"{program} is not installed; it comes with PostgreSQL's client.") from None
    except subprocess.CalledProcessError as error:
        raise CommandError(f"{program} has failed: {' '.join(error.stderr.split())}") from None


def copy(source: Path | str, target: Path | str) -> None:
    """Copy a database of SQLite's as it stands now. Raises CommandError for a file that is none of the line's."""
    try:
        with (
            closing(sqlite3.connect(f"{Path(source).absolute().as_uri()}?mode=ro", uri=True)) as old,
            closing(sqlite3.connect(target)) as new,
        ):
            old.execute("SELECT 1 FROM movies_theater LIMIT 1")
            old.backup(new)
    except sqlite3.Error as error:
        raise CommandError(f"{source} could not be copied to {target}: {error}.") from None
