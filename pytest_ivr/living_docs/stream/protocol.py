"""The messages that are read, through all versions of their protocol: which fields, and what they are.

A field that is missing has the empty value of its kind, as older versions leave it out; one that nobody reads is
passed over, as newer versions add them. https://github.com/cucumber/messages
"""

from collections.abc import Callable
from math import isfinite
from typing import Any

from ..media_types import (
    CATALOGUE,
    DIFFERENCE,
    EXPLORATION,
    MENUS,
    NOTES,
    QUESTIONS,
    SYNONYMS,
    TRANSCRIPT,
    UNCOMMITTED,
    UNNOTICED,
    WAIVED,
)
from .envelopes import Message
from .transcripts import event
from .values import FieldError, Reader, flag, many, maybe, message, needed, number, parsed, text

LATEST = 253402300799  # the last second of the year 9999, which the protocol names as the last one


def instant(value: Any) -> float:
    """Read a Timestamp or a Duration as seconds."""
    parts = SECONDS(value)
    seconds: float = parts["seconds"] + parts["nanos"] / 1e9
    if not isfinite(seconds) or abs(seconds) > LATEST:
        raise FieldError("should be a time before the year 10000")
    return seconds


def texts(number_of: int, what: str) -> Reader:
    """Return a reader of so many texts."""

    def read(value: Any) -> list[str]:
        found: list[str] = many(text)(value)
        if len(found) != number_of:
            raise FieldError(f"should be {what}")
        return found

    return read


SECONDS = message(seconds=number, nanos=number)
LOCATION = message(line=number)
JAVA = message(className=text, methodName=text, fileName=text)
REFERENCE = message(uri=text, location=LOCATION, javaMethod=maybe(JAVA), javaStackTraceElement=maybe(JAVA))
PRODUCT = message(name=text, version=text)
EXCEPTION = message(type=text, message=text, stackTrace=text)
RESULT = message(status=text, message=text, duration=instant, exception=EXCEPTION, willBeRetried=flag)

TAGS = many(message(name=text, location=LOCATION))
ROW = message(id=text, location=LOCATION, cells=many(message(value=text)))
TABLE = message(rows=many(ROW))
DOC_STRING = message(content=text)
STEP = message(id=text, keyword=text, text=text, location=LOCATION, docString=maybe(DOC_STRING), dataTable=maybe(TABLE))
BACKGROUND = message(id=text, steps=many(STEP))
EXAMPLES = message(id=text, name=text, tableHeader=ROW, tableBody=many(ROW))
NODE = {"id": text, "name": text, "description": text, "location": LOCATION, "tags": TAGS}
SCENARIO = message(**NODE, steps=many(STEP), examples=many(EXAMPLES))
CHILD: dict[str, Reader] = {"background": maybe(BACKGROUND), "scenario": maybe(SCENARIO)}
RULE = message(**NODE, children=many(message(**CHILD)))
FEATURE = message(**NODE, children=many(message(**CHILD, rule=maybe(RULE))))
ARGUMENT = message(docString=maybe(DOC_STRING), dataTable=maybe(TABLE))
PICKLE_STEP = message(id=needed, text=text, type=text, astNodeIds=many(needed), argument=ARGUMENT)

GROUP = message(start=number, value=maybe(text))
MATCH = message(stepMatchArguments=many(message(group=GROUP)))
TEST_STEP = message(
    id=needed, hookId=text, pickleStepId=text, stepDefinitionIds=many(text), stepMatchArgumentsLists=many(MATCH)
)
PLACE = {"testCaseStartedId": text, "testStepId": text, "testRunHookStartedId": text}
NAMED = {"mediaType": text, "url": text, **PLACE}

# What is attached in JSON and read here already, under "value".
ATTACHED: dict[str, Reader] = {
    CATALOGUE: many(message(stepDefinitionId=text, type=text, explanation=text, parameters=many(text))),
    MENUS: many(texts(2, "a name and its words")),
    SYNONYMS: many(texts(2, "a name and its words")),
    QUESTIONS: many(message(rule=text, questions=many(text))),
    WAIVED: many(texts(3, "what is waived, the reason and the place")),
    NOTES: message(
        notes=many(message(uri=text, text=text, pictures=many(message(source=text, mediaType=text, body=text)))),
        problems=many(text),
    ),
    UNCOMMITTED: many(text),
    EXPLORATION: message(
        requests=number,
        seconds=number,
        dialed_anew=flag,
        stopped=text,
        unreached=many(text),
        findings=many(message(kind=text, severity=text, sentence=text, actions=text)),
    ),
    TRANSCRIPT: many(event),
    UNNOTICED: message(
        score=text,
        cost=text,
        survivors=many(message(kind=text, sentence=text, scenario=text, reason=text)),
        mistakes=many(text),
        left_out=many(text),
        same=many(text),
    ),
    DIFFERENCE: message(heard=many(text), expected=many(text)),
}


def attachment(value: Any) -> Message:
    """Read an attachment, and what is in it if that is one of ours."""
    found: Message = ATTACHMENT(value)
    found["contentEncoding"] = found["contentEncoding"] or "IDENTITY"
    if found["mediaType"] in ATTACHED:
        found["value"] = ATTACHED[found["mediaType"]](parsed(found.pop("body")))
    return found


ATTACHMENT = message(**NAMED, body=text, contentEncoding=text, fileName=text, source=maybe(REFERENCE))

KINDS: dict[str, Callable[[Any], Any]] = {
    "meta": message(
        implementation=PRODUCT,
        runtime=PRODUCT,
        os=PRODUCT,
        ci=message(name=text, url=text, buildNumber=text, git=message(revision=text, branch=text, tag=text)),
    ),
    "source": message(uri=text, data=text),
    "gherkinDocument": message(uri=text, feature=maybe(FEATURE)),
    "parseError": message(source=REFERENCE, message=text),
    "pickle": message(id=needed, uri=text, name=text, tags=TAGS, astNodeIds=many(needed), steps=many(PICKLE_STEP)),
    "stepDefinition": message(id=needed, pattern=message(source=text), sourceReference=REFERENCE),
    "hook": message(id=needed, name=text, type=text, sourceReference=REFERENCE),
    "testRunStarted": message(timestamp=instant),
    "testRunHookStarted": message(id=needed, hookId=text),
    "testRunHookFinished": message(testRunHookStartedId=needed, result=RESULT),
    "testCase": message(id=needed, pickleId=needed, testSteps=many(TEST_STEP)),
    "testCaseStarted": message(id=needed, testCaseId=needed, attempt=number),
    "testCaseFinished": message(testCaseStartedId=needed, willBeRetried=flag),
    "testStepFinished": message(testCaseStartedId=needed, testStepId=needed, testStepResult=RESULT),
    "attachment": attachment,
    "externalAttachment": message(**NAMED, fileName=text),
    "suggestion": message(pickleStepId=needed, snippets=many(message(code=text))),
    "testRunFinished": message(success=maybe(flag), message=text, exception=EXCEPTION, timestamp=instant),
}
