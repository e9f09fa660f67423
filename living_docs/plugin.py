"""A pytest plugin that writes a run of the features down as Cucumber Messages.

Every process that runs tests has a Recorder; its records cross to the one that has the Writer with pytest's reports.
"""

import json
from collections.abc import Generator, Iterable
from pathlib import Path
from typing import Any

import pytest
from gherkin.stream.id_generator import IdGenerator
from pytest_bdd.parser import Step

from .stream.cases import STEP_TYPES
from .stream.features import FeatureFile, Place, in_reading_order, read_feature, scenario_of
from .stream.messages import Outcome, stream
from .stream.recording import AmbiguousStepError, Attach, Record, Recording, now
from .stream.registry import StepDefinition, step_definitions, visible_definitions

RECORDING = pytest.StashKey[Recording]()
PLACES = "living_docs_places"
GRAVEST_FIRST = ("FAILED", "AMBIGUOUS", "UNDEFINED", "PENDING", "SKIPPED", "PASSED")


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
    recorder = Recorder(config)
    config.pluginmanager.register(recorder, "living_docs_recorder")
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Writer(config, recorder), "living_docs_writer")


@pytest.fixture
def attach(request: pytest.FixtureRequest) -> Attach:
    """``attach(data, media_type, name)`` puts text or bytes into the report, at the step that runs now."""
    return recording_of(request.node).attach


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
            self.config.workeroutput[PLACES] = self.found()


FEATURE = pytest.StashKey[FeatureFile]()


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


def gravity(record: Record) -> int:
    """Return how grave a record is, the gravest first: a scenario that is run twice is as grave as the worse run."""
    return GRAVEST_FIRST.index(status_of(record).upper())


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


class Writer:
    """Collects the records of all processes, and writes the stream."""

    def __init__(self, config: pytest.Config, recorder: Recorder) -> None:
        self.config = config
        self.recorder = recorder
        self.began = now()
        self.places: dict[str, Place] = {}
        self.paths: set[Path] = set()
        self.definitions: dict[str, Record] = {}
        self.sent: list[str] = []  # records as JSON, which keeps thousands of them out of the garbage collector's way
        self.lost: dict[str, Record] = {}  # of tests that were lost with their process, by nodeid
        self.begun = False
        self.written: Path | None = None

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self) -> None:
        """Note that tests are to be run, not listed."""
        self.begun = not self.config.option.collectonly

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take what a process of pytest-xdist knows."""
        self.learn(getattr(node, "workeroutput", {}).get(PLACES))

    def learn(self, found: Record | None) -> None:
        """Take over what a process knows."""
        if found:
            self.places |= {nodeid: tuple(place) for nodeid, place in found["places"].items()}
            self.paths |= set(map(Path, found["features"]))
            self.definitions |= {it["key"]: it for it in found["definitions"]}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the record of a scenario, or what pytest-xdist says of a process that broke down."""
        if hasattr(report, "living_docs"):
            self.sent.append(report.living_docs)
        elif report.when not in ("setup", "call", "teardown"):
            self.lost[report.nodeid] = lost(report)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, exitstatus: int) -> None:
        """Write the stream, if any scenario was collected to be run."""
        self.learn(self.recorder.found())
        if not (self.begun and self.places):
            return
        records: dict[Place, Record] = {}
        for record in map(json.loads, self.sent):
            place = tuple(record["place"])
            records[place] = min(records.get(place, record), record, key=gravity)
        records |= {self.places[nodeid]: record for nodeid, record in self.lost.items() if nodeid in self.places}
        outcome = Outcome(self.began, now(), int(exitstatus))
        messages = stream(self.recorder.ids, self.features(), list(self.definitions.values()), records, outcome)
        self.written = self.config.rootpath / self.config.getoption("messages")
        write(self.written, messages)

    def features(self) -> list[FeatureFile]:
        """Return the features that were collected, and all others of their folder, in the order of reading."""
        base = self.config.getini("bdd_features_base_dir")
        folder = (self.config.rootpath / base).resolve() if base else None
        others = folder.rglob("*.feature") if folder else ()
        return [self.recorder.feature(path) for path in in_reading_order({*self.paths, *others}, folder)]

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Say where the stream is."""
        if self.written:
            terminalreporter.write_line(f"The run as Cucumber Messages is in {self.written}")


def lost(report: pytest.TestReport) -> Record:
    """Return the record of a scenario whose process broke down."""
    text = report.longreprtext
    failure = {
        "status": "FAILED",
        "message": text,
        "exception": {"type": "WorkerCrash", "message": text, "stack_trace": text},
    }
    recording = Recording()
    return {**recording.record, "before": failure, "ended": now(), "matches": None}


def write(path: Path, messages: Iterable[dict[str, Any]]) -> None:
    """Write messages, one a line; the file is there as a whole or not at all.

    It is in ASCII, so that neither what is no character nor what some take for the end of a line can break it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(path.name + ".part")
    with draft.open("w", encoding="ascii") as file:
        for message in messages:
            file.write(json.dumps(message) + "\n")
    draft.replace(path)
