"""What a developer sees when a scenario fails: its steps ticked off; the call stands below, as a dialogue."""

import sysconfig
from collections.abc import Generator
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.parser import Feature, Scenario, Step

from ..living_docs.stream.recorder import recording_of
from .one_cause import AS_USUAL, FAILED, NOT_REACHED, carry

MACHINERY = (
    *(Path(sysconfig.get_path(name)) for name in ("stdlib", "purelib", "platlib")),
    Path(__file__).parent.parent,
)
PASSED = pytest.StashKey[int]()
SCENARIO = pytest.StashKey[tuple[Feature, Scenario]]()


def pytest_bdd_before_scenario(request: pytest.FixtureRequest, feature: Feature, scenario: Scenario) -> None:
    """Begin to tick off the steps."""
    request.node.stash[SCENARIO] = feature, scenario
    request.node.stash[PASSED] = 0


def pytest_bdd_after_step(request: pytest.FixtureRequest) -> None:
    """Tick off a step."""
    request.node.stash[PASSED] += 1


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[Any]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Put the scenario beside a failure, of whose traceback only the frames of somebody's own are told.

    Whoever asks pytest for a style of tracebacks gets it as it is.
    """
    report = yield
    if call.when == "call" and report.failed and call.excinfo and SCENARIO in item.stash:
        feature, scenario = item.stash[SCENARIO]
        text = ticked_off(feature, scenario, item.stash[PASSED])
        if item.config.option.tbstyle == AS_USUAL:
            report.longrepr = own_frames(call.excinfo)
            carry(report, text, recording_of(item).record)
        else:
            report.sections.append(("Scenario", text))
    return report


def own_frames(excinfo: pytest.ExceptionInfo[BaseException]) -> Any:
    """Return a failure with the frames of somebody's own, which for most failures are none."""
    in_words = isinstance(excinfo.value, pytest.fail.Exception) and not excinfo.value.pytrace
    if in_words or not any(map(is_own, excinfo.traceback)):
        return excinfo.getrepr(style="value")
    return excinfo.getrepr(tbfilter=lambda it: it.traceback.filter(is_own))


def is_own(entry: Any) -> bool:
    """Tell whether a frame is of somebody's own code: of the project or its line, neither of the kit nor of pytest."""
    return not any(Path(str(entry.path)).is_relative_to(folder) for folder in MACHINERY)


def ticked_off(feature: Feature, scenario: Scenario, passed: int) -> str:
    """Return the scenario with a mark for each step: passed, failed, or not reached."""
    marks = ["✓"] * passed + [FAILED] + [NOT_REACHED] * len(scenario.steps)
    title = f"{feature.name}: {scenario.name} ({feature.rel_filename}:{scenario.line_number})"
    return "\n".join([title, *(step_lines(mark, step) for mark, step in zip(marks, scenario.steps, strict=False))])


def step_lines(mark: str, step: Step) -> str:
    """Return a step with its mark, and its doc string below."""
    lines = [f"  {mark} {step.keyword} {step.name}", *(step.docstring or "").splitlines()]
    return "\n        ".join(lines)
