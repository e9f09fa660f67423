"""The points of one call at which the line waits for somebody, how each was left, and the last words.

Of the transcript only what the caller's side shows is read: what a callee hears and presses is not on the caller's way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from .options import (
    AGENT,
    BUSY,
    CALLS,
    CONNECTION_OVER,
    CONNECTS,
    DECLINED,
    EMPTY,
    ENDS,
    HANG_UP,
    KEYS,
    LISTENING,
    MEETING_OVER,
    MEETS,
    MUMBLING,
    NO_ANSWER,
    NOT_REACHED,
    PUT_THROUGH,
    QUEUES,
    RECORDING,
    RECORDS,
    REFUSED,
    SILENCE,
    SPEECH,
    WAITS,
)

if TYPE_CHECKING:  # the simulator takes longer to import than two runs to compare
    from ...simulator import Event

CALLEES = {"does not answer": NO_ANSWER, "is busy": BUSY, "cannot be reached": NOT_REACHED}
CONNECTED = {CALLS: PUT_THROUGH, QUEUES: AGENT}
RECORDED_FILE = re.compile(r"RE[0-9a-f]{32}\b.*")
# What talks with the caller instead of the line: other products only listen, while the line goes on
MACHINES = {"AiSession", "Assistant", "Autopilot", "ConversationRelay", "VirtualAgent"}
LEAVES_HOLD = {"QueueResult", "DialCallStatus"}


@dataclass
class Rest:
    """Where a call rests: what the line does there (with whom, if it is with somebody), and says before it does.

    ``before`` is what was said on the way there, by documents that went on by themselves; ``way`` is how the caller
    left, and empty while the call rests; ``digits`` are the keys as the line then got them. ``began`` is the second at
    which the call came there, ``until`` that at which it has said all that it says, and ``spans`` are when each of
    ``said`` begins, and how many seconds it takes once.
    """

    path: str
    does: str = WAITS
    whom: str = ""
    before: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    began: float = 0.0
    until: float = 0.0
    spans: list[tuple[float, float]] = field(default_factory=list)
    is_cut: bool = False
    way: str = ""
    digits: str = ""
    words: str = ""
    keys: str = ""
    was_silent: bool = False
    mumbled: bool = False
    answered: bool = False
    listened: bool = False
    asks: bool = False  # for keys or words, if only without a word
    failed: bool = False  # the line did: Twilio gave its document up, and ended the call

    @property
    def waits(self) -> bool:
        """Whether the line waits here for somebody, or has said something."""
        return bool(self.acted or self.said or self.asks or self.does != WAITS)

    @property
    def acted(self) -> bool:
        """Whether somebody did something here, if only to wait."""
        return bool(self.way or self.keys or self.words or self.was_silent or self.mumbled or self.answered)

    @property
    def all_said(self) -> list[str]:
        """What was said on the way and here."""
        return self.before + self.said

    def leave(self, parameters: dict[str, str]) -> None:
        """Note how the caller left, from the parameters of the next request."""
        if self.way:
            return
        self.digits = parameters.get("Digits", "")
        if self.words:
            self.way = SPEECH
        elif self.digits:
            self.way = KEYS
        elif self.keys and "Digits" in parameters:
            self.way = EMPTY
        elif self.answered:
            self.way = DECLINED
        elif self.mumbled:
            self.way = MUMBLING
        else:
            self.way = SILENCE if self.acted else LISTENING


def rests(events: Iterable[Event]) -> list[Rest]:
    """Return where a call rested, in order. If the call is over, the last one has ended it, perhaps without a word."""
    reader = Reader()
    for event in events:
        if event.get("leg") != "callee":
            reader.read(event)
    return reader.finish()


class Reader:
    """Reads the events of one call. ``here`` is where it is now, which may turn out to be no rest."""

    def __init__(self) -> None:
        self.found: list[Rest] = []
        self.here = Rest("")
        self.hold: Rest | None = None  # the queue or conference whose wait documents are heard
        self.is_over = False
        self.has_failed = False
        self.has_hung_up = False
        self.now = 0.0

    def finish(self) -> list[Rest]:
        """Return what was found."""
        here = self.here
        if self.is_over:
            if here.acted:
                self.go_on(here.path)
            self.here.does, self.here.failed = ENDS, self.has_failed
            return [*self.found, self.here]
        return [*self.found, here] if here.waits else self.found

    def read(self, event: Event) -> None:
        """Take the next event. Once somebody has hung up, the line is still told so, but nobody hears its answer."""
        here, self.now = self.here, event["second"]
        if self.has_hung_up:
            return
        match event["event"]:
            case "requested" if event.get("callback"):  # it only informs the line
                pass
            case "requested":
                self.request(urlsplit(event["url"]).path, event["parameters"])
            case "said":
                self.speak(event["text"], event["seconds"] / event.get("loops", 1), is_cut=event.get("cut", False))
            case "played":
                name = name_of_played(event.get("url", ""), event.get("digits", ""))
                self.speak(name, event.get("seconds", 0.0), is_cut=False)
            case "gathering":
                here.asks = True
            case "queued":
                self.hold_in(QUEUES, event["queue"])
            case "joined":
                self.hold_in(MEETS, event["conference"])
            case "dialing":
                self.go_on(here.path)
                self.here.does, self.here.whom = CALLS, ", ".join(event["to"])
            case "started" if event["product"] in MACHINES:
                self.go_on(here.path)
                self.here.does, self.here.whom = CONNECTS, f"{event['product']} {event['name']}".strip()
            case "recording":
                if here.acted:
                    self.go_on(here.path)
                self.here.does = RECORDS
            case "hung up":
                self.is_over = self.has_hung_up = True
                if event["by"] == "the caller" and here.waits:
                    here.way = here.way or HANG_UP
            case "failed" | "rejected":
                self.is_over = True
                self.has_failed = event["event"] == "failed"
            case _:
                act(here, event)
                self.hold = None if here.way else self.hold

    def request(self, path: str, parameters: dict[str, str]) -> None:
        """Leave by a request."""
        if LEAVES_HOLD & parameters.keys():
            self.hold = None
        self.is_over = self.has_failed = False
        self.go_on(path, parameters)

    def speak(self, words: str, seconds: float, *, is_cut: bool) -> None:
        """Add what is said; what follows the caller's act belongs to what comes next."""
        if self.here.acted:
            self.go_on(self.here.path)
        self.here.said.append(words)
        self.here.spans.append((self.now, seconds))
        self.here.until = self.now + seconds
        self.here.is_cut = self.here.is_cut or is_cut

    def hold_in(self, does: str, whom: str) -> None:
        """Let the caller wait, in a queue or a conference."""
        self.hold = Rest("", does, whom)
        self.go_on(self.here.path)

    def go_on(self, path: str, parameters: dict[str, str] | None = None) -> None:
        """Leave where the call is; if it did not rest there, what was said is said on the way."""
        here, parameters = self.here, parameters or {}
        # A line that asks itself again while somebody listens polls. Masked keys that are lost leave Digits alone.
        polls = here.listened and here.does == WAITS and path == here.path
        rested = here.acted or polls or bool(parameters.get("Digits"))
        if rested:
            here.leave(parameters)
            self.found.append(here)
        before = [] if rested else here.all_said
        self.here = Rest(path, before=before, began=self.now if rested else here.began, until=self.now)
        if self.hold:
            self.here.does, self.here.whom = self.hold.does, self.hold.whom


