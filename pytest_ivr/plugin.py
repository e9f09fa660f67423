"""A pytest plugin that writes a run of the features down as Cucumber Messages, while it goes on.

Every process that runs tests has a Recorder; its records cross to the one that has the Writer with pytest's reports.
"""

import pytest

from .living_docs.stream.recorder import Recorder, recording_of
from .living_docs.stream.recording import Attach
from .living_docs.stream.registry import improve_pytest_bdd
from .living_docs.stream.writer import Writer


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the name of the file to write."""
    parser.addoption(
        "--messages",
        default="reports/messages.ndjson",
        metavar="PATH",
        help="where to write the run of the features as Cucumber Messages (default: %(default)s)",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Begin to record, and where the run is led from, to collect the records."""
    improve_pytest_bdd()
    recorder = Recorder(config)
    config.pluginmanager.register(recorder, "living_docs_recorder")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Writer(config, recorder), "living_docs_writer")


@pytest.fixture
def attach(request: pytest.FixtureRequest) -> Attach:
    """``attach(data, media_type, name)`` puts text or bytes into the report, at the step that runs now."""
    return recording_of(request.node).attach
