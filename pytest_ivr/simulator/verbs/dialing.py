"""What a Dial is from the first ring to the last word: whom it calls, and what it reports (contract, section 4.6)."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from ..leg.callbacks import notify, progress
from ..leg.identity import identify_callee
from ..leg.leg import Leg
from ..twiml.document import Node
from ..twiml.grammar import ELEMENTS
from .recordings import recording_url, report_recording
from .verb import GoTo, Step, WaitingVerb

MAX_TARGETS = 10
RECORDING_SOURCE = "DialVerb"
NO_RECORDING = ("do-not-record", "false")


NUMBER = re.compile(r"\+?[0-9][0-9 ().-]*")
SIP_URI = re.compile(r"sips?:[^\s@]+(@[^\s@]+)?|[^\s@:]+@[^\s@]+", re.IGNORECASE)
ANYBODY = re.compile(r".+", re.DOTALL)
BAD_ADDRESS = 13223


class Addresses(NamedTuple):
    """What the text of a noun may be (``kind`` in words), and Twilio's number for one that is not."""

    pattern: re.Pattern[str]
    kind: str
    bad: int = BAD_ADDRESS


ADDRESSES = {
    "Number": Addresses(NUMBER, "a number"),
    "Sip": Addresses(SIP_URI, "a SIP URI", 13243),
    "Queue": Addresses(re.compile(".{1,64}"), "a queue's name of 1 to 64 characters", 14213),
}
SOMEBODY = Addresses(ANYBODY, "anybody")
NO_QUEUE = 14212


def address(noun: Node) -> str:
    """Return whom a noun names; of a Sip with several, the one that is tried first (RFC 2782)."""
    uris = [part for part in noun.elements if part.name == "Uri"]
    first = min(uris, key=urgency, default=noun)
    return first.text


def bad_address(noun: Node) -> tuple[int, str] | None:
    """Return Twilio's number for a noun that does not say whom to call, and what it should; None for one that does."""
    takes = ADDRESSES.get(noun.name, SOMEBODY)
    to = address(noun)
    if takes.pattern.fullmatch(to):
        return None
    return NO_QUEUE if noun.name == "Queue" and not to else takes.bad, takes.kind


def urgency(uri: Node) -> tuple[int, int]:
    """Return what sorts by priority, the lowest first, and by weight, the heaviest first."""
    return int(uri.attributes["priority"] or 0), -int(uri.attributes["weight"] or 0)


class Dialing(WaitingVerb):
    """What Dial, the whisper and the conversation have in common.

    They share a memory: the legs (whom each calls, its identifier, how many reports it made), which of
    them ring, which one answered and when, since when the two talk, and the identifier of the recording.
    """

    @property
    def targets(self) -> list[Node]:
        """Whom it calls, at most ten: its nouns but a conference, or the number that is its text.

        An application rings alone: among others at once, what comes first is called.
        """
        number = self.node.own_text
        if number and not self.node.elements:
            return [Node("Number", self.node.line, dict(ELEMENTS["Number"].defaults), [number])]
        nouns = [noun for noun in self.node.elements if noun.name != "Conference"]
        return nouns[: 1 if self.crowds_application else MAX_TARGETS]

    @property
    def crowds_application(self) -> bool:
        """Whether others are to ring together with an application."""
        names = [noun.name for noun in self.node.elements]
        return self.node.attributes["sequential"] == "false" and "Application" in names and len(names) > 1

    def leg(self, index: int) -> dict[str, Any]:
        """Return what is remembered of the call to a target."""
        leg: dict[str, Any] = self.memory["legs"][index]
        return leg

    def identity(self, call: Leg, index: int) -> dict[str, str]:
        """Return the standard parameters of the call to a target, all but CallStatus."""
        from_ = self.node.attributes["callerId"] or call.identity["From"]
        return identify_callee(call.identity, self.leg(index)["sid"], from_, self.leg(index)["to"])

    def report(self, call: Leg, index: int, event: str, status: str, **more: str) -> None:
        """Report an event to the status callback of a target, if it is subscribed to it."""
        given = self.targets[index].attributes
        if event not in given.get("statusCallbackEvent", "").replace(",", " ").split():
            return
        parameters = {**more, **progress(self.leg(index)["reports"])}
        self.leg(index)["reports"] += 1
        standard = {**self.identity(call, index), "CallStatus": status}
        notify(call, given["statusCallback"], given["statusCallbackMethod"], parameters, standard=standard)

    def seconds(self, call: Leg) -> int:
        """Return for how long the two have talked."""
        since: float = self.memory.get("since", call.second)
        return round(call.second - since)

    @property
    def recorded(self) -> bool:
        """Whether the conversation is recorded."""
        return self.node.attributes["record"] not in NO_RECORDING and "since" in self.memory

    def over(self, call: Leg, status: str) -> dict[str, str]:
        """Report to the callbacks that the dialed call is over; return the parameters of the action."""
        index = self.memory["ringing"][0]  # the one that answered rings alone
        lasted = round(call.second - self.memory.get("answered_at", call.second))  # with the whisper
        for leg in self.memory["ringing"]:
            self.report(call, leg, "completed", status, CallDuration=str(lasted))
        parameters = {
            "DialCallStatus": status,
            "DialCallSid": self.leg(index)["sid"],
            "DialCallDuration": str(self.seconds(call)),
            "DialBridged": str("since" in self.memory).lower(),
        }
        if self.recorded:
            parameters["RecordingUrl"] = recording_url(call, self.memory["recording"])
            self.report_recording(call, "completed")
        if self.targets[index].name == "Queue" and "since" in self.memory:
            parameters |= {
                "QueueSid": self.leg(index)["queue"],
                "DequeueResult": "bridged",
                "DequeuedCallSid": self.leg(index)["sid"],
                "DequeuedCallQueueTime": "0",
                "DequeuedCallDuration": str(self.seconds(call)),
            }
        return parameters

    def report_recording(self, call: Leg, status: str) -> None:
        """Report to the recording's status callback, if it is subscribed."""
        sid = self.memory["recording"]
        report_recording(call, self.node, sid, RECORDING_SOURCE, status, self.seconds(call))

    def end(self, call: Leg, status: str) -> Step:
        """Go on behind Dial, or at its action."""
        return self.conclude(self.over(call, status))

    def on_hangup(self, call: Leg) -> GoTo | None:
        """Request the action also when the caller has hung up (contract, section 8, choice 16)."""
        parameters = self.over(call, "completed" if "answered" in self.memory else "canceled")
        return self.action_request(parameters) if call.choices.action_after_hang_up else None
