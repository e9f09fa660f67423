"""Refer: a caller who came by SIP is handed on (contract, section 4.10)."""

from __future__ import annotations

from ..errors import TwilioError
from ..leg.leg import Leg
from ..twiml.grammar import SCHEMA_WARNING
from .dialing import address, bad_address
from .telling import told_of
from .verb import Step, Wait, WaitingVerb


class Refer(WaitingVerb):
    """A transfer outside of Twilio."""

    def perform(self, call: Leg) -> Step:
        """Hand the caller on; only SIP calls can be."""
        if not call.identity["From"].startswith("sip"):
            raise TwilioError(13801, "<Refer> needs a caller who came by SIP.", self.node.line)
        call.answer()
        if not self.node.elements:
            call.warn(SCHEMA_WARNING, self.node.line, "<Refer> names no <Sip>; it is passed over.")
            return None
        noun = self.node.elements[0]
        problem = bad_address(noun)
        if problem:
            code, kind = problem
            call.warn(code, noun.line, f"<{noun.name}> says {address(noun)!r}, which is not {kind}; it is passed over.")
            return None
        call.note("referred", to=address(noun), **told_of(self.node))
        return Wait(self)

    @property
    def actions(self) -> tuple[str, ...]:
        """The answer of the other side."""
        return ("refer_ends",)

    def refer_ends(self, call: Leg, sip_response: int) -> Step:
        """Go on behind Refer, or at its action, with what the other side has answered."""
        if not 100 <= sip_response <= 699:
            raise ValueError(f"SIP has no response {sip_response}; it has 100 to 699.")
        call.begin_action()
        status = "completed" if 200 <= sip_response < 300 else "failed"
        codes = {"ReferSipResponseCode": "202", "NotifySipResponseCode": str(sip_response)}
        return self.conclude({"ReferCallStatus": status, **codes})
