"""A private PostgreSQL on a loopback port, for as long as a command runs: ``python -m testbed.postgres make test``.

Without a command, PostgreSQL is only installed (see ``debian``). The server's folder is deleted afterwards. PostgreSQL
refuses to run as root, so for root it runs as the package's user. A folder of tests takes the fixture ``database``.
"""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from .debian import AND_SO, install, skip, warn
from .ports import HOST, free_port, wait_until

MISSING = f"PostgreSQL is not installed, so the line's faults were not tested; {AND_SO}"
DEBIAN_VERSIONS = Path("/usr/lib/postgresql")
RUN_AS = "postgres" if os.geteuid() == 0 else None
UNSAFE = ("fsync=off", "full_page_writes=off")  # only a computer that loses its power would notice
SETTINGS = (f"listen_addresses={HOST}", "unix_socket_directories=", "timezone=UTC", "log_min_messages=fatal", *UNSAFE)


class Postgres:
    """A server that can be stopped and started."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self.port = free_port()
        self.url = f"postgres://movie_info@{HOST}:{self.port}/postgres"
        self.process: subprocess.Popen[bytes] | None = None
        self.run("initdb", "--username=movie_info", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs on this server's data."""
        command = [str(self.programs / program), "--pgdata", str(self.folder / "data"), *arguments]
        subprocess.run(command, check=True, user=RUN_AS, cwd=self.folder, stdout=subprocess.DEVNULL)

    def new_database(self, copied: str = "") -> str:
        """Create an empty database, or a copy of the one at a URL, to which nobody is connected; return its URL."""
        name = f"new_{secrets.token_hex(4)}"
        with psycopg.connect(self.url, autocommit=True) as connection:
            template = copied.rpartition("/")[2] or "template1"
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        return f"{self.url.rpartition('/')[0]}/{name}"

    def start(self) -> None:
        """Start the server, and wait until it accepts connections. Raises RuntimeError if it ends instead."""
        settings = [word for setting in SETTINGS for word in ("-c", setting)]
        command = [str(self.programs / "postgres"), "-D", str(self.folder / "data"), "-p", str(self.port), *settings]
        process = subprocess.Popen(command, user=RUN_AS, cwd=self.folder, start_new_session=True)
        self.process = process
        wait_until(lambda: self.accepts_connections() or process.poll() is not None)
        if process.returncode is not None:
            raise RuntimeError(f"PostgreSQL ended with {process.returncode} at its start.")

    def accepts_connections(self) -> bool:
        """Whether a client can connect."""
        try:
            psycopg.connect(self.url).close()
        except psycopg.OperationalError:
            return False
        return True

    @property
    def processes(self) -> list[int]:
        """The ids of the server's first process and of its children."""
        if self.process is None:
            return []
        first = self.process.pid
        children = Path(f"/proc/{first}/task/{first}/children").read_text()
        return [first, *(int(number) for number in children.split())]

    def stop(self) -> None:
        """Stop the server at once, and cut its connections."""
        if self.process:
            self.process.send_signal(signal.SIGINT)
            self.process.wait(timeout=60)
            self.process = None


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Run PostgreSQL until the end of the block. Raises FileNotFoundError if it is not installed."""
    programs = find_programs()
    if programs is None:
        raise FileNotFoundError(MISSING)
    folder = Path(tempfile.mkdtemp(prefix="movie-info-"))
    try:
        if RUN_AS:
            shutil.chown(folder, RUN_AS)
        server = Postgres(programs, folder)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder)


def find_programs() -> Path | None:
    """Return the folder of PostgreSQL's programs: Debian's newest version, else what is on the path, else None."""
    versions = sorted(DEBIAN_VERSIONS.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = versions[-1] if versions else shutil.which("initdb")
    return Path(found).parent if found else None


@pytest.fixture(scope="package")
def database() -> Iterator[Postgres]:
    """A PostgreSQL for the tests of a folder."""
    if find_programs() is None:
        skip(MISSING)
    with postgres() as server:
        yield server


def main(*command: str) -> int:
    """Install PostgreSQL if it is missing, then run a command, if any, on a server of its own; return its exit code."""
    if find_programs() is None:
        install("postgresql")
    if find_programs() is None:
        warn(MISSING)
    if not command:
        return 0
    with postgres() as server:
        environment = {**os.environ, "DATABASE_URL": server.url}
        return subprocess.run(command, check=False, env=environment).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
