"""``pytest-ivr call``: dial the line yourself, and save the call as a scenario if you like."""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Sequence
from pathlib import Path

from ..errors import UsageError
from ..journeys.prompts import Prompts
from ..line import Line
from ..phone.saving import Saving
from ..phone.terminal import converse
from ..simulator import Call
from .expecting import expect
from .keeping import Keeping, checked_file, command
from .played import prompts_of
from .project_line import Dialed, add_options_of_other_lines, find_dialed

with contextlib.suppress(ImportError):  # not on Windows
    import readline  # noqa: F401 (what is typed can be edited, and be longer than a terminal's line)

ANY = "any.feature"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the options of the command."""
    parser.add_argument("--save", type=Path, metavar="FILE", help="save the call as a scenario in this new file")
    parser.add_argument("--short", action="store_true", help="let the scenario quote the last answer only")
    parser.add_argument(
        "--expect", metavar="FEATURE", help="make the calls of this feature instead, and say in a line how they went"
    )
    parser.add_argument("--browser", action="store_true", help="dial on a page in the browser, until Control-C")
    parser.add_argument(
        "--host", default="127.0.0.1", help="where that page is served; by default on this computer alone"
    )
    parser.add_argument("--port", type=int, default=8001, help="the port at which it is served; by default 8001")
    add_options_of_other_lines(parser)
    parser.set_defaults(command=call)


def call(options: argparse.Namespace) -> int:
    """Make a call in the line's world, and save it. Return 1 if there was none, or if one was expected to go otherwise.

    Raises UsageError for what cannot be dialed, read or written.
    """
    file = options.save and checked_file(options.save)
    dialed = find_dialed(options)
    if options.expect:
        return expect(dialed, options.expect)
    prompts = prompts_of(dialed.project.features / ANY, dialed.project)  # not after the call, which would be lost
    if options.browser:
        return serve_phone(dialed, prompts, options)
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


def serve_phone(dialed: Dialed, prompts: Prompts, options: argparse.Namespace) -> int:
    """Serve the phone in the browser until Control-C. Raises UsageError where it cannot be served."""
    try:
        from ..phone.browser.server import serve
    except ModuleNotFoundError as error:
        raise UsageError(
            f"The phone in the browser needs {error.name}, which is not installed: pip install 'pytest-ivr[phone]'."
        ) from None
    is_elsewhere = not (dialed.is_the_projects or dialed.settings["ivr_line"])
    comment = f"Run it with: {command(dialed, Path(ANY))}" if is_elsewhere else ""
    saving = Saving(prompts, dialed.settings["ivr_secret_keys"], comment)
    serve(dialed.line, options.host, options.port, saving)
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
