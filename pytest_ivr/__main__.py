"""``pytest-ivr``: prepare a project for journeys, try its line, and make the document of a run."""

from __future__ import annotations

import argparse
import gc
import sys

from .commands import check, docs, init
from .configuration import ConfigurationError

COMMANDS = (init, check, docs)


def main(arguments: list[str] | None = None) -> int:
    """Run a command. Return what it returns; 2 for a project whose settings name no line that can be dialed."""
    parser = argparse.ArgumentParser(prog="pytest-ivr", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for command in COMMANDS:
        command.add_parser(commands)
    options = parser.parse_args(arguments)
    try:
        result: int = options.command(options)
    except ConfigurationError as error:
        print(error, file=sys.stderr)
        return 2
    return result


def console() -> None:
    """Run the command that stands on the command line, and exit with its result."""
    gc.disable()  # nothing here goes in circles, and looking for that takes longer than all the rest in large runs
    sys.exit(main())


if __name__ == "__main__":
    console()
