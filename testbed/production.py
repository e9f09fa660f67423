"""The line as it runs in production, for tests: gunicorn, a database, and callers over real HTTP."""

import secrets
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from pytest_ivr.simulator import Call, HttpTransport, Request, Response
from testbed.server import GUNICORN, Server, new_server, running

TOKEN = "of the account"  # noqa: S105 (nobody's)
HOST = "movie-info.example"
APOLOGY = "We are sorry, movie info is not available right now. Please call again later."
THANKS = "Thank you for using movie info!"


class Listening:
    """A transport that keeps what came back."""

    def __init__(self, address: str) -> None:
        self.http = HttpTransport(connect_to=address)
        self.answers: list[Response] = []

    def send(self, request: Request) -> Response:
        """Deliver the request."""
        self.answers.append(self.http.send(request))
        return self.answers[-1]


def number(address: str, token: str = TOKEN) -> Call:
    """Return a call to the line at an address, as the number is set up: with the apology as its fallback."""
    line = f"https://{HOST}/movies"
    return Call(
        f"{line}/choose-theater",
        transport=Listening(address),
        auth_token=token,
        fallback_url=f"{line}/apologize",
    )


def ask_for_casablanca_at_rialto(address: str) -> Call:
    """Make the call that most callers make, as far as the line goes along."""
    call = number(address)
    call.dial()
    for _ in range(2):
        if not call.ended:
            call.press("1#")
    return call


def words(call: Call) -> list[str]:
    """Return all that a caller has heard."""
    return [event["text"] for event in call.transcript if event["event"] == "said"]


def new_line(folder: Path, database_url: str, **environment: str) -> Server:
    """Return a production server that is not running, with the demo in its database."""
    production = {
        "DATABASE_URL": database_url,
        "SECRET_KEY": secrets.token_hex(32),
        "TWILIO_AUTH_TOKEN": TOKEN,
        "ALLOWED_HOSTS": HOST,
        "BEHIND_TLS_PROXY": "on",
        "WEB_CONCURRENCY": "2",
    }
    server = new_server(folder, **production | environment)
    server.manage("migrate", "--verbosity", "0")
    server.manage("load_demo")
    return server


class Line(NamedTuple):
    """A line that serves: where, what it has printed, and gunicorn's first process."""

    address: str
    printed: Path
    process: subprocess.Popen[bytes]

    @property
    def workers(self) -> list[int]:
        """The processes that answer callers."""
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(number) for number in children.read_text().split()]


@contextmanager
def production(folder: Path, database_url: str, **environment: str) -> Iterator[Line]:
    """Serve the line until the end of the block."""
    server = new_line(folder, database_url, **environment)
    with running(server, *GUNICORN) as process:
        yield Line(server.address, server.printed, process)
