"""Runs of the lines' journeys: the folder of each line is a project of its own, in which its developer runs pytest."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.run import Suite
from testbed.repository import ROOT

from .drawn import TOKEN
from .walking import PLACES

LINES = ROOT / "testbed" / "lines"
JOURNEYS = LINES / "journeys"
PLUGINS = ("-p", "pytest_bdd.plugin", "-p", "pytest_ivr.plugin", "-p", "no:cacheprovider")


class Journeys(NamedTuple):
    """A run of a line's journeys: what pytest returned and printed, and its stream."""

    returned: int
    printed: str
    stream: Path

    @property
    def suite(self) -> Suite:
        """What the stream tells."""
        return read_suite([self.stream])


def run_journeys(name: str, stream: Path, *options: str, path: Path = ROOT) -> Journeys:
    """Run the journeys of a line; modules of the line are looked up below ``path`` too."""
    command = [sys.executable, "-m", "pytest", "-q", *PLUGINS, f"--messages={stream}", *options]
    done = subprocess.run(
        command, cwd=JOURNEYS / name, env=environment(path), check=False, capture_output=True, text=True
    )
    return Journeys(done.returncode, done.stdout + done.stderr, stream)


def environment(path: Path) -> Mapping[str, str]:
    """Return the environment of a project that knows nothing of this one's settings."""
    ours = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    return {
        **ours,
        "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(path)]),
        "TWILIO_AUTH_TOKEN": TOKEN,
        "BEHIND_PROXY": "on",
    }


def changed_copy(folder: Path, file: str, *changes: tuple[str, str]) -> Path:
    """Copy the lines into a package ``changed`` below a folder, with changes in one file; return that file."""
    shutil.copytree(LINES, folder / "changed", ignore=shutil.ignore_patterns("tests", "journeys", "__pycache__"))
    copy = folder / "changed" / file
    text = copy.read_text(encoding="utf-8")
    for old, new in changes:
        if text.count(old) != 1:
            raise ValueError(f"{file} has {old!r} {text.count(old)} times, not once.")
        text = text.replace(old, new)
    copy.write_text(text, encoding="utf-8")
    return copy


def docs(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run a command for documents, in which a warning is an error."""
    command = [sys.executable, "-W", "error", "-m", "pytest_ivr", "docs", *map(str, arguments)]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)


def places(suite: Suite) -> set[str]:
    """Return all that was heard in the calls of a run, and who was rung, queued for or met."""
    found: set[str] = set()
    for run in suite.runs:
        for event in run.transcript:
            place: Any = dict(event).get(PLACES.get(event["event"], ""), "")
            found.add(" ".join(place) if isinstance(place, list) else place)
    return found


def differences(printed: str) -> dict[str, list[str]]:
    """Return what ``docs diff`` printed: the entries of each section, by its title."""
    paragraphs = re.split(r"^### ", printed, flags=re.MULTILINE)[1:]
    return {
        title: [line.strip().removeprefix("- ") for line in lines if line]
        for title, *lines in (paragraph.splitlines() for paragraph in paragraphs)
    }
