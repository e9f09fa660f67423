"""The step definitions that pytest-bdd knows, and those that a test can see.

No hook of pytest-bdd tells them, so this looks where it keeps them; nothing else in the project does.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd import compat, parsers
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

PARAMETER = re.compile(r"\{(\w+)")
Argument = tuple[int, str]  # where it begins in the step's text, and the text that was matched


@dataclass(frozen=True)
class StepDefinition:
    """One sentence: whether it is a given, when or then, its text, its explanation, and where it stands.

    ``type`` is "any" for a sentence that may be used after every keyword. ``path`` is absolute.
    """

    type: str
    sentence: str
    explanation: str
    path: Path
    line: int
    parser: parsers.StepParser

    @property
    def key(self) -> str:
        """What tells it from others, in every process of a run."""
        return f"{self.path}:{self.line}:{self.type}:{self.sentence}"

    @property
    def is_regular_expression(self) -> bool:
        """Whether the sentence is a regular expression."""
        return isinstance(self.parser, parsers.re)

    @property
    def parameters(self) -> list[str]:
        """The names of what the sentence takes from a step's text."""
        if isinstance(self.parser, parsers.re):
            return list(self.parser.regex.groupindex)
        return PARAMETER.findall(self.sentence) if isinstance(self.parser, parsers.parse) else []

    def fits(self, type_: str, text: str) -> bool:
        """Tell whether a step of this type ("given", "when" or "then") and text means this sentence."""
        return self.type in ("any", type_) and self.parser.is_matching(text)

    def arguments(self, text: str) -> list[Argument]:
        """Return what the sentence takes from a step's text, from left to right."""
        match self.parser:
            case parsers.re(regex=regex):
                match = regex.fullmatch(text)
                spans = [match.span(group) for group in range(1, regex.groups + 1)] if match else []
            case parsers.parse(parser=parser):
                spans = list(parser.parse(text).spans.values())
            case _:
                spans = []
        return [(start, text[start:end]) for start, end in sorted(spans) if start >= 0]


def step_definitions() -> list[StepDefinition]:
    """Return the sentences that are defined in this process, in the order of their files and lines."""
    contexts = filter(is_ours, step_function_context_registry.values())
    return sorted(map(described, contexts), key=lambda it: (it.path, it.line))


def visible_definitions(item: pytest.Item) -> Iterator[StepDefinition]:
    """Go through the sentences that a test can use; one that is defined again nearer to the test hides the other."""
    manager: Any = item.session._fixturemanager
    for name in compat.get_fixture_names(manager):
        contexts = [
            step_function_context_registry.get(it.func) for it in compat.getfixturedefs(manager, name, item) or ()
        ]
        nearest = [context for context in contexts if context is not None and is_ours(context)][-1:]
        yield from map(described, nearest)


def is_ours(context: StepFunctionContext) -> bool:
    """Tell whether a step definition is somebody's own: pytest-bdd brings one for its debugger."""
    return not context.step_func.__module__.startswith("pytest_bdd.")


def described(context: StepFunctionContext) -> StepDefinition:
    """Return what pytest-bdd keeps of a step definition."""
    code = context.step_func.__code__
    return StepDefinition(
        type=context.type or "any",
        sentence=context.parser.name,
        explanation=(context.step_func.__doc__ or "").strip(),
        path=Path(code.co_filename),
        line=code.co_firstlineno,
        parser=context.parser,
    )
