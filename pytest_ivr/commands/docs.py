"""``pytest-ivr docs``: the document of a run, what changed, the sentences, the script, and what callers did."""

from __future__ import annotations

import argparse
import json
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the commands and their options."""
    docs = parser.add_subparsers(required=True, metavar="COMMAND")
    add_build(docs.add_parser("build", help="write document and summary of a run or its shards, and of explorations"))
    compare = docs.add_parser("diff", help="list what changed between two runs")
    compare.add_argument("old", type=Path)
    compare.add_argument("new", type=Path)
    compare.set_defaults(command=diff)
    vocabulary = docs.add_parser("vocabulary", help="list the sentences that scenarios may use, as JSON")
    vocabulary.set_defaults(command=print_vocabulary)
    add_script(docs.add_parser("script", help="list all that the line says, for whoever speaks or translates it"))
    add_calls(docs.add_parser("calls", help="say what callers really did, by a log, beside scenarios and explorations"))


def add_build(parser: argparse.ArgumentParser) -> None:
    """Take the options of ``build``."""
    parser.add_argument("streams", nargs="+", type=Path, metavar="STREAM", help="a stream of Cucumber Messages")
    parser.add_argument("--out", type=Path, default=Path("reports/site"), help="the folder to write to")
    parser.add_argument("--title", default="What callers experience", help="what the document is called")
    parser.add_argument(
        "--since",
        action="append",
        type=Path,
        metavar="STREAM",
        help="say first what changed since an earlier run: its stream, or a folder with its streams",
    )
    parser.add_argument(
        "--history",
        type=Path,
        metavar="FILE",
        help="the verdicts of the last runs, to which this one is added; it is written beside the page too",
    )
    parser.add_argument("--url", default="", help="where the document will be published: the summary links to it")
    parser.add_argument(
        "--min-coverage", type=float, default=0, metavar="PERCENT", help="fail if less of the menus was tested"
    )
    parser.add_argument("--min-menu-coverage", type=float, help=argparse.SUPPRESS)  # its name before 0.1
    parser.set_defaults(command=build)


def add_script(parser: argparse.ArgumentParser) -> None:
    """Take the options of ``script``."""
    parser.add_argument("streams", nargs="+", type=Path, metavar="STREAM", help="a stream of Cucumber Messages")
    parser.add_argument("--since", type=Path, metavar="STREAM", help="list only what an older stream has not")
    parser.add_argument("--out", type=Path, metavar="FILE", help="a file ending with .csv or .xlsx; else it is printed")
    parser.set_defaults(command=write_script)


def add_calls(parser: argparse.ArgumentParser) -> None:
    """Take the options of ``calls``."""
    parser.description = (
        "Rebuild the calls of a log, and say which went as agreed, which ways nobody had tested, and what broke a "
        "rule. Exits with 1 if something did."
    )
    parser.add_argument(
        "log", type=Path, metavar="LOG", help="the log, as docs/your-own-line.md describes it; - reads standard input"
    )
    parser.add_argument(
        "streams",
        nargs="+",
        type=Path,
        metavar="STREAM",
        help="a stream of Cucumber Messages: of a run, or of an exploration",
    )
    parser.add_argument(
        "--scenarios",
        type=Path,
        metavar="FILE",
        help="write what was not as agreed as scenarios, into a new feature file",
    )
    parser.set_defaults(command=look_at_calls)


# Each imports when it runs what takes longer to import than the other commands take.


def build(options: argparse.Namespace) -> int:
    """Write the document of a run."""
    from .build import build

    return build(options)


def diff(options: argparse.Namespace) -> int:
    """Print what changed between two runs."""
    from .build import diff

    return diff(options)


def write_script(options: argparse.Namespace) -> int:
    """Write the script of a line."""
    from .script import write_script

    return write_script(options)


def look_at_calls(options: argparse.Namespace) -> int:
    """Print what callers really did."""
    from .calls import lay_beside

    return lay_beside(options)


def print_vocabulary(_options: argparse.Namespace) -> int:
    """Print the sentences of the project."""
    from .vocabulary import vocabulary

    print(json.dumps(vocabulary(Path.cwd()), ensure_ascii=False, indent=2))
    return 0
