"""What callers hear, as text: spoken sentences, and the words of files that are played."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ..beside_features import find_beside, read_words

FILE = "prompts.txt"
RECORDING = re.compile(r"RE[0-9a-f]{32}(\.\w+)?")  # each call has other names for them
A_RECORDING = "a recording"

Prompts = Mapping[str, str]  # the words of a played file, by its name or the end of its path


@functools.lru_cache(maxsize=256)
def read_prompts(feature: Path, root: Path) -> Prompts:
    """Return the words of played files, as ``prompts.txt`` beside a feature gives them. It is read once."""
    path = find_beside(feature, FILE, root)
    return read_words(path) if path else {}


def heard(events: Iterable[Mapping[str, Any]], prompts: Prompts) -> list[str]:
    """Return what was heard in these events, sentence by sentence, as often as it was heard."""
    return [
        words(event, prompts) for event in events if event["event"] in ("said", "played") for _ in range(event["loops"])
    ]


def words(event: Mapping[str, Any], prompts: Prompts) -> str:
    """Return what is heard when a sentence is spoken or a file played: runs of white space are one space."""
    if "text" in event:
        return one_line(event["text"])
    if event.get("digits"):
        return f"[tones {event['digits']}]"
    name = name_of_file(event["url"])
    known = words_of_file(event, prompts)
    return one_line(known if known is not None else f"[{A_RECORDING if RECORDING.fullmatch(name) else name}]")


def words_of_file(event: Mapping[str, Any], prompts: Prompts) -> str | None:
    """Return the words of a file that is played, by its name or the end of its path; None if nobody has told them."""
    parts = parts_of(event.get("url", ""))
    ends = ["/".join(parts[index:]) for index in range(len(parts))]
    return next((prompts[end] for end in ends if end in prompts), None)


def name_of_file(url: str) -> str:
    """Return the name of a file that is played, without the folders that it lies in."""
    return parts_of(url)[-1]


def parts_of(url: str) -> list[str]:
    """Return the parts of the path of a file."""
    return unquote(urlsplit(url).path).strip("/").split("/")


def one_line(text: str) -> str:
    """Return a text in which runs of white space are one space."""
    return " ".join(text.split())
