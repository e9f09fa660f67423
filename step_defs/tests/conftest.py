"""The browser, and servers with the phone on them, for the tests of this folder."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import BrowserContext, Page

from testbed.browser import browser, context, page, pytest_terminal_summary
from testbed.server import Server, serving

__all__ = ["browser", "context", "page", "pytest_terminal_summary"]


@pytest.fixture(scope="package")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server with the phone on, and the demo in its catalogue."""
    with serving(tmp_path_factory.mktemp("server"), PHONE_ENABLED="on") as started:
        yield started


@pytest.fixture(scope="package")
def server_without_phone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server as the settings have it when nobody says anything."""
    with serving(tmp_path_factory.mktemp("without")) as started:
        yield started


class Nonsense(NamedTuple):
    """A server whose line answers what stands in a file."""

    server: Server
    answer: Path


@pytest.fixture(scope="package")
def nonsense(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Nonsense]:
    """A line that answers nonsense."""
    folder = tmp_path_factory.mktemp("nonsense")
    settings = {"DJANGO_SETTINGS_MODULE": "phone.tests.nonsense_settings", "ANSWER": str(folder / "answer")}
    with serving(folder, PHONE_ENABLED="on", **settings) as started:
        yield Nonsense(started, folder / "answer")


@pytest.fixture
def troubled_page(context: BrowserContext) -> Page:
    """An empty page for a test in which the browser has reason to complain on its console."""
    return context.new_page()
