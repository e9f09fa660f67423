"""Enqueue: a caller waits in a queue, with wait documents to hear (contract, section 4.7)."""

from __future__ import annotations

import json
import math
import re

from ..leg.leg import Leg
from ..twiml.grammar import MUSIC, QUEUE_WAIT
from .telling import told_of
from .verb import GoTo, Hold, HoldingVerb, Release, Step, Wait, check_time

NO_DOCUMENT = ("", MUSIC)  # waitUrl asks for silence, or is not given
FAILURES = ("error", "queue-full", "system-error")
MAX_NAME = 64
WORKFLOW = re.compile("WW[0-9a-fA-F]{32}")


def hear_wait(call: Leg, wait_url: str) -> None:
    """Let the caller hear Twilio's music, or nothing, without end."""
    call.hear("music" if wait_url == MUSIC else "paused", math.inf)


def is_json(text: str) -> bool:
    """Tell whether a text is JSON, which knows no NaN and no Infinity."""

    def refuse(constant: str) -> None:
        raise ValueError(constant)

    try:
        json.loads(text, parse_constant=refuse)
    except (ValueError, RecursionError):
        return False
    return True


class Enqueue(HoldingVerb):
    """A queue. It remembers its identifier, and since when the caller waits."""

    root = QUEUE_WAIT

    def perform(self, call: Leg) -> Step:
        """Join the queue; a name, workflow or task that Twilio refuses is an error for the action."""
        call.answer()
        problem = self.problem()
        if problem:
            call.warn(*problem)
            return self.conclude({"QueueResult": "error"})
        self.memory = {"sid": call.new_sid("QU"), "since": call.second}
        call.note("queued", queue=self.node.own_text, **told_of(self.node))
        return self.play(call)

    def problem(self) -> tuple[int, int, str] | None:
        """Return what Twilio refuses, if it refuses anything: its number, the line of the TwiML, and a sentence."""
        name, workflow = self.node.own_text, self.node.attributes["workflowSid"]
        if not name and not workflow:
            return 14204, self.node.line, "The queue's name is too short."
        if len(name) > MAX_NAME:
            return 14205, self.node.line, "The queue's name is too long."
        if workflow and not WORKFLOW.fullmatch(workflow):
            return 14220, self.node.line, f"{workflow!r} is no workflow: that is WW and 32 hexadecimal digits."
        wrong = (it for it in self.node.elements if it.text and not is_json(it.text))
        return next(((14221, it.line, "The attributes in <Task> are not JSON.") for it in wrong), None)

    @property
    def actions(self) -> tuple[str, ...]:
        """Wait on, listen on, be taken by an agent, or be refused."""
        return ("wait", "listen", "agent_takes", "queue_fails")

    def play(self, call: Leg) -> Step:
        """Let the caller hear the wait document from its beginning, or music, or silence."""
        given = self.node.attributes
        if given["waitUrl"] in NO_DOCUMENT:
            hear_wait(call, given["waitUrl"])
            return Hold(self, Wait(self))
        return Hold(self, GoTo(given["waitUrl"], given["waitUrlMethod"], {}))

    def document_ended(self, call: Leg) -> Step:
        """Let the wait document be requested again."""
        return Release(self.play(call))

    def seconds(self, call: Leg) -> str:
        """Return for how long the caller has waited."""
        return str(round(call.second - self.memory["since"]))

    def wait_parameters(self, call: Leg) -> dict[str, str]:
        """Return the caller's position in the queue; here they are alone in it."""
        return {
            "QueueSid": self.memory["sid"],
            "QueuePosition": "1",
            "QueueTime": self.seconds(call),
            "AvgQueueTime": self.seconds(call),
            "CurrentQueueSize": "1",
            "MaxQueueSize": self.node.attributes["maxQueueSize"],
        }

    def outcome(self, call: Leg, result: str) -> dict[str, str]:
        """Return the parameters of the action."""
        return {"QueueResult": result, "QueueSid": self.memory["sid"], "QueueTime": self.seconds(call)}

    def leave(self, call: Leg) -> Step:
        """Leave the queue by the wait document's Leave."""
        return self.come_back(self.outcome(call, "leave"))

    def agent_takes(self, call: Leg, seconds: float) -> Step:
        """Talk with an agent, who hangs up."""
        check_time(seconds)
        call.begin_action()
        call.note("connected", to="an agent", seconds=seconds)
        self.memory["outcome"] = self.outcome(call, "bridged")
        return self.come_back(self.memory["outcome"]) if call.hear("talked", seconds) else Wait(self)

    def queue_fails(self, call: Leg, result: str) -> Step:
        """Refuse the caller, who then has never been in the queue."""
        if result not in FAILURES:
            raise ValueError(f"No queue fails with {result!r}; it does with {', '.join(FAILURES)}.")
        call.begin_action()
        call.note("disconnected", reason=f"the queue says {result}")
        return self.come_back({"QueueResult": result})

    def come_back(self, outcome: dict[str, str]) -> Step:
        """Go on behind Enqueue, or at its action."""
        return Release(self.conclude(outcome))

    def on_hangup(self, call: Leg) -> GoTo | None:
        """Request the action also when the caller has hung up."""
        return self.action_request(self.memory.get("outcome") or self.outcome(call, "hangup"))
