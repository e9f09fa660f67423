"""What those do whom the caller is connected with: callees, conferences, agents, other products."""

from __future__ import annotations

from typing import TypeVar

from .errors import CallOver
from .interpreter import Interpreter
from .verbs import Conference, Connect, Conversation, Dial, Enqueue, Pay, Refer, WaitingVerb

V = TypeVar("V", bound=WaitingVerb)


class Others(Interpreter):
    """The acts of everybody but the caller. Each is possible only while the line waits in the verb that it ends."""

    # What those do whom the line calls, and those who take its callers

    def callee_answers(self, seconds: float | None = None, who: str | None = None) -> None:
        """Answer the phone, talk for some seconds and hang up; without seconds the conversation goes on.

        ``who`` is one of those whose phones ring, by number; by default the first. If there is a whisper,
        it is the turn of ``call.callee``, who may press, wait and hang_up.
        """
        self.move(self.expect_a(Dial, "No callee can answer").callee_answers(self, who, seconds))

    def callee_busy(self, who: str | None = None) -> None:
        """Be busy; ``who`` is one of those whose phones ring, while the others still may answer."""
        self.nobody_answers("busy", "is busy", who)

    def callee_no_answer(self) -> None:
        """Let it ring until the line gives up."""
        self.nobody_answers("no-answer", "does not answer")

    def callee_failed(self, who: str | None = None) -> None:
        """Be no number that can be reached."""
        self.nobody_answers("failed", "cannot be reached", who)

    def callee_canceled(self, who: str | None = None) -> None:
        """Stop ringing, because the application has canceled the call through Twilio's API."""
        self.nobody_answers("canceled", "is called no more", who)

    def nobody_answers(self, status: str, does: str, who: str | None = None) -> None:
        """End the ringing with a DialCallStatus: of one, or of all."""
        self.move(self.expect_a(Dial, "No callee can refuse").nobody_answers(self, status, does, who))

    def callee_hangs_up(self) -> None:
        """Hang up on the caller after some talk."""
        self.move(self.expect_a(Conversation, "Nobody can hang up on the caller").callee_hangs_up(self))

    def conference_begins(self) -> None:
        """Let somebody join whose coming starts the conference."""
        self.move(self.expect_a(Conference, "No conference can begin").conference_begins(self))

    def conference_ends(self, seconds: float = 0) -> None:
        """Talk for some seconds in the conference, which begins now if it has not, and then ends."""
        self.move(self.expect_a(Conference, "No conference can end").conference_ends(self, seconds))

    def agent_takes(self, seconds: float = 60) -> None:
        """Take the caller out of the queue, and talk for some seconds."""
        self.move(self.expect_a(Enqueue, "No agent can take the caller").agent_takes(self, seconds))

    def queue_fails(self, result: str = "queue-full") -> None:
        """Refuse the caller, who then has never been in the queue: "queue-full", "error" or "system-error"."""
        self.move(self.expect_a(Enqueue, "No queue can refuse the caller").queue_fails(self, result))

    # What products do that take the call

    def connection_ends(self, seconds: float = 0, **parameters: str) -> None:
        """End what Connect has connected the caller to; the parameters are what it tells the action."""
        self.move(self.expect_a(Connect, "No connection can end").connection_ends(self, seconds, parameters))

    def payment_ends(self, result: str = "success", seconds: float = 0, **parameters: str) -> None:
        """End a Pay with its Result and what else it tells the action (PaymentToken="...")."""
        self.move(self.expect_a(Pay, "No payment can end").payment_ends(self, seconds, result, parameters))

    def refer_ends(self, sip_response: int = 200) -> None:
        """Answer a Refer from the other side, with this SIP response code."""
        self.move(self.expect_a(Refer, "No transfer can end").refer_ends(self, sip_response))

    # Whose turn it is

    def expect(self, what: str) -> WaitingVerb:
        """Return the verb in which the line waits; raise CallOver, which says what cannot be, if there is none."""
        if self.waiting is None:
            state = (
                "is over" if self.ended else f"stopped: {self.stopped}" if self.stopped else "has not been dialed yet"
            )
            raise CallOver(f"{what}: the call {state}.")
        return self.waiting

    def expect_a(self, kind: type[V], what: str) -> V:
        """Return the verb of this kind in which the line waits, or to which it comes back.

        Raises ActImpossible, with what is possible, if it waits in another.
        """
        waiting = self.expect(what)
        for verb in (waiting, self.held_by):
            if isinstance(verb, kind):
                return verb
        raise waiting.impossible(self, what)
