"""Where the lines are served for their tests."""

from collections.abc import Iterator

import pytest

from pytest_ivr.simulator import HttpTransport, Transport, WsgiTransport
from testbed.lines import call_queue, one_url, opening_hours, phone_tree, signed, survey
from testbed.lines.serving import served_by_node, served_by_uvicorn

from .drawn import TOKEN


@pytest.fixture(scope="module")
def bank() -> Iterator[str]:
    """Return where the bank's line is served."""
    with served_by_uvicorn(signed.app) as address:
        yield address


@pytest.fixture(scope="module")
def transports(bank: str) -> Iterator[dict[str, Transport]]:
    """Return how each line is reached."""
    with served_by_uvicorn(one_url.app) as furniture, served_by_node("opening_hours.mjs") as shop:
        yield {
            "phone_tree": WsgiTransport(phone_tree.app),
            "survey": WsgiTransport(survey.app),
            "one_url": HttpTransport(connect_to=furniture),
            "signed": HttpTransport(connect_to=bank),
            "call_queue": WsgiTransport(call_queue.app),
            "opening_hours in Python": WsgiTransport(opening_hours.app),
            "opening_hours in Node": HttpTransport(connect_to=shop),
        }


@pytest.fixture(autouse=True)
def _settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tell the bank its token, and that it stands behind a proxy."""
    monkeypatch.setenv("TWILIO_AUTH_TOKEN", TOKEN)
    monkeypatch.setenv("BEHIND_PROXY", "on")
