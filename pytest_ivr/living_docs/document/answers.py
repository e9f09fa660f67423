"""The answers of the line in one call, and how the caller left each of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:  # the simulator takes longer to import than two runs to compare
    from ...simulator import Event


SILENCE = "silence"
HANG_UP = "hanging up"
SPEECH = "speech"
KEYS = "keys"  # listed, named or unknown: that depends on the menu
EMPTY = "# alone"
BY_ITSELF = "by itself"
NAMED_KEY = re.compile(r"\bpress (star|[0-9]+)\b", re.IGNORECASE)


@dataclass
class Answer:
    """One answer of the line in one call, what the caller did there, and what was said after that."""

    path: str
    said: list[str] = field(default_factory=list)
    is_cut: bool = False
    keys: str = ""
    digits: str = ""  # as the line then got them from Twilio
    waited: bool = False
    spoke: bool = False
    afterwards: list[str] = field(default_factory=list)
    left_by: str = ""  # how the caller left; nothing while the call rests here
    ended: bool = False

    @property
    def acted(self) -> bool:
        """Whether the caller did something here, if only to wait."""
        return bool(self.keys or self.waited or self.spoke or self.left_by == HANG_UP)

    @property
    def named_keys(self) -> set[str]:
        """The keys that the sentences name: numbers, and * for star."""
        found = {key for text in self.said for key in NAMED_KEY.findall(text)}
        return {"*" if key.lower() == "star" else key for key in found}

    def leave(self, parameters: dict[str, str]) -> None:
        """Note how the caller left this answer, from the parameters of the next request."""
        self.digits = parameters.get("Digits", "")
        if self.spoke:
            self.left_by = SPEECH
        elif self.keys and "Digits" in parameters:
            self.left_by = KEYS if self.digits else EMPTY
        else:
            self.left_by = SILENCE if self.acted else BY_ITSELF


def answers(events: Iterable[Event]) -> list[Answer]:
    """Return the answers of a call in their order; what a callback is answered is none, for it steers nothing."""
    found: list[Answer] = []
    for event in events:
        if event["event"] == "requested" and not event.get("callback"):
            if found:
                found[-1].leave(event["parameters"])
            found.append(Answer(urlsplit(event["url"]).path))
        elif found:
            add_event(found[-1], event)
    return found


def add_event(answer: Answer, event: Event) -> None:
    """Add to an answer what the line and the caller then said and did."""
    match event["event"]:
        case "said":
            (answer.afterwards if answer.acted else answer.said).append(event["text"])
            answer.is_cut = answer.is_cut or bool(event.get("cut"))
        case "played":
            (answer.afterwards if answer.acted else answer.said).append(f"plays {event.get('url') or event['digits']}")
        case "pressed":
            answer.keys += event["keys"]
        case "silent":
            answer.waited = True
        case "spoke" | "mumbled":
            answer.spoke = True
        case "hung up" if event["by"] == "the caller":
            answer.left_by = HANG_UP
            answer.ended = True
        case "hung up" | "failed" | "rejected":
            answer.leave({})
            answer.ended = True
