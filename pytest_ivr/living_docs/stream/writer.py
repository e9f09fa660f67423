"""Collects the records of all processes of a run, and writes the stream as they come."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import pytest

from ..media_types import UNCOMMITTED
from .beside import read_beside
from .envelopes import Message
from .environment import uncommitted as changed_files
from .features import UTF_8, PickleId, check_contents, in_reading_order
from .file import StreamFile, lines, take_away
from .messages import RunMessages
from .recorder import RECORD, WORKER_DATA, Recorder
from .recording import Record, Recording, now
from .registry import forget_report

PHASES = ("setup", "call", "teardown")
Outside = tuple[str, str, str, float]  # a name, the first line, all of it, and when


@dataclass
class RunningScenario:
    """A scenario that is not over: when its attempt began, those before, and what the stream tells of all that."""

    began: float
    attempts: list[Record] = field(default_factory=list)
    lines: bytes = b""


class Writer:
    """Collects the records of all processes, and writes the stream."""

    def __init__(self, config: pytest.Config, recorder: Recorder) -> None:
        self.config = config
        self.recorder = recorder
        self.path: Path = config.rootpath / config.getoption("messages")
        self.began = now()
        self.messages = RunMessages(recorder.ids)
        self.file: StreamFile | None = None
        self.failure = ""  # why the stream could not be written
        self.pickle_ids: dict[str, PickleId] = {}  # by the test's nodeid, as all that follows
        self.running: dict[str, RunningScenario] = {}
        self.crashed: list[tuple[str, Record, bool]] = []  # before any process told which scenarios there are
        self.outside: list[Outside] = []  # what failed though it is no scenario, until the stream tells of it
        self.interruption = ""  # why the run ends early, if somebody said so

    @property
    def features_folder(self) -> Path | None:
        """The folder of all features, if the ini file names one."""
        base = self.config.getini("bdd_features_base_dir")
        return (self.config.rootpath / base).resolve() if base else None

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self) -> None:
        """Take the stream of an earlier run away, so that nobody takes it for this one's."""
        if self.config.option.collectonly:
            return
        if self.features_folder:
            check_contents(self.features_folder)
        try:
            take_away(self.path)
        except OSError as error:
            self.give_up(error)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtestloop(self) -> None:
        """Begin the stream, if the tests run in this process."""
        self.merge_worker_data(self.recorder.worker_data())

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Take what a process of pytest-xdist knows."""
        data = getattr(node, "workeroutput", {}).get(WORKER_DATA)
        if data:
            self.merge_worker_data(data)

    def merge_worker_data(self, data: Record) -> None:
        """Take over what a process knows; begin the stream with the first that knows scenarios."""
        self.pickle_ids |= {nodeid: (uri, index) for nodeid, (uri, index) in data["pickle_ids"].items()}
        self.interruption = self.interruption or data["interruption"]
        if self.file:
            self.write(self.messages.define(data["definitions"]))
        elif self.pickle_ids and not self.failure and not self.config.option.collectonly:
            self.begin({Path(path): it for path, it in data["encodings"].items()}, data["definitions"])

    def begin(self, encodings: dict[Path, str], definitions: list[Record]) -> None:
        """Write what there is, before anything happens."""
        uncommitted = changed_files(self.path)
        paths = self.feature_paths(encodings)
        features = [self.recorder.feature(path, encodings.get(path, UTF_8)) for path in paths]
        beside = read_beside(paths, self.config.rootpath, features if self.features_folder else ())
        try:
            self.file = StreamFile(self.path)
        except OSError as error:
            self.give_up(error)
        beside[UNCOMMITTED] = uncommitted
        self.write(self.messages.beginning(features, definitions, self.began, beside))
        self.recorder.features.clear()
        for it in self.crashed:
            self.add_record(*it)
        self.tell_outside()

    def feature_paths(self, collected: Iterable[Path]) -> list[Path]:
        """Return the features that were collected, and all others of their folder, in the order of reading."""
        folder = self.features_folder
        others = folder.rglob("*.feature") if folder else ()
        return in_reading_order({*collected, *others}, folder)

    @pytest.hookimpl(trylast=True)
    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """Note what cannot be collected; a feature that cannot be read is told as such."""
        if report.failed and not report.fspath.endswith(".feature"):
            self.fails_outside(report.nodeid or "the collection of tests", report.longreprtext)

    def fails_outside(self, name: str, text: str) -> None:
        """Tell, as soon as there is a stream, what failed though it is no scenario."""
        self.outside.append((name, first_line(text), text, now()))
        self.tell_outside()

    def tell_outside(self) -> None:
        """Write what failed though it is no scenario."""
        if self.file:
            told = [it for it in self.outside if it[0] not in self.pickle_ids]
            self.outside = []
            self.write(chain.from_iterable(self.messages.outside(*it) for it in told))

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Write that a scenario begins, so that its name is there if the process dies with it."""
        self.running.setdefault(nodeid, RunningScenario(now()))
        if nodeid in self.pickle_ids:
            self.write(())

    @pytest.hookimpl(trylast=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take the record of a scenario, or what pytest-xdist says of a process that broke down."""
        data, record = taken(report, WORKER_DATA), taken(report, RECORD)
        if data:
            self.merge_worker_data(data)
        will_be_retried = str(report.outcome) == "rerun"
        if report.failed and report.nodeid not in self.pickle_ids:
            self.fails_outside(report.nodeid, report.longreprtext)
        if report.when not in PHASES:
            self.add_record(report.nodeid, crashed(report), will_be_retried)
        elif record and (report.when == "teardown" or will_be_retried):
            self.add_record(report.nodeid, record, will_be_retried)
        forget_report(report)

    def pytest_runtest_logfinish(self, nodeid: str) -> None:
        """Forget a test that is no scenario."""
        if nodeid not in self.pickle_ids:
            self.running.pop(nodeid, None)

    def add_record(self, nodeid: str, record: Record, will_be_retried: bool) -> None:
        """Write an attempt of a scenario that is over."""
        if not self.file:
            self.crashed.append((nodeid, record, will_be_retried))
        if nodeid not in self.pickle_ids:
            return
        scenario = self.running.pop(nodeid, None) or RunningScenario(record["began"])
        if scenario.attempts and scenario.attempts[-1]["began"] == record["began"]:  # told by its failure already
            self.running[nodeid] = scenario
            return
        attempts = [*scenario.attempts, record]
        settled = self.messages.hooks([record])
        if will_be_retried:
            self.running[nodeid] = RunningScenario(now(), attempts)
        else:
            settled = chain(settled, self.messages.finished(self.pickle_ids[nodeid], attempts))
        self.write(settled)

    def write(self, settled: Iterable[Message]) -> None:
        """Write what is settled, and what is running; give up when the file cannot be written."""
        if self.file:
            try:
                self.file.write(settled, self.running_lines)
            except OSError as error:
                self.give_up(error)

    def running_lines(self) -> bytes:
        """Return what is known of the scenarios that are running."""
        for nodeid, scenario in self.running.items():
            if not scenario.lines and nodeid in self.pickle_ids:
                known = self.messages.running(self.pickle_ids[nodeid], scenario.attempts, scenario.began)
                scenario.lines = lines(known)
        return b"".join(scenario.lines for scenario in self.running.values())

    def give_up(self, error: OSError) -> None:
        """Write no more."""
        self.failure = f"The run could not be written to {self.path}: {error.strerror}."
        if self.file:
            self.file.close()
        self.file = None

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write how the run ended. A stream that could not be written fails a run that would have passed."""
        if self.file:
            self.merge_worker_data(self.recorder.worker_data())
            self.write([self.messages.end(now(), int(session.exitstatus), self.interruption)])
        if self.file:
            self.file.close()
        if self.failure:
            session.exitstatus = session.exitstatus or pytest.ExitCode.INTERNAL_ERROR

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Say where the stream is, or why it is not there."""
        if self.failure:
            terminalreporter.write_line(self.failure, red=True, bold=True)
        elif self.file:
            terminalreporter.write_line(f"The run as Cucumber Messages is in {self.path}")


def first_line(text: str) -> str:
    """Return the line of a report that says what went wrong: pytest marks it."""
    lines = [line for line in text.splitlines() if line.strip()]
    marked = (line[1:] for line in lines if line.startswith("E  "))
    return next(marked, lines[0] if lines else "").strip()


def taken(report: pytest.TestReport, name: str) -> Record | None:
    """Return what a report carries under a name, and take it away: pytest keeps its reports to the end."""
    data = report.__dict__.pop(name, None)
    return None if data is None else json.loads(data)


def crashed(report: pytest.TestReport) -> Record:
    """Return the record of a scenario whose process broke down."""
    text = report.longreprtext
    failure = {
        "status": "FAILED",
        "message": text,
        "exception": {"type": "WorkerCrash", "message": text, "stack_trace": text},
    }
    recording = Recording()
    return {**recording.record, "before": failure, "ended": now(), "matches": None}
