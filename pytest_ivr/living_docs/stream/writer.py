"""Collects the records of all processes of a run, and writes the stream."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from .features import FeatureFile, Place, in_reading_order
from .messages import Outcome, stream
from .recorder import GRAVEST_FIRST, KNOWN, Recorder, status_of
from .recording import Record, Recording, now


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
        self.learn(getattr(node, "workeroutput", {}).get(KNOWN))

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


def gravity(record: Record) -> int:
    """Return how grave a record is, the gravest first: a scenario that is run twice is as grave as the worse run."""
    return GRAVEST_FIRST.index(status_of(record).upper())
