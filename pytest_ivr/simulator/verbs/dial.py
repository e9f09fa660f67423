"""Dial: others are called, hear a whisper, and are connected with the caller (contract, section 4.6)."""

from __future__ import annotations

from typing import Any

from ..leg.leg import Leg
from ..twiml.document import Node
from ..twiml.grammar import QUEUE_WHISPER, WHISPER, Element
from .conference import Conference
from .dialing import BAD_ADDRESS, MAX_TARGETS, Dialing, address, bad_address
from .telling import told_of
from .verb import GoTo, OpenLeg, Step, TalkingVerb, Wait, check_time

SECONDS_BEFORE_ANSWER = 5  # how long a callee who answers lets it ring
SECONDS_BEYOND_TIMEOUT = 5  # what Twilio adds


class Dial(Dialing):
    """Phones ring, all at once or, if it is sequential, one after the other."""

    def perform(self, call: Leg) -> Step:
        """Call the targets. A conference is joined."""
        if self.node.attributes["answerOnBridge"] == "false":
            call.answer()
        nouns = self.node.elements
        if len({noun.name == "Conference" for noun in nouns}) > 1:
            call.warn(13000, self.node.line, "<Conference> does not go with others; what comes first counts.")
        elif self.crowds_application:
            call.warn(13000, self.node.line, "<Application> does not ring with others; what comes first counts.")
        if nouns and nouns[0].name == "Conference":
            return Conference(self.node).perform(call)
        if len(nouns) > MAX_TARGETS:
            call.warn(13250, self.node.line, f"<Dial> names {len(nouns)} targets; at most {MAX_TARGETS} are called.")
        if not self.names_somebody(call):
            return self.conclude({"DialCallStatus": "failed", "DialBridged": "false"})
        legs = [self.new_leg(call, target) for target in self.targets]
        self.memory = {"legs": legs, "ringing": [], "uncalled": list(range(len(legs)))}
        return self.ring(call)

    def names_somebody(self, call: Leg) -> bool:
        """Tell whether there is somebody to call; a target that cannot be called is a warning, and nobody is."""
        if not self.targets:
            call.warn(BAD_ADDRESS, self.node.line, "<Dial> does not say whom to call.")
        bad = [(target, *problem) for target in self.targets if (problem := bad_address(target))]
        for target, code, kind in bad:
            call.warn(code, target.line, f"<{target.name}> says {address(target)!r}, which is not {kind}.")
        return bool(self.targets) and not bad

    def new_leg(self, call: Leg, target: Node) -> dict[str, Any]:
        """Return what is to be remembered of the call to a target."""
        to = address(target)
        if target.name == "Client":
            to = f"client:{to}"
        return {"to": to, "sid": call.new_sid("CA"), "queue": call.new_sid("QU"), "reports": 0}

    @property
    def actions(self) -> tuple[str, ...]:
        """What a callee may do."""
        return ("callee_answers", "callee_busy", "callee_no_answer", "callee_failed", "callee_canceled")

    @property
    def ringing(self) -> list[str]:
        """Whose phones ring."""
        return [self.leg(index)["to"] for index in self.memory["ringing"]]

    def ring(self, call: Leg) -> Step:
        """Let all phones ring, or the next one."""
        at_once = 1 if self.node.attributes["sequential"] == "true" else MAX_TARGETS
        uncalled = self.memory["uncalled"]
        self.memory |= {"ringing": uncalled[:at_once], "uncalled": uncalled[at_once:]}
        call.note("dialing", to=self.ringing, **told_of(self.node))
        for index in self.memory["ringing"]:
            self.report(call, index, "initiated", "initiated")
            self.report(call, index, "ringing", "ringing")
        return Wait(self)

    def find(self, who: str | None) -> list[int]:
        """Return the indices of the targets whose phones ring, or of one; raise ValueError, which names them."""
        indices: list[int] = self.memory["ringing"]
        if who is None:
            return indices
        if who not in self.ringing:
            raise ValueError(f"The phone of {who!r} does not ring; these do: {', '.join(self.ringing)}.")
        return [indices[self.ringing.index(who)]]

    def callee_answers(self, call: Leg, who: str | None, seconds: float | None) -> Step:
        """Let one answer, and hear a whisper if there is one; the others stop ringing."""
        index = self.find(who)[0]
        check_time(seconds or 0)
        said = {"who": who, "seconds": seconds}
        call.note_action("callee", does="answers", **{name: value for name, value in said.items() if value is not None})
        if not call.elapse(SECONDS_BEFORE_ANSWER):
            return None
        self.report(call, index, "answered", "in-progress")
        for other in self.memory["ringing"]:
            if other != index:
                self.report(call, other, "completed", "canceled", CallDuration="0")
        self.memory |= {"answered": index, "answered_at": call.second, "ringing": [index], "talk": seconds}
        if self.targets[index].attributes.get("url"):
            return Whisper(self.node, self.memory).perform(call)
        return Conversation(self.node, self.memory).perform(call)

    def nobody_answers(self, call: Leg, status: str, does: str, who: str | None = None) -> Step:
        """Let one phone stop ringing, or all; the last of all ends the Dial with its DialCallStatus."""
        indices = self.find(who)
        call.note_action("callee", does=f"at {who} {does}" if who else does)
        ringing = int(self.node.attributes["timeout"]) + SECONDS_BEYOND_TIMEOUT if status == "no-answer" else 0
        if not call.elapse(ringing):
            return None
        others = [index for index in self.memory["ringing"] if index not in indices]
        if not others and not self.memory["uncalled"]:
            return self.end(call, status)
        for index in indices:
            self.report(call, index, "completed", status, CallDuration="0")
        if not others:
            return self.ring(call)
        self.memory["ringing"] = others
        return None


