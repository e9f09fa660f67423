"""``make mutants``: change the line's code in every small way, and let the callers' journeys notice.

Exits with 1 if a change that a caller could notice goes unnoticed: one without a reason in ``survivors``.
"""

import os
import queue
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from difflib import ndiff
from itertools import count
from pathlib import Path
from typing import NamedTuple

from cosmic_ray.mutating import mutate_code
from tqdm import tqdm

from testbed.repository import ROOT

from .operators import operators
from .survivors import ELSEWHERE, reason

COPIED = (
    "movies",
    "ivr",
    "phone",
    "step_defs",
    "pytest_ivr",
    "testbed",
    "features",
    "conftest.py",
    "pytest.ini",
)
# Migrations are not what calls are made of, and without them the judge is quicker.
JUDGE = (
    sys.executable,
    "-m",
    "pytest",
    "-x",
    "-q",
    "-p",
    "no:cacheprovider",
    "--nomigrations",
    "step_defs/test_journeys.py",
)
SECONDS = 60


class Mutant(NamedTuple):
    """A module of the line with one change."""

    module: str
    code: str
    change: str


def mutants() -> Iterator[Mutant]:
    """Make every mutant of every module that a call comes through, each once."""
    for path in sorted((ROOT / "movies").glob("*.py")):
        if path.name not in ELSEWHERE:
            code = path.read_text()
            seen = {code}
            for operator in operators():
                for occurrence in count():
                    mutated = mutate_code(code, operator, occurrence)
                    if mutated is None:
                        break
                    if mutated not in seen:
                        seen.add(mutated)
                        yield Mutant(path.name, mutated, change(code, mutated))


def change(old: str, new: str) -> str:
    """Return the lines that differ."""
    differences = [line for line in ndiff(old.splitlines(), new.splitlines()) if line[0] in "-+"]
    return "\n".join(f"{line[0]} {line[2:].strip()}" for line in differences)


def survives(mutant: Mutant, folder: Path) -> bool:
    """Whether all journeys pass in this copy of the project with the mutant in it."""
    module = folder / "movies" / mutant.module
    original = module.read_text()
    module.write_text(mutant.code)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        judged = subprocess.run(JUDGE, cwd=folder, env=environment, check=False, capture_output=True, timeout=SECONDS)
        return judged.returncode == 0
    except subprocess.TimeoutExpired:
        return False
    finally:
        module.write_text(original)


def copies(folder: Path) -> "queue.Queue[Path]":
    """Return copies of the project, one for each processor."""
    free: queue.Queue[Path] = queue.Queue()
    for number in range(os.cpu_count() or 1):
        copy = folder / str(number)
        copy.mkdir()
        for name in COPIED:
            source = ROOT / name
            (shutil.copytree if source.is_dir() else shutil.copy)(source, copy / name)
        free.put(copy)
    return free


def main() -> int:
    """Judge every mutant, and tell the score and the survivors."""
    with tempfile.TemporaryDirectory() as name:
        free = copies(Path(name))

        def judge(mutant: Mutant) -> bool:
            folder = free.get()
            try:
                return survives(mutant, folder)
            finally:
                free.put(folder)

        every = list(mutants())
        if judge(Mutant("views.py", (ROOT / "movies/views.py").read_text(), "")):
            with ThreadPoolExecutor(free.qsize()) as judges:
                verdicts = list(tqdm(judges.map(judge, every), total=len(every), disable=None))
        else:
            print("The journeys fail without any change; mend them first.", file=sys.stderr)
            return 1
    return tell(every, [mutant for mutant, alive in zip(every, verdicts, strict=True) if alive])


def tell(every: list[Mutant], survivors: list[Mutant]) -> int:
    """Print the score, and each survivor with the reason why no caller could notice it."""
    unexplained = 0
    for mutant in survivors:
        why = reason(mutant.module, mutant.change)
        unexplained += not why
        print(f"{mutant.module}: {why or 'NOBODY NOTICED'}\n{mutant.change}\n")
    for name, why in ELSEWHERE.items():
        print(f"{name}: left out, {why}")
    noticeable = len(every) - len(survivors) + unexplained
    print(f"{len(every)} changes, {len(every) - len(survivors)} noticed, {len(survivors)} not.")
    print(f"Of {noticeable} that a caller could notice, {noticeable - unexplained} were.")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main())
