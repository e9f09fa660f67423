"""Features of projects that a test runs more than once."""

from itertools import count

import pytest

NUMBERS = count()


def only_feature(pytester: pytest.Pytester, text: str) -> None:
    """Write the only feature of a project, under a name that none had: pytest-bdd reads no file twice in a process."""
    folder = pytester.path / "features"
    folder.mkdir(exist_ok=True)
    for path in folder.glob("*.feature"):
        path.unlink()
    (folder / f"sample_{next(NUMBERS)}.feature").write_text(text, encoding="utf-8")
