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
from ..living_docs.document.history import History, add_run, as_json, read_history
from ..living_docs.document.merging import merge
from ..living_docs.document.names import name_runs
from ..living_docs.document.run import Suite
from ..living_docs.document.since import render_changes, since
from ..living_docs.document.since.changes import changes
from ..living_docs.document.summary import render_comment, render_summary

HISTORY = "history.json"  # beside the page


def build(options: argparse.Namespace) -> int:
    """Write ``index.html``, and ``summary.md`` beside its folder; add the summary to the CI job's page.

    With an earlier run, write ``changes.md`` too, for a comment.

    Return 1 if less of the menus was tested than was asked for, or if what is waived does not exist.
    """
    # their libraries take longer than all that ``diff`` does
    from ..living_docs.document.page import render_page
    from .voice import judged_here

    suite = read_suite(options.streams)
    flow = build_call_flow(suite.runs, suite.menu_names, suite.explored_runs, suite.waivers)
    changed = since(options.since, suite) if options.since else None
    history = kept_history(options.history, options.out, suite) if options.history else None
    judgement = judged_here(suite)
    page = options.out / "index.html"
    options.out.mkdir(parents=True, exist_ok=True)
    write(page, render_page(suite, flow, options.title, changed, history, judgement.findings))
    beside = options.url or f"{options.out.name}/index.html"
    write(options.out.parent / "summary.md", render_summary(suite, flow, options.title, changed, history, beside))
    if changed:
        write(options.out.parent / "changes.md", render_comment(suite, options.title, changed))
    if os.environ.get("GITHUB_STEP_SUMMARY"):  # a page from which a file has no address
        with Path(os.environ["GITHUB_STEP_SUMMARY"]).open("a", encoding="utf-8") as job_page:
            job_page.write(render_summary(suite, flow, options.title, changed, history, options.url))
    for told in (changed, history):
        if told and told.problem:
            print(told.problem, file=sys.stderr)
    print(f"The living documentation is in {page}")
    if options.min_menu_coverage is not None:
        warnings.warn("--min-menu-coverage is called --min-coverage now.", FutureWarning, stacklevel=1)
        options.min_coverage = options.min_menu_coverage
    for problem in suite.note_problems:
        print(problem, file=sys.stderr)
    problems = [*flow.mistakes, *too_little(flow, options.min_coverage)]
    for problem in problems:
        print(problem, file=sys.stderr)
    return 1 if problems else 0


def kept_history(path: Path, out: Path, suite: Suite) -> History:
    """Return the history of a file with this run in it; write it back, and beside the page."""
    history = read_history(path)
    add_run(history, suite)
    for it in (path, out / HISTORY):
        it.parent.mkdir(parents=True, exist_ok=True)
        write(it, as_json(history))
    return history


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
    found = changes(read_calls(options.old), read_calls(options.new))
    print(f"## What changed\n\n{render_changes(found)}")
    return 0


def read_calls(path: Path) -> Suite:
    """Return the suite of a stream; of one that only explores, what it found is compared as scenarios are."""
    suite = read_suite([path])
    if suite.features:
        return suite
    found = merge(suite.explored, [])
    name_runs(found.features)
    return found
