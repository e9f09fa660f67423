"""``pytest-ivr docs script``: the sheet that a voice talent and a translator get, as CSV or for a spreadsheet."""

from __future__ import annotations

import argparse
import csv
import io
from collections.abc import Sequence
from pathlib import Path

from ..errors import UsageError
from ..ini import find_project
from ..journeys.prompts import Prompts
from ..living_docs.document.assembly import read_suite
from ..living_docs.document.run import Suite
from ..voice.script import Row, script, to_record
from .played import prompts_of

SPREADSHEET = ".xlsx"
SENTENCE_WIDTH = 80  # in characters
NO_LIBRARY = "A spreadsheet needs XlsxWriter: pip install 'pytest-ivr[script]', or write a file that ends with .csv."


def write_script(options: argparse.Namespace) -> int:
    """Print the script, or write it to a file. Raises UsageError for what cannot be read or written."""
    project = find_project(Path.cwd())
    prompts = prompts_of(project.features / "*", project)
    rows = script_of(options.streams, prompts)
    if options.since:
        rows = to_record(script_of([options.since], prompts), rows)
    if options.out is None:
        print(as_csv(rows), end="")
        return 0
    try:
        if options.out.suffix == SPREADSHEET:
            write_spreadsheet(options.out, rows)
        else:
            options.out.write_text(as_csv(rows), encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{options.out} cannot be written: {error.strerror}.") from None
    print(f"The script of {len(rows)} sentences is in {options.out}")
    return 0


def script_of(streams: Sequence[Path], prompts: Prompts) -> list[Row]:
    """Return the script of what was heard in some streams, explorations included."""
    return script_in(read_suite(streams), prompts)


def script_in(suite: Suite, prompts: Prompts) -> list[Row]:
    """Return the script of what was heard in the calls of a suite, explorations included."""
    return script([*suite.runs, *suite.explored_runs], suite.menu_names, prompts)


def script_here(suite: Suite) -> list[Row]:
    """Return the same, with the words of recordings as the project here has them."""
    project = find_project(Path.cwd())
    return script_in(suite, prompts_of(project.features / "*", project))


def as_csv(rows: Sequence[Row]) -> str:
    """Return the script as CSV, with a head."""
    text = io.StringIO()
    written = csv.writer(text, lineterminator="\n")
    written.writerow(Row._fields)
    written.writerows(rows)
    return text.getvalue()


def write_spreadsheet(path: Path, rows: Sequence[Row]) -> None:
    """Write the script as a spreadsheet. Raises UsageError without the library that does, OSError if it cannot."""
    try:
        import xlsxwriter
    except ImportError:
        raise UsageError(NO_LIBRARY) from None
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("Script")
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.set_column(0, 0, SENTENCE_WIDTH, wrapped)
        sheet.set_column(len(Row._fields) - 1, len(Row._fields) - 1, SENTENCE_WIDTH, wrapped)
        sheet.freeze_panes(1, 0)
        for number, row in enumerate([Row._fields, *rows]):
            sheet.write_row(number, 0, row)
    path.write_bytes(content.getvalue())
