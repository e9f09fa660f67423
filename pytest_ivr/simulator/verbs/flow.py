"""Where a call goes on: Redirect, Hangup, Reject, Leave (contract, sections 4.2 and 4.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .queue import Enqueue
from .verb import Verb

if TYPE_CHECKING:
    from ..interpreter import Interpreter

REJECTED = {"rejected": "no-answer", "busy": "busy"}


class Redirect(Verb):
    """On to another document."""

    def perform(self, call: Interpreter) -> None:
        """Fetch the next document; it does not answer a ringing call."""
        call.go_to(self.node.text, self.node.attributes["method"], {})


class Hangup(Verb):
    """The end of the call."""

    def perform(self, call: Interpreter) -> None:
        """Hang up. A ringing call is answered first."""
        call.answer()
        call.note("hung up", by="the line")
        call.end()


class Reject(Verb):
    """A refusal to answer."""

    def perform(self, call: Interpreter) -> None:
        """End the call unanswered; once it is answered, just end it (contract, section 8, choice 14)."""
        reason = self.node.attributes["reason"]
        call.note("rejected", reason=reason)
        call.end(REJECTED[reason] if call.status == "ringing" else "completed")


class Leave(Verb):
    """Out of the queue; outside of one, to the end of the document (contract, section 8, choice 14)."""

    def perform(self, call: Interpreter) -> None:
        """Leave the queue, and go on behind Enqueue, or at its action."""
        verb = call.hold and call.hold.verb
        if isinstance(verb, Enqueue):
            verb.leave(call)
        else:
            call.leave_document()
