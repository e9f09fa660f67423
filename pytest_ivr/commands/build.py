"""The document of a run, and the differences between two: what ``pytest-ivr docs`` writes."""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path

from ..living_docs.document.assembly import read_suite
from ..living_docs.document.call_flow import CallFlow, build_call_flow
from ..living_docs.document.changes import render_changes
from ..living_docs.document.merging import merge
from ..living_docs.document.run import Suite
from ..living_docs.document.summary import render_summary


def build(options: argparse.Namespace) -> int:
    """Write ``index.html``, and ``summary.md`` beside its folder; add the summary to the CI job's page.

    Return 1 if less of the menus was tested than was asked for, or if what is waived does not exist.
    """
    # their libraries take longer than all that ``diff`` does
    from ..living_docs.document.page import render_page
    from .voice import judged_here

    suite = read_suite(options.streams)
    flow = build_call_flow(suite.runs, suite.menu_names, suite.explored_runs, suite.waivers)
    judgement = judged_here(suite)
    summary = render_summary(suite, flow, options.title)
    page = options.out / "index.html"
    options.out.mkdir(parents=True, exist_ok=True)
    write(page, render_page(suite, flow, options.title, judgement.findings))
    write(options.out.parent / "summary.md", summary)
    if os.environ.get("GITHUB_STEP_SUMMARY"):
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as job_page:
            job_page.write(summary)
    print(f"The living documentation is in {page}")
    if options.min_menu_coverage is not None:
        warnings.warn("--min-menu-coverage is called --min-coverage now.", FutureWarning, stacklevel=1)
        options.min_coverage = options.min_menu_coverage
    problems = [*flow.mistakes, *too_little(flow, options.min_coverage)]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def too_little(flow: CallFlow, least: float) -> Iterator[str]:
    """Yield in words what of the menus is not tested, if that is too much; nothing is enough without a menu."""
    if least and not flow.menus:
        yield f"Menu coverage cannot reach {least:g} %: no scenario has made a call that came to a menu."
    elif flow.coverage < least:
        untested = "; ".join(f"{way.words} at “{way.menu}”" for way in flow.untested)
        yield f"Menu coverage {flow.coverage:.0f} %, required {least:g} %. Not tested: {untested}."


def write(path: Path, text: str) -> None:
    """Write a text; what is no character becomes a question mark."""
    path.write_bytes(text.encode(errors="replace"))


def diff(options: argparse.Namespace) -> int:
    """Print what changed."""
    print(render_changes(read_calls(options.old), read_calls(options.new)), end="")
    return 0


def read_calls(path: Path) -> Suite:
    """Return the suite of a stream; of one that only explores, what it found is compared as scenarios are."""
    suite = read_suite([path])
    return suite if suite.features else merge(suite.explored, [])
