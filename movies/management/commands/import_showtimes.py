"""``manage.py import_showtimes``: import the showtimes in a file."""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from io import SEEK_END, BufferedReader
from pathlib import Path
from typing import Any, cast

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from movies.changing import changing_the_catalogue
from movies.imports.files import UnreadableFile
from movies.imports.importing import BadFile, import_showtimes
from movies.imports.reading import COLUMNS, REQUIRED, Entry, Problem, read_entries

ENTRIES_A_TICK = 1_000


class Command(BaseCommand):
    """Import a file of showtimes, all of it or nothing; running it twice changes nothing."""

    help = (
        f"Import showtimes from CSV or JSON. Columns: {', '.join(REQUIRED)}, and optionally "
        f"{', '.join(column for column in COLUMNS if column not in REQUIRED)}. Times are those on the theater's clock, "
        "like 2026-11-27 18:00. New theaters and movies get the lowest free number unless the file gives one. "
        "All or nothing: if anything is wrong, every problem is listed, and nothing is imported."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Declare the file and the options."""
        parser.add_argument("file", help="the file; - reads standard input")
        parser.add_argument(
            "--fold",
            choices=("first", "second"),
            help="which one is meant, if a time occurs twice (when clocks go back)",
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="let the file win over existing data of its theaters, and delete their other shows",
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")

    def handle(self, *_args: Any, file: str, fold: Any, replace: bool, dry_run: bool, **_options: Any) -> None:
        """Raise CommandError, and change nothing, for whatever is wrong."""
        try:
            with (
                opened(file) as opened_file,
                changing_the_catalogue(self.stderr.write),
                progress(opened_file) as bar,
            ):
                entries = watched(read_entries(opened_file), opened_file, bar)
                outcome = import_showtimes(entries, self.report_problem, fold=fold, replace=replace, dry_run=dry_run)
        except (OSError, BadFile, UnreadableFile) as error:
            raise CommandError(f"{file}: {error}") from None
        for change in outcome.changes:
            self.stdout.write(change)
        self.stdout.write(f"Shows: {outcome.added:,} added, {outcome.removed:,} removed.")
        if dry_run:
            self.stdout.write("This was a dry run: nothing was changed.")

    def report_problem(self, problem: Problem) -> None:
        """Print what is wrong, above the progress bar."""
        with tqdm.external_write_mode(file=sys.stderr):
            self.stderr.write(str(problem))


@contextmanager
def opened(name: str) -> Iterator[BufferedReader]:
    """Open a file, or standard input."""
    if name == "-":
        yield cast("BufferedReader", sys.stdin.buffer)
    else:
        with Path(name).open("rb") as file:
            yield file


def progress(file: BufferedReader) -> "tqdm[Any]":
    """Return a bar, for people alone: of the bytes of a file, or of the entries of a stream without a known end."""
    if not file.seekable():
        return tqdm(unit=" entries", unit_scale=True, disable=None)
    begin = file.tell()
    end = file.seek(0, SEEK_END)
    file.seek(begin)
    return tqdm(total=end, initial=begin, unit="B", unit_scale=True, disable=None)


def watched(entries: Iterator[Entry], file: BufferedReader, bar: "tqdm[Any]") -> Iterator[Entry]:
    """Pass on the entries, and move the bar."""
    for number, entry in enumerate(entries, 1):
        yield entry
        if number % ENTRIES_A_TICK == 0:
            bar.update(file.tell() - bar.n if file.seekable() else ENTRIES_A_TICK)
    if file.seekable():
        bar.update(file.tell() - bar.n)
