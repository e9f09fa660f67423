"""What a file of showtimes costs, and that its size does not show in memory."""

import csv
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from testbed.repository import ROOT

from .measure import Result

FEW, MANY = 10_000, 1_000_000
THEATERS, MOVIES = 500, 200


def write(file: Path, rows: int) -> None:
    """Write a file with so many different shows."""
    with file.open("w") as out:
        out.write("theater,movie,starts_at,time_zone\n")
        for number in range(rows):
            pair, day = number % (THEATERS * MOVIES), number // (THEATERS * MOVIES)
            out.write(
                f"T{pair % THEATERS},M{pair // THEATERS},2030-01-{1 + day:02} {pair % 24:02}:00,America/Chicago\n"
            )


def read(file: Path) -> float:
    """Return how many seconds the csv module takes to read a file."""
    began = time.perf_counter()
    with file.open(newline="") as lines:
        for _ in csv.reader(lines):
            pass
    return time.perf_counter() - began


def take_in(file: Path) -> tuple[float, int]:
    """Import a file into an empty catalogue; return the seconds, and the most memory that it had, in KB."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{file.with_suffix('.sqlite3')}"}
    manage = [sys.executable, "manage.py"]
    subprocess.run([*manage, "migrate", "--verbosity", "0"], cwd=ROOT, env=environment, check=True)
    began = time.perf_counter()
    command = [*manage, "import_showtimes", str(file)]
    with subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError("The measured import failed.")
    return time.perf_counter() - began, used.ru_maxrss


def measure() -> list[Result]:
    """Compare an import with the mere reading of its file, and a large one with a small one."""
    with tempfile.TemporaryDirectory() as name:
        few, many = Path(name) / "few.csv", Path(name) / "many.csv"
        write(few, FEW)
        write(many, MANY)
        _, small = take_in(few)
        seconds, large = take_in(many)
        ratio = seconds / read(many)
    return [
        Result(f"an import of {MANY:,} rows / reading them", ratio, 80, f"{MANY / seconds:,.0f} rows a second"),
        Result(f"memory of {MANY:,} rows / of {FEW:,}", large / small, 1.2, f"{large / 1024:.0f} MB"),
    ]
