"""A step that nobody defines is answered with the nearest sentence that somebody does."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator

import pytest
from pytest_bdd.parser import Step

from ..living_docs.stream.registry import visible_definitions
from .notation import ACTIONS

ANY_ACTION = "{actions:Actions}"


def pytest_bdd_step_func_lookup_error(request: pytest.FixtureRequest, step: Step, exception: Exception) -> None:
    """Add the nearest sentence to what pytest-bdd says."""
    sentences = [
        it.definition.sentence
        for it in visible_definitions(request.node).definitions
        if it.definition.type in ("any", step.type)
    ]
    exception.args = (f"{exception.args[0]}. {advice(step.name, sentences)}", *exception.args[1:])


def advice(text: str, sentences: Iterable[str]) -> str:
    """Return what may be meant, and where a sentence of one's own has to stand."""
    near = difflib.get_close_matches(text, list(spelled_out(sentences)), n=1, cutoff=0.5)
    meant = f'The nearest sentence is "{near[0]}". ' if near else ""
    return (
        f"{meant}Sentences of your own stand in the conftest.py of the features' folder or of one above it, or in a "
        "module that the root conftest.py names in pytest_plugins."
    )


def spelled_out(sentences: Iterable[str]) -> Iterator[str]:
    """Yield the sentences; the one for all actions once for each."""
    for sentence in sentences:
        if ANY_ACTION in sentence:
            yield from (sentence.replace(ANY_ACTION, action.form) for action in ACTIONS)
        else:
            yield sentence
