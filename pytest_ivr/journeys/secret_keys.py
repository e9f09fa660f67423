"""Keys that callers press in confidence, such as a PIN: the reports of a run show that they were pressed, not which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any, cast
from urllib.parse import urlsplit

from ..simulator import Event

MASK = "****"


def masked(transcript: Sequence[Event], paths: Iterable[str]) -> list[Event]:
    """Return a call in which keys are masked where the document that asked for them, or the action that got them, has
    one of these paths. The call itself stays as it is.
    """
    secret = set(secret_indexes(transcript, {urlsplit(path).path for path in paths}))
    return [hidden(event) if index in secret else event for index, event in enumerate(transcript)]


def secret_indexes(transcript: Sequence[Event], paths: set[str]) -> Iterator[int]:
    """Yield the indexes between a request and the next, the latter included, where one of the two has such a path."""
    requests = [index for index, event in enumerate(transcript) if asks_for_a_document(event)]
    for begin, end in pairwise([*requests, len(transcript)]):
        if any(path_of(event) in paths for event in (transcript[begin], *transcript[end : end + 1])):
            yield from range(begin + 1, end + 1)


def asks_for_a_document(event: Event) -> bool:
    """Tell whether an event is a request, and one that is no callback."""
    return event["event"] == "requested" and not event.get("callback")


def path_of(event: Event) -> str:
    """Return the path that a request is for."""
    return urlsplit(event["url"]).path if event["event"] == "requested" else ""


def hidden(event: Event) -> Event:
    """Return an event without the keys in it."""
    given = cast("dict[str, Any]", event)
    match given:
        case {"event": "pressed"}:
            given = {**given, "keys": MASK}
        case {"event": "lost"}:
            given = {**given, "what": MASK}
        case {"event": "requested", "parameters": {"Digits": _}}:
            given = {**given, "parameters": {**given["parameters"], "Digits": MASK}}
    return cast("Event", given)
