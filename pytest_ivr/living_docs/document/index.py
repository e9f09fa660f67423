"""The messages of one run, put where they can be found again."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from ..media_types import (
    CALL_AS_TEXT,
    CATALOGUE,
    DIFFERENCE_AS_TEXT,
    EXPLORATION,
    MENUS,
    NOTES,
    QUESTIONS,
    SYNONYMS,
    UNCOMMITTED,
    UNNOTICED,
    WAIVED,
)
from ..stream.envelopes import Message

AS_TEXT = (CALL_AS_TEXT, DIFFERENCE_AS_TEXT)
STACK_TRACE = "text/x.cucumber.stacktrace+plain"  # so older versions told that a file could not be read


@dataclass
class Index:
    """The messages of one run, where they can be found again."""

    meta: dict[str, Any] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    documents: dict[str, Message] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)
    pickles: dict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))
    definitions: dict[str, Message] = field(default_factory=dict)
    hooks: dict[str, Message] = field(default_factory=dict)
    run_hooks: dict[str, str] = field(default_factory=dict)  # the hook of each that ran around the whole run
    cases: dict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))  # by pickle
    attempts: dict[str, list[Message]] = field(default_factory=lambda: defaultdict(list))  # by test case
    finished: set[str] = field(default_factory=set)  # attempts
    retried: set[str] = field(default_factory=set)  # attempts after which there is to be another
    results: dict[tuple[str, str], Message] = field(default_factory=dict)  # by attempt and step, or by run hook
    attached: dict[tuple[str, str], list[Message]] = field(default_factory=lambda: defaultdict(list))  # the same
    catalogue: dict[str, Message] = field(default_factory=dict)  # by definition
    menus: list[tuple[str, str]] = field(default_factory=list)
    waived: list[tuple[str, str, str]] = field(default_factory=list)
    synonyms: list[tuple[str, str]] = field(default_factory=list)
    questions: dict[str, list[str]] = field(default_factory=dict)  # by the rule that answers them
    notes: dict[str, Message] = field(default_factory=dict)  # by the feature that they stand beside
    note_problems: list[str] = field(default_factory=list)
    uncommitted: list[str] = field(default_factory=list)
    exploration: Message | None = None  # what one says of itself; a run has none
    unnoticed: Message | None = None  # what came of changed answers, if some were changed
    suggested: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))  # by step of a pickle
    began: float = 0
    ended: float | None = None
    success: bool | None = None  # None if nobody says
    message: str = ""

    def last_attempt(self, case: Message) -> str:
        """Return the id of a test case's last attempt; nothing if there is none."""
        attempts = sorted(self.attempts[case["id"]], key=lambda it: float(it["attempt"]))
        return str(attempts[-1]["id"]) if attempts else ""


def file_message(index: Index, kind: str, it: Message) -> None:
    """Put one message where it will be looked for; what no document shows is passed over."""
    match kind:
        case "meta":
            index.meta = it
        case "source":
            index.sources[it["uri"]] = it["data"]
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
        case "suggestion":
            index.suggested[it["pickleStepId"]] += [snippet["code"] for snippet in it["snippets"]]
        case "testRunStarted":
            index.began = it["timestamp"]
        case "testRunHookStarted":
            index.run_hooks[it["id"]] = it["hookId"]
        case "testRunHookFinished":
            index.results[it["testRunHookStartedId"], ""] = it["result"]
        case "testCase":
            index.cases[it["pickleId"]].append(it)
        case "testCaseStarted":
            index.attempts[it["testCaseId"]].append(it)
        case "testCaseFinished":
            index.finished.add(it["testCaseStartedId"])
            if it["willBeRetried"]:
                index.retried.add(it["testCaseStartedId"])
        case "testStepFinished":
            index.results[it["testCaseStartedId"], it["testStepId"]] = it["testStepResult"]
            if it["testStepResult"]["willBeRetried"]:  # so older versions told it
                index.retried.add(it["testCaseStartedId"])
        case "attachment" if it["mediaType"] == CATALOGUE:
            index.catalogue.update({entry["stepDefinitionId"]: entry for entry in it["value"]})
        case "attachment" if it["mediaType"] == MENUS:
            index.menus += it["value"]
        case "attachment" if it["mediaType"] == SYNONYMS:
            index.synonyms += it["value"]
        case "attachment" if it["mediaType"] == QUESTIONS:
            index.questions |= {asked["rule"]: asked["questions"] for asked in it["value"]}
        case "attachment" if it["mediaType"] == NOTES:
            index.notes |= {note["uri"]: note for note in it["value"]["notes"]}
            index.note_problems += it["value"]["problems"]
        case "attachment" if it["mediaType"] in AS_TEXT:
            pass  # the same is there as JSON
        case "attachment" if it["mediaType"] == UNCOMMITTED:
            index.uncommitted += it["value"]
        case "attachment" if it["mediaType"] == WAIVED:
            index.waived += it["value"]
        case "attachment" if it["mediaType"] == EXPLORATION:
            index.exploration = it["value"]
        case "attachment" if it["mediaType"] == UNNOTICED:
            index.unnoticed = it["value"]
        case "attachment" if "source" in it and it["mediaType"] == STACK_TRACE:
            index.errors[it["source"]["uri"]] = it["body"]
        case "attachment" | "externalAttachment":
            index.attached[it["testCaseStartedId"] or it["testRunHookStartedId"], it["testStepId"]].append(it)
        case "testRunFinished":
            index.ended, index.success = it["timestamp"], it.get("success")
            index.message = it["message"] or it["exception"]["message"]
