"""Reading streams of Cucumber Messages: one JSON object a line, each with one key, the kind of message.

https://github.com/cucumber/messages
"""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ...errors import UsageError
from ..media_types import EXPLORATION
from .envelopes import Message
from .protocol import KINDS
from .values import FieldError, parsed

Messages = list[tuple[str, Message]]  # each with its kind

# The marks that Windows puts before a text: in UTF-16 they are written by PowerShell's `>`.
MARK = codecs.BOM_UTF8
BEGINNING = re.compile(rb'\{\s*"(meta|testRunStarted)"\s*:')  # of a run
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


class StreamError(UsageError):
    """A file is no stream of Cucumber Messages. The message names file, line, what is wrong and what to do."""


def read_runs(path: Path) -> list[Messages]:
    """Return the messages of each run that a file tells: streams may be written one behind the other.

    A stream's last line that breaks off is left out: a run that was killed while writing leaves one, and what was
    written before it is true. Raise StreamError if the file cannot be read or is something else.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise StreamError(f"{path} cannot be read: {error.strerror}. Run `pytest` to write a stream.") from error
    if data.startswith(WIDE):
        data = data.decode("utf-16", errors="replace").encode(errors="replace")
    runs = list(separated(messages(path, data.rstrip(b"\r\n").split(b"\n"))))
    if not any(tells_something(kind, it) for run in runs for kind, it in run):
        raise StreamError(f"{path} has no scenario in it, so there is nothing to document.")
    return runs


def tells_something(kind: str, it: Message) -> bool:
    """Tell whether a message alone makes a document: a scenario, or an exploration, even one that got nowhere."""
    return kind in ("pickle", "parseError") or it.get("mediaType") == EXPLORATION


def messages(path: Path, lines: list[bytes]) -> Iterator[tuple[str, Message]]:
    """Go through the messages of a file's lines; kinds that nobody knows are passed over."""
    for number, line in enumerate(lines, 1):
        try:
            found = list(envelopes(line))
        except ValueError as error:
            if breaks_off(lines, number):
                continue
            if isinstance(error, UnicodeDecodeError):
                raise StreamError(f"{path} is no text in UTF-8, so no stream of Cucumber Messages.") from error
            raise StreamError(f"{path}, line {number}{error}. Is this a stream of messages?") from error
        for envelope in found:
            if not isinstance(envelope, dict):
                raise StreamError(
                    f"{path}, line {number}, is no Cucumber Message: "
                    "it should be an object with one kind of message in it."
                )
            for kind, content in envelope.items():
                if kind in KINDS and content is not None:
                    yield kind, read_message(f"{path}, line {number}", kind, content)


def envelopes(line: bytes) -> Iterator[Any]:
    """Yield what stands in a line: nothing, a message, or the end of one stream and the beginning of the next.

    If the former broke off, half a message is none. Raise ValueError if the line has anything else in it.
    """
    text = line.removeprefix(MARK).strip()
    try:
        if text:
            yield parsed(text.decode())
    except ValueError:
        beginning = BEGINNING.search(text, 1)
        if not beginning:
            raise
        with suppress(ValueError):
            yield parsed(text[: beginning.start()].removesuffix(MARK).decode())
        yield from envelopes(text[beginning.start() :])


def breaks_off(lines: list[bytes], number: int) -> bool:
    """Tell whether a line, counted from 1, is the last of a stream that has several."""
    return 1 < len(lines) == number or (number < len(lines) and bool(BEGINNING.match(lines[number].removeprefix(MARK))))


def read_message(place: str, kind: str, content: object) -> Message:
    """Read one message; raise StreamError if it is not what the protocol says."""
    try:
        found: Message = KINDS[kind](content)
    except FieldError as error:
        error.path.append(kind)
        raise StreamError(
            f"{place}, is no Cucumber Message: {error}. Write the stream anew, or leave it out."
        ) from error
    return found


def separated(stream: Iterator[tuple[str, Message]]) -> Iterator[Messages]:
    """Yield the messages of each run. Another one begins when one begins to tell of itself that already has.

    What stands behind the end of the one before belongs to it: sources may be told before the run begins.
    """
    run: Messages = []
    begun: set[str] = set()
    ended = 0  # how many messages there were when the run was over
    for kind, content in stream:
        if kind in begun:
            at = ended or len(run)
            yield run[:at]
            run, begun, ended = run[at:], {it for it, _ in run[at:]} & {"meta", "testRunStarted"}, 0
        if kind in ("meta", "testRunStarted"):
            begun.add(kind)
        run.append((kind, content))
        if kind == "testRunFinished":
            ended = len(run)
    yield run
