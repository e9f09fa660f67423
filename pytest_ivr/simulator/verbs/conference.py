"""Conference: the caller joins others, and hears wait documents until it begins (contract, section 4.6)."""

from __future__ import annotations

import math

from ..leg.callbacks import notify, progress
from ..leg.leg import Leg
from ..twiml.document import Node
from ..twiml.grammar import CONFERENCE_WAIT
from .queue import NO_DOCUMENT, hear_wait
from .recordings import report_recording
from .telling import told_of
from .verb import GoTo, Hold, HoldingVerb, Release, Step, TalkingVerb, Wait, WaitingVerb, check_time

EVENTS = {
    "start": "conference-start",
    "end": "conference-end",
    "join": "participant-join",
    "leave": "participant-leave",
}
MAX_NAME = 128
RECORDING_SOURCE = "Conference"


class Conference(TalkingVerb, HoldingVerb):
    """A conference, made of the Dial that it stands in. It remembers its identifier and how many reports it made.

    The time limit of the Dial counts from its beginning on.
    """

    root = CONFERENCE_WAIT

    def perform(self, call: Leg) -> Step:
        """Join; the caller hears the wait document until the conference begins."""
        call.answer()
        noun = self.noun
        if not noun.text or len(noun.text) > MAX_NAME:
            call.warn(13237, noun.line, f"A conference's name has 1 to {MAX_NAME} characters.")
            return self.conclude({"DialCallStatus": "failed", "DialBridged": "false"})
        self.memory = {"sid": call.new_sid("CF"), "reports": 0}
        call.note("joined", conference=noun.text, **told_of(self.node))
        self.report(call, "join")
        if noun.attributes["waitUrl"] in NO_DOCUMENT:
            hear_wait(call, noun.attributes["waitUrl"])
            return Hold(self, Wait(self))
        return Hold(self, GoTo(noun.attributes["waitUrl"], noun.attributes["waitMethod"], {}))

    @property
    def noun(self) -> Node:
        """The conference in the Dial."""
        return self.node.elements[0]

    @property
    def begun(self) -> bool:
        """Whether others are there to talk with."""
        return "since" in self.memory

    @property
    def outcome(self) -> dict[str, str]:
        """The parameters of the action: of a conference there are no other statuses, no leg and no length."""
        return {"DialCallStatus": "answered", "DialBridged": str(self.begun).lower()}

    @property
    def actions(self) -> tuple[str, ...]:
        """Begin, end."""
        if self.begun:
            return ("talk", "conference_ends", "press")
        return ("conference_begins", "conference_ends", "wait", "listen")

    def wait(self, call: Leg) -> Step:
        """Wait on for the conference to begin."""
        return WaitingVerb.wait(self, call) if self.begun else super().wait(call)

    def document_ended(self, call: Leg) -> Step:
        """Let there be silence until the conference begins."""
        call.hear("paused", math.inf)
        return Wait(self)

    def conference_begins(self, call: Leg) -> Step:
        """Let somebody join whose coming starts the conference."""
        if self.begun:
            raise self.impossible(call, "The conference cannot begin again")
        call.begin_action()
        self.begin(call)
        return Release(Wait(self))

    def begin(self, call: Leg, **talk: float) -> None:
        """Connect the caller with the others."""
        self.memory["since"] = call.second
        self.report(call, "start")
        if self.noun.attributes["record"] == "record-from-start":
            self.memory["recording"] = call.new_sid("RE")
            self.report_recording(call, "in-progress")
        call.note("connected", to=self.noun.text, **talk)

    def talk(self, call: Leg, seconds: float) -> Step:
        """Talk, once the conference has begun."""
        if not self.begun:
            raise self.impossible(call, "The caller cannot talk")
        return super().talk(call, seconds)

    def conference_ends(self, call: Leg, seconds: float) -> Step:
        """Talk for some seconds, and go on behind Dial, or at its action. The conference begins now if it has not."""
        check_time(seconds)
        call.begin_action()
        if not self.begun:
            self.begin(call, seconds=seconds)
        return Release((self.talk_until(call, seconds, self.end) if seconds else self.end(call)) or Wait(self))

    def end(self, call: Leg) -> Step:
        """Go on behind Dial, or at its action: the conference is over."""
        call.note("conference ended")
        self.report(call, "leave")
        self.report_end(call)
        return self.conclude(self.outcome)

    def disconnect(self, call: Leg) -> Step:
        """Leave, and go on behind Dial, or at its action."""
        self.leave(call)
        return Release(self.conclude(self.outcome))

    def leave(self, call: Leg) -> None:
        """Report that the caller has left, and that the conference is over if it ends without them."""
        self.report(call, "leave")
        if self.begun and self.noun.attributes["endConferenceOnExit"] == "true":
            call.note("conference ended")
            self.report_end(call)

    def report_end(self, call: Leg) -> None:
        """Report the end of the conference, and of its recording, to the callbacks that are subscribed to them."""
        self.report(call, "end")
        if "recording" in self.memory:
            self.report_recording(call, "completed")

    def report_recording(self, call: Leg, status: str) -> None:
        """Report to the recording's status callback, if it is subscribed."""
        seconds = call.second - self.memory["since"]
        report_recording(
            *(call, self.noun, self.memory["recording"], RECORDING_SOURCE, status, seconds),
            conference=self.memory["sid"],
            base=call.url_of(self.node),
        )

    def report(self, call: Leg, event: str) -> None:
        """Report an event to the conference's status callback, if it is subscribed to it."""
        noun = self.noun
        if event not in noun.attributes["statusCallbackEvent"].replace(",", " ").split():
            return
        parameters = {
            "ConferenceSid": self.memory["sid"],
            "FriendlyName": noun.text,
            "StatusCallbackEvent": EVENTS[event],
            **progress(self.memory["reports"]),
        }
        self.memory["reports"] += 1
        standard = {name: call.identity[name] for name in ("AccountSid", "CallSid")}
        url, method = noun.attributes["statusCallback"], noun.attributes["statusCallbackMethod"]
        notify(call, url, method, parameters, standard=standard, base=call.url_of(self.node))

    def on_hangup(self, call: Leg) -> GoTo | None:
        """Request the action also when the caller has hung up (contract, section 8, choice 16)."""
        self.leave(call)
        return self.action_request(self.outcome) if call.choices.action_after_hang_up else None
