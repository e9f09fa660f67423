"""From streams of messages to a Suite."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..stream.envelopes import Message
from ..stream.reading import Messages, StreamError, read_runs
from .attempts import run, tag_names
from .exploration import drafts, exploration
from .index import Index, file_message
from .menu_names import menu_names
from .merging import merge
from .names import name_runs
from .notes import note
from .run import RED, Examples, Feature, Rule, Run, Scenario, Sentence, Step, Suite
from .slugs import name_links
from .steps import add_result, attach, cells, hook_step, place, written
from .waivers import Waiver

BROKEN_OFF = "The stream breaks off: the run was stopped before it had written everything."


def read_suite(paths: Iterable[Path]) -> Suite:
    """Return the suite of some streams; raise StreamError if one is broken or they do not fit together."""
    suites = []
    for path in paths:
        for messages in read_runs(path):
            try:
                suites.append(assemble(messages))
            except LookupError as error:
                raise StreamError(
                    f"{path} is a stream whose messages do not fit together ({type(error).__name__}: {error}). "
                    "Write it anew, or leave it out."
                ) from error
    suite = merge([it for it in suites if not it.exploration], [it for it in suites if it.exploration])
    name_links(suite.features)
    name_runs(suite.features)
    return suite


def assemble(messages: Messages) -> Suite:
    """Return the suite of one run."""
    index = Index()
    for kind, it in messages:
        file_message(index, kind, it)
    sentences = {key: sentence(it, index.catalogue.get(key, {})) for key, it in index.definitions.items()}
    features = [
        feature(index, uri, sentences) for uri in dict.fromkeys((*index.documents, *index.pickles, *index.errors))
    ]
    hooks = list(run_hooks(index))
    complete = index.ended is not None
    suite = Suite(
        features=[it for it in features if it.rules or it.error],
        sentences=list(sentences.values()),
        began=index.began,
        seconds=max(0, (index.ended or index.began) - index.began),
        success=True,
        messages=[index.message] if index.message else [],
        meta=index.meta,
        hooks=hooks,
        broke_off=not complete,
        menu_names=menu_names(index.menus),
        note_problems=index.note_problems,
        uncommitted=index.uncommitted,
        waivers=[Waiver(*it) for it in index.waived],
        synonyms=[(name, words) for name, words in index.synonyms],
        questions=index.questions,
        unnoticed=[index.unnoticed] if index.unnoticed else [],
        exploration=exploration(index.exploration, broke_off=not complete) if index.exploration else None,
    )
    if not complete:
        suite.messages.append(BROKEN_OFF)
    suite.success = succeeded(index, suite)
    return suite


def succeeded(index: Index, suite: Suite) -> bool:
    """Whether the command that ran the features ended well.

    The protocol counts a pending scenario as no success; for pytest it is one, and our own streams say in words
    when pytest did not end well. Older versions of the protocol do not tell: then all scenarios are asked.
    """
    is_ours = index.meta.get("implementation", {}).get("name") == "pytest-bdd"
    good = ("passed", "skipped", "not run", *(("pending",) if is_ours else ()))
    if index.success is None or (is_ours and not index.message):
        return not suite.messages and not suite.failed_hooks and all(run.status in good for run in suite.runs)
    return index.success


def run_hooks(index: Index) -> Iterator[Step]:
    """Yield what ran before or after the whole run, if it has anything to say."""
    for id_, hook_id in index.run_hooks.items():
        step = hook_step(index, hook_id)
        add_result(step, index.results.get((id_, "")))
        attach(step, index.attached[id_, ""])
        if step.status in RED or step.attachments:
            yield step
    loose = Step("", "what is attached to the run", 0)
    attach(loose, index.attached["", ""])
    if loose.attachments:
        yield loose


def sentence(definition: Message, explained: Message) -> Sentence:
    """Return a step definition as a sentence of the catalogue."""
    return Sentence(
        type=explained.get("type", ""),
        text=definition["pattern"]["source"],
        location=place(definition["sourceReference"]),
        explanation=explained.get("explanation", ""),
        parameters=explained.get("parameters", []),
    )


def feature(index: Index, uri: str, sentences: dict[str, Sentence]) -> Feature:
    """Return one feature file with all that its scenarios did."""
    error = index.errors.get(uri, "")
    if (error and uri not in index.documents) or "feature" not in index.documents[uri]:
        return Feature(uri, uri, error=error)
    node = index.documents[uri]["feature"]
    runs = defaultdict(list)
    nodes = nodes_by_id(node)
    for pickle in index.pickles[uri]:
        found_run = run(index, pickle, nodes, sentences)
        for id_ in dict.fromkeys((pickle["astNodeIds"][0], pickle["astNodeIds"][-1])):
            runs[id_].append(found_run)
    found = Feature(uri, node["name"], unindented(node["description"]), tag_names(node), error=error)
    found.note = note(index.notes.get(uri))
    found.rules = [it for it in rules(node, runs) if it.scenarios]
    found.background = [written(step) for child in node["children"] for step in background_steps(child)]
    lines = {step.line for step in found.background}
    for rule in found.rules:
        for it in (it for scenario in rule.scenarios for it in scenario.runs):
            it.rule = rule.name
    for step in (step for it in found.runs for step in it.steps):
        step.is_background = step.line in lines
    if index.exploration:
        texts = drafts(index.sources.get(uri, ""), node)
        for it in found.runs:
            it.text = texts.get(it.line, "")  # a row of examples has none
    if len(found.runs) != len(index.pickles[uri]):
        raise LookupError(f"{uri} has {len(index.pickles[uri])} scenarios, of which {len(found.runs)} stand in it")
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
    for table in node["examples"]:
        rows = [(cells(row), it) for row in table["tableBody"] for it in runs[row["id"]]]
        for values, it in rows:
            it.row = values
        found.examples.append(Examples(table["name"], cells(table["tableHeader"]), [it for _, it in rows]))
    return found


def nodes_by_id(node: Message) -> dict[str, Message]:
    """Return everything in a Gherkin document that has an id."""
    found = {node["id"]: node} if node.get("id") else {}
    for value in node.values():
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, dict):
                found.update(nodes_by_id(child))
    return found


def background_steps(child: Message) -> list[Message]:
    """Return the steps of a feature's background."""
    return child["background"]["steps"] if "background" in child else []


def unindented(text: str) -> str:
    """Return a description without the spaces before its lines."""
    return "\n".join(line.strip() for line in text.strip().splitlines())
