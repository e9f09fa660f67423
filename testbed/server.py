"""A real server with the line on it, in a process of its own."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from .ports import HOST, free_port, is_served, wait_until
from .repository import ROOT

MANAGE = [sys.executable, "manage.py"]
GUNICORN = [sys.executable, "-m", "gunicorn", "ivr.wsgi"]


class Server(NamedTuple):
    """A server's port, the environment in which manage.py works on its database, and the file of its output."""

    port: int
    environment: dict[str, str]
    printed: Path

    @property
    def address(self) -> str:
        """Where it is reached, as ``http://host:port``."""
        return f"http://{HOST}:{self.port}"

    @property
    def listens(self) -> bool:
        """Whether it can be reached."""
        return is_served(self.port)

    def manage(self, *arguments: str) -> None:
        """Run manage.py on this server's database."""
        subprocess.run([*MANAGE, *arguments], cwd=ROOT, env=self.environment, check=True, stdout=subprocess.DEVNULL)

    def load_demo(self) -> None:
        """Make the tables, and fill them with the demo's data."""
        self.manage("migrate", "--verbosity", "0")
        self.manage("load_demo")


def new_server(folder: Path, **environment: str) -> Server:
    """Return a server that is not running, with an empty database in a folder unless the environment names another."""
    port = free_port()
    defaults = {
        "DATABASE_URL": f"sqlite:///{folder / 'line.sqlite3'}",
        "PORT": str(port),
        "BIND": f"{HOST}:{port}",
        "PYTHONUNBUFFERED": "1",
    }
    return Server(port, {**os.environ, **defaults, **environment}, folder / f"printed-{port}")


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[Server]:
    """Serve the line with the demo's data until the end of the block."""
    server = new_server(folder, **environment)
    server.load_demo()
    with running(server, *MANAGE, "runserver", "--noreload", "--insecure", f"{HOST}:{server.port}"):
        yield server


@contextmanager
def running(server: Server, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Let a command run as this server until the end of the block. Raises RuntimeError if it ends at its start."""
    with server.printed.open("w") as printed:
        process = subprocess.Popen(
            command, cwd=ROOT, env=server.environment, stdout=printed, stderr=printed, start_new_session=True
        )
        try:
            wait_until(lambda: server.listens or process.poll() is not None)
            if not server.listens:
                raise RuntimeError(f"{command} ended with {process.poll()}:\n{server.printed.read_text()}")
            yield process
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGTERM)
                process.wait(timeout=20)
            wait_until(lambda: not server.listens)
