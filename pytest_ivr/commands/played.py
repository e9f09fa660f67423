"""The words of the files that a project's line plays."""

from __future__ import annotations

from pathlib import Path

from ..errors import UsageError
from ..ini import Project
from ..journeys.prompts import Prompts, read_prompts


def prompts_of(path: Path, project: Project) -> Prompts:
    """Return the words of played files for a feature. Raises UsageError for a file that has them in another form."""
    try:
        return read_prompts(path, project.root)
    except ValueError as error:
        raise UsageError(str(error)) from None
