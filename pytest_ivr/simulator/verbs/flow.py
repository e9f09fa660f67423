"""Where a call goes on: Redirect, Hangup, Reject, Leave (contract, sections 4.2 and 4.3)."""

from __future__ import annotations

from ..leg.leg import Leg
from .queue import Enqueue
from .verb import End, GoTo, Move, Step, Verb

REJECTED = {"rejected": "no-answer", "busy": "busy"}


class Redirect(Verb):
    """On to another document."""

    def perform(self, call: Leg) -> Step:
        """Fetch the next document; it does not answer a ringing call."""
        return GoTo(self.node.text, self.node.attributes["method"], {})


class Hangup(Verb):
    """The end of the call."""

    def perform(self, call: Leg) -> Step:
        """Hang up. A ringing call is answered first."""
        call.answer()
        call.note("hung up", by="the line")
        return End("completed")


class Reject(Verb):
    """A refusal to answer."""

    def perform(self, call: Leg) -> Step:
        """End the call unanswered; once it is answered, just end it (contract, section 8, choice 14)."""
        reason = self.node.attributes["reason"]
        call.note("rejected", reason=reason)
        return End(REJECTED[reason] if call.status == "ringing" else "completed")


class Leave(Verb):
    """Out of the queue; outside of one, to the end of the document (contract, section 8, choice 14)."""

    def perform(self, call: Leg) -> Step:
        """Leave the queue, and go on behind Enqueue, or at its action."""
        verb = call.held_by
        return verb.leave(call) if isinstance(verb, Enqueue) else Move.LEAVE_DOCUMENT
