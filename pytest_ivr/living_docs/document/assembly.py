"""From streams of messages to a Suite."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..media_types import DIFFERENCE, SETUP, TRANSCRIPT
from ..stream.envelopes import SEVERITY, Message
from ..stream.reading import StreamError, read_stream
from .index import Index, file_message, seconds
from .menu_names import menu_names
from .merging import merge
from .run import Examples, Feature, Part, Rule, Run, Scenario, Sentence, Step, Suite, worst_run
from .slugs import name_links

BROKEN_OFF = "The stream breaks off: the run was stopped before it had written everything."


def read_suite(paths: Iterable[Path]) -> Suite:
    """Return the suite of some streams; raise StreamError if one is broken or they do not fit together."""
    suites = []
    for path in paths:
        messages = read_stream(path)
        try:
            suites.append(assemble(messages))
        except (KeyError, TypeError, ValueError, IndexError, AttributeError) as error:
            raise StreamError(
                f"{path} is a stream whose messages do not fit together ({type(error).__name__}: {error}). "
                "Write it anew, or leave it out."
            ) from error
    suite = merge(suites)
    name_links(suite.features)
    return suite


def assemble(messages: list[tuple[str, Message]]) -> Suite:
    """Return the suite of one stream."""
    index = Index()
    for kind, it in messages:
        file_message(index, kind, it)
    sentences = {key: sentence(it, index.catalogue.get(key, {})) for key, it in index.definitions.items()}
    uris = [*index.documents, *(uri for uri in index.errors if uri not in index.documents)]
    features = [feature(index, uri, sentences) for uri in uris]
    complete = index.ended is not None
    return Suite(
        features=[it for it in features if it.rules or it.error],
        sentences=list(sentences.values()),
        began=index.began,
        seconds=max(0, (index.ended or index.began) - index.began),
        success=index.success,
        messages=[index.message] if index.message else [] if complete else [BROKEN_OFF],
        meta=index.meta,
        broke_off=not complete,
        menu_names=menu_names(index.menus),
    )


def sentence(definition: Message, explained: Message) -> Sentence:
    """Return a step definition as a sentence of the catalogue."""
    reference = definition.get("sourceReference", {})
    line = reference.get("location", {}).get("line")
    return Sentence(
        type=explained.get("type", ""),
        text=definition["pattern"]["source"],
        location=f"{reference.get('uri', '')}:{line}" if line else reference.get("uri", ""),
        explanation=explained.get("explanation", ""),
        parameters=explained.get("parameters", []),
    )


def feature(index: Index, uri: str, sentences: dict[str, Sentence]) -> Feature:
    """Return one feature file with all that its scenarios did."""
    if uri not in index.documents or not index.documents[uri].get("feature"):
        return Feature(uri, uri, error=index.errors.get(uri, ""))
    node = index.documents[uri]["feature"]
    runs = defaultdict(list)
    nodes = nodes_by_id(node)
    for pickle in index.pickles[uri]:
        runs[pickle["astNodeIds"][0]].append(run(index, pickle, nodes, sentences))
    found = Feature(uri, node["name"], unindented(node["description"]), tag_names(node))
    found.rules = [it for it in rules(node, runs) if it.scenarios]
    found.background = [written(step) for child in node["children"] for step in background_steps(child)]
    lines = {step.line for step in found.background}
    for step in (step for it in found.runs for step in it.steps):
        step.is_background = step.line in lines
    return found


def rules(node: Message, runs: dict[str, list[Run]]) -> Iterator[Rule]:
    """Yield the rules of a feature; scenarios outside of rules come first, under one without a name."""
    outside = [child for child in node["children"] if "rule" not in child]
    yield Rule("", "", [scenario(child["scenario"], runs) for child in outside if "scenario" in child])
    for rule in (child["rule"] for child in node["children"] if "rule" in child):
        found = [scenario(child["scenario"], runs) for child in rule["children"] if "scenario" in child]
        yield Rule(rule["name"], unindented(rule["description"]), found)


def scenario(node: Message, runs: dict[str, list[Run]]) -> Scenario:
    """Return a scenario with its runs."""
    found = Scenario(
        node["name"], unindented(node["description"]), node["location"]["line"], tag_names(node), runs[node["id"]]
    )
    found.steps = [written(step) for step in node["steps"]]
    by_line = {run.line: run for run in found.runs}
    for table in node["examples"]:
        rows = {row["location"]["line"]: cells(row) for row in table.get("tableBody", [])}
        runs_of_table = [by_line[line] for line in rows if line in by_line]
        for it in runs_of_table:
            it.row = rows[it.line]
        header = cells(table["tableHeader"]) if table.get("tableHeader") else []
        found.examples.append(Examples(table["name"], header, runs_of_table))
    return found


def nodes_by_id(node: Message) -> dict[str, Message]:
    """Return everything in a Gherkin document that has an id."""
    found = {node["id"]: node} if "id" in node else {}
    for value in node.values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, dict):
                found.update(nodes_by_id(child))
    return found


def run(index: Index, pickle: Message, nodes: dict[str, Message], sentences: dict[str, Sentence]) -> Run:
    """Return one run: the pickle, and what came of it; the worst of several tests of one pickle counts."""
    cases: list[Message | None] = [*index.cases[pickle["id"]]] or [None]
    return worst_run(run_of(index, pickle, case, nodes, sentences) for case in cases)


def run_of(
    index: Index, pickle: Message, case: Message | None, nodes: dict[str, Message], sentences: dict[str, Sentence]
) -> Run:
    """Return what came of a pickle in the last attempt of one test."""
    where = nodes[pickle["astNodeIds"][-1]]["location"]["line"]
    found = Run(pickle["name"], pickle["uri"], where, tag_names(pickle), [])
    attempts = index.attempts[case["id"]] if case else []
    attempt = attempts[-1] if attempts else ""
    found.attempts = len(attempts)
    tests = {it.get("pickleStepId", it["id"]): it for it in case["testSteps"]} if case else {}
    texts = {step["id"]: pickle_step(step, nodes) for step in pickle["steps"]}
    for key in tests or texts:
        step = texts.get(key) or hook_step(index, tests[key])
        if key in tests:
            add_result(index, step, attempt, tests[key], sentences)
        if key in texts or step.status not in ("passed", "not run"):
            found.steps.append(step)
    if attempt in index.finished:
        found.status = min((step.status for step in found.steps), key=SEVERITY.index, default="passed")
    found.reason = next((step.message for step in found.steps if step.status == found.status and step.message), "")
    found.was_running = bool(attempt) and attempt not in index.finished
    found.seconds = sum(step.seconds for step in found.steps)
    return found


def pickle_step(step: Message, nodes: dict[str, Message]) -> Step:
    """Return a step with the values of its example in place."""
    found = written(nodes[step["astNodeIds"][0]])
    argument = step.get("argument", {})
    found.text = step["text"]
    if "docString" in argument:
        found.doc_string = argument["docString"]["content"]
    if "dataTable" in argument:
        found.table = [cells(row) for row in argument["dataTable"]["rows"]]
    return found


def written(node: Message) -> Step:
    """Return a step as it stands in the feature file."""
    step = Step(node["keyword"].strip(), node["text"], node["location"]["line"])
    step.doc_string = node.get("docString", {}).get("content")
    step.table = [cells(row) for row in node.get("dataTable", {}).get("rows", [])]
    return step


def hook_step(index: Index, test_step: Message) -> Step:
    """Return what ran before or after the steps."""
    hook = index.hooks.get(test_step.get("hookId", ""), {})
    return Step("", hook.get("name") or "what is done around the scenario", 0)


def add_result(index: Index, step: Step, attempt: str, test: Message, sentences: dict[str, Sentence]) -> None:
    """Add to a step its result, its parameters and what was attached."""
    result = index.results.get((attempt, test["id"]), {"status": "UNKNOWN"})
    status = result["status"].lower()
    step.status = status if status in SEVERITY else "not run"
    step.seconds = seconds(result["duration"]) if "duration" in result else 0
    exception = result.get("exception", {})
    step.message = exception.get("message") or result.get("message", "")
    step.traceback = exception.get("stackTrace") or result.get("message", "") if step.status == "failed" else ""
    step.definitions = [sentences[key].text for key in test.get("stepDefinitionIds", []) if key in sentences]
    for key in test.get("stepDefinitionIds", []):
        sentences[key].uses += 1
        sentences[key].example = sentences[key].example or step
    arguments = test.get("stepMatchArgumentsLists", [])
    step.parts = parts(step.text, arguments[0]["stepMatchArguments"] if len(arguments) == 1 else [])
    for it in index.attached[attempt, test["id"]]:
        attach(step, it)


def attach(step: Step, attachment: Message) -> None:
    """Put an attachment where the document shows it."""
    media_type = attachment["mediaType"]
    if media_type == TRANSCRIPT:
        events = step.way_there if attachment.get("fileName") == SETUP else step.events
        events += json.loads(attachment["body"])
    elif media_type == DIFFERENCE:
        compared = json.loads(attachment["body"])
        step.heard, step.expected = compared["heard"], compared["expected"]
    else:
        step.attachments.append(attachment)


def parts(text: str, arguments: list[Message]) -> list[Part]:
    """Cut a step's text where its parameters begin and end."""
    found, end = [], 0
    groups = [(group["start"], group["value"]) for it in arguments if (group := it["group"]).get("value")]
    for start, value in sorted(groups):
        if start >= end:
            found += [Part(text[end:start], False), Part(value, True)]
            end = start + len(value)
    return [part for part in (*found, Part(text[end:], False)) if part.text]


def cells(row: Message) -> list[str]:
    """Return the values of a table's row."""
    return [cell["value"] for cell in row["cells"]]


def tag_names(node: Message) -> list[str]:
    """Return the tags that stand at a node."""
    return [tag["name"] for tag in node.get("tags", [])]


def background_steps(child: Message) -> list[Message]:
    """Return the steps of a feature's background."""
    return child["background"]["steps"] if "background" in child else []


def unindented(text: str) -> str:
    """Return a description without the spaces before its lines."""
    return "\n".join(line.strip() for line in text.strip().splitlines())
