"""The messages of a run in the order that their users expect: what there is, what happened, and how it ended.

https://github.com/cucumber/messages; the Cucumber Compatibility Kit shows the order.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from gherkin.stream.id_generator import IdGenerator

from ..media_types import CATALOGUE, MENUS, NOTES, QUESTIONS, SYNONYMS, UNCOMMITTED, WAIVED
from .cases import Case, Identities, started_message
from .envelopes import Message, duration, timestamp
from .environment import meta
from .features import FeatureFile, PickleId
from .recording import Record

HOOKS = {"before": "what pytest prepares before the steps", "after": "what pytest checks after the steps"}
HOOK_TYPES = {"before": "BEFORE_TEST_CASE", "after": "AFTER_TEST_CASE"}
EXITS = {
    1: "some tests failed",
    2: "the run was interrupted, or a file of tests could not be read",
    3: "pytest itself failed",
    4: "pytest was called wrongly",
    5: "no test was run",
}

# What stands beside the features, by its media type.
BESIDE = {
    MENUS: "names of menus",
    WAIVED: "ways that nobody need test",
    SYNONYMS: "words that mean the same",
    QUESTIONS: "questions that rules answer",
    NOTES: "notes beside the features",
    UNCOMMITTED: "changes that are not committed",
}
NOTHING: Mapping[str, Any] = {}


class RunMessages:
    """Makes the messages of one run. Of its features only what later messages refer to is kept."""

    def __init__(self, ids: IdGenerator) -> None:
        self.identities = Identities(ids, ids.get_next_id())
        self.pickles: dict[PickleId, Message] = {}
        self.is_good = True
        self.is_explained = False  # by something that failed, if the run does

    def beginning(
        self,
        features: Iterable[FeatureFile],
        definitions: Iterable[Record],
        began: float,
        beside: Mapping[str, Any] = NOTHING,
    ) -> Iterator[Message]:
        """Yield what there is: what it runs on, features, sentences, files beside the features; and that it began.

        ``beside`` is what those files say, by its media type.
        """
        yield {"meta": meta()}
        for feature in features:
            yield from feature_messages(feature)
            for index, pickle in enumerate(feature.pickles):
                self.pickles[feature.uri, index] = brief(pickle)
        yield from self.define(definitions)
        for media_type, name in BESIDE.items():
            if told := beside.get(media_type):
                yield {"attachment": attached(told, media_type, name)}
        yield {"testRunStarted": {"timestamp": timestamp(began), "id": self.identities.run}}

    def define(self, definitions: Iterable[Record]) -> Iterator[Message]:
        """Yield sentences that no message has told of, and their explanations."""
        known = self.identities.definitions
        new = [it for it in definitions if it["key"] not in known]
        known.update((it["key"], self.identities.new()) for it in new)
        yield from (definition_message(known[it["key"]], it) for it in new)
        if any(it["explanation"] for it in new):
            yield {"attachment": catalogue([(known[it["key"]], it) for it in new])}

    def running(self, pickle_id: PickleId, attempts: list[Record], began: float) -> Iterator[Message]:
        """Yield what is known of a scenario while it runs: the attempts that are over, and that another began.

        Before the first is over, nobody knows which sentences fit.
        """
        case_id = self.identities.new()
        if attempts:
            case = self.case(pickle_id, attempts)
            case_id = case.id
            yield from self.case_messages(case, len(attempts))
        else:
            content = {"id": case_id, "pickleId": self.pickles[pickle_id]["id"], "testSteps": []}
            yield {"testCase": {**content, "testRunStartedId": self.identities.run}}
        yield started_message(self.identities.new(), case_id, len(attempts), began, None)

    def finished(self, pickle_id: PickleId, attempts: list[Record]) -> Iterator[Message]:
        """Yield the messages of a scenario that is over."""
        case = self.case(pickle_id, attempts)
        self.is_good = self.is_good and case.is_good()
        self.is_explained = self.is_explained or case.has_failed()
        yield from self.case_messages(case, len(attempts) - 1)

    def outside(self, name: str, reason: str, trace: str, at: float) -> Iterator[Message]:
        """Yield what failed though it is no scenario: for the protocol, something that is done around the whole run."""
        self.is_good, self.is_explained = False, True
        hook, started = self.identities.new(), self.identities.new()
        yield {"hook": {"id": hook, "name": name, "sourceReference": {}, "type": "AFTER_TEST_RUN"}}
        begun = {"id": started, "hookId": hook, "testRunStartedId": self.identities.run, "timestamp": timestamp(at)}
        yield {"testRunHookStarted": begun}
        exception = {"type": "Failed", "message": reason, "stackTrace": trace}
        result = {"status": "FAILED", "duration": duration(0), "message": trace, "exception": exception}
        yield {"testRunHookFinished": {"testRunHookStartedId": started, "result": result, "timestamp": timestamp(at)}}

    def hooks(self, attempts: Iterable[Record]) -> Iterator[Message]:
        """Yield what stands for failures before or after the steps, when it is met for the first time."""
        for hook in HOOKS:
            if hook not in self.identities.hooks and any(record[hook] for record in attempts):
                id_ = self.identities.hooks[hook] = self.identities.new()
                yield {"hook": {"id": id_, "name": HOOKS[hook], "sourceReference": {}, "type": HOOK_TYPES[hook]}}

    def case(self, pickle_id: PickleId, attempts: list[Record]) -> Case:
        """Return the test case of a scenario."""
        return Case(self.identities, self.pickles[pickle_id], attempts)

    def case_messages(self, case: Case, retried: int) -> Iterator[Message]:
        """Yield a test case and its attempts, of which the first ones are made again."""
        yield case.message()
        for number in range(len(case.attempts)):
            yield from case.attempt(number, will_be_retried=number < retried)

    def end(self, ended: float, exit_status: int, reason: str) -> Message:
        """Return how the run ended: the protocol counts a pending scenario as no success, though pytest does.

        That tests failed is said by those that did.
        """
        content: Message = {
            "success": self.is_good and not exit_status,
            "timestamp": timestamp(ended),
            "testRunStartedId": self.identities.run,
        }
        if exit_status and (reason or exit_status != 1 or not self.is_explained):
            why = (reason or EXITS.get(exit_status, "a plugin says that the run failed")).rstrip(".")
            content["message"] = f"pytest ended with exit code {exit_status}: {why}."
        return {"testRunFinished": content}


def brief(pickle: Message) -> Message:
    """Return what later messages need of a pickle."""
    steps = [{key: step[key] for key in ("id", "text", "type") if key in step} for step in pickle["steps"]]
    return {"id": pickle["id"], "steps": steps}


def feature_messages(feature: FeatureFile) -> Iterator[Message]:
    """Yield what a feature file is by itself."""
    yield {"source": {"data": feature.text, "mediaType": "text/x.cucumber.gherkin+plain", "uri": feature.uri}}
    if feature.error:
        reference = {"uri": feature.uri, "location": {"line": feature.error_line}}
        yield {"parseError": {"message": feature.error, "source": reference}}
        return
    yield {"gherkinDocument": feature.document}
    for pickle in feature.pickles:
        yield {"pickle": pickle}


def definition_message(id_: str, definition: Record) -> Message:
    """Return a sentence as a message. Simple sentences and those of ``parse`` are nearest to Cucumber's expressions."""
    type_ = "REGULAR_EXPRESSION" if definition["is_regular_expression"] else "CUCUMBER_EXPRESSION"
    reference = {"uri": definition["uri"], "location": {"line": definition["line"]}}
    pattern = {"source": definition["sentence"], "type": type_}
    return {"stepDefinition": {"id": id_, "pattern": pattern, "sourceReference": reference}}


def catalogue(definitions: Iterable[tuple[str, Record]]) -> Message:
    """Return the explanations of the sentences, for which Cucumber Messages have no place of their own."""
    entries = [
        {"stepDefinitionId": id_, **{key: it[key] for key in ("type", "explanation", "parameters")}}
        for id_, it in definitions
    ]
    return attached(entries, CATALOGUE, "catalogue of sentences")


def attached(content: object, media_type: str, name: str) -> Message:
    """Return an attachment that belongs to no scenario."""
    return {"body": json.dumps(content), "contentEncoding": "IDENTITY", "mediaType": media_type, "fileName": name}
