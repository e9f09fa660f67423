"""Keys that callers press in confidence, such as a PIN: the reports of a run show that they were pressed, not which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, cast
from urllib.parse import urlsplit

from ..living_docs.media_types import FILL_IN, MASK
from ..simulator import Event

HOW_TO_FILL_IN = (
    f"{FILL_IN} stands for keys that were pressed in confidence, and are not written down: "
    "write those of a test account in its place."
)


def masked(transcript: Sequence[Mapping[str, Any]], paths: Iterable[str], mask: str = MASK) -> list[Event]:
    """Return a call in which a mask stands for the keys that a document with one of these paths asked for, or that an
    action with such a path got. The call itself stays as it is.
    """
    secret = set(secret_indexes(transcript, {urlsplit(path).path for path in paths}))
    return [cast("Event", hidden(event, mask) if index in secret else event) for index, event in enumerate(transcript)]


def secret_indexes(transcript: Sequence[Mapping[str, Any]], paths: set[str]) -> Iterator[int]:
    """Yield the indexes between a request and the next, the latter included, where one of the two has such a path."""
    requests = [index for index, event in enumerate(transcript) if asks_for_a_document(event)]
    for begin, end in pairwise([*requests, len(transcript)]):
        if any(path_of(event) in paths for event in (transcript[begin], *transcript[end : end + 1])):
            yield from range(begin + 1, end + 1)


def asks_for_a_document(event: Mapping[str, Any]) -> bool:
    """Tell whether an event is a request, and one that is no callback."""
    return event["event"] == "requested" and not event.get("callback")


def path_of(event: Mapping[str, Any]) -> str:
    """Return the path that a request is for."""
    return urlsplit(event["url"]).path if event["event"] == "requested" else ""


def hidden(event: Mapping[str, Any], mask: str) -> Mapping[str, Any]:
    """Return an event with a mask for the keys in it."""
    match event:
        case {"event": "pressed"}:
            return {**event, "keys": mask}
        case {"event": "lost"}:
            return {**event, "what": mask}
        case {"event": "requested", "parameters": {"Digits": digits}} if digits:
            return {**event, "parameters": {**event["parameters"], "Digits": mask}}
    return event
