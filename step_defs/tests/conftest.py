"""The browser, and the phone beside Movie Info on its server, for the tests of this folder."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

import pytest
from playwright.sync_api import BrowserContext, Page

from testbed.browser import browser, context, page
from testbed.ports import HOST
from testbed.server import Server, new_server, running, serving

__all__ = ["browser", "context", "page"]

PYTEST_IVR = (sys.executable, "-m", "pytest_ivr")
PHONE = "step_defs.line:served_movie_info"


class PhoneBeside(NamedTuple):
    """The server of Movie Info, and that of the phone to dial it with."""

    line: Server
    server: Server

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"{self.server.address}/"


@contextmanager
def phone_beside_the_line(folder: Path) -> Iterator[PhoneBeside]:
    """Serve Movie Info with the demo's data, and the phone, until the end of the block."""
    environment = {"JOURNEY_CLOCK": "on", "TWILIO_AUTH_TOKEN": "of the account", "XDG_STATE_HOME": str(folder)}
    with serving(folder, **environment) as line:
        phone = new_server(folder, **environment)
        settings = phone.environment | {"PORT": str(line.port), "DATABASE_URL": line.environment["DATABASE_URL"]}
        phone = phone._replace(environment=settings)
        command = ["call", "--browser", "--host", HOST, "--port", str(phone.port), "--ivr-line", PHONE]
        with running(phone, *PYTEST_IVR, *command):
            yield PhoneBeside(line, phone)


@pytest.fixture(scope="package")
def phone_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PhoneBeside]:
    """The phone beside the line, with the demo in its catalogue."""
    with phone_beside_the_line(tmp_path_factory.mktemp("server")) as started:
        yield started


@pytest.fixture
def troubled_page(context: BrowserContext) -> Page:
    """An empty page for a test in which the browser has reason to complain on its console."""
    return context.new_page()
