"""The messages of a stream, put where they can be found again."""

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from ..media_types import CATALOGUE, MENUS
from ..stream.envelopes import Message


@dataclass
class Index:
    """The messages of a stream, where they can be found again."""

    meta: dict[str, Any] = field(default_factory=dict)
    documents: dict[str, Message] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    pickles: dict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))
    definitions: dict[str, Message] = field(default_factory=dict)
    hooks: dict[str, Message] = field(default_factory=dict)
    cases: dict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))  # by pickle
    attempts: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # by test case
    finished: set[str] = field(default_factory=set)  # attempts
    results: dict[tuple[str, str], Message] = field(default_factory=dict)  # by attempt and step
    attached: dict[tuple[str, str], list[Message]] = field(default_factory=lambda: defaultdict(list))
    catalogue: dict[str, Message] = field(default_factory=dict)  # by definition
    menus: list[tuple[str, str]] = field(default_factory=list)
    began: float = 0
    ended: float | None = None
    success: bool = False
    message: str = ""


def file_message(index: Index, kind: str, it: Message) -> None:
    """Put one message where it will be looked for; what no document shows is passed over."""
    match kind:
        case "meta":
            index.meta = it
        case "gherkinDocument":
            index.documents[it["uri"]] = it
        case "parseError":
            index.errors[it["source"]["uri"]] = it["message"]
        case "pickle":
            index.pickles[it["uri"]].append(it)
        case "stepDefinition":
            index.definitions[it["id"]] = it
        case "hook":
            index.hooks[it["id"]] = it
        case "testRunStarted":
            index.began = seconds(it["timestamp"])
        case "testCase":
            index.cases[it["pickleId"]].append(it)
        case "testCaseStarted":
            index.attempts[it["testCaseId"]].append(it["id"])
        case "testCaseFinished":
            index.finished.add(it["testCaseStartedId"])
        case "testStepFinished":
            index.results[it["testCaseStartedId"], it["testStepId"]] = it["testStepResult"]
        case "attachment" if it["mediaType"] == CATALOGUE:
            index.catalogue.update({entry["stepDefinitionId"]: entry for entry in json.loads(it["body"])})
        case "attachment" if it["mediaType"] == MENUS:
            index.menus += json.loads(it["body"])
        case "attachment":
            index.attached[it.get("testCaseStartedId", ""), it.get("testStepId", "")].append(it)
        case "testRunFinished":
            index.ended, index.success = seconds(it["timestamp"]), it["success"]
            index.message = it.get("message", "") or it.get("exception", {}).get("message", "")


def seconds(time: Message) -> float:
    """Return a Timestamp or a Duration as seconds."""
    return float(time["seconds"]) + float(time["nanos"]) / 1e9
