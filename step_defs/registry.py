"""The step definitions that pytest-bdd knows. No hook of it tells them, so this looks where it keeps them."""

from collections.abc import Callable
from dataclasses import dataclass

from pytest_bdd.steps import step_function_context_registry


@dataclass(frozen=True)
class StepDefinition:
    """One sentence: whether it is a given, when or then, its text, what it matches, and its explanation."""

    type: str
    sentence: str
    matches: Callable[[str], bool]
    explanation: str


def step_definitions() -> list[StepDefinition]:
    """Return the sentences that the modules of this package define."""
    return [
        StepDefinition(
            context.type or "any",
            context.parser.name,
            context.parser.is_matching,
            (context.step_func.__doc__ or "").strip(),
        )
        for context in step_function_context_registry.values()
        if context.step_func.__module__.startswith(__package__)
    ]
