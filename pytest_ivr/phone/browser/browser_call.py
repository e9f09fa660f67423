"""The call of a browser: one at a time, kept after each action, so that any process can go on with it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from ...journeys.prompts import Prompts, words
from ...journeys.saving import saved_call
from ...line import Line
from ...living_docs.document.conversation import MACHINERY, bubble
from ...simulator import Call, Event
from ...simulator.transcript import visible
from ..refusal import BACK, refusal_of
from ..saving import Saving
from .actions import offered
from .recording_transport import RecordingTransport

LOOK = "“For developers” shows what the line answered."
FAILED = "The line has failed; a caller hears that sentence."
GIVEN_UP = f"The phone gives up on this call. {LOOK.removesuffix('.')}; fix it and call again."


@dataclass
class BrowserCall:
    """A call from a browser. Its clock is frozen at ``now`` for the whole call, if the line takes a clock.

    ``as_of`` is that instant in words, ``log`` has for each action what went to and fro and what Twilio logs,
    ``givens`` are the sentences about the world as it was when the call was over, ``unsaid`` is what has happened that
    no sentence says.
    """

    call: Call
    transport: RecordingTransport
    now: dt.datetime | None
    as_of: str
    log: list[dict[str, Any]] = field(default_factory=list)
    givens: list[str] | None = None
    unsaid: list[str] = field(default_factory=list)

    @property
    def over(self) -> bool:
        """Whether nobody can act any more."""
        return self.call.ended or bool(self.call.stopped)

    @property
    def troubles(self) -> list[Event]:
        """What Twilio has logged."""
        return [event for event in self.call.transcript if event["event"] in ("warned", "failed")]

    def perform(self, action: Callable[[Call], object], line: Line) -> str:
        """Perform an action in a call to the line; return what there is to say about it, beyond the transcript.

        An action behind which the simulation cannot follow the line is taken back; the log keeps what it led to.
        """
        known, second, was_over = len(self.troubles), self.call.second, self.over
        before = self.call.save() if self.call.transcript else ""
        problem = refusal_of(lambda: action(self.call))
        troubles, exchanges = self.troubles[known:], self.transport.exchanges
        if troubles or exchanges:
            self.log.append({"second": second, "exchanges": exchanges, "troubles": troubles})
        if self.call.stopped and not was_over:
            if not before:
                return f"{problem} {GIVEN_UP}"
            self.call = line.resumed_call(before, self.now, self.transport)
            return f"{problem} {BACK} {LOOK}"
        return f"{FAILED} {LOOK}" if any(event["event"] == "failed" for event in troubles) else problem

    def scenario(self, line: Line, saving: Saving, title: str, is_short: bool) -> str:
        """Return the call as a scenario, in the world in which this is done, or that in which the call ended.

        Raises ValueError where no scenario can say what has happened.
        """
        if self.unsaid:
            raise ValueError(
                f"No sentence of a scenario says “{self.unsaid[0]}” yet. Make the call without it to save it."
            )
        givens = self.givens if self.givens is not None else list(line.givens(self.call))
        return saved_call(
            self.call,
            givens,
            saving.prompts,
            title,
            secret=saving.secret,
            is_short=is_short,
            comment=saving.comment,
        )

    def page_state(self, prompts: Prompts, logged: int = 0) -> dict[str, Any]:
        """Return what the page shows, without the first entries of the log, which it has already."""
        return {
            "sid": self.call.identity["CallSid"],
            "bubbles": list(bubbles(self.call.transcript, prompts)),
            "actions": offered(self.call),
            "silence": "wait" in self.call.possible,
            "log": visible(self.log[logged:]),
            "logged": len(self.log),
            "second": self.call.second,
            "over": self.over,
            "as_of": self.as_of,
        }


def bubbles(transcript: list[Event], prompts: Prompts) -> Iterator[dict[str, Any]]:
    """Yield what people said and did, with its place in the transcript, and what of it the voice reads aloud."""
    for place, event in enumerate(transcript):
        if event["event"] not in MACHINERY:
            more = {"place": place, "event": event["event"], "spoken": spoken(event, prompts)}
            yield {**vars(bubble(event)), **more}


def spoken(event: Event, prompts: Prompts) -> str:
    """Return what the voice reads aloud: sentences, and files of which the words are known; nothing that was cut."""
    if event["event"] not in ("said", "played") or event.get("cut"):
        return ""
    heard = words(event, prompts)
    return "" if event["event"] == "played" and heard.startswith("[") else heard


def kept(found: BrowserCall) -> dict[str, Any]:
    """Return the call as plain values."""
    return {
        "call": found.call.save(),
        "now": found.now and found.now.isoformat(),
        "as_of": found.as_of,
        "log": found.log,
        "givens": found.givens,
        "unsaid": found.unsaid,
    }


def resumed(state: Any, line: Line) -> BrowserCall:
    """Return the call that was kept. Raises ValueError, LookupError, TypeError ... for what none has kept."""
    now = state["now"] and dt.datetime.fromisoformat(state["now"])
    transport = RecordingTransport(line.transport)
    call = line.resumed_call(state["call"], now, transport)
    return BrowserCall(call, transport, now, state["as_of"], state["log"], state["givens"], state["unsaid"])
