"""How a call is brought to a state: dialed anew from the first ring, or resumed where it was saved."""

from __future__ import annotations

import datetime as dt
import pickle
import time
from collections.abc import Sequence
from typing import Any, NamedTuple

from ..journeys import notation
from ..line import Line
from ..simulator import Call, EndlessCall, OtherHost, Request, Response, Transport, UnsupportedVerb
from ..simulator.saving import restore, saved

CANNOT_FOLLOW = (EndlessCall, OtherHost, UnsupportedVerb)
UNANSWERED = 3  # so many requests in a row without an answer, and the line is no more


class Stop(Exception):
    """An exploration cannot go on. The message says why, and what to do."""


class OtherAnswers(Stop):
    """The line did not do the same when it was dialed again."""


class Bounded:
    """A transport that delivers a number of requests, as long as there is time and the line answers."""

    def __init__(self, transport: Transport, most: int, until: float) -> None:
        self.transport = transport
        self.most = most
        self.until = until
        self.requests = 0
        self.unanswered = 0

    def send(self, request: Request) -> Response:
        """Deliver the request; raise Stop where it is one too many."""
        if self.requests >= self.most:
            raise Stop(f"The line has got {self.most} requests, and no more are allowed: --requests allows more.")
        if time.perf_counter() > self.until:
            raise Stop("Its time was over: --seconds allows more.")
        if self.unanswered >= UNANSWERED:
            raise Stop(f"The line has left {UNANSWERED} requests in a row without an answer: it seems to be no more.")
        self.requests += 1
        self.unanswered += 1
        response = self.transport.send(request)
        self.unanswered = 0
        return response


class Arrival(NamedTuple):
    """A call after an action, what was given in its world, and why the simulation cannot follow it, if it cannot."""

    call: Call
    givens: Sequence[str]
    stopped: str = ""
    is_endless: bool = False

    @property
    def rests(self) -> bool:
        """Whether somebody can act in it."""
        return not self.stopped and self.call.leg.waiting is not None


class Walker:
    """Makes the calls of an exploration, each in a world of its own. ``arguments`` describe them, as for ``Call``.

    With ``givens``, each comes with the sentences that the line gives for it, which may take longer than the call.

    Both ways of making them raise Stop where a bound is reached, and ValueError for what nobody can do there.
    """

    def __init__(
        self, line: Line, now: dt.datetime | None, requests: int, until: float, *, givens: bool, **arguments: Any
    ) -> None:
        self.line = line
        self.asks_for_givens = givens
        self.now = now
        self.transport = Bounded(line.transport, requests, until)
        self.arguments = arguments

    def anew(self, actions: Sequence[str]) -> Arrival:
        """Dial, and do all this."""
        *before, last = actions
        with self.line.world():
            call = self.line.new_call(self.now, transport=self.transport, **self.arguments)
            try:
                for action in before:
                    notation.perform(call, action)
            except (ValueError, *CANNOT_FOLLOW) as error:
                raise OtherAnswers(f"The line did not do the same when it was dialed again: {error}") from None
            return self.perform(call, last)

    def resumed(self, kept: Kept, action: str) -> Arrival:
        """Go on with a call that was kept."""
        with self.line.world():
            call = self.line.new_call(self.now, transport=self.transport, **self.arguments)
            restore(call.leg, kept.state())
            return self.perform(call, action)

    def perform(self, call: Call, action: str) -> Arrival:
        """Let somebody do something, and ask for the Givens of the world in which it was done."""
        stopped: Exception | None = None
        try:
            notation.perform(call, action)
        except CANNOT_FOLLOW as error:
            stopped = error
        givens = self.line.givens(call) if self.asks_for_givens else ()
        return Arrival(call, givens, str(stopped or ""), isinstance(stopped, EndlessCall))


class Kept:
    """A call as it stands, to go on with many times. What ``Call.save`` returns takes longer to read."""

    def __init__(self, call: Call) -> None:
        self.transcript = list(call.transcript)
        self.rest = pickle.dumps({**saved(call.leg), "transcript": ()})

    def state(self) -> dict[str, Any]:
        """Return what ``restore`` takes: events never change, all else is in new objects."""
        rest = pickle.loads(self.rest)  # noqa: S301 (we wrote it)
        return {**rest, "transcript": self.transcript}
