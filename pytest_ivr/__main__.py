"""``pytest-ivr``: prepare a project for journeys, try its line, and make the document of a run."""

from __future__ import annotations

import argparse
import gc
import importlib
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from typing import cast

from .errors import UsageError

# Each is a module of ``commands``, imported when it is asked for: others may take longer to import than it takes.
COMMANDS = {
    "init": "write what a project needs for journeys",
    "check": "dial the line once, and say what was found; or with --voice, how it speaks",
    "call": "dial the line yourself, and save the call as a scenario if you like",
    "explore": "walk every way that a caller can go, and say what is wrong",
    "docs": "make the document of a run, compare two runs, list the sentences, write the script, look at real calls",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return what it returns; 2 for what it cannot read or dial."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    options = parser(given).parse_args(given)
    try:
        result: int = options.command(options)
    except UsageError as error:
        print(error, file=sys.stderr)
        return 2
    return result


def parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """Return what reads these arguments."""
    made = argparse.ArgumentParser(prog="pytest-ivr", description=__doc__)
    commands = made.add_subparsers(required=True, metavar="COMMAND")
    for name, meaning in COMMANDS.items():
        command = commands.add_parser(name, help=meaning, description=f"{meaning.capitalize()}.")
        if name in arguments[:1]:
            importlib.import_module(f".commands.{name}", __package__).add_arguments(command)
    return made


def console() -> None:
    """Run the command that stands on the command line, and exit with its result.

    What the terminal has no character for becomes a question mark.
    """
    cast(TextIOWrapper, sys.stdout).reconfigure(errors="replace")
    gc.disable()  # little here goes in circles, and looking for that takes longer than all the rest in large runs
    sys.exit(main())


if __name__ == "__main__":
    console()
