"""The line that a command dials: that of the project in which it runs, or another."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from ..configuration import configured_line
from ..ini import Project, find_project
from ..keys import KEYS, Settings
from ..line import Line

# Short names of what a line elsewhere may need, beside its address.
SHORT = {"ivr_connect_to": "--connect-to", "ivr_auth_token": "--auth-token", "ivr_headers": "--header"}
OF_THE_REPORTS = "ivr_secret_keys"  # holds for every line that is dialed here


class Dialed(NamedTuple):
    """A line, the settings that name it, and the project in which it is dialed."""

    line: Line
    settings: Settings
    project: Project

    @property
    def is_the_projects(self) -> bool:
        """Whether pytest dials the same line here, in the same way, without further options."""
        return self.settings == self.project.settings({})


def add_options(parser: argparse.ArgumentParser, short: Mapping[str, str] = MappingProxyType({})) -> None:
    """Take the keys of a line as options, as pytest does; some by a short name too."""
    group = parser.add_argument_group("the line", "by default the one that the project's ini file names")
    for key in KEYS:
        names = filter(None, (key.option, short.get(key.name)))
        group.add_argument(
            *names, dest=key.name, action="append" if key.is_list else "store", help=key.meaning, metavar="VALUE"
        )


def add_options_of_other_lines(parser: argparse.ArgumentParser) -> None:
    """Take the address of another line too, and what it may need by short names."""
    parser.add_argument("--url", help="dial the line at this address over HTTP, whatever the ini file names")
    add_options(parser, SHORT)


def find_line(options: argparse.Namespace) -> tuple[Line, Project]:
    """Return the line that the options or the ini file name, and the project. Raises ConfigurationError."""
    line, _, project = find_dialed(options)
    return line, project


def find_dialed(options: argparse.Namespace) -> Dialed:
    """Return the line that the options or the ini file name, with its settings and the project.

    Raises ConfigurationError.
    """
    project = find_project(Path.cwd())
    project.prepare()
    settings = settings_of(vars(options), project)
    return Dialed(configured_line(settings, project.root), settings, project)


def settings_of(given: dict[str, object], project: Project) -> Settings:
    """Return the settings of a line; nothing that the ini file says of its own line is for one with another address."""
    if not given.get("url"):
        return project.settings(given)
    stays = {OF_THE_REPORTS: project.lines(OF_THE_REPORTS)}
    return project._replace(values=stays).settings({**given, "ivr_url": given["url"]})
