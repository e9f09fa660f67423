"""``pytest-ivr init``: write what a project needs for journeys, and say what to do next. Nothing is overwritten."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..configuration import ConfigurationError, configured_line
from ..explorer import findings
from ..explorer.report import report
from ..explorer.scenarios import scenarios
from ..ini import Project, find_project
from ..journeys.prompts import read_prompts
from ..journeys.saving import first_feature
from ..journeys.trouble import describe, logged
from ..keys import KEYS, is_configured
from ..line import Line
from .explore import add_bounds, reading_of, walk
from .project_line import Dialed, add_options

FEATURES = Path("features")
FIRST_FEATURE = FEATURES / "first_call.feature"
WORKFLOW = Path(".github/workflows/journeys.yml")
WHAT_TO_GIVE = (
    "Say which line: `pytest-ivr init --ivr-line my_ivr:app` for a WSGI or ASGI application, or "
    "`pytest-ivr init --ivr-url http://127.0.0.1:3000/voice` for a running server."
)
NEXT = """
Next:
  pytest                                       runs the journeys
  pytest-ivr docs build reports/*.ndjson       makes the document of the run, reports/site/index.html
  pytest-ivr docs vocabulary                   lists the sentences that a scenario may use"""
START_THE_SERVER = f"\nThe server has to be running; say in {WORKFLOW} how CI starts it."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Take the options of the command."""
    parser.add_argument(
        "--explore", action="store_true", help="write a scenario for every way that a caller can go today"
    )
    add_bounds(parser)
    add_options(parser)
    parser.set_defaults(command=init)


def init(options: argparse.Namespace) -> int:
    """Write what is missing. Return 1 if the line fails when it is dialed, else 0."""
    project = find_project(Path.cwd())
    settings = project.settings(vars(options))
    if not is_configured(settings):
        raise ConfigurationError(WHAT_TO_GIVE)
    project.prepare()
    line = configured_line(settings, project.root)
    first, trouble = dial(line, project)
    if trouble:
        print(f"{trouble} Nothing was written; mend that first. `pytest-ivr check` shows the call.")
        return 1
    features = explored(Dialed(line, settings, project), options) if options.explore else {FIRST_FEATURE: first}
    given = {key.name: settings[key.name] for key in KEYS if settings[key.name]}
    written = [write(project.root / path, text) for path, text in features.items()]
    for words in (write_ini(project, given), *written, write_workflow(project)):
        print(words)
    print(NEXT if settings["ivr_line"] else NEXT + START_THE_SERVER)
    return 0


def dial(line: Line, project: Project) -> tuple[str, str]:
    """Return the first feature, and what Twilio would log of the call, in words."""
    with line.world():
        call = line.new_call()
        call.dial()
        feature = first_feature(call, line.givens(call), read_prompts(project.root / FIRST_FEATURE, project.root))
    troubles = logged(call.transcript)
    return feature, describe(troubles[0]) if troubles else ""


def explored(dialed: Dialed, options: argparse.Namespace) -> dict[Path, str]:
    """Return the features of all ways that a walk through the line has found, by their paths; say what it left out."""
    reading = reading_of(dialed, options)
    exploration = walk(dialed, reading, options)
    print(report(exploration, findings(exploration, reading.names), reading.names), end="\n\n")
    menus = scenarios(exploration, reading.names, dialed.settings["ivr_secret_keys"])
    return {FEATURES / f"{menu.file}.feature": menu.text for menu in menus}


def write_ini(project: Project, given: Mapping[str, Any]) -> str:
    """Write the keys into a new pytest.ini, or say what to put into the file that is there; return what was done."""
    path, there = project.root / project.file, project.settings({})
    missing = {name: value for name, value in given.items() if there[name] != value}
    if not missing:
        return f"{path} names the line already."
    lines = "".join(f"{line}\n" for name, value in missing.items() for line in ini_lines(name, value, path.suffix))
    if path.exists():
        return f"Put this into {path}, under [{project.section}]:\n\n{lines}"
    return write(path, f"[{project.section}]\n{lines}")


def ini_lines(name: str, value: str | list[str], suffix: str) -> list[str]:
    """Return the lines that give a key its value, in a file whose name ends so."""
    if suffix == ".toml":
        return [f"{name} = {json.dumps(value, ensure_ascii=False)}"]
    if isinstance(value, list):
        return [f"{name} =", *(f"    {it}" for it in value)]
    return [f"{name} = {value}"]


def write_workflow(project: Project) -> str:
    """Write a CI job that runs the journeys and keeps their document."""
    return write(project.root / WORKFLOW, files(__package__).joinpath("journeys.yml").read_text(encoding="utf-8"))


def write(path: Path, text: str) -> str:
    """Write a file unless it is there; return what was done."""
    if path.exists():
        return f"{path} is there already, and stays as it is."
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return f"{path} was written."
