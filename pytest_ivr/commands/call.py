"""``pytest-ivr call``: dial the line yourself, and save the call as a scenario if you like."""

from __future__ import annotations

import argparse
import contextlib
from pathlib import Path

from ..errors import UsageError
from ..journeys.saving import saved_call
from ..phone.terminal import converse
from ..simulator import Call
from .project_line import Dialed, add_options_of_other_lines, find_dialed

with contextlib.suppress(ImportError):  # not on Windows
    import readline  # noqa: F401 (what is typed can be edited, and be longer than a terminal's line)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the options of the command."""
    parser.add_argument("--save", type=Path, metavar="FILE", help="save the call as a scenario in this new file")
    parser.add_argument("--short", action="store_true", help="let the scenario quote the last answer only")
    add_options_of_other_lines(parser)
    parser.set_defaults(command=call)


def call(options: argparse.Namespace) -> int:
    """Make a call in the line's world, and save it. Raises UsageError for what cannot be dialed, or written."""
    if options.save and options.save.exists():
        raise UsageError(f"{options.save} exists already; choose another name.")
    dialed = find_dialed(options)
    with dialed.line.world():
        made = converse(dialed.line.new_call(), input, print)
        if made.transcript:
            keep(made, dialed, options)
    return 0


def keep(made: Call, dialed: Dialed, options: argparse.Namespace) -> None:
    """Save the call as a scenario if somebody wants to."""
    title = options.save.stem.replace("_", " ").capitalize() if options.save else ask_for_title()
    if title:
        scenario = saved_call(made, dialed.line.givens(made), {}, title)
        print(scenario)


def ask_for_title() -> str:
    """Ask whether to save the call; the end of the input is no."""
    try:
        return input("Save this call as a scenario? Type a title, or press Enter to skip: ").strip()
    except (EOFError, KeyboardInterrupt):
        return ""
