"""What came of one scenario: of its tests, and of the attempts of each."""

from collections.abc import Iterator

from ..stream.envelopes import SEVERITY, Message
from .index import Index
from .run import Run, Sentence, Step, worst_run
from .steps import add_matches, add_result, attach, hook_step, pickle_step

NO_CASE: Message = {"id": "", "testSteps": []}  # nobody has tried


def run(index: Index, pickle: Message, nodes: dict[str, Message], sentences: dict[str, Sentence]) -> Run:
    """Return one run: the pickle, and what came of it; the worst of several tests of one pickle counts.

    A test that was to be tried again does not, if the next attempt was made as a test of its own.
    """
    cases = index.cases[pickle["id"]]
    final = [case for case in cases if index.last_attempt(case) not in index.retried] or cases
    runs: list[Run] = [run_of(index, pickle, case, nodes, sentences) for case in final or [NO_CASE]]
    found = worst_run(runs)
    found.attempts += sum(len(index.attempts[case["id"]]) for case in cases if case not in final)
    return found


def run_of(
    index: Index, pickle: Message, case: Message, nodes: dict[str, Message], sentences: dict[str, Sentence]
) -> Run:
    """Return what came of a pickle in the last attempt of one test."""
    where = nodes[pickle["astNodeIds"][-1]]["location"]["line"]
    found = Run(pickle["name"], pickle["uri"], where, tag_names(pickle), [])
    attempt = index.last_attempt(case)
    found.attempts = len(index.attempts[case["id"]])
    tests = {it["pickleStepId"] or it["id"]: it for it in case["testSteps"]}
    texts = {step["id"]: pickle_step(step, nodes) for step in pickle["steps"]}
    for key in dict.fromkeys((*tests, *texts)):
        step = texts.get(key) or hook_step(index, tests[key]["hookId"])
        if key in tests:
            add_result(step, index.results.get((attempt, tests[key]["id"])))
            add_matches(step, tests[key], sentences)
            attach(step, index.attached[attempt, tests[key]["id"]])
        if step.status == "undefined":
            step.suggestions = index.suggested[key]
        if key in texts or step.tells_something:
            found.steps.append(step)
    found.steps += loose_attachments(index, attempt)
    if attempt in index.finished:
        found.status = min((step.status for step in found.steps), key=SEVERITY.index, default="passed")
    found.reason = next((step.message for step in found.steps if step.status == found.status and step.message), "")
    found.was_running = bool(attempt) and attempt not in index.finished
    found.seconds = sum(step.seconds for step in found.steps)
    return found


def loose_attachments(index: Index, attempt: str) -> Iterator[Step]:
    """Yield what was attached to an attempt, but to no step of it."""
    step = Step("", "what is attached to the scenario", 0, status="passed")
    if attempt:
        attach(step, index.attached[attempt, ""])
    if step.tells_something:
        yield step


def tag_names(node: Message) -> list[str]:
    """Return the tags that stand at a node."""
    return [tag["name"] for tag in node["tags"]]
