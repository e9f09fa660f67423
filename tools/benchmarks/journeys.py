"""What real HTTP costs the journeys."""

import statistics
import subprocess
import sys
import time

from testbed.repository import ROOT

from .measure import Result

JOURNEYS = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "step_defs/test_journeys.py"]
ROUNDS = 5


def run(*options: str) -> float:
    """Run all journeys, and return how many seconds that took: sockets are waited for, so CPU seconds are not all."""
    began = time.perf_counter()
    done = subprocess.run([*JOURNEYS, *options], cwd=ROOT, check=False, capture_output=True, text=True)  # noqa: S603 (our own words)
    if done.returncode:
        raise RuntimeError(f"The measured journeys failed:\n{done.stdout}{done.stderr}")
    return time.perf_counter() - began


def measure() -> list[Result]:
    """Compare a run over real HTTP with one in this process."""
    rounds = [(run("--over-http"), run()) for _ in range(ROUNDS)]
    ratio = statistics.median(over_http / in_process for over_http, in_process in rounds)
    taken, base = (statistics.median(times) for times in zip(*rounds, strict=True))
    return [Result("the journeys over HTTP / in this process", ratio, 4, f"{taken:.1f} s, and {base:.1f} s")]
