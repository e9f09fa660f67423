"""The Cucumber Compatibility Kit: our stream of its features has its messages, whatever they are made of.

The kit's own runner plans all test cases before it begins with the first; here each comes when it is over, which is
as good an order. Each sample's steps are in ``kit/``.
"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cucumber_compatibility_kit import CompatibilityKit
from cucumber_messages import Envelope, message_converter

from testbed.repository import ROOT

pytest_plugins = ["pytester"]

KIT = CompatibilityKit()
STEPS = {path.stem.replace("_", "-"): path for path in sorted((Path(__file__).parent / "kit").glob("*.py"))}
MESSAGES = ("--messages", "reports/messages.ndjson")  # no line is configured, so the stream is asked for
PLUGINS = ("pytest_bdd.plugin", "pytest_rerunfailures", "pytest_ivr.plugin")
Messages = list[tuple[str, dict[str, Any]]]


def read(path: Path) -> Messages:
    """Return the messages of a stream."""
    return [next(iter(json.loads(line).items())) for line in path.read_text().splitlines()]


def run(sample: str, pytester: pytest.Pytester) -> Path:
    """Run a sample with pytest, and return the stream."""
    folder = KIT.feature_code_for(sample)
    for feature in folder.glob("*.feature"):
        shutil.copy(feature, pytester.path)
    shutil.copy(STEPS[sample], pytester.path / "test_sample.py")
    pytester.makefile(".ini", pytest="[pytest]")
    arguments = folder / f"{sample}.arguments.txt"
    options = ["--reruns=2"] if arguments.exists() and "--retry 2" in arguments.read_text() else []
    pytester.runpytest_subprocess(*(part for name in PLUGINS for part in ("-p", name)), *MESSAGES, *options)
    return pytester.path / "reports" / "messages.ndjson"


def expected(sample: str) -> Messages:
    """Return the kit's own messages, with each test case right before its first attempt."""
    messages = read(KIT.feature_code_for(sample) / f"{sample}.ndjson")
    cases = {content["id"]: (kind, content) for kind, content in messages if kind == "testCase"}
    found: Messages = []
    for kind, content in messages:
        if kind == "testCaseStarted" and content["testCaseId"] in cases:
            found.append(cases.pop(content["testCaseId"]))
        if kind != "testCase":
            found.append((kind, content))
    assert not cases
    return found


def told(messages: Messages) -> Iterator[tuple[Any, ...]]:
    """Go through what two streams must agree on: kinds in their order, matches, arguments, statuses, success."""
    for kind, content in messages:
        if kind == "testCase":
            steps = content["testSteps"]
            lists = [[len(it["stepMatchArguments"]) for it in step["stepMatchArgumentsLists"]] for step in steps]
            yield kind, [len(step["stepDefinitionIds"]) for step in steps], lists
        elif kind == "testStepFinished":
            yield kind, content["testStepResult"]["status"]
        elif kind == "testCaseStarted":
            yield kind, content["attempt"]
        elif kind == "testCaseFinished":
            yield kind, content["willBeRetried"]
        elif kind == "testRunFinished":
            yield kind, content["success"]
        elif kind == "pickle":
            yield kind, content["name"], [step["text"] for step in content["steps"]]
        else:
            yield (kind,)


@pytest.mark.parametrize("sample", STEPS)
def test_a_sample_gives_the_messages_of_the_kit(
    sample: str, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    stream = run(sample, pytester)
    assert list(told(read(stream))) == list(told(expected(sample)))
    for line in stream.read_text().splitlines():
        message = json.loads(line)
        assert message_converter.to_dict(message_converter.from_dict(message, Envelope)) == message
