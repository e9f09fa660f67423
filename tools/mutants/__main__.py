"""``make mutants``: make small changes to the line's code, one at a time, and check that a journey notices each.

Exits with 1 if a change goes unnoticed without a reason in ``survivors``. Names of modules limit it to these:
``python -m tools.mutants urls.py``.
"""

import os
import queue
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from itertools import repeat
from pathlib import Path

from tqdm import tqdm

from testbed.repository import ROOT

from .mutations import Mutant, mutants
from .survivors import NOT_MUTATED, Reason, reason

COPIED = (
    "movies",
    "ivr",
    "step_defs",
    "pytest_ivr",
    "testbed",
    "features",
    "conftest.py",
    "pytest.ini",
)
# Callers do not meet migrations, and without them a run is quicker.
JUDGE = [
    sys.executable,
    "-m",
    "pytest",
    "-x",
    "-q",
    "-p",
    "no:cacheprovider",
    "--nomigrations",
    "features",
]
TIMES = 5  # as long as without a change; what takes longer is taken for an endless loop, which is noticed


def survives(mutant: Mutant, folder: Path, seconds: float | None = None) -> bool:
    """Whether all journeys pass within these seconds in this copy of the project with the mutant in it."""
    module = folder / "movies" / mutant.module
    original = module.read_text()
    module.write_text(mutant.code)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        judged = subprocess.run(JUDGE, cwd=folder, env=environment, check=False, capture_output=True, timeout=seconds)
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


def main(*modules: str) -> int:
    """Let the journeys judge every mutant; print the score and the survivors."""
    every = [mutant for mutant in mutants() if not modules or mutant.module in modules]
    with tempfile.TemporaryDirectory() as name:
        free = copies(Path(name))

        def judge(mutant: Mutant, seconds: float | None = None) -> bool:
            folder = free.get()
            try:
                return survives(mutant, folder, seconds)
            finally:
                free.put(folder)

        began = time.perf_counter()
        if not judge(Mutant("views.py", "", "", (ROOT / "movies/views.py").read_text(), "")):
            print("The journeys fail without any change; fix them first.", file=sys.stderr)
            return 1
        longest = TIMES * (time.perf_counter() - began)
        with ThreadPoolExecutor(free.qsize()) as judges:
            verdicts = list(tqdm(judges.map(judge, every, repeat(longest)), total=len(every), disable=None))
    return report(every, [mutant for mutant, alive in zip(every, verdicts, strict=True) if alive])


def report(every: list[Mutant], survivors: list[Mutant]) -> int:
    """Print the score, and each survivor with the reason why no caller could notice it; return the exit code."""
    unexplained = 0
    used: Counter[Reason] = Counter()
    for mutant in survivors:
        found = reason(mutant.module, mutant.scope, mutant.operator)
        used.update([found] if found else [])
        explained = found is not None and used[found] <= found.most
        unexplained += not explained
        why = found.why if found and explained else "NO JOURNEY NOTICED"
        print(f"{mutant.module}, {mutant.scope}, {mutant.operator}: {why}\n{mutant.change}\n")
    for name, why in NOT_MUTATED.items():
        print(f"{name}: not changed, {why}")
    noticeable = len(every) - len(survivors) + unexplained
    print(f"{len(every)} changes, {len(every) - len(survivors)} noticed, {len(survivors)} not.")
    print(f"Of {noticeable} that a caller could notice, {noticeable - unexplained} were.")
    return 1 if unexplained else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
