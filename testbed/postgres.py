"""A private PostgreSQL on a loopback port, for as long as a command runs: ``python -m testbed.postgres make test``.

Without a command it is only installed, where that may be done without asking. It is made of Debian's package, in a
folder that is removed afterwards; PostgreSQL refuses to run as root, so root lets the package's user run it.
"""

import os
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from testbed.debian import install

MISSING = "There is no PostgreSQL here, so nobody has seen the line survive its faults; install one and run this again."
DEBIANS = Path("/usr/lib/postgresql")
RUN_BY = "postgres" if os.geteuid() == 0 else None
SETTINGS = ("listen_addresses=127.0.0.1", "unix_socket_directories=", "timezone=UTC", "log_min_messages=fatal")


class Postgres:
    """A server that can be stopped and started."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.url = f"postgres://movie_info@127.0.0.1:{self.port}/postgres"
        self.process: subprocess.Popen[bytes] | None = None
        self.run("initdb", "--username=movie_info", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs on this server's folder to its end."""
        command = [str(self.programs / program), "--pgdata", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, user=RUN_BY, cwd=self.folder, stdout=subprocess.DEVNULL)

    def new_database(self) -> str:
        """Return the address of a new, empty database."""
        name = f"new_{secrets.token_hex(4)}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}")
        return f"{self.url.rpartition('/')[0]}/{name}"

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        settings = [word for setting in SETTINGS for word in ("-c", setting)]
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port), *settings]
        self.process = subprocess.Popen(command, user=RUN_BY, cwd=self.folder, start_new_session=True)
        give_up = time.monotonic() + 60
        while True:
            try:
                psycopg.connect(self.url).close()
            except psycopg.OperationalError:
                if time.monotonic() > give_up or self.process.poll() is not None:
                    raise
                time.sleep(0.1)
            else:
                return

    @property
    def processes(self) -> list[int]:
        """The first process of the server, and those that answer."""
        if self.process is None:
            return []
        first = self.process.pid
        children = Path(f"/proc/{first}/task/{first}/children").read_text()
        return [first, *(int(number) for number in children.split())]

    def stop(self) -> None:
        """Stop the server at once: whoever is connected is cut off."""
        if self.process:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=60)
            self.process = None


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Have a PostgreSQL until the end of the block. Raises FileNotFoundError, with advice, if it is not installed."""
    programs = find_programs()
    if programs is None:
        raise FileNotFoundError(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="movie-info-"))
    try:
        if RUN_BY:
            shutil.chown(folder, RUN_BY)
        server = Postgres(programs, folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def find_programs() -> Path | None:
    """Return the folder of PostgreSQL's programs: of Debian's newest version, or of any that is on the path."""
    versions = sorted(DEBIANS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = versions[-1] if versions else shutil.which("initdb")
    return Path(found).parent if found else None


def main(*command: str) -> int:
    """Install PostgreSQL if there is none and we may, then run a command on one of its own."""
    if find_programs() is None:
        install("postgresql")
    if find_programs() is None:
        print(f"\n*** {MISSING} ***\n", file=sys.stderr)
    if not command:
        return 0
    with postgres() as server:
        environment = {**os.environ, "DATABASE_URL": server.url}
        return subprocess.run(command, check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
