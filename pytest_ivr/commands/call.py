"""``pytest-ivr call``: dial the line yourself, and save the call as a scenario if you like."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Sequence
from pathlib import Path

from ..line import Line
from ..phone.terminal import converse
from ..simulator import Call
from .keeping import Keeping, checked_file, features_of, prompts_of
from .project_line import add_options_of_other_lines, find_dialed

with contextlib.suppress(ImportError):  # not on Windows
    import readline  # noqa: F401 (what is typed can be edited, and be longer than a terminal's line)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the options of the command."""
    parser.add_argument("--save", type=Path, metavar="FILE", help="save the call as a scenario in this new file")
    parser.add_argument("--short", action="store_true", help="let the scenario quote the last answer only")
    add_options_of_other_lines(parser)
    parser.set_defaults(command=call)


def call(options: argparse.Namespace) -> int:
    """Make a call in the line's world, and save it. Return 1 if there was none.

    Raises UsageError for what cannot be dialed, read or written.
    """
    file = options.save and checked_file(options.save)
    dialed = find_dialed(options)
    prompts_of(features_of(dialed.project) / "any.feature", dialed.project)  # not after the call, which would be lost
    with dialed.line.world():
        made = converse(dialed.line.new_call(), input, print)
        givens = givens_of(dialed.line, made) if made.transcript else []
    if not made.transcript:
        return 1
    keeping = Keeping(made, givens, dialed, is_short=options.short)
    if file:
        keeping.write(file, file.stem.replace("_", " ").capitalize(), print)
    else:
        keeping.ask(input, print)
    return 0


def givens_of(line: Line, made: Call) -> Sequence[str]:
    """Return the Given sentences of a call; none where the project's own function fails, which is said."""
    try:
        return list(line.givens(made))
    except Exception as error:
        print(
            f"The line's `givens` failed: {type(error).__name__}: {error}. Write yourself what was given in this call."
        )
        return []
