"""A real server with the line on it, in a process of its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from .repository import ROOT

MANAGE = [sys.executable, "manage.py"]
GUNICORN = [sys.executable, "-m", "gunicorn", "ivr.wsgi"]


class Server(NamedTuple):
    """Where a server is, with which environment manage.py works on its database, and what it has printed."""

    address: str
    environment: dict[str, str]
    printed: Path

    @property
    def phone(self) -> str:
        """The address of the phone."""
        return f"{self.address}/phone/"

    @property
    def listens(self) -> bool:
        """Whether somebody listens at the address."""
        host, port = self.address.removeprefix("http://").split(":")
        with socket.socket() as knocking:
            return knocking.connect_ex((host, int(port))) == 0

    def manage(self, *arguments: str) -> None:
        """Run manage.py on this server's database."""
        subprocess.run([*MANAGE, *arguments], cwd=ROOT, env=self.environment, check=True, stdout=subprocess.DEVNULL)


def new_server(folder: Path, **environment: str) -> Server:
    """Return a server that is not running, with a database in a folder and this environment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    database = f"sqlite:///{folder / 'line.sqlite3'}"
    address = f"127.0.0.1:{port}"
    settings = {"DATABASE_URL": database, "PORT": str(port), "BIND": address, "PYTHONUNBUFFERED": "1", **environment}
    return Server(f"http://{address}", {**os.environ, **settings}, folder / f"printed-{port}")


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[Server]:
    """Serve the line with the demo in it, to the end of the block."""
    server = new_server(folder, **environment)
    server.manage("migrate", "--verbosity", "0")
    server.manage("load_demo")
    with running(server, *MANAGE, "runserver", "--noreload", "--insecure", server.address.removeprefix("http://")):
        yield server


@contextmanager
def running(server: Server, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Let a command run as this server, until the end of the block."""
    with server.printed.open("w") as printed:
        process = subprocess.Popen(
            command, cwd=ROOT, env=server.environment, stdout=printed, stderr=printed, start_new_session=True
        )
        try:
            wait_until(lambda: server.listens or process.poll() is not None)
            if not server.listens:
                raise RuntimeError(f"{command} has ended:\n{server.printed.read_text()}")
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(timeout=20)
            wait_until(lambda: not server.listens)


def wait_until(true: Callable[[], bool]) -> None:
    """Wait until something is true; raise TimeoutError after a minute."""
    give_up = time.monotonic() + 60
    while not true():
        if time.monotonic() > give_up:
            raise TimeoutError("A server neither started nor stopped.")
        time.sleep(0.05)
