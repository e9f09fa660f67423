"""Reading streams of Cucumber Messages: one JSON object a line, each with one key, the kind of message.

https://github.com/cucumber/messages
"""

import json
from collections.abc import Iterator
from pathlib import Path

from ...errors import UsageError
from .envelopes import Message


class StreamError(UsageError):
    """A file is no stream of Cucumber Messages. The message names file, line, what is wrong and what to do."""


def read_stream(path: Path) -> list[tuple[str, Message]]:
    """Return the messages of a file as (kind, content).

    A last line that breaks off is left out: a run that was killed while writing leaves one, and what was written
    before it is true. Raise StreamError if the file cannot be read or is something else.
    """
    try:
        lines = path.read_bytes().rstrip(b"\n").split(b"\n")
    except OSError as error:
        raise StreamError(f"{path} cannot be read: {error.strerror}. Run `make journeys` to write a stream.") from error
    messages = list(parsed(path, lines))
    if not any(kind == "pickle" for kind, _ in messages):
        raise StreamError(f"{path} has no scenario in it, so there is nothing to document.")
    return messages


def parsed(path: Path, lines: list[bytes]) -> Iterator[tuple[str, Message]]:
    """Go through the messages of a file's lines."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            envelope = json.loads(line.decode())
        except ValueError as error:
            if number == len(lines) > 1:
                return
            if isinstance(error, UnicodeDecodeError):
                raise StreamError(f"{path} is no text in UTF-8, so no stream of Cucumber Messages.") from error
            raise StreamError(f"{path}, line {number}, is no JSON: {error}. Is this a stream of messages?") from error
        contents = list(envelope.values()) if isinstance(envelope, dict) else []
        if len(contents) != 1 or not isinstance(contents[0], dict):
            raise StreamError(
                f"{path}, line {number}, is no Cucumber Message: it should be an object with one kind of message in it."
            )
        yield from envelope.items()
