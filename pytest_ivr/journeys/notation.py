"""The notation of actions: what a caller does, read from a feature and written into one."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

from ..simulator import Call

ACTIONS: dict[str, Callable[..., None]] = {
    r'presses (?P<keys>\S+)(?: during "(?P<during>.+)")?': Call.press,
    "times out": Call.wait,
    "hangs up": Call.hang_up,
}


def act(call: Call, actions: str) -> None:
    """Let the caller do what "presses 1# then times out" says. Raises ValueError for other words."""
    for action in actions.split(" then "):
        for pattern, do in ACTIONS.items():
            match = re.fullmatch(pattern, action)
            if match is not None:
                do(call, **match.groupdict())
                break
        else:
            raise ValueError(f'{action!r} is nothing that a caller does; write "presses 12#", "times out", "hangs up".')


def actions(transcript: Iterable[Mapping[str, Any]]) -> str:
    """Write down what a caller did, as ``act`` reads it; nothing if the caller only listened."""
    did = {"pressed": "presses {keys}", "silent": "times out", "hung up": "hangs up"}
    return " then ".join(did[event["event"]].format(**event) for event in together(transcript) if is_act(event))


def conversation(transcript: Iterable[Mapping[str, Any]]) -> list[str]:
    """Write down a call line by line: what the line said and what the caller did, to the end."""
    lines = []
    for event in together(transcript):
        if event["event"] == "said":
            lines.append(f"Line: {event['text']}")
        elif is_act(event):
            lines.append(f"Caller: {actions([event])}")
        elif event["event"] == "hung up":
            lines.append("Line: hangs up")
    return lines


def together(transcript: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Go through a call; keys with nothing in between are pressed together."""
    for pressed, events in groupby(transcript, lambda event: event["event"] == "pressed"):
        if pressed:
            yield {"event": "pressed", "keys": "".join(event["keys"] for event in events)}
        else:
            yield from events


def is_act(event: Mapping[str, Any]) -> bool:
    """Whether an event is something that the caller did after dialing."""
    return event["event"] in ("pressed", "silent") or (event["event"] == "hung up" and event["by"] == "the caller")
