"""Which tests stay together where several processes run them, and which come first.

Those of a file stay together, and those that share what takes long. What takes minutes begins: at the end of a run one
process would wait for it.
"""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling
from xdist.workermanage import WorkerController

TOGETHER = "pytest_ivr/tests/"  # a stranger's environment, which takes half a minute to install
FIRST = {
    TOGETHER,
    "ivr/tests/test_faults.py",
    "ivr/tests/test_interrupted_imports.py",
    "ivr/tests/test_security.py",
    "deploy/tests/test_units.py",
    "pytest_ivr/changes/tests/test_proposals.py",
    "pytest_ivr/explorer/tests/test_drawn_lines.py",
    "pytest_ivr/explorer/tests/test_promises.py",
    "pytest_ivr/explorer/tests/test_shortest.py",
    "pytest_ivr/living_docs/tests/test_broken_runs.py",
    "pytest_ivr/living_docs/tests/test_recording.py",
    "step_defs/tests/test_browser_phone.py",
    "step_defs/test_over_http.py",
    "step_defs/tests/test_promises.py",
    "testbed/lines/tests/test_coverage.py",
}


class Scheduling(LoadFileScheduling):  # type: ignore[misc]  # its library publishes no types
    """Keeps the tests of a file together, and those of some folders; what takes long comes first."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER if nodeid.startswith(TOGETHER) else super()._split_scope(nodeid)

    def _assign_work_unit(self, node: WorkerController) -> None:
        long = next(filter(FIRST.__contains__, self.workqueue), None)
        if long:
            self.workqueue.move_to_end(long, last=False)
        super()._assign_work_unit(node)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    """Keep tests together with ``--dist loadfile``; whatever else somebody asks for is what they get."""
    return Scheduling(config, log) if config.getoption("dist") == "loadfile" else None
