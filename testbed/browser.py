"""A real browser for tests: Chromium without a window, driven by Playwright; a pytest plugin.

``python -m testbed.browser`` installs one where it may. A developer without a browser sees which tests were
left out; CI never leaves them out.
"""

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from testbed.debian import install

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
MISSING = "There is no Chromium or Chrome here, so nobody has looked at the pages; install one and run this again."


def find_browser() -> str | None:
    """Return where a browser is, if there is one."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def install_browser() -> None:
    """Install Debian's Chromium if there is no browser and we may; else say so loudly."""
    if find_browser() is None:
        install("chromium")
    if find_browser() is None:
        print(f"\n*** {MISSING} ***\n", file=sys.stderr)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Say what nobody has looked at."""
    if any(MISSING in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])):
        terminalreporter.write_line(MISSING, red=True, bold=True)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser, started once for a folder of tests: a second cannot start beside it.

    Playwright's loop runs in this thread; Django would refuse the database for that.
    """
    path = find_browser()
    if path is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser's window of its own: nothing in it is left from another test."""
    made = browser.new_context()
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty page. What it writes to its console fails the test."""
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text))
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    assert not complaints, complaints


if __name__ == "__main__":
    install_browser()
