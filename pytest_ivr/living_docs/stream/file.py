"""The file of a stream, written while the run goes on."""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from .envelopes import Message

EXPLORATION_OF_A_RUN = "exploration-{}.ndjson"  # beside its stream; that of the command has no number, and stays


class StreamFile:
    """A file of messages, one a line: what is settled, and behind it what is running, until that is settled too.

    Whatever is written is in the file at once, so that it is there when the process dies. It is in ASCII, so that
    neither what is no character nor what some take for the end of a line can break it. All methods but ``close``
    raise OSError if the file cannot be written.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.file = path.open("wb")
        self.settled = 0  # bytes

    def write(self, settled: Iterable[Message], running: Callable[[], bytes]) -> None:
        """Write what is settled now in the place of what was running, and behind it what is running now."""
        if self.file.tell() > self.settled:
            self.file.seek(self.settled)
            self.file.truncate()
        self.file.write(lines(settled))
        self.settled = self.file.tell()
        self.file.write(running())
        self.file.flush()

    def close(self) -> None:
        """Be done with the file; what it did not take is lost."""
        with suppress(OSError):
            self.file.close()


def lines(messages: Iterable[Message]) -> bytes:
    """Return messages as the lines of a stream."""
    return "".join(json.dumps(message) + "\n" for message in messages).encode("ascii")


def take_away(path: Path) -> None:
    """Delete the stream of an earlier run, and those of its explorations; raise OSError if that cannot be done."""
    for it in (path, *path.parent.glob(EXPLORATION_OF_A_RUN.format("*"))):
        if it.is_file():
            it.unlink()
