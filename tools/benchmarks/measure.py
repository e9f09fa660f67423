"""Measuring: ratios of paired rounds, so that a noisy machine disturbs both sides alike."""

import resource
import statistics
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from testbed.repository import ROOT


@dataclass(frozen=True)
class Result:
    """One figure with its upper bound; ``detail`` names what it is made of."""

    name: str
    figure: float
    bound: float
    detail: str

    @property
    def kept(self) -> bool:
        """Whether the figure is within the bound."""
        return self.figure <= self.bound

    def __str__(self) -> str:
        verdict = "ok" if self.kept else "ABOVE THE BOUND"
        return f"{self.name:58} {self.figure:7.2f}  (at most {self.bound:g}) {verdict:16} {self.detail}"


class Used(NamedTuple):
    """What a command took: the CPU seconds of all its processes, and the seconds that passed."""

    cpu: float
    elapsed: float


def run(command: Sequence[str]) -> Used:
    """Run a command in the repository's folder. Raises RuntimeError, with its output, if it fails."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    elapsed, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise RuntimeError(f"A measured command failed:\n{done.stdout}{done.stderr}")
    return Used(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, elapsed)


Clock = Callable[[], float]


def seconds(work: Callable[[], object], repeat: int, clock: Clock = time.process_time) -> float:
    """Return the CPU seconds of one run of ``work``, averaged over ``repeat`` runs."""
    start = clock()
    for _ in range(repeat):
        work()
    return (clock() - start) / repeat


def paired(
    work: Callable[[], object],
    base: Callable[[], object],
    *,
    rounds: int = 21,
    repeat: int = 20,
    clock: Clock = time.process_time,
) -> tuple[float, float]:
    """Return the median ratio of ``work`` to ``base`` over paired rounds, and the median seconds of ``work``."""
    ratios, times = [], []
    for number in range(rounds):
        if number % 2:
            expected = seconds(base, repeat, clock)
            taken = seconds(work, repeat, clock)
        else:
            taken = seconds(work, repeat, clock)
            expected = seconds(base, repeat, clock)
        ratios.append(taken / expected)
        times.append(taken)
    return statistics.median(ratios), statistics.median(times)
