"""The samples of the Cucumber Compatibility Kit give the messages that the kit expects."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from cucumber_compatibility_kit import CompatibilityKit
from cucumber_messages import Envelope, message_converter

from testbed.repository import ROOT

from . import kit

KIT = CompatibilityKit()
Messages = list[tuple[str, dict[str, Any]]]


def read(path: Path) -> Messages:
    """Return the messages of a stream."""
    return [next(iter(json.loads(line).items())) for line in path.read_text().splitlines()]


def run(sample: str, folder: Path) -> Messages:
    """Run a sample with pytest, and return the messages."""
    for feature in KIT.feature_code_for(sample).glob("*.feature"):
        shutil.copy(feature, folder)
    (folder / "pytest.ini").write_text("[pytest]\n")
    (folder / "test_sample.py").write_text(kit.module(sample))
    plugins = ["-p", "pytest_bdd.plugin", "-p", "pytest_ivr.plugin"]
    command = [sys.executable, "-m", "pytest", *plugins, "-c", str(folder / "pytest.ini"), str(folder)]
    alone = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    subprocess.run(command, cwd=ROOT, check=False, capture_output=True, env=alone)
    return read(folder / "reports" / "messages.ndjson")


def expected(sample: str) -> Messages:
    """Return the kit's own messages."""
    return read(KIT.feature_code_for(sample) / f"{sample}.ndjson")


def told(messages: Messages) -> Iterator[tuple[Any, ...]]:
    """Go through what two streams must agree on: kinds in their order, matches, arguments, statuses, success."""
    for kind, content in messages:
        if kind == "testCase":
            steps = content["testSteps"]
            lists = [[len(it["stepMatchArguments"]) for it in step["stepMatchArgumentsLists"]] for step in steps]
            yield kind, [len(step["stepDefinitionIds"]) for step in steps], lists
        elif kind == "testStepFinished":
            yield kind, content["testStepResult"]["status"]
        elif kind == "testRunFinished":
            yield kind, content["success"]
        elif kind == "pickle":
            yield kind, content["name"], [step["text"] for step in content["steps"]]
        else:
            yield (kind,)


@pytest.mark.parametrize("sample", kit.STEPS)
def test_a_sample_gives_the_messages_of_the_kit(sample: str, tmp_path: Path) -> None:
    messages = run(sample, tmp_path)
    assert list(told(messages)) == list(told(expected(sample)))
    for line in (tmp_path / "reports" / "messages.ndjson").read_text().splitlines():
        message = json.loads(line)
        assert message_converter.to_dict(message_converter.from_dict(message, Envelope)) == message