def act(here: Rest, event: Event) -> None:
    """Note what somebody does where the call rests."""
    match event["event"]:
        case "pressed" if here.does not in CONNECTED or not here.way:
            here.keys += event["keys"]
        case "spoke":
            here.words = event["words"]
        case "mumbled":
            here.mumbled = True
        case "silent":
            here.was_silent = True
        case "lost":
            forget(here, event["what"])
        case "listened":
            here.listened = True
        case "recorded":
            here.way = RECORDING
        case "callee":
            here.answered = here.answered or event["does"] == "answers"
            here.way = next((way for does, way in CALLEES.items() if event["does"].endswith(does)), here.way)
        case "connected" if here.does in CONNECTED:
            here.way = CONNECTED[here.does]
        case "disconnected" if here.does == QUEUES:
            here.way = here.way or REFUSED
        case "stopped" if here.does == CONNECTS:
            here.way = CONNECTION_OVER
        case "conference ended":
            here.way = MEETING_OVER


def forget(here: Rest, lost: str) -> None:
    """Take back what nothing has listened to."""
    here.keys = here.keys.removesuffix(lost)
    here.words = "" if here.words == lost else here.words
    here.mumbled = here.mumbled and lost != "mumbling"


def name_of_played(url: str, digits: str) -> str:
    """Return how a file, by its name and not by the server that has it, or keys that are played stand among words."""
    name = unquote(urlsplit(url).path.rpartition("/")[2])
    return f"[{RECORDED_FILE.sub('a recording', name)}]" if url else f"[tones {digits}]"
