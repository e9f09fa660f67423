"""``pytest-ivr explore``: walk the line, and say which ways there are, and what is wrong with them."""

from __future__ import annotations

import argparse
import gc
import json
import re
import sys
from pathlib import Path

from ..errors import UsageError
from ..explorer import Bounds, Exploration, Reading, Stop, explore, findings
from ..explorer.reading import reading_beside
from ..explorer.report import report
from ..explorer.search import tell_nobody
from ..explorer.stream import as_json, write_stream
from .project_line import Dialed, add_options_of_other_lines, find_dialed

STREAM = Path("reports/exploration.ndjson")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the options of the command."""
    add_bounds(parser)
    parser.add_argument("--out", type=Path, default=STREAM, metavar="FILE", help=f"the stream; by default {STREAM}")
    parser.add_argument("--json", action="store_true", help="print what was found as JSON")
    add_options_of_other_lines(parser)
    parser.set_defaults(command=explore_line)


def add_bounds(parser: argparse.ArgumentParser) -> None:
    """Take the options that say how far to walk."""
    most = Bounds()
    parser.add_argument(
        "--requests", type=number, default=most.requests, help=f"how many the line may get; by default {most.requests}"
    )
    parser.add_argument(
        "--depth", type=number, default=most.depth, help=f"how many actions a call may have; by default {most.depth}"
    )
    parser.add_argument(
        "--seconds", type=number, default=most.seconds, help=f"how long it may take; by default {most.seconds:g}"
    )
    parser.add_argument("--all-options", action="store_true", help="try every option of a long list")
    parser.add_argument(
        "--number",
        action="append",
        default=[],
        type=keys,
        metavar="KEYS",
        help="one to try where callers are asked for a number of their own",
    )
    parser.add_argument(
        "--same-words",
        action="append",
        default=[],
        metavar="PATTERN",
        help="what fits counts as the same, such as \\d+:\\d+",
    )


def number(text: str) -> int:
    """Read a number of at least 1; raise ArgumentTypeError for anything else."""
    if not re.fullmatch("0*[1-9][0-9]{0,8}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1 to 999999999")
    return int(text)


def keys(text: str) -> str:
    """Read keys that make a number; raise ArgumentTypeError for anything else."""
    if not re.fullmatch(r"[0-9*]+", text):
        raise argparse.ArgumentTypeError(f"{text!r} is not a number that callers can key in")
    return text


def explore_line(options: argparse.Namespace) -> int:
    """Walk the line. Return 1 if it has a grave fault. Raises UsageError for what cannot be walked or written."""
    dialed = find_dialed(options)
    reading = reading_of(dialed, options)
    exploration = walk(dialed, reading, options)
    found = findings(exploration, reading.names)
    try:
        write_stream(options.out, exploration, found, reading.names, dialed.settings["ivr_secret_keys"])
    except OSError as error:
        raise UsageError(f"{options.out} cannot be written: {error.strerror}.") from None
    if options.json:
        print(json.dumps(as_json(exploration, found), ensure_ascii=False, indent=2))
    else:
        print(report(exploration, found, reading.names))
        print(f"\nThe exploration as Cucumber Messages is in {options.out}")
    return 1 if any(finding.severity == "error" for finding in found) else 0


def walk(dialed: Dialed, reading: Reading, options: argparse.Namespace) -> Exploration:
    """Explore the line, as far as the options allow. Raises UsageError where there is nothing to walk."""
    gc.enable()  # calls go in circles, and there are many
    bounds = Bounds(options.requests, options.depth, options.seconds)
    is_watched = sys.stderr.isatty()
    try:
        return explore(
            dialed.line, bounds=bounds, reading=reading, givens=True, tell=show_progress if is_watched else tell_nobody
        )
    except Stop as stop:
        raise UsageError(str(stop)) from None
    finally:
        if is_watched:
            print(file=sys.stderr)


def show_progress(states: int, ways: int, requests: int) -> None:
    """Show how far the walk is, in one line."""
    print(f"\r{states} states, {ways} ways, {requests} requests", end="", file=sys.stderr, flush=True)


def reading_of(dialed: Dialed, options: argparse.Namespace) -> Reading:
    """Return how the line is read. Raises UsageError for files and patterns that cannot be read."""
    project = dialed.project
    try:
        patterns = [re.compile(pattern) for pattern in options.same_words]
        return reading_beside(
            project.features,
            project.root,
            same_words=patterns,
            all_options=options.all_options,
            numbers=options.number,
        )
    except ValueError as error:
        raise UsageError(str(error)) from None
    except re.error as error:
        raise UsageError(f"--same-words {error.pattern!r} is no pattern: {error}.") from None
