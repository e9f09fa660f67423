"""``python -m pytest_ivr.living_docs`` makes the document of streams of Cucumber Messages, and compares two of them."""

import argparse
import gc
import os
import sys
from pathlib import Path

from .document.assembly import read_suite
from .document.call_flow import CallFlow, build_call_flow
from .document.changes import render_changes
from .document.summary import render_summary
from .stream.reading import StreamError


def main(arguments: list[str] | None = None) -> int:
    """Run a command. Return 0, or 1 if the menus were tried too little, or 2 if a stream cannot be read."""
    options = parser().parse_args(arguments)
    try:
        result: int = options.command(options)
    except StreamError as error:
        print(error, file=sys.stderr)
        return 2
    return result


def parser() -> argparse.ArgumentParser:
    """Return what reads the command line."""
    main_parser = argparse.ArgumentParser(prog="python -m pytest_ivr.living_docs", description=__doc__)
    commands = main_parser.add_subparsers(required=True)
    build_parser = commands.add_parser("build", help="write the document and the summary of one run, or of its shards")
    build_parser.add_argument("streams", nargs="+", type=Path, metavar="STREAM", help="a stream of Cucumber Messages")
    build_parser.add_argument("--out", type=Path, default=Path("reports/site"), help="the folder to write to")
    build_parser.add_argument("--title", default="What callers experience", help="what the document is called")
    build_parser.add_argument(
        "--min-menu-coverage", type=float, default=0, metavar="PERCENT", help="fail if less of the menus was tried"
    )
    build_parser.set_defaults(command=build)
    diff_parser = commands.add_parser("diff", help="list what changed between two runs")
    diff_parser.add_argument("old", type=Path)
    diff_parser.add_argument("new", type=Path)
    diff_parser.set_defaults(command=diff)
    return main_parser


def build(options: argparse.Namespace) -> int:
    """Write ``index.html``, and ``summary.md`` beside its folder; add the summary to the CI job's page."""
    from .document.page import render_page  # with the libraries of pages, which take longer than all that ``diff`` does

    suite = read_suite(options.streams)
    flow = build_call_flow(suite.runs)
    summary = render_summary(suite, flow, options.title)
    page = options.out / "index.html"
    options.out.mkdir(parents=True, exist_ok=True)
    write(page, render_page(suite, flow, options.title))
    write(options.out.parent / "summary.md", summary)
    if os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as job_page:
            job_page.write(summary)
    enough = flow.coverage >= options.min_menu_coverage
    if not enough:
        print(
            f"Callers tried {flow.coverage:.0f} % of the ways out of the menus, "
            f"less than {options.min_menu_coverage:g} %: {'; '.join(untried(flow))}.",
            file=sys.stderr,
        )
    print(f"The living documentation is in {page}")
    return 0 if enough else 1


def write(path: Path, text: str) -> None:
    """Write a text; what is no character becomes a question mark."""
    path.write_bytes(text.encode(errors="replace"))


def untried(flow: CallFlow) -> list[str]:
    """Return the options that nobody tried, as sentences."""
    return [f"nobody tried {option} at “{menu.label}”" for menu in flow.menus for option in menu.untried]


def diff(options: argparse.Namespace) -> int:
    """Print what changed."""
    print(render_changes(read_suite([options.old]), read_suite([options.new])), end="")
    return 0


if __name__ == "__main__":
    gc.disable()  # nothing here goes in circles, and looking for that takes longer than all the rest in large runs
    sys.exit(main())
