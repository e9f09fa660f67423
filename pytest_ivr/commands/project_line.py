"""The line of the project in which a command runs."""

from __future__ import annotations

import argparse
from pathlib import Path

from ..configuration import configured_line
from ..ini import Project, find_project
from ..keys import KEYS
from ..line import Line


def add_options(parser: argparse.ArgumentParser) -> None:
    """Take the keys of a line as options, as pytest does."""
    group = parser.add_argument_group("the line", "by default the one that the project's ini file names")
    for key in KEYS:
        group.add_argument(
            key.option, dest=key.name, action="append" if key.is_list else "store", help=key.meaning, metavar="VALUE"
        )


def find_line(options: argparse.Namespace) -> tuple[Line, Project]:
    """Return the line that the options or the ini file name, and the project. Raises ConfigurationError."""
    project = find_project(Path.cwd())
    project.prepare()
    return configured_line(project.settings(vars(options)), project.root), project
