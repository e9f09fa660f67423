"""The examples of an outline as sentences: the steps in which something is filled in, and what it is."""

import re
from collections.abc import Iterator

from .run import Examples, Part, Run, Scenario, Step

PLACEHOLDER = re.compile(r"<([^<>]+)>")


def title_parts(title: str) -> list[Part]:
    """Return a title with the names apart for which examples fill in something."""
    return [Part(text, bool(index % 2)) for index, text in enumerate(PLACEHOLDER.split(title)) if text]


def example_sentence(scenario: Scenario, table: Examples, run: Run) -> list[Part]:
    """Return what one example says, with what it fills in apart; without such a step, its values.

    What is filled in nowhere names the example, and comes first.
    """
    values = dict(zip(table.header, run.row, strict=False))
    told = [step for step in scenario.steps if any(name in values for name in PLACEHOLDER.findall(step.text))]
    if not told:
        return [Part(" · ".join(filter(None, run.row)), False)]
    names = [value for name, value in values.items() if value and not is_filled_in(name, scenario)]
    return [*([Part(f"{' · '.join(names)}: ", False)] if names else []), *sentence(told, values)]


def is_filled_in(name: str, scenario: Scenario) -> bool:
    """Tell whether a column of examples is used in the scenario."""
    cells = (cell for step in scenario.steps for row in step.table for cell in row)
    texts = (text for step in scenario.steps for text in (step.text, step.doc_string or ""))
    return any(f"<{name}>" in text for text in (scenario.title, *texts, *cells))


def sentence(steps: list[Step], values: dict[str, str]) -> Iterator[Part]:
    """Yield steps as one sentence: "Given a caller at the menu, when the caller presses 1, then the call is over"."""
    for number, step in enumerate(steps):
        yield Part(f", {step.keyword.lower()} " if number else f"{step.keyword} ", False)
        for index, text in enumerate(PLACEHOLDER.split(step.text)):
            if index % 2 == 0:
                yield Part(text, False)
            elif text in values:
                yield Part(values[text], True)
            else:
                yield Part(f"<{text}>", False)
