"""The server of the phone: where it listens, what it says, and how it ends."""

import os
import signal
import socket
import threading
from pathlib import Path

import pytest

from pytest_ivr.errors import UsageError
from pytest_ivr.line import Line
from pytest_ivr.phone.browser.server import listening, serve, state_folder, url
from pytest_ivr.phone.saving import Saving
from pytest_ivr.simulator.testing import script
from testbed.ports import free_port, is_served, wait_until

from .client import Client

LINE = Line("https://ivr.example.com/voice", script("<Say>Hello</Say>"))


def test_it_serves_until_control_c_and_says_where(tmp_path: Path) -> None:
    port, shown = free_port(), []

    def somebody() -> None:
        wait_until(lambda: is_served(port))
        client = Client(f"http://127.0.0.1:{port}/")
        shown.append(client.act("dial")["bubbles"][1]["text"])
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=somebody)
    thread.start()
    serve(LINE, port=port, folder=tmp_path / "calls", show=shown.append)
    thread.join()
    assert shown == [f"The phone, to dial the line:     http://127.0.0.1:{port}/", "Hello"]
    assert not is_served(port)


def test_it_listens_on_this_computer_alone(tmp_path: Path) -> None:
    with listening(LINE, "127.0.0.1", 0, Saving(), tmp_path) as server:
        assert server.socket.getsockname()[0] == "127.0.0.1"


def test_it_listens_at_the_newer_addresses_too(tmp_path: Path) -> None:
    with listening(LINE, "::1", 0, Saving(), tmp_path) as server:
        assert url(server) == f"http://[::1]:{server.port}/"


@pytest.mark.parametrize("host", ["127.0.0.1", "nowhere.invalid"])
def test_an_address_at_which_nobody_can_listen_is_explained(tmp_path: Path, host: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with pytest.raises(UsageError, match=f"The phone cannot listen at port {port} of {host}: .*--port and --host"):
            listening(LINE, host, port, Saving(), tmp_path)


def test_a_port_that_is_none_is_explained(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot listen at port 99999"):
        listening(LINE, "127.0.0.1", 99999, Saving(), tmp_path)


def test_calls_are_kept_apart_for_each_line_outside_of_projects(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    folder = state_folder(LINE)
    assert folder.is_relative_to(tmp_path / "pytest-ivr")
    assert folder != state_folder(Line("https://ivr.example.com/other"))
    monkeypatch.delenv("XDG_STATE_HOME")
    monkeypatch.setenv("HOME", str(tmp_path))
    assert state_folder(LINE).is_relative_to(tmp_path / ".local/state")
