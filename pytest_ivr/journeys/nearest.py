"""A step that nobody defines is answered with the nearest sentence that somebody does."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from pytest_bdd.parser import Step

from ..living_docs.stream.definitions import StepDefinition
from ..living_docs.stream.registry import step_definitions, visible_definitions
from .notation import ACTIONS

ANY_ACTION = "{actions:Actions}"
WHERE = (
    "Sentences of your own stand in the conftest.py of the features' folder or of one above it, or in a module that "
    "the root conftest.py names in pytest_plugins."
)


def pytest_bdd_step_func_lookup_error(request: pytest.FixtureRequest, step: Step, exception: Exception) -> None:
    """Add to what pytest-bdd says where the sentence is defined that the scenario cannot see, or the nearest one."""
    hidden = [it for it in step_definitions() if it.fits(step.type, step.name)]
    sentences = [
        it.definition.sentence
        for it in visible_definitions(request.node).definitions
        if it.definition.type in ("any", step.type)
    ]
    hint = elsewhere(hidden[0], request.config.rootpath) if hidden else meant(step.name, sentences)
    exception.args = (f"{exception.args[0]}. {hint}", *exception.args[1:])


def elsewhere(definition: StepDefinition, root: Path) -> str:
    """Return where a sentence stands that a scenario cannot see, and where it should."""
    path = definition.path.relative_to(root) if definition.path.is_relative_to(root) else definition.path
    return f"It is defined in {path}:{definition.line}, where this feature cannot see it; move it. {WHERE}"


def meant(text: str, sentences: Iterable[str]) -> str:
    """Return what may be meant, and where a sentence of one's own has to stand."""
    near = difflib.get_close_matches(text, list(spelled_out(sentences)), n=1, cutoff=0.5)
    nearest = f'The nearest sentence is "{near[0]}". ' if near else ""
    return f"{nearest}{WHERE}"


def spelled_out(sentences: Iterable[str]) -> Iterator[str]:
    """Yield the sentences; the one for all actions once for each."""
    for sentence in sentences:
        if ANY_ACTION in sentence:
            yield from (sentence.replace(ANY_ACTION, action.form) for action in ACTIONS)
        else:
            yield sentence
