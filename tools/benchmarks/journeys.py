"""What the journeys cost: with the document that is made of them, and over real HTTP."""

import statistics

from testbed.pytest_runs import PYTEST

from .measure import Result, run

MAKE = ["make", "journeys"]
IN_PROCESS = [*PYTEST, "-q", "features"]
OVER_HTTP = [*IN_PROCESS, "--over-http"]
ROUNDS = 5


def measure() -> list[Result]:
    """Compare `make journeys`, and the journeys over HTTP, with one run of pytest, its start included."""
    rounds = [(run(MAKE), run(OVER_HTTP), run(IN_PROCESS)) for _ in range(ROUNDS)]
    made = statistics.median(make.cpu / in_process.cpu for make, _, in_process in rounds)
    served = statistics.median(over_http.elapsed / in_process.elapsed for _, over_http, in_process in rounds)
    make, over_http, in_process = (statistics.median(used.cpu for used in runs) for runs in zip(*rounds, strict=True))
    return [
        Result("make journeys / its scenarios alone", made, 2, f"{make:.1f} s, and {in_process:.1f} s"),
        Result("the journeys over HTTP / in this process", served, 4, f"{over_http:.1f} s, and {in_process:.1f} s"),
    ]
