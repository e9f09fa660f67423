"""Records the scenarios that run in a process, by the hooks of pytest and pytest-bdd."""

import json
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from gherkin.stream.id_generator import IdGenerator
from pytest_bdd.parser import Step

from .cases import STEP_TYPES
from .features import FeatureFile, Place, read_feature, scenario_of
from .recording import AmbiguousStepError, Record, Recording, now
from .registry import StepDefinition, step_definitions, visible_definitions

RECORDING = pytest.StashKey[Recording]()
FEATURE = pytest.StashKey[FeatureFile]()
KNOWN = "living_docs"  # what a process of pytest-xdist sends under this name when it ends
GRAVEST_FIRST = ("FAILED", "AMBIGUOUS", "UNDEFINED", "PENDING", "SKIPPED", "PASSED")


def recording_of(item: pytest.Item) -> Recording:
    """Return the recording of a test; begin it if there is none."""
    if RECORDING not in item.stash:
        item.stash[RECORDING] = Recording()
    return item.stash[RECORDING]


class Recorder:
    """Records the scenarios that run in this process."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.ids = IdGenerator()
        self.features: dict[Path, FeatureFile] = {}
        self.places: dict[str, Place] = {}  # by the test's nodeid
        self.visible: dict[pytest.Collector | None, dict[tuple[str, str], list[StepDefinition]]] = {}

    def feature(self, path: Path) -> FeatureFile:
        """Return a feature file; it is read once."""
        if path not in self.features:
            self.features[path] = read_feature(path, self.config.rootpath, self.ids)
        return self.features[path]

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Note which scenario each test runs, before any test is left out."""
        for item in items:
            scenario = scenario_of(item)
            if scenario is None:
                continue
            path, title, example = scenario
            feature = self.feature(path)
            numbers = feature.numbers.get(title, [])
            if example < len(numbers):
                self.places[item.nodeid] = feature.uri, numbers[example]
                item.user_properties += properties(feature, title)
                item.stash[FEATURE] = feature

    def pytest_bdd_before_step(self, request: pytest.FixtureRequest, step: Step) -> None:
        """Begin a step; refuse one that several sentences fit, of which pytest-bdd would silently take one."""
        recording_of(request.node).begin_step()
        found = self.matching(request.node, step.type, step.name)
        if len(found) > 1:
            sentences = "; ".join(f"{it.sentence!r} ({it.path.name}:{it.line})" for it in found)
            raise AmbiguousStepError(f"{step.name!r} fits {len(found)} sentences: {sentences}. Let it fit one.")

    def pytest_bdd_after_step(self, request: pytest.FixtureRequest) -> None:
        """End a step well."""
        recording_of(request.node).end_step("PASSED")

    def pytest_bdd_step_func_lookup_error(self, request: pytest.FixtureRequest) -> None:
        """Note a step that no sentence fits."""
        recording = recording_of(request.node)
        recording.begin_step()
        recording.end_step("UNDEFINED")

    def matching(self, item: pytest.Item, type_: str, text: str) -> list[StepDefinition]:
        """Return the sentences that fit a step, of those that a test can use."""
        known = self.visible.setdefault(item.parent, {})
        if ("", "") not in known:
            known["", ""] = list(visible_definitions(item))
        if (type_, text) not in known:
            known[type_, text] = [it for it in known["", ""] if it.fits(type_, text)]
        return known[type_, text]

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[Any]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Take over what pytest says of a scenario; send the record with the last report."""
        report = yield
        if item.nodeid in self.places:
            recording = recording_of(item)
            recording.take(report, call.excinfo)
            if report.when == "teardown":
                record = self.complete(item, recording)
                report.user_properties.append(("status", status_of(record)))
                report.living_docs = json.dumps(record)  # type: ignore[attr-defined]  # reports carry what plugins add
                del item.stash[RECORDING]
        return report

    def complete(self, item: pytest.Item, recording: Recording) -> Record:
        """Return the record of a scenario that is over, with the sentences that fit its steps."""
        uri, number = self.places[item.nodeid]
        pickle = item.stash[FEATURE].pickles[number]
        matches = [
            [{"key": it.key, "arguments": it.arguments(step["text"])} for it in self.matching(item, *step_of(step))]
            for step in pickle["steps"]
        ]
        return {**recording.record, "place": (uri, number), "ended": now(), "matches": matches}

    def found(self) -> Record:
        """Return what this process knows that another one may need."""
        return {
            "places": self.places,
            "features": [str(path) for path in self.features],
            "definitions": [plain(it, self.config.rootpath) for it in step_definitions()],
        }

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """Send what the leading process cannot know."""
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput[KNOWN] = self.found()


def step_of(step: dict[str, Any]) -> tuple[str, str]:
    """Return type and text of a pickle's step, as pytest-bdd has them."""
    return STEP_TYPES.get(step.get("type", ""), "given"), step["text"]


def properties(feature: FeatureFile, title: str) -> list[tuple[str, object]]:
    """Return what JUnit reports shall tell of a scenario."""
    rule = feature.rules[title]
    return [
        ("feature", feature.document["feature"]["name"]),
        *([("rule", rule)] if rule else []),
        ("scenario", title),
    ]


def status_of(record: Record) -> str:
    """Return the gravest status of a record."""
    results = [*record["steps"], record["before"], record["after"], record["instead"]]
    return min((it["status"] for it in results if it), key=GRAVEST_FIRST.index, default="PASSED").lower()


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
        "uri": path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix(),
        "line": definition.line,
    }
