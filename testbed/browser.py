"""A real browser for tests: headless Chromium, driven by Playwright; a pytest plugin.

``python -m testbed.browser`` installs it (see ``debian``). Without a browser its tests are skipped, with a message at
the end of the run; in CI they fail.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from .debian import AND_SO, install, skip, warn

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
MISSING = f"Chromium or Chrome is not installed, so the pages were not tested; {AND_SO}"


def find_browser() -> str | None:
    """Return the path of a browser, if one is installed."""
    return next(filter(None, map(shutil.which, NAMES)), None)


def install_browser() -> None:
    """Install Chromium if there is no browser; if that fails, say so."""
    if find_browser() is None:
        install("chromium")
    if find_browser() is None:
        warn(MISSING)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """A browser, started once for a folder of tests: Playwright allows one at a time.

    Playwright's loop runs in this thread; Django would refuse the database for that.
    """
    path = find_browser() or skip(MISSING)
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A browser window with no cookies or storage of another test."""
    made = browser.new_context()
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """An empty page. Anything that it writes to its console fails the test."""
    opened = context.new_page()
    problems: list[str] = []
    opened.on("console", lambda message: problems.append(message.text))
    opened.on("pageerror", lambda error: problems.append(str(error)))
    yield opened
    assert not problems, problems


if __name__ == "__main__":
    install_browser()
