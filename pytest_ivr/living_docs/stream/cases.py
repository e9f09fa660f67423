"""One scenario that was run, as messages: its test case, and its one attempt."""

import json
from collections.abc import Iterable, Iterator

import cucumber_messages as messages
from gherkin.stream.id_generator import IdGenerator

from .envelopes import Message, duration, envelope, timestamp
from .recording import Record

STEP_TYPES = {"Context": "given", "Action": "when", "Outcome": "then"}
GOOD = ("PASSED", "SKIPPED")
SNIPPET = """@{keyword}({text})
def _() -> None:
    \"\"\"Say what this means.\"\"\"
"""


class Case:
    """One scenario that was run: its test case, and its one attempt."""

    def __init__(
        self,
        ids: IdGenerator,
        run_id: str,
        pickle: Message,
        record: Record,
        definitions: dict[str, str],
        hooks: dict[str, str],
    ) -> None:
        self.ids = ids
        self.record = record
        self.pickle = pickle
        self.id = ids.get_next_id()
        self.steps = [
            *self.hook_steps("before", hooks),
            *(
                self.test_step(step, found, definitions)
                for step, found in zip(pickle["steps"], self.matches, strict=True)
            ),
            *self.hook_steps("after", hooks),
        ]
        self.results = [
            *([record["before"]] if record["before"] else []),
            *self.step_results(),
            *([record["after"]] if record["after"] else []),
        ]
        self.message = messages.TestCase(self.id, pickle["id"], self.steps, run_id)

    @property
    def matches(self) -> list[list[Record]]:
        """The sentences that fit each step; a test that was lost with its process tells none."""
        found: list[list[Record]] = self.record["matches"] or [[] for _ in self.pickle["steps"]]
        return found

    @property
    def statuses(self) -> list[str]:
        """The statuses of the steps."""
        return [it["status"] for it in self.results]

    def hook_steps(self, place: str, hooks: dict[str, str]) -> Iterator[messages.TestStep]:
        """Yield a step for what went wrong before or after the steps, if something did."""
        if self.record[place]:
            yield messages.TestStep(self.ids.get_next_id(), hook_id=hooks[place])

    def test_step(self, step: Message, found: list[Record], definitions: dict[str, str]) -> messages.TestStep:
        """Return a step with the sentences that fit it, and what they take from its text."""
        return messages.TestStep(
            self.ids.get_next_id(),
            pickle_step_id=step["id"],
            step_definition_ids=[definitions[it["key"]] for it in found],
            step_match_arguments_lists=[arguments_list(it["arguments"]) for it in found],
        )

    def step_results(self) -> list[Record]:
        """Return what came of each step of the pickle: what was recorded, and of the rest, why it was not begun."""
        results = list(self.record["steps"])
        if self.record["instead"] and not results and self.pickle["steps"]:
            results.append(self.record["instead"])
        good = all(it["status"] in (*GOOD, "PENDING") for it in results) and not self.record["before"]
        for found in self.matches[len(results) :]:
            results.append({"status": "SKIPPED" if found or good or self.record["before"] else "UNDEFINED"})
        return results

    def attempt(self) -> Iterator[Message]:
        """Go through the messages of the attempt."""
        started = self.ids.get_next_id()
        at = self.record["began"]
        yield envelope(
            test_case_started=messages.TestCaseStarted(0, started, self.id, timestamp(at), self.record["worker"])
        )
        first = 1 if self.record["before"] else 0
        for number, (step, result) in enumerate(zip(self.steps, self.results, strict=True)):
            began, at = result.get("began", at), result.get("ended", at)
            yield envelope(test_step_started=messages.TestStepStarted(started, step.id, timestamp(began)))
            yield from self.attachments(number - first, started, step)
            if result["status"] == "UNDEFINED":
                yield envelope(suggestion=self.suggestion(self.pickle["steps"][number - first]))
            yield envelope(
                test_step_finished=messages.TestStepFinished(
                    started, step.id, result_message(result, at - began), timestamp(at)
                )
            )
        yield envelope(test_case_finished=messages.TestCaseFinished(started, timestamp(self.record["ended"]), False))

    def attachments(self, number: int, started: str, step: messages.TestStep) -> Iterator[Message]:
        """Go through what was attached to a step; what came before the first or after the last goes to those."""
        last = len(self.pickle["steps"]) - 1
        for it in self.record["attachments"]:
            if min(max(it["step"], 0), last) == number:
                yield envelope(
                    attachment=messages.Attachment(
                        it["body"],
                        messages.AttachmentContentEncoding(it["encoding"]),
                        it["media_type"],
                        it["name"],
                        test_case_started_id=started,
                        test_step_id=step.id,
                        timestamp=timestamp(it["at"]),
                    )
                )

    def suggestion(self, step: Message) -> messages.Suggestion:
        """Return the beginning of a step definition that would fit."""
        keyword = STEP_TYPES.get(step.get("type", ""), "step")
        code = SNIPPET.format(keyword=keyword, text=json.dumps(step["text"], ensure_ascii=False))
        return messages.Suggestion(self.ids.get_next_id(), step["id"], [messages.Snippet(code, "python")])


def arguments_list(arguments: Iterable[tuple[int, str]]) -> messages.StepMatchArgumentsList:
    """Return what a sentence takes from a step's text."""
    return messages.StepMatchArgumentsList(
        [messages.StepMatchArgument(messages.Group(start=start, value=value)) for start, value in arguments]
    )


def result_message(result: Record, seconds: float) -> messages.TestStepResult:
    """Return what came of a step."""
    exception = result.get("exception")
    return messages.TestStepResult(
        duration(seconds),
        messages.TestStepResultStatus(result["status"]),
        messages.Exception(**exception) if exception else None,
        result.get("message"),
    )
