"""One scenario that was run, as messages: its test case, and its attempts."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from gherkin.stream.id_generator import IdGenerator

from .envelopes import Message, duration, timestamp
from .features import STEP_TYPES
from .recording import Record

GOOD = ("PASSED", "SKIPPED")
SNIPPET = """@{keyword}({text})
def _() -> None:
    \"\"\"Say what this means.\"\"\"
"""


@dataclass
class Identities:
    """The ids by which the messages of one run refer to each other."""

    ids: IdGenerator
    run: str
    definitions: dict[str, str] = field(default_factory=dict)  # by key
    hooks: dict[str, str] = field(default_factory=dict)  # by "before" and "after"

    def new(self) -> str:
        """Return an id that nothing else has."""
        return self.ids.get_next_id()


class Case:
    """One scenario that was run: its test case, and its attempts, of which the last counts."""

    def __init__(self, identities: Identities, pickle: Message, attempts: list[Record]) -> None:
        self.identities = identities
        self.pickle = pickle
        self.attempts = attempts
        self.id = identities.new()
        self.hooks = [hook for hook in ("before", "after") if any(record[hook] for record in attempts)]
        self.step_ids = [identities.new() for _ in range(len(pickle["steps"]) + len(self.hooks))]

    @property
    def first(self) -> int:
        """The index of the first step of the pickle among all steps."""
        return int("before" in self.hooks)

    def message(self) -> Message:
        """Return the test case."""
        steps = [
            {
                "id": id_,
                "pickleStepId": step["id"],
                "stepDefinitionIds": [self.identities.definitions[it["key"]] for it in matches],
                "stepMatchArgumentsLists": [arguments_list(it) for it in matches],
            }
            for id_, step, matches in zip(
                self.step_ids[self.first :], self.pickle["steps"], self.matches(self.attempts[-1]), strict=False
            )
        ]
        if "before" in self.hooks:
            steps.insert(0, {"id": self.step_ids[0], "hookId": self.identities.hooks["before"]})
        if "after" in self.hooks:
            steps.append({"id": self.step_ids[-1], "hookId": self.identities.hooks["after"]})
        content = {"id": self.id, "pickleId": self.pickle["id"], "testSteps": steps}
        return {"testCase": {**content, "testRunStartedId": self.identities.run}}

    def matches(self, record: Record) -> list[list[Record]]:
        """Return the sentences that fit each step; a test that was lost with its process tells none."""
        matches: list[list[Record]] = record["matches"] or [[] for _ in self.pickle["steps"]]
        return matches

    def results(self, record: Record) -> list[Record]:
        """Return what came of each step in one attempt."""
        around = {hook: [record[hook] or {"status": "PASSED"}] for hook in self.hooks}
        return [*around.get("before", []), *self.step_results(record), *around.get("after", [])]

    def step_results(self, record: Record) -> list[Record]:
        """Return what came of each step of the pickle: what was recorded, and of the rest, why it was not begun."""
        results = list(record["steps"])
        if record["not_started"] and not results and self.pickle["steps"]:
            results.append(record["not_started"])
        good = all(it["status"] in (*GOOD, "PENDING") for it in results) and not record["before"]
        for fitting in self.matches(record)[len(results) :]:
            results.append({"status": "SKIPPED" if fitting or good or record["before"] else "UNDEFINED"})
        return results

    def is_good(self) -> bool:
        """Whether the last attempt is what the protocol calls a success: a pending scenario is none."""
        return all(result["status"] in GOOD for result in self.results(self.attempts[-1]))

    def has_failed(self) -> bool:
        """Whether the last attempt is one for which pytest fails the run."""
        return any(result["status"] not in (*GOOD, "PENDING") for result in self.results(self.attempts[-1]))

    def attempt(self, number: int, will_be_retried: bool) -> Iterator[Message]:
        """Yield the messages of one attempt; the first has the number 0."""
        record = self.attempts[number]
        started = self.identities.new()
        yield started_message(started, self.id, number, record["began"], record["worker"])
        at: float = record["began"]
        for index, (step_id, result) in enumerate(zip(self.step_ids, self.results(record), strict=True)):
            began: float = result.get("began", at)
            at = result.get("ended", at)
            where = {"testCaseStartedId": started, "testStepId": step_id}
            yield {"testStepStarted": {**where, "timestamp": timestamp(began)}}
            yield from self.attachments(record, index - self.first, where)
            if result["status"] == "UNDEFINED":
                yield {"suggestion": self.suggestion(self.pickle["steps"][index - self.first])}
            finished = {"testStepResult": result_message(result, at - began), "timestamp": timestamp(at)}
            yield {"testStepFinished": {**where, **finished}}
        ended = {"timestamp": timestamp(record["ended"]), "willBeRetried": will_be_retried}
        yield {"testCaseFinished": {"testCaseStartedId": started, **ended}}

    def attachments(self, record: Record, index: int, where: Message) -> Iterator[Message]:
        """Yield what was attached to a step; what came before the first or after the last goes to those."""
        last = len(self.pickle["steps"]) - 1
        for it in record["attachments"]:
            if min(max(it["step"], 0), last) == index:
                name = {"fileName": it["name"]} if it["name"] is not None else {}
                content = {"body": it["body"], "contentEncoding": it["encoding"], "mediaType": it["media_type"]}
                yield {"attachment": {**content, **name, **where, "timestamp": timestamp(it["at"])}}

    def suggestion(self, step: Message) -> Message:
        """Return the beginning of a step definition that would fit."""
        keyword = STEP_TYPES.get(step.get("type", ""), "step")
        code = SNIPPET.format(keyword=keyword, text=json.dumps(step["text"], ensure_ascii=False))
        snippet = {"code": code, "language": "python"}
        return {"id": self.identities.new(), "pickleStepId": step["id"], "snippets": [snippet]}


def started_message(id_: str, case_id: str, number: int, began: float, worker: str | None) -> Message:
    """Return the beginning of an attempt."""
    process = {"workerId": worker} if worker else {}
    content = {"attempt": number, "id": id_, "testCaseId": case_id, "timestamp": timestamp(began)}
    return {"testCaseStarted": {**content, **process}}


def arguments_list(match: Record) -> Message:
    """Return what a sentence takes from a step's text."""
    groups = [{"start": start, "value": value} for start, value in match["arguments"]]
    return {"stepMatchArguments": [{"group": group} for group in groups]}


def result_message(result: Record, seconds: float) -> Message:
    """Return what came of a step."""
    message: Message = {"duration": duration(seconds), "status": result["status"]}
    if result.get("message") is not None:
        message["message"] = result["message"]
    if result.get("exception"):
        exception = result["exception"]
        message["exception"] = {
            "type": exception["type"],
            "message": exception["message"],
            "stackTrace": exception["stack_trace"],
        }
    return message
