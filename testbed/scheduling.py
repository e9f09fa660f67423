"""Which tests stay together where several processes run them: those of a file, and those that share what takes long."""

import pytest
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling

TOGETHER = "pytest_ivr/tests/"  # a stranger's environment, which takes half a minute to install


class Scheduling(LoadFileScheduling):  # type: ignore[misc]  # its library publishes no types
    """Keeps the tests of a file together, and those of some folders."""

    def _split_scope(self, nodeid: str) -> str:
        return TOGETHER if nodeid.startswith(TOGETHER) else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> Scheduling | None:
    """Keep tests together with ``--dist loadfile``; whatever else somebody asks for is what they get."""
    return Scheduling(config, log) if config.getoption("dist") == "loadfile" else None
