"""``pytest-ivr check --voice``: say whether callers can use what the line says, by what was heard in runs."""

from __future__ import annotations

import argparse
import dataclasses
import datetime as dt
import json
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from .. import __version__
from ..beside_features import find_beside
from ..errors import UsageError
from ..ini import Project, find_project
from ..living_docs.document.assembly import read_suite
from ..living_docs.document.run import Suite
from ..voice.conformance import as_openacr, as_page
from ..voice.judging import Judgement, judge
from ..voice.report import as_json, as_sarif, explain, report
from ..voice.rules import BY_ID
from ..voice.settings import FILE, PROFILES, Settings, read_settings
from .played import prompts_of

STREAMS = (Path("reports/messages.ndjson"), Path("reports/exploration.ndjson"))
TEXT, JSON, SARIF, PAGE, OPENACR = "text", "json", "sarif", "page", "openacr"


def add_voice_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the options of the command."""
    group = parser.add_argument_group("how the line speaks")
    group.add_argument("--voice", action="store_true", help="judge what was heard in runs and explorations")
    group.add_argument(
        "streams", nargs="*", type=Path, metavar="STREAM", help=f"by default {' and '.join(map(str, STREAMS))}"
    )
    group.add_argument("--profile", choices=PROFILES, help=f"how grave findings are; by default as {FILE} has it")
    group.add_argument(
        "--format",
        choices=(TEXT, *FORMATS),
        default=TEXT,
        help="how findings are printed; page and openacr are accessibility conformance reports",
    )
    group.add_argument("--product", default="The phone line", help="what the line is called in these reports")
    group.add_argument("--author", metavar="EMAIL", help="who answers for the report of OpenACR")
    group.add_argument("--explain", metavar="RULE", help="say what a rule asks for, such as P7")


def check_voice(options: argparse.Namespace) -> int:
    """Print the findings. Return 1 if one is an error or a waiver fits nothing. Raises UsageError."""
    judgement = judged(options.streams, options.profile)
    if options.format == TEXT:
        print(report(judgement))
    else:
        print(FORMATS[options.format](judgement, options))
        for mistake in judgement.mistakes:
            print(mistake, file=sys.stderr)
    return 1 if judgement.failed else 0


def written(values: object) -> str:
    """Return plain values as JSON."""
    return json.dumps(values, ensure_ascii=False, indent=2)


def openacr(judgement: Judgement, options: argparse.Namespace) -> str:
    """Return the report of OpenACR. Raises UsageError without somebody who answers for it."""
    if not options.author:
        raise UsageError("A report of OpenACR names who answers for it: add --author EMAIL.")
    return written(as_openacr(judgement, options.product, options.author, dt.date.today()))  # noqa: DTZ011


FORMATS: dict[str, Callable[[Judgement, argparse.Namespace], str]] = {
    JSON: lambda judgement, options: written(as_json(judgement)),
    SARIF: lambda judgement, options: written(as_sarif(judgement, __version__)),
    PAGE: lambda judgement, options: as_page(judgement, options.product, dt.date.today()),  # noqa: DTZ011
    OPENACR: openacr,
}


def explain_rule(name: str) -> int:
    """Print what a rule asks for. Raises UsageError where there is none of that name."""
    rule = BY_ID.get(name.upper())
    if rule is None:
        raise UsageError(f"There is no rule {name!r}; there are {', '.join(BY_ID)}.")
    print(explain(rule))
    return 0


def judged(streams: Sequence[Path], profile: str | None) -> Judgement:
    """Judge what was heard in some streams, by the project's settings. Raises UsageError."""
    given = list(streams) or [path for path in STREAMS if path.is_file()]
    if not given:
        raise UsageError(f"There is no {' and no '.join(map(str, STREAMS))}: run pytest, or pytest-ivr explore, first.")
    return judged_here(read_suite(given), profile)


def judged_here(suite: Suite, profile: str | None = None) -> Judgement:
    """Judge what was heard in the calls of a suite, explorations included, as the project here has it."""
    project = find_project(Path.cwd())
    settings = settings_of(project)
    settings = dataclasses.replace(settings, profile=profile or settings.profile)
    prompts = prompts_of(project.features / "*", project)
    return judge([*suite.runs, *suite.explored_runs], settings, suite.menu_names, prompts)


def settings_of(project: Project) -> Settings:
    """Return what the file beside the features says. Raises UsageError for one that cannot be read."""
    path = find_beside(project.features / "*", FILE, project.root)
    try:
        return read_settings(path, BY_ID) if path else Settings()
    except ValueError as error:
        raise UsageError(str(error)) from None
