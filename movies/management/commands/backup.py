"""``manage.py backup``: copy the database into a file."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from movies.copies import back_up


class Command(BaseCommand):
    """Copy everything that the line knows; it goes on answering calls."""

    help = "Copy the database into a file, while the line answers calls. A file of that name is replaced."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *_args: Any, file: Path, **_options: Any) -> None:
        """Raise CommandError, and leave no file that is not whole, if it fails."""
        back_up(file)
        self.stdout.write(f"{file}: {file.stat().st_size:,} bytes.")
