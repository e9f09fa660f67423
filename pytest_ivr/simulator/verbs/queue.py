"""Enqueue: a caller waits in a queue, with wait documents to hear (contract, section 4.7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..grammar import MUSIC, QUEUE_WAIT
from .verb import ActionRequest, HoldingVerb

if TYPE_CHECKING:
    from ..interpreter import Interpreter

NO_DOCUMENT = ("", MUSIC)  # waitUrl asks for silence, or is not given
SECONDS_OF_MUSIC = 30  # how long a caller listens before anything may happen
FAILURES = ("error", "queue-full", "system-error")
MAX_NAME = 64


def listen(call: Interpreter, wait_url: str) -> None:
    """Let the caller hear Twilio's music for a while, or nothing."""
    if wait_url == MUSIC:
        call.act("silent", seconds=0)
        call.hear("music", SECONDS_OF_MUSIC)
    else:
        call.act("silent", seconds=SECONDS_OF_MUSIC)
        call.elapse(SECONDS_OF_MUSIC)


class Enqueue(HoldingVerb):
    """A queue. It remembers its identifier, and since when the caller waits."""

    root = QUEUE_WAIT

    def perform(self, call: Interpreter) -> None:
        """Join the queue; a name that Twilio refuses is an error for the action."""
        call.answer()
        name = self.node.own_text
        if (not name and not self.node.attributes["workflowSid"]) or len(name) > MAX_NAME:
            length = "long" if name else "short"
            call.warn(14205 if name else 14204, self.node.line, f"The queue's name is too {length}.")
            self.conclude(call, {"QueueResult": "error"})
            return
        self.memory = {"sid": call.new_sid("QU"), "since": call.second}
        call.note("queued", queue=name)
        self.play(call)

    @property
    def acts(self) -> tuple[str, ...]:
        """To wait on, to be taken by an agent, or to be refused."""
        return ("wait", "agent_takes", "queue_fails")

    def play(self, call: Interpreter) -> None:
        """Let the caller hear the wait document from its beginning, or music, or silence."""
        call.hold_in(self)
        given = self.node.attributes
        if given["waitUrl"] in NO_DOCUMENT:
            call.wait_in(self)
        else:
            call.go_to(given["waitUrl"], given["waitUrlMethod"], {})

    def wait(self, call: Interpreter) -> None:
        """Wait on: the wait document is requested again."""
        if self.node.attributes["waitUrl"] in NO_DOCUMENT:
            listen(call, self.node.attributes["waitUrl"])
        else:
            call.act("silent", seconds=0)
        call.release()
        self.play(call)

    def seconds(self, call: Interpreter) -> str:
        """Return for how long the caller has waited."""
        return str(round(call.second - self.memory["since"]))

    def wait_parameters(self, call: Interpreter) -> dict[str, str]:
        """Return the caller's place in the queue; here he is alone in it."""
        return {
            "QueueSid": self.memory["sid"],
            "QueuePosition": "1",
            "QueueTime": self.seconds(call),
            "AvgQueueTime": self.seconds(call),
            "CurrentQueueSize": "1",
            "MaxQueueSize": self.node.attributes["maxQueueSize"],
        }

    def outcome(self, call: Interpreter, result: str) -> dict[str, str]:
        """Return the parameters of the action."""
        return {"QueueResult": result, "QueueSid": self.memory["sid"], "QueueTime": self.seconds(call)}

    def leave(self, call: Interpreter) -> None:
        """Leave the queue by the wait document's Leave."""
        self.come_back(call, self.outcome(call, "leave"))

    def agent_takes(self, call: Interpreter, seconds: float) -> None:
        """Talk with an agent, who hangs up."""
        call.note("connected", to="an agent")
        self.memory["outcome"] = self.outcome(call, "bridged")
        call.waiting = self
        if call.hear("talked", seconds):
            self.come_back(call, self.memory["outcome"])

    def queue_fails(self, call: Interpreter, result: str) -> None:
        """Be refused: the caller has never been in the queue."""
        call.note("disconnected", reason=f"the queue says {result}")
        self.come_back(call, {"QueueResult": result})

    def come_back(self, call: Interpreter, outcome: dict[str, str]) -> None:
        """Go on behind Enqueue, or at its action."""
        call.release()
        self.conclude(call, outcome)

    def farewell(self, call: Interpreter) -> ActionRequest | None:
        """Request the action also when the caller has hung up."""
        return self.action(self.memory.get("outcome") or self.outcome(call, "hangup"))
