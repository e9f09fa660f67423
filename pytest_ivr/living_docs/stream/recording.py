"""What one test leaves behind: plain data that crosses from process to process with pytest's reports."""

import base64
import os
import time
from typing import Any, Protocol

import pytest

from .definitions import StepDefinition

Record = dict[str, Any]

# A scenario's clock stands still; the counter runs.
BEGAN = time.time() - time.perf_counter()


def now() -> float:
    """Return the seconds since 1970, whatever a scenario's clock says."""
    return BEGAN + time.perf_counter()


class Attach(Protocol):
    """What the fixture ``attach`` gives: puts text or bytes into the report, at the step that runs now."""

    def __call__(self, data: str | bytes, media_type: str, name: str | None = None) -> None:
        """Attach data of a media type, such as "text/plain", under a name that people read."""


class AmbiguousStepError(Exception):
    """Several sentences fit a step, so nobody knows which is meant. The message names them."""


class Recording:
    """The record of one scenario while it runs."""

    def __init__(self) -> None:
        self.record: Record = {
            "began": now(),
            "worker": os.environ.get("PYTEST_XDIST_WORKER"),
            "steps": [],
            "attachments": [],
            "before": None,
            "after": None,
            "not_started": None,
        }
        self.matches: list[list[StepDefinition]] = []  # what fits each step that was begun
        self.reports: list[pytest.TestReport] = []  # the last one, and those that failed

    @property
    def steps(self) -> list[Record]:
        """The steps that were begun."""
        steps: list[Record] = self.record["steps"]
        return steps

    def begin_step(self, fitting: list[StepDefinition]) -> None:
        """Note that a step begins, and which sentences fit it."""
        self.matches.append(fitting)
        self.steps.append({"status": None, "began": now(), "ended": now(), "message": None, "exception": None})

    def end_step(self, status: str | None, message: str | None = None, exception: Record | None = None) -> None:
        """Note what came of the step that was begun last."""
        self.steps[-1].update(status=status, ended=now(), message=message, exception=exception)

    def attach(self, data: str | bytes, media_type: str, name: str | None = None) -> None:
        """Attach data to the step that runs now."""
        body = data if isinstance(data, str) else base64.b64encode(data).decode()
        self.record["attachments"].append(
            {
                "step": len(self.steps) - 1,
                "body": body,
                "encoding": "IDENTITY" if isinstance(data, str) else "BASE64",
                "media_type": media_type,
                "name": name,
                "at": now(),
            }
        )

    def add_report(self, report: pytest.TestReport, excinfo: pytest.ExceptionInfo[BaseException] | None) -> None:
        """Take over what pytest says about setup, call or teardown, if all was not well.

        A step that was begun and did not end takes it upon itself; else it is what went wrong before or after the
        steps, or the reason why none was begun.
        """
        if report.failed or report.when == "teardown":
            self.reports.append(report)
        if report.passed:
            return
        found = result(report, excinfo)
        if report.when == "call" and self.steps and self.steps[-1]["status"] != "PASSED":
            known = self.steps[-1]["status"] if found["status"] == "FAILED" else None
            self.end_step(**{**found, "status": known or found["status"]})
        elif found["status"] == "FAILED":
            self.record["before" if report.when == "setup" else "after"] = found
        else:
            self.record["not_started"] = found


def result(report: pytest.TestReport, excinfo: pytest.ExceptionInfo[BaseException] | None) -> Record:
    """Return what pytest says as the status of a step, with the reason or the exception behind it."""
    if report.skipped:
        status = "PENDING" if hasattr(report, "wasxfail") else "SKIPPED"
        return {"status": status, "message": reason(report), "exception": None}
    ambiguous = excinfo is not None and excinfo.errisinstance(AmbiguousStepError)
    trace = report.longreprtext
    exception = {
        "type": excinfo.typename if excinfo else "Failed",
        "message": str(excinfo.value) if excinfo else trace,
        "stack_trace": trace,
    }
    return {"status": "AMBIGUOUS" if ambiguous else "FAILED", "message": trace, "exception": exception}


def reason(report: pytest.TestReport) -> str:
    """Return why a test was skipped, or is expected to fail."""
    if hasattr(report, "wasxfail"):
        return report.wasxfail.removeprefix("reason: ")
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else report.longreprtext
    return text.removeprefix("Skipped: ")
