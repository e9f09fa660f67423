"""Steps of a run: what they say, and what came of them; hooks are steps too."""

from ..media_types import DIFFERENCE, SETUP, TRANSCRIPT
from ..stream.envelopes import SEVERITY, Message
from .index import Index
from .run import Part, Sentence, Step

NO_HOOK: Message = {"name": "", "type": "", "sourceReference": {"uri": "", "location": {"line": 0}}}
NO_JAVA: Message = {"className": "", "methodName": "", "fileName": ""}
HOOKS = {
    "BEFORE_TEST_RUN": "what is done before the whole run",
    "AFTER_TEST_RUN": "what is done after the whole run",
    "BEFORE_TEST_CASE": "what is done before the scenario",
    "AFTER_TEST_CASE": "what is done after the scenario",
    "BEFORE_TEST_STEP": "what is done before the step",
    "AFTER_TEST_STEP": "what is done after the step",
}


def pickle_step(step: Message, nodes: dict[str, Message]) -> Step:
    """Return a step with the values of its example in place."""
    found = written(nodes[step["astNodeIds"][0]])
    argument = step["argument"]
    found.text = step["text"]
    found.is_context = step["type"] == "Context"
    found.is_outcome = step["type"] == "Outcome"
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


def hook_step(index: Index, hook_id: str) -> Step:
    """Return what ran before or after the steps, or the whole run."""
    hook = index.hooks.get(hook_id, NO_HOOK)
    unnamed = HOOKS.get(hook["type"], "what is done around the scenario")
    where = place(hook["sourceReference"])
    return Step("", hook["name"] or (f"{unnamed} ({where})" if where else unnamed), 0)


def add_result(step: Step, result: Message | None) -> None:
    """Add to a step what came of it, if anybody says."""
    if result is None:
        return
    status = result["status"].lower()
    step.status = status if status in SEVERITY else "not run"
    step.seconds = result["duration"]
    exception = result["exception"]
    step.message = exception["message"] or result["message"]
    step.traceback = exception["stackTrace"] or result["message"] if step.status == "failed" else ""


def add_matches(step: Step, test: Message, sentences: dict[str, Sentence]) -> None:
    """Add to a step the sentences that fit it, and its parameters."""
    fitting = [sentences[key] for key in test["stepDefinitionIds"] if key in sentences]
    step.definitions = [it.text for it in fitting]
    for it in fitting:
        it.uses += 1
        it.example = it.example or step
    lists = test["stepMatchArgumentsLists"]
    step.parts = parts(step.text, lists[0]["stepMatchArguments"] if len(lists) == 1 else [])


def attach(step: Step, attachments: list[Message]) -> None:
    """Put attachments where the document shows them."""
    for it in attachments:
        if it["mediaType"] == TRANSCRIPT:
            (step.way_there if it.get("fileName") == SETUP else step.events).extend(it["value"])
        elif it["mediaType"] == DIFFERENCE:
            step.heard, step.expected = it["value"]["heard"], it["value"]["expected"]
        else:
            step.attachments.append(it)


def parts(text: str, arguments: list[Message]) -> list[Part]:
    """Cut a step's text where its parameters begin and end; one that is not there is passed over."""
    found, end = [], 0
    groups = [(group["start"], group["value"]) for it in arguments if (group := it["group"]).get("value")]
    for units, value in sorted(groups):
        start = next((it for it in (units, characters(text, units)) if text.startswith(value, max(it, 0))), -1)
        if start >= end:
            found += [Part(text[end:start], False), Part(value, True)]
            end = start + len(value)
    return [part for part in (*found, Part(text[end:], False)) if part.text]


def characters(text: str, units: int) -> int:
    """Return how many characters of a text so many units of UTF-16 are, in which Java and JavaScript count."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "replace"))


def place(reference: Message) -> str:
    """Return where code stands: file and line, or where there is no file, the name that Java and .NET give it."""
    line = reference["location"]["line"]
    java = reference.get("javaMethod") or reference.get("javaStackTraceElement") or NO_JAVA
    file = reference["uri"] or java["fileName"]
    if not file:
        return ".".join(filter(None, (java["className"], java["methodName"])))
    return f"{file}:{line}" if line else str(file)


def cells(row: Message) -> list[str]:
    """Return the values of a table's row."""
    return [cell["value"] for cell in row["cells"]]
