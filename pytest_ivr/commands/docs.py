"""``pytest-ivr docs``: make the document of a run, compare two runs, list the sentences."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from .vocabulary import vocabulary


def add_parser(commands: Any) -> None:
    """Take the commands and their options."""
    parser: argparse.ArgumentParser = commands.add_parser(
        "docs", help="make the document of a run, compare two, list the sentences", description=__doc__
    )
    docs = parser.add_subparsers(required=True, metavar="COMMAND")
    docs.add_parser("vocabulary", help="list the sentences that scenarios may use, as JSON").set_defaults(
        command=print_vocabulary
    )


def print_vocabulary(_options: argparse.Namespace) -> int:
    """Print the sentences of the project."""
    print(json.dumps(vocabulary(Path.cwd()), ensure_ascii=False, indent=2))
    return 0
