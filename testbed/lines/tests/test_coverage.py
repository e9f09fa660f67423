"""What the document offers for the ways that are not tested: written into a feature, it leaves none untested."""

import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import indent

import pytest

from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.call_flow import build_call_flow
from testbed.repository import ROOT

from .journeys import JOURNEYS, PLUGINS, docs, environment


@pytest.mark.parametrize("name", ["phone_tree", "call_queue"])
def test_the_scenarios_that_are_offered_test_what_they_are_offered_for(name: str, tmp_path: Path) -> None:
    (tmp_path / "features").mkdir()
    for file in ("pytest.ini", "features/menus.txt"):
        if (JOURNEYS / name / file).exists():
            shutil.copy(JOURNEYS / name / file, tmp_path / file)
    explored, run = tmp_path / "explored.ndjson", tmp_path / "messages.ndjson"
    python(tmp_path, "pytest_ivr", "explore", "--out", explored)
    suite = read_suite([explored])
    untested = build_call_flow([], suite.menu_names, suite.explored_runs).untested
    offered = {way.draft: way.name for way in untested}
    assert len(untested) > 20
    assert "" not in offered

    scenarios = "".join(f"\n{indent(draft, '  ')}\n" for draft in offered)
    (tmp_path / "features/offered.feature").write_text(f"Feature: Offered\n{scenarios}")
    printed = python(tmp_path, "pytest", "-q", *PLUGINS, f"--messages={run}")
    assert f"{len(offered)} passed" in printed
    built = docs("build", run, explored, "--out", tmp_path / "site", "--min-coverage", "100")
    assert (built.returncode, built.stderr) == (0, "")


def python(folder: Path, *command: str | Path) -> str:
    """Run a module of Python in a project's folder, and return what it printed."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=folder,
        env=environment(ROOT),
        check=False,
        capture_output=True,
        text=True,
    )
    return done.stdout + done.stderr
