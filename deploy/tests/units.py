"""The units of ``deploy/systemd``, read as systemd reads them, with the folders of this checkout."""

import shlex
import sys
from pathlib import Path

from testbed.repository import ROOT

FOLDER = ROOT / "deploy" / "systemd"
PROBE = ROOT / "deploy" / "probe"
HERE = {
    "/opt/movie-info/current/.venv/bin": str(Path(sys.executable).parent),
    "/opt/movie-info/current": str(ROOT),
    "/opt/movie-info-probe/.venv/bin/pytest-ivr": f"{sys.executable} -m pytest_ivr",  # it is not installed here
}


def unit(name: str | Path, **others: str) -> str:
    """Return the text of a unit, one of ``FOLDER`` or elsewhere, for this checkout; ``others`` are replaced too."""
    text = (FOLDER / name).read_text()
    for there, here in (HERE | others).items():
        text = text.replace(there, here)
    return text


def values(text: str, key: str) -> list[str]:
    """Return what a unit has under a key, as often as it has it."""
    return [line.partition("=")[2] for line in text.splitlines() if line.startswith(f"{key}=")]


def commands(text: str, key: str = "ExecStart") -> list[list[str]]:
    """Return the commands of a service."""
    return [shlex.split(value) for value in values(text, key)]
