"""Records the scenarios that run in a process, by the hooks of pytest and pytest-bdd."""

import json
from collections.abc import Generator, Sequence
from pathlib import Path
from typing import Any

import pytest
from gherkin.stream.id_generator import IdGenerator
from pytest_bdd.parser import Step

from .definitions import StepDefinition
from .envelopes import SEVERITY, Message
from .features import STEP_TYPES, UTF_8, FeatureFile, PickleId, read_feature, shown
from .recording import AmbiguousStepError, Record, Recording, now
from .registry import forget, number_of_definitions, scenario_of, step_definitions, visible_definitions

RECORDING = pytest.StashKey[Recording]()
PICKLE = pytest.StashKey[tuple[PickleId, list[tuple[str, str]]]]()  # with type and text of its steps
RECORD, WORKER_DATA = "living_docs_record", "living_docs_worker_data"  # what reports carry, as JSON


def recording_of(item: pytest.Item) -> Recording:
    """Return the recording of a test; begin it if there is none."""
    if RECORDING not in item.stash:
        item.stash[RECORDING] = Recording()
    return item.stash[RECORDING]


def forget_recording(item: pytest.Item) -> None:
    """Let go of what was recorded of a test of which no report is made."""
    if RECORDING in item.stash:
        del item.stash[RECORDING]
    forget(item)


class Recorder:
    """Records the scenarios that run in this process."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.ids = IdGenerator()
        self.features: dict[Path, FeatureFile] = {}  # until they are written
        self.encodings: dict[Path, str] = {}  # of the features that were collected
        self.pickle_ids: dict[str, PickleId] = {}  # by the test's nodeid
        self.interruption = ""  # why the run ends early
        self.reported = 0  # how many definitions the leading process has been told of

    def feature(self, path: Path, encoding: str = UTF_8) -> FeatureFile:
        """Return a feature file; it is read once."""
        if path not in self.features:
            self.features[path] = read_feature(path, self.config.rootpath, self.ids, encoding)
        return self.features[path]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note a feature that cannot be read, since no test will tell of it."""
        if report.failed and report.fspath.endswith(".feature"):
            self.encodings[self.config.rootpath / report.fspath] = UTF_8

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Note which scenario each test runs, before any test is left out."""
        for item in items:
            scenario = scenario_of(item)
            if scenario is None:
                continue
            feature = self.feature(scenario.path, scenario.encoding)
            self.encodings[scenario.path] = scenario.encoding
            indexes = feature.indexes.get(scenario.line, [])
            if scenario.example < len(indexes):
                pickle = feature.pickles[indexes[scenario.example]]
                self.pickle_ids[item.nodeid] = feature.uri, indexes[scenario.example]
                row = feature.example(indexes[scenario.example])
                item.user_properties += properties(feature, feature.rules[scenario.line], scenario.title, row)
                item.stash[PICKLE] = self.pickle_ids[item.nodeid], [step_of(step) for step in pickle["steps"]]

    def pytest_bdd_before_step(self, request: pytest.FixtureRequest, step: Step) -> None:
        """Begin a step; refuse one that several sentences fit, of which pytest-bdd would silently take one."""
        fitting = fitting_definitions(request.node, step.type, step.name)
        recording_of(request.node).begin_step(fitting)
        if len(fitting) > 1:
            sentences = "; ".join(f"{it.sentence!r} ({it.path.name}:{it.line})" for it in fitting)
            raise AmbiguousStepError(f"{step.name!r} fits {len(fitting)} sentences: {sentences}. Let it fit one.")

    def pytest_bdd_after_step(self, request: pytest.FixtureRequest) -> None:
        """End a step well."""
        recording_of(request.node).end_step("PASSED")

    def pytest_bdd_step_func_lookup_error(self, request: pytest.FixtureRequest) -> None:
        """Note a step that no sentence fits."""
        recording = recording_of(request.node)
        recording.begin_step([])
        recording.end_step("UNDEFINED")

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[Any]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Take over what pytest says of a scenario; send the record with the last report, and with what failed.

        Plugins that run a test again report the failure alone, once all is over.
        """
        report = yield
        if PICKLE in item.stash:
            if self.reported != number_of_definitions():
                setattr(report, WORKER_DATA, json.dumps(self.worker_data()))
            recording = recording_of(item)
            recording.add_report(report, call.excinfo)
            if report.when == "teardown":
                self.complete(item, recording)
        return report

    def complete(self, item: pytest.Item, recording: Recording) -> None:
        """Send the record of a scenario that is over, with the sentences that fit its steps."""
        pickle_id, steps = item.stash[PICKLE]
        begun = len(recording.matches)
        fitting = [*recording.matches, *(fitting_definitions(item, *step) for step in steps[begun:])]
        matches = [
            [{"key": it.key, "arguments": it.arguments(text)} for it in definitions]
            for definitions, (_, text) in zip(fitting, steps, strict=True)
        ]
        record = {**recording.record, "pickle_id": pickle_id, "ended": now(), "matches": matches}
        data = json.dumps(record)
        for report in recording.reports:
            setattr(report, RECORD, data)
        recording.reports[-1].user_properties.append(("status", status_of(record)))
        del item.stash[RECORDING]
        forget(item)

    def worker_data(self) -> Record:
        """Return what this process knows that another one may need."""
        self.reported = number_of_definitions()
        return {
            "pickle_ids": self.pickle_ids,
            "encodings": {str(path): encoding for path, encoding in self.encodings.items()},
            "definitions": [plain(it, self.config.rootpath) for it in step_definitions()],
            "interruption": self.interruption,
        }

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Note why the run ends early, if anybody says why."""
        self.interruption = str(excinfo.value)

    def pytest_internalerror(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """Note what broke pytest itself, or a plugin."""
        self.interruption = excinfo.exconly()

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """Send what the leading process cannot know."""
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput[WORKER_DATA] = self.worker_data()


def fitting_definitions(item: pytest.Item, type_: str, text: str) -> list[StepDefinition]:
    """Return the sentences that fit a step, of those that a test can use."""
    return [it.definition for it in visible_definitions(item).fitting(type_, text) if it.is_ours]


def step_of(step: Message) -> tuple[str, str]:
    """Return type and text of a pickle's step, as pytest-bdd has them."""
    return STEP_TYPES.get(step.get("type", ""), "given"), step["text"]


def properties(feature: FeatureFile, rule: str, title: str, row: Sequence[str]) -> list[tuple[str, object]]:
    """Return what JUnit reports shall tell of a scenario."""
    told = {"feature": feature.feature["name"], "rule": rule, "scenario": title, "example": ", ".join(row)}
    return [(name, value) for name, value in told.items() if value]


def status_of(record: Record) -> str:
    """Return the worst status of a record."""
    results = [*record["steps"], record["before"], record["after"], record["not_started"]]
    return min((it["status"].lower() for it in results if it), key=SEVERITY.index, default="passed")


def plain(definition: StepDefinition, root: Path) -> Record:
    """Return a sentence as plain data."""
    path = definition.path
    return {
        "key": definition.key,
        "type": definition.type,
        "sentence": definition.sentence,
        "explanation": definition.explanation,
        "parameters": definition.parameters,
        "is_regular_expression": definition.is_regular_expression,
        "uri": shown(path, root),
        "line": definition.line,
    }
