"""What a change of an answer costs, in the scenarios that it runs again."""

import json
import re
import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from testbed.repository import ROOT

from .measure import Result, run

PROJECT = ROOT / "testbed" / "weak" / "project"
PLUGINS = ["--disable-plugin-autoload", "-p", "pytest_bdd.plugin", "-p", "pytest_ivr.plugin", "-p", "no:cacheprovider"]
TOOK = re.compile(r"A change took .* ms, ([0-9.]+) times")


def measure() -> list[Result]:
    """Compare the scenarios that run again with a change with the same ones without."""
    with TemporaryDirectory() as folder:
        project = Path(shutil.copytree(PROJECT, Path(folder) / "project", ignore=shutil.ignore_patterns("reports")))
        (project / "features" / "unnoticed.txt").write_text("*: Nobody calls this shop.\n", encoding="utf-8")
        stream = project / "messages.ndjson"
        options = ["-q", f"--rootdir={project}", f"-c={project / 'pytest.ini'}", f"--messages={stream}"]
        run([sys.executable, "-m", "pytest", *PLUGINS, *options, "--change-answers", str(project / "features")])
        attached = (json.loads(line).get("attachment", {}) for line in stream.read_text("ascii").splitlines())
        [found] = [json.loads(it["body"]) for it in attached if "unnoticed" in it.get("mediaType", "")]
    match = TOOK.search(found["cost"])
    if match is None:
        raise RuntimeError(f"The measured run told nothing: {found}")
    return [Result("a change of an answer / its scenarios unchanged", float(match[1]), 1.5, found["cost"])]
