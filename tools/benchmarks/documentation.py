"""What the living documentation costs: to record a run, and to build the document of large ones."""

import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from testbed.repository import ROOT

from .measure import Result
from .scenarios import feature

RECORDED, COPIED = 1000, 100  # scenarios that are run; and those of the run that large documents are copied from
FEW, MANY = 1000, 10_000  # scenarios in a document
ROUNDS = 5
NOT_RECORDED = [
    *("-p", "no:living_docs_recorder"),
    *("-p", "no:living_docs_writer"),
    *("-p", "no:living_docs_fixtures"),
    *("-p", "tools.benchmarks.not_recorded"),
]
LINKS = {
    "id",
    "astNodeId",
    "astNodeIds",
    "pickleId",
    "pickleStepId",
    "testCaseId",
    "testCaseStartedId",
    "testRunStartedId",
    "testStepId",
}
ONCE = {"meta", "stepDefinition", "testRunStarted", "testRunFinished"}


def run(folder: Path, copies: int, *options: str) -> float:
    """Run copies of a typical scenario in a pytest of their own, and return how many CPU seconds that took."""
    shutil.copy(ROOT / "conftest.py", folder)
    (folder / "copies.feature").write_text(feature(copies))
    (folder / "test_copies.py").write_text(
        f"from pytest_bdd import scenarios\nscenarios({str(folder / 'copies.feature')!r})\n"
    )
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *options]
    command += ["-c", str(ROOT / "pytest.ini"), "--rootdir", str(folder), str(folder)]
    return cpu_seconds(command)


def copied(stream: Path, copies: int) -> Path:
    """Write a stream in which every feature of another one stands several times, and return its path."""
    messages = [json.loads(line) for line in stream.read_text().splitlines()]
    path = stream.with_name(f"{copies}.ndjson")
    with path.open("w") as file:
        for number in range(copies):
            for message in messages:
                if not number or not ONCE & message.keys():
                    file.write(json.dumps(numbered(message, number)) + "\n")
    return path


def numbered(value: Any, number: int) -> Any:
    """Return a message with other ids and another feature file, but the same sentences."""
    if isinstance(value, list):
        return [numbered(it, number) for it in value]
    if not isinstance(value, dict):
        return value
    return {key: marked(key, it, number) for key, it in value.items()}


def marked(key: str, value: Any, number: int) -> Any:
    """Return a value of a message with the number of the copy, if it is a name by which others refer to it."""
    if key == "uri" and value.endswith(".feature"):
        return f"{number}-{value}"
    if key == "stepDefinitionIds":
        return [f"{it}-0" for it in value]
    if key in LINKS:
        return [f"{it}-{number}" for it in value] if isinstance(value, list) else f"{value}-{number}"
    return numbered(value, number)


def build(stream: Path) -> tuple[float, int]:
    """Build a document; return CPU seconds, and bytes."""
    site = stream.with_suffix("")
    seconds = cpu_seconds([sys.executable, "-m", "pytest_ivr", "docs", "build", str(stream), "--out", str(site)])
    return seconds, (site / "index.html").stat().st_size


def cpu_seconds(command: list[str]) -> float:
    """Run a command of our own, and return how many CPU seconds it took."""
    began = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"What is measured has failed:\n{done.stdout}{done.stderr}")
    return ended.ru_utime + ended.ru_stime - began.ru_utime - began.ru_stime


def measure() -> Iterator[Result]:
    """Compare runs with and without recording, and documents of a thousand scenarios and of ten thousand."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        rounds = [(run(folder, RECORDED), run(folder, RECORDED, *NOT_RECORDED)) for _ in range(ROUNDS)]
        ratio = statistics.median(recorded / bare for recorded, bare in rounds)
        taken, base = (statistics.median(times) for times in zip(*rounds, strict=True))
        detail = f"{taken:.1f} s, and {base:.1f} s"
        yield Result(f"{RECORDED} scenarios recorded / not recorded", ratio, 1.1, detail)

        run(folder, COPIED)
        stream = folder / "reports" / "messages.ndjson"
        few, many = copied(stream, FEW // COPIED), copied(stream, MANY // COPIED)
        builds = [(*build(few), *build(many)) for _ in range(ROUNDS)]
        seconds, size, more_seconds, more_size = (statistics.median(it) for it in zip(*builds, strict=True))
        growth = statistics.median(it[2] / it[0] for it in builds) / (MANY / FEW)
        yield Result(f"the document of {FEW} scenarios, in seconds", seconds, 3, "")
        yield Result(f"the document of {FEW} scenarios, in MB", size / 1e6, 5, "")
        yield Result(f"time of a scenario in {MANY} / in {FEW}", growth, 1.2, f"{more_seconds:.1f} s")
        yield Result(
            f"size of a scenario in {MANY} / in {FEW}",
            more_size / size / (MANY / FEW),
            1.1,
            f"{more_size / 1e6:.0f} MB",
        )
