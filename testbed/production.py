"""The line as it runs in production, for tests: gunicorn, a database, and callers over real HTTP."""

import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pytest_ivr.simulator import Call, HttpTransport, Request

from .server import GUNICORN, Server, new_server, running
from .transports import RecordingTransport

TOKEN = "of the account"  # noqa: S105 (nobody's)
HOST = "movie-info.example"
APOLOGY = "We are sorry, movie info is not available right now. Please call again later."
THANKS = "Thank you for using movie info!"


def new_call(address: str, token: str = TOKEN) -> Call:
    """Return a call to the server at an address, with the apology as the number's fallback; its transport records."""
    webhooks = f"https://{HOST}/movies"
    return Call(
        f"{webhooks}/choose-theater",
        transport=RecordingTransport(HttpTransport(connect_to=address)),
        auth_token=token,
        fallback_url=f"{webhooks}/apologize",
    )


def ask_for_casablanca_at_rialto(address: str) -> Call:
    """Make the call that most callers make, to its end or to where the line ends it."""
    call = new_call(address)
    call.dial()
    for _ in range(2):
        if not call.ended:
            call.press("1#")
    return call


def everything_heard(call: Call) -> list[str]:
    """Return all sentences of a call."""
    return [event["text"] for event in call.transcript if event["event"] == "said"]


def new_production_server(folder: Path, database_url: str, **environment: str) -> Server:
    """Return a server that is not running, with production's settings, and the demo's data in its database."""
    settings = {
        "DATABASE_URL": database_url,
        "SECRET_KEY": secrets.token_hex(32),
        "TWILIO_AUTH_TOKEN": TOKEN,
        "ALLOWED_HOSTS": HOST,
        "BEHIND_TLS_PROXY": "on",
        "WEB_CONCURRENCY": "2",
    }
    server = new_server(folder, **settings | environment)
    server.load_demo()
    return server


class ProductionServer(NamedTuple):
    """A server that runs: its address, the file of its output, and gunicorn's first process."""

    address: str
    printed: Path
    process: subprocess.Popen[bytes]

    @property
    def workers(self) -> list[int]:
        """The ids of the processes that answer requests."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in children.read_text().split()]


@contextmanager
def production(folder: Path, database_url: str, **environment: str) -> Iterator[ProductionServer]:
    """Serve the line, from its first answer until the end of the block."""
    server = new_production_server(folder, database_url, **environment)
    with running(server, *GUNICORN) as process:  # it listens before its workers have loaded the line
        HttpTransport(connect_to=server.address).send(Request("GET", f"http://{HOST}/health/live", {}))
        yield ProductionServer(server.address, server.printed, process)
