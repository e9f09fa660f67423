"""What people can ask the document for, as data of the page: rules, scenarios, and what is said in them."""

from collections.abc import Iterator
from typing import Any

from .call_flow import CallFlow
from .run import Run, Scenario, Suite

NOTE = "Note"  # the title of one that has none


class Texts:
    """Texts that many parts of the data have in common; each stands there once, and is known by its number."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, text: str) -> int:
        """Return the number of a text."""
        return self.numbers.setdefault(text, len(self.numbers))

    def all(self) -> list[str]:
        """Return the texts in the order of their numbers."""
        return list(self.numbers)


def asked(suite: Suite, flow: CallFlow, texts: Texts) -> dict[str, Any]:
    """Return chapters, rules, scenarios and menus; a rule has the number of its chapter, a scenario that of its rule.

    A rule has the questions that it answers. A note is asked like a rule, with a scenario without a title. What stands
    in steps and what was heard are numbers of texts; a menu has what callers can do there.
    """
    chapters = suite.features
    rules = [(number, rule) for number, chapter in enumerate(chapters) for rule in chapter.rules]
    notes = [(number, chapter.note) for number, chapter in enumerate(chapters) if chapter.note]
    return {
        "synonyms": suite.synonyms,
        "menus": [[it.slug, it.label, list(it.tries)] for it in flow.menus],
        "chapters": [[it.slug, it.name, it.description, it.is_technical] for it in chapters],
        "rules": [
            *([it.slug, it.name, it.description, chapter, suite.questions.get(it.name, [])] for chapter, it in rules),
            *([it.slug, it.title or NOTE, it.lines, chapter, []] for chapter, it in notes),
        ],
        "scenarios": [
            [
                it.slug,
                it.title,
                number,
                numbers(texts, written(it)),
                numbers(texts, (text for run in it.runs for text in heard(run))),
            ]
            for number, (_, rule) in enumerate(rules)
            for it in rule.scenarios
        ]
        + [["", "", len(rules) + number, [], []] for number in range(len(notes))],
    }


def numbers(texts: Texts, found: Iterator[str]) -> list[int]:
    """Return the numbers of texts, each once."""
    return list(dict.fromkeys(map(texts.number, found)))


def written(scenario: Scenario) -> Iterator[str]:
    """Yield what stands in a scenario: its description, its steps with their tables and doc strings, its examples."""
    yield from filter(None, [scenario.description, *(table.name for table in scenario.examples)])
    for run in scenario.runs:
        for step in run.own_steps:
            yield step.text
            yield from (step.doc_string or "").splitlines()
            yield from (" ".join(row) for row in step.table)
        if run.row:
            yield " ".join(run.row)


def heard(run: Run) -> Iterator[str]:
    """Yield the sentences that were said in a call."""
    yield from (event["text"] for event in run.transcript if event["event"] == "said")
