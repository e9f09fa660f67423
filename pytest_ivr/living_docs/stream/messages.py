"""From features, sentences and records to a stream of Cucumber Messages, in the order that their users expect.

https://github.com/cucumber/messages; the Cucumber Compatibility Kit shows the order.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import cucumber_messages as messages
from gherkin.stream.id_generator import IdGenerator

from ..media_types import CATALOGUE
from .cases import GOOD, Case
from .envelopes import Message, envelope, timestamp
from .environment import meta
from .features import FeatureFile, Place
from .recording import Record

HOOKS = {"before": "what pytest prepares before the steps", "after": "what pytest checks after the steps"}
EXITS = {
    1: "some tests failed",
    2: "the run was interrupted, or a file of tests could not be read",
    3: "pytest itself failed",
    4: "pytest was called wrongly",
    5: "no test was run",
}


@dataclass
class Outcome:
    """When a run began and ended, in seconds since 1970, and pytest's exit status."""

    began: float
    ended: float
    exit_status: int


def stream(
    ids: IdGenerator,
    features: list[FeatureFile],
    definitions: list[Record],
    records: Mapping[Place, Record],
    outcome: Outcome,
) -> Iterator[Message]:
    """Go through the messages of a run."""
    yield {"meta": meta()}
    for feature in features:
        yield from feature_messages(feature)
    known = {it["key"]: ids.get_next_id() for it in definitions}
    by_key = {it["key"]: it for it in definitions}
    for key, id_ in known.items():
        yield envelope(step_definition=definition_message(id_, by_key[key]))
    hooks = {place: ids.get_next_id() for place in HOOKS if any(record[place] for record in records.values())}
    for place, id_ in hooks.items():
        yield envelope(hook=hook_message(id_, place))
    if any(it["explanation"] for it in definitions):
        yield envelope(attachment=catalogue(known, by_key))
    run_id = ids.get_next_id()
    yield envelope(test_run_started=messages.TestRunStarted(timestamp(outcome.began), run_id))
    cases = [
        Case(ids, run_id, pickle, records[feature.uri, number], known, hooks)
        for feature in features
        for number, pickle in enumerate(feature.pickles)
        if (feature.uri, number) in records
    ]
    for case in cases:
        yield envelope(test_case=case.message)
    for case in cases:
        yield from case.attempt()
    good = all(status in GOOD for case in cases for status in case.statuses)
    yield envelope(test_run_finished=run_finished(run_id, outcome, good))


def feature_messages(feature: FeatureFile) -> Iterator[Message]:
    """Go through what a feature file is by itself."""
    source = messages.Source(feature.text, messages.SourceMediaType.text_x_cucumber_gherkin_plain, feature.uri)
    yield envelope(source=source)
    if feature.error:
        place = messages.SourceReference(uri=feature.uri, location=messages.Location(feature.error_line))
        yield envelope(parse_error=messages.ParseError(feature.error, place))
        return
    yield {"gherkinDocument": feature.document}
    for pickle in feature.pickles:
        yield {"pickle": pickle}


def definition_message(id_: str, definition: Record) -> messages.StepDefinition:
    """Return a sentence as a message. Simple sentences and those of ``parse`` are nearest to Cucumber's expressions."""
    types = messages.StepDefinitionPatternType
    type_ = types.regular_expression if definition["is_regular_expression"] else types.cucumber_expression
    place = messages.SourceReference(uri=definition["uri"], location=messages.Location(definition["line"]))
    return messages.StepDefinition(id_, messages.StepDefinitionPattern(definition["sentence"], type_), place)


def hook_message(id_: str, place: str) -> messages.Hook:
    """Return what stands for failures before or after the steps."""
    types = messages.HookType
    type_ = types.before_test_case if place == "before" else types.after_test_case
    return messages.Hook(id_, messages.SourceReference(), HOOKS[place], type=type_)


def catalogue(known: dict[str, str], by_key: dict[str, Record]) -> messages.Attachment:
    """Return the explanations of the sentences, for which Cucumber Messages have no place of their own."""
    entries = [
        {
            "stepDefinitionId": id_,
            "type": by_key[key]["type"],
            "explanation": by_key[key]["explanation"],
            "parameters": by_key[key]["parameters"],
        }
        for key, id_ in known.items()
    ]
    identity = messages.AttachmentContentEncoding.identity
    return messages.Attachment(json.dumps(entries), identity, CATALOGUE, "catalogue of sentences")


def run_finished(run_id: str, outcome: Outcome, good: bool) -> messages.TestRunFinished:
    """Return how the run ended: the protocol counts a pending scenario as no success, though pytest does."""
    message = None
    if outcome.exit_status:
        meaning = EXITS.get(outcome.exit_status, "a plugin stopped the run")
        message = f"pytest ended with exit code {outcome.exit_status}: {meaning}."
    return messages.TestRunFinished(
        good and not outcome.exit_status, timestamp(outcome.ended), message=message, test_run_started_id=run_id
    )
