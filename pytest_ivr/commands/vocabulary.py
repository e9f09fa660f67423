"""The sentences that a project's scenarios may use, its own included: as pytest finds them, as plain data."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path
from typing import Any

import pytest

from ..configuration import ConfigurationError
from ..journeys.notation import ACTIONS
from ..living_docs.stream.definitions import StepDefinition
from ..living_docs.stream.registry import step_definitions


class Listener:
    """A pytest plugin that notes the sentences when all tests of a project are collected."""

    def __init__(self) -> None:
        self.sentences: list[dict[str, Any]] = []

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Note the sentences."""
        self.sentences = [described(it, session.config.rootpath) for it in step_definitions()]


def vocabulary(folder: Path) -> dict[str, Any]:
    """Return the sentences of the project in a folder, and the actions that stand for ``{actions}`` in them.

    Raises ConfigurationError, with what pytest says, if the tests of the project cannot be collected.
    """
    listener, said = Listener(), io.StringIO()
    with contextlib.chdir(folder), contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
        result = pytest.main(["--collect-only", "-q", "-p", "no:cacheprovider"], plugins=[listener])
    if result not in (pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED):
        raise ConfigurationError(
            f"The sentences cannot be listed, since pytest cannot collect the tests:\n{said.getvalue()}"
        )
    return {"sentences": listener.sentences, "actions": [f"the caller {action.form}" for action in ACTIONS]}


def described(definition: StepDefinition, root: Path) -> dict[str, Any]:
    """Return a sentence as plain data."""
    return {
        "keyword": definition.type,
        "sentence": definition.sentence,
        "explanation": definition.explanation,
        "parameters": definition.parameters,
        "file": str(definition.path.relative_to(root) if definition.path.is_relative_to(root) else definition.path),
        "line": definition.line,
    }
