"""``manage.py restore``: put a copy of the database in its place."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from movies.changing import changing_the_catalogue
from movies.copies import restore


class Command(BaseCommand):
    """Put everything back that the line knew; until it is there, callers hear what is there now."""

    help = "Put a copy that `backup` has made in the place of the database, while the line answers calls."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        """Raise CommandError, and change nothing, if it fails."""
        with changing_the_catalogue(self.stderr.write):
            restore(file)
        self.stdout.write(f"The database is that of {file}. Run migrate, if it is one of an older version.")
