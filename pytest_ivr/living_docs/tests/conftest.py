"""The browser, and a run of the sample, for the tests of this folder."""

from pathlib import Path

import pytest

from testbed.browser import browser, context, page

from . import sample

__all__ = ["browser", "context", "page"]


@pytest.fixture(scope="session")
def stream(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The stream of a run of the sample."""
    folder = tmp_path_factory.mktemp("sample")
    done = sample.run(folder, "-k", "not left_out")
    assert "4 failed, 3 passed, 2 skipped, 1 deselected, 1 xfailed" in done.stdout, done.stdout
    return folder / "reports" / "messages.ndjson"


@pytest.fixture(scope="session")
def site(stream: Path) -> Path:
    """The document of that run."""
    done = sample.build("build", str(stream), "--out", str(stream.parent / "site"), "--title", "The sample")
    assert done.returncode == 0, done.stderr
    return stream.parent / "site" / "index.html"
