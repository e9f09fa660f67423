"""What is new since an earlier run, in the caller's words: whatever reads a run can be told what changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ...stream.reading import StreamError
from ..assembly import read_suite
from ..run import Suite
from ..verdict import commit, when
from .changes import Section, changes
from .telling import render_changes

__all__ = ["Since", "render_changes", "since"]


@dataclass
class Since:
    """What changed since an earlier run, or why nobody can say."""

    sections: list[Section] = field(default_factory=list)
    run: str = ""  # when the earlier run was, and of which commit
    problem: str = ""

    @property
    def title(self) -> str:
        """What the section is called."""
        return f"What changed since {self.run}" if self.run else "What changed"


def since(paths: list[Path], new: Suite) -> Since:
    """Compare a suite with the run that some streams describe; a folder stands for the streams in it.

    What is missing or cannot be read is told, and keeps nobody from the document of today.
    """
    streams = [it for path in paths for it in (sorted(path.glob("*.ndjson")) if path.is_dir() else [path])]
    missing = [it for it in streams if not it.exists()] or ([] if streams else paths)
    if missing:
        return Since(problem=f"There is no earlier run to compare with: {missing[0]} has no stream.")
    try:
        old = read_suite(streams)
    except StreamError as error:
        return Since(problem=f"The earlier run cannot be compared with: {error}")
    return Since(changes(old, new), ", ".join(filter(None, (when(old), commit(old)))))
