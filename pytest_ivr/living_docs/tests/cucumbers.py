"""One run as different Cucumbers tell it: what they write in their own way, and leave out, in the versions named here.

A caller who rings by night is put through at the second attempt; the one who presses 2 is not.
"""

import itertools
import json
from collections.abc import Callable, Iterator
from typing import Any

from gherkin.stream.id_generator import IdGenerator

from pytest_ivr.living_docs.stream.envelopes import Message
from pytest_ivr.living_docs.stream.features import parse_feature

FEATURE = """Feature: Sales
  Rule: By day
    Scenario: A caller rings
      Given the line is open
  Rule: By night
    Scenario: A caller rings
      Given the line is closed
    Scenario Outline: A caller presses <key>
      Given the caller presses <key>
      Examples:
        | key |
        | 1   |
        | 2   |
"""
WHY = "The line hung up"
ATTEMPTS = [["PASSED"], ["FAILED", "PASSED"], ["PASSED"], ["FAILED"]]  # of each scenario, in the order of the file
DEFINITIONS = ["the line is open", "the line is closed", "the caller presses {int}"]


def told(uri: str = "sales.feature") -> list[Message]:
    """Return the run as the newest version of the protocol has it."""
    ids = IdGenerator()
    feature = parse_feature(uri, FEATURE, ids)
    definitions = {source: f"{uri} {source}" for source in DEFINITIONS}
    found: list[Message] = [
        {"meta": {"protocolVersion": "34.2.1", "implementation": {"name": "a cucumber", "version": "1"}}},
        {"source": {"uri": uri, "data": FEATURE, "mediaType": "text/x.cucumber.gherkin+plain"}},
        {"gherkinDocument": feature.document},
        *({"pickle": {**pickle, "uri": uri}} for pickle in feature.pickles),
        *(
            {"stepDefinition": {"id": id_, "pattern": {"source": source, "type": "CUCUMBER_EXPRESSION"}, **at(number)}}
            for number, (source, id_) in enumerate(definitions.items(), 10)
        ),
        {"hook": {"id": f"{uri} hook", "name": "Ring", "type": "BEFORE_TEST_CASE", **at(3)}},
        {"testRunStarted": {"id": "run", **when(100)}},
    ]
    for pickle, statuses in zip(feature.pickles, ATTEMPTS, strict=True):
        found += tested(pickle, statuses, definitions, f"{uri} hook")
    return [*found, {"testRunFinished": {"testRunStartedId": "run", "success": False, **when(104)}}]


def tested(pickle: Message, statuses: list[str], definitions: dict[str, str], hook: str) -> Iterator[Message]:
    """Yield a test case with its attempts."""
    [step] = pickle["steps"]
    case = f"case of {hook} {pickle['id']}"
    definition = next(id_ for source, id_ in definitions.items() if step["text"].startswith(source[:15]))
    key = step["text"].partition("presses ")[2]
    arguments = [{"group": {"start": 19, "value": key, "children": []}, "parameterTypeName": "int"}] if key else []
    matched = {"stepDefinitionIds": [definition], "stepMatchArgumentsLists": [{"stepMatchArguments": arguments}]}
    steps = [
        {"id": f"{case} hook", "hookId": hook},
        {"id": f"{case} step", "pickleStepId": step["id"], **matched},
    ]
    yield {"testCase": {"id": case, "pickleId": pickle["id"], "testSteps": steps, "testRunStartedId": "run"}}
    for attempt, status in enumerate(statuses):
        id_ = f"{case} {attempt}"
        yield {"testCaseStarted": {"id": id_, "testCaseId": case, "attempt": attempt, **when(101)}}
        note = {"body": "It rings", "contentEncoding": "IDENTITY", "mediaType": "text/plain", "fileName": "note.txt"}
        yield {"attachment": {"testCaseStartedId": id_, "testStepId": f"{case} hook", **note}}
        for test_step, result in ((f"{case} hook", "PASSED"), (f"{case} step", status)):
            failure = {"message": f"Error: {WHY}", "exception": {"type": "Error", "message": WHY, "stackTrace": "at 1"}}
            outcome = {
                "status": result,
                "duration": {"seconds": 1, "nanos": 0},
                **(failure if result == "FAILED" else {}),
            }
            where = {"testCaseStartedId": id_, "testStepId": test_step}
            yield {"testStepStarted": {**where, **when(101)}}
            yield {"testStepFinished": {**where, "testStepResult": outcome, **when(102)}}
        again = attempt + 1 < len(statuses)
        yield {"testCaseFinished": {"testCaseStartedId": id_, "willBeRetried": again, **when(103)}}


def at(line: int) -> Message:
    """Return where code stands."""
    return {"sourceReference": {"uri": "steps/sales_steps", "location": {"line": line}}}


def when(seconds: int) -> Message:
    """Return when something was."""
    return {"timestamp": {"seconds": seconds, "nanos": 0}}


