"""A run is recorded: every process that runs tests has a Recorder, and the one that leads them a Writer."""

import pytest

from .stream.junit import JUnitReport
from .stream.recorder import Recorder, recording_of
from .stream.recording import Attach
from .stream.registry import improve_pytest_bdd
from .stream.writer import Writer


def record(config: pytest.Config) -> None:
    """Begin to record, and where the run is led from, to collect the records."""
    improve_pytest_bdd()
    recorder = Recorder(config)
    config.pluginmanager.register(recorder, "living_docs_recorder")
    config.pluginmanager.register(Fixtures(), "living_docs_fixtures")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Writer(config, recorder), "living_docs_writer")
        config.pluginmanager.register(JUnitReport(config), "living_docs_junit")


class Fixtures:
    """What steps and tests may ask for."""

    @pytest.fixture
    def attach(self, request: pytest.FixtureRequest) -> Attach:
        """``attach(data, media_type, name)`` puts text or bytes into the report, at the step that runs now."""
        return recording_of(request.node).attach
