"""The project's ini file, for commands that run without pytest: the nearest that pytest would read."""

from __future__ import annotations

import os
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import iniconfig

from .configuration import ConfigurationError
from .keys import KEYS, Settings

# File and section, in the order in which pytest looks.
PLACES = (
    ("pytest.toml", "pytest"),
    (".pytest.toml", "pytest"),
    ("pytest.ini", "pytest"),
    (".pytest.ini", "pytest"),
    ("pyproject.toml", "tool.pytest"),
    ("pyproject.toml", "tool.pytest.ini_options"),
    ("tox.ini", "pytest"),
    ("setup.cfg", "tool:pytest"),
)


class Project(NamedTuple):
    """A project: its folder, what its ini file says of pytest, by key, and where: the file's name, and its section."""

    root: Path
    values: Mapping[str, Any]
    file: str = "pytest.ini"
    section: str = "pytest"

    def settings(self, options: Mapping[str, Any]) -> Settings:
        """Return the keys of a line, from options that are given, and else from the ini file."""
        return {key.name: options.get(key.name) or (self.lines if key.is_list else self.text)(key.name) for key in KEYS}

    @property
    def features(self) -> Path:
        """The folder in which it has its features."""
        return self.root / (self.text("bdd_features_base_dir") or "features")

    def text(self, name: str) -> str:
        """Return a value; empty if there is none."""
        return str(self.values.get(name, "")).strip()

    def lines(self, name: str) -> list[str]:
        """Return a value of several lines."""
        value = self.values.get(name, "")
        found = value if isinstance(value, list) else str(value).splitlines()
        return [line.strip() for line in found if line.strip()]

    def prepare(self) -> None:
        """Let modules be found as under pytest, and Django its settings."""
        given = self.values.get("pythonpath", "")
        for folder in reversed(given if isinstance(given, list) else str(given).split()):
            sys.path.insert(0, str(self.root / folder))
        if self.text("DJANGO_SETTINGS_MODULE"):
            os.environ.setdefault("DJANGO_SETTINGS_MODULE", self.text("DJANGO_SETTINGS_MODULE"))


def find_project(folder: Path) -> Project:
    """Return the project that a folder belongs to; without an ini file, the folder itself.

    Raises ConfigurationError for a file that cannot be read.
    """
    for root in (folder, *folder.parents):
        for name, section in PLACES:
            values = read_section(root / name, section)
            if values:
                return Project(root, values, name, section)
    return Project(folder, {})


def read_section(path: Path, section: str) -> Mapping[str, Any]:
    """Return a section of a file; empty if there is none."""
    if not path.is_file():
        return {}
    try:
        if path.suffix == ".toml":
            found: Any = tomllib.loads(path.read_text(encoding="utf-8"))
            for name in section.split("."):
                found = found.get(name, {})
            return {name: value for name, value in found.items() if name != "ini_options"}
        ini = iniconfig.IniConfig(path)
        return dict(ini[section].items()) if section in ini else {}
    except (iniconfig.ParseError, tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path} cannot be read: {error}.") from None