class Whisper(Dialing):
    """The callee hears a document of his own, and may decide whether to take the call."""

    def perform(self, call: Leg) -> Step:
        """Let the callee hear it, on a leg of its own."""
        return OpenLeg(self, GoTo(self.target.attributes["url"], self.target.attributes["method"], {}))

    @property
    def target(self) -> Node:
        """Whose phone was answered."""
        answered: int = self.memory["answered"]
        return self.targets[answered]

    @property
    def root(self) -> Element:
        """Which verbs may stand in the whisper."""
        return QUEUE_WHISPER if self.target.name == "Queue" else WHISPER

    def identity_of_callee(self, call: Leg) -> dict[str, str]:
        """Return the parameters of every request of the callee's leg, all but CallStatus."""
        index = self.memory["answered"]
        identity = self.identity(call, index)
        if self.target.name == "Queue":
            queue = {"QueueSid": self.leg(index)["queue"], "QueueTime": "0"}
            identity |= {**queue, "DequeingCallSid": call.identity["CallSid"]}
        return identity

    @property
    def actions(self) -> tuple[str, ...]:
        """What the callee may do."""
        return ("callee.press", "callee.wait", "callee.listen", "callee.hang_up")

    def decided(self, call: Leg, accepted: bool) -> Step:
        """Connect the two, unless the callee has hung up."""
        return Conversation(self.node, self.memory).perform(call) if accepted else self.end(call, "completed")


class Conversation(TalkingVerb, Dialing):
    """The two talk."""

    def perform(self, call: Leg) -> Step:
        """Connect them; if it was said for how long they talk, let them."""
        call.answer()
        self.memory["since"] = call.second
        call.note("connected", to=self.leg(self.memory["answered"])["to"])
        if self.recorded:
            self.memory["recording"] = call.new_sid("RE")
            self.report_recording(call, "in-progress")
        seconds = self.memory["talk"]
        return (None if seconds is None else self.talk_until(call, seconds, self.hang_up)) or Wait(self)

    @property
    def actions(self) -> tuple[str, ...]:
        """Talk, hang up."""
        return ("talk", "callee_hangs_up", "press")

    def callee_hangs_up(self, call: Leg) -> Step:
        """End the conversation from the other side."""
        call.begin_action()
        return self.hang_up(call)

    def hang_up(self, call: Leg) -> Step:
        """Let the callee hang up."""
        call.note("callee", does="hangs up")
        return self.disconnect(call)

    def disconnect(self, call: Leg) -> Step:
        """Go on behind Dial, or at its action."""
        return self.end(call, "completed")
