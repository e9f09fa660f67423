"""The browser, and phones to dial lines of many shapes with, for the tests of this folder."""

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest

from pytest_ivr.line import Line
from pytest_ivr.phone.browser.server import listening, url
from pytest_ivr.phone.saving import Saving
from testbed.browser import browser, context, page

__all__ = ["browser", "context", "page"]

Serve = Callable[..., str]


@contextmanager
def serving(line: Line, folder: Path, port: int = 0) -> Iterator[str]:
    """Serve the phone that dials a line, until the end of the block; yield its address."""
    with listening(line, "127.0.0.1", port, Saving(), folder) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield url(server)
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Serve]:
    """Serve phones for lines until the end of the test."""
    with ExitStack() as stack:
        yield lambda line, port=0: stack.enter_context(serving(line, tmp_path, port))