def cucumber_jvm() -> bytes:
    """Protocol 13: numbers are texts, what is empty is left out, retries stand at steps, code has no file."""
    messages = told()
    again = {it["testCaseStartedId"] for _, it in contents(messages) if it.get("willBeRetried")}
    for kind, it in contents(messages):
        match kind:
            case "meta":
                it["implementation"]["name"] = "cucumber-jvm"
            case "stepDefinition":
                it["sourceReference"] = {
                    "javaMethod": {"className": "sales.Steps", "methodName": "line", "methodParameterTypes": []}
                }
            case "hook":
                place = {"className": "sales.Hooks", "fileName": "Hooks.java", "methodName": "<init>"}
                it["sourceReference"] = {"javaStackTraceElement": place, "location": {"line": 7}}
                del it["type"], it["name"]
            case "testStepFinished":
                it["testStepResult"].pop("exception", None)
                it["testStepResult"]["willBeRetried"] = it["testCaseStartedId"] in again
            case "testCaseFinished":
                del it["willBeRetried"]
    return ndjson([without_what_is_empty(message) for message in messages])


def cucumber_ruby() -> bytes:
    """All test cases before the run begins; hooks without a name; failures in one text."""
    messages = told()
    for kind, it in contents(messages):
        if kind == "hook":
            del it["name"], it["type"]
        if kind == "testStepFinished":
            it["testStepResult"].pop("exception", None)
    cases = [message for message in messages if "testCase" in message]
    others = [message for message in messages if "testCase" not in message]
    begin = next(number for number, message in enumerate(others) if "testRunStarted" in message)
    return ndjson([*others[:begin], *cases, *others[begin:]])


def reqnroll() -> bytes:
    """The run begins before it says what it is; in .NET's file, with its line ends; tests run side by side."""
    messages = told()
    for kind, it in contents(messages):
        if kind in ("stepDefinition", "hook"):
            it["sourceReference"] = {"javaMethod": {"className": "Sales.Steps", "methodName": "GivenIt"}}
        if kind == "testStepFinished":
            it["testStepResult"].update(message="")
    start = next(message for message in messages if "testRunStarted" in message)
    messages.remove(start)
    execution = [it for it in messages if next(iter(it)).startswith(("testCase", "testStep", "attachment"))]
    others = [it for it in messages if it not in execution]
    side_by_side = [*execution[::2], *execution[1::2]]
    side_by_side.sort(key=lambda it: "testCase" not in it)
    hook = [
        {"testRunHookStarted": {"id": "all", "testRunStartedId": "run", "hookId": "sales.feature hook", **when(100)}}
    ]
    end = {"testRunHookFinished": {"testRunHookStartedId": "all", "result": {"status": "PASSED"}, **when(100)}}
    return ndjson([start, *others[:-1], *hook, end, *side_by_side, others[-1]], "\r\n", "utf-8-sig")


def playwright_bdd() -> bytes:
    """Each project of Playwright runs each feature; no definitions; hooks of the run in tests; files stand outside."""
    projects = [told(f"[{name}]:features/sales.feature") for name in ("chrome", "firefox")]
    for kind, it in contents(itertools.chain(*projects)):
        if kind == "hook":
            it["type"], it["sourceReference"] = "BEFORE_TEST_RUN", {}
        if kind == "testCase":
            it["testSteps"][1]["stepDefinitionIds"] = []
        if kind == "attachment":
            it.update(body="", url="https://ci.example/note.txt")
    whole = [it for project in projects for it in project if "stepDefinition" not in it]
    ends = ("meta", "testRunStarted", "testRunFinished")
    first = {name: next(it for it in whole if name in it) for name in ends}
    rest = [it for it in whole if not it.keys() & set(ends)]
    begin = next(number for number, it in enumerate(rest) if "testCase" in it)
    return ndjson([first["meta"], *rest[:begin], first["testRunStarted"], *rest[begin:], first["testRunFinished"]])


def contents(messages: Any) -> Iterator[tuple[str, Message]]:
    """Go through kinds and contents of messages."""
    return (item for message in messages for item in message.items())


def without_what_is_empty(value: Any) -> Any:
    """Return a message as protocols before 16 have it."""
    if isinstance(value, dict):
        older = {key: str(it) if key == "seconds" else without_what_is_empty(it) for key, it in value.items()}
        return {key: it for key, it in older.items() if it not in ("", [], {}, 0) or it is False}
    return [without_what_is_empty(it) for it in value] if isinstance(value, list) else value


def ndjson(messages: list[Message], end: str = "\n", encoding: str = "utf-8") -> bytes:
    """Return messages as a stream."""
    return "".join(json.dumps(message) + end for message in messages).encode(encoding)


CUCUMBERS: dict[str, Callable[[], bytes]] = {
    "cucumber-jvm 6": cucumber_jvm,
    "cucumber-ruby 9": cucumber_ruby,
    "Reqnroll 3": reqnroll,
    "playwright-bdd 8": playwright_bdd,
    "newest": lambda: ndjson(told()),
}
