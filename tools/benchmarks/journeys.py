"""What the journeys cost: with what is said of every call, with the document that is made, and over real HTTP."""

import statistics

from testbed.pytest_runs import PYTEST

from .measure import Result, run

MAKE = ["make", "journeys"]
OF_EVERY_CALL = "features/whatever_callers_do.feature"
FEW = "features/names.feature"
IN_A_CHAIN = (
    "many_pages or pages_were_turned or wherever_it_is_pressed or on_every_page"  # the scenarios of a large world
)
IN_PROCESS = [*PYTEST, "-q", "features", f"--ignore={OF_EVERY_CALL}"]
OVER_HTTP = [*IN_PROCESS, "--over-http"]
ROUNDS = 5


def measure() -> list[Result]:
    """Compare `make journeys`, and the journeys over HTTP, with one run of pytest, its start included.

    That run says nothing of every call; what this adds is measured by itself.
    """
    rounds = [(run(MAKE), run(OVER_HTTP), run(IN_PROCESS)) for _ in range(ROUNDS)]
    made = statistics.median(make.cpu / in_process.cpu for make, _, in_process in rounds)
    served = statistics.median(over_http.elapsed / in_process.elapsed for _, over_http, in_process in rounds)
    make, over_http, in_process = (statistics.median(used.cpu for used in runs) for runs in zip(*rounds, strict=True))
    return [
        *of_every_call(),
        Result("make journeys / its scenarios alone", made, 2.6, f"{make:.1f} s, and {in_process:.1f} s"),
        Result("the journeys over HTTP / in this process", served, 4, f"{over_http:.1f} s, and {in_process:.1f} s"),
    ]


def of_every_call() -> list[Result]:
    """Measure what the sentences about every call add to a run, in CPU seconds: in a small catalogue, and a chain."""
    few = [*PYTEST, "-q", FEW]
    small, whole = [*few, OF_EVERY_CALL, "-k", f"not ({IN_A_CHAIN})"], [*few, OF_EVERY_CALL]
    rounds = [(run(few).cpu, run(small).cpu, run(whole).cpu) for _ in range(ROUNDS)]
    in_small = statistics.median(with_small - alone for alone, with_small, _ in rounds)
    in_chain = statistics.median(with_all - with_small for _, with_small, with_all in rounds)
    return [
        Result("what is said of every call, over the demo, in CPU seconds", in_small, 3, "with the walks"),
        Result("the same, over 20 theaters and 20 movies", in_chain, 30, "with the walk"),
    ]
