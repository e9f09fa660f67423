"""Sms: a text message beside the call (contract, section 4.10)."""

from __future__ import annotations

from ..leg.leg import Leg
from .telling import told_of
from .verb import GoTo, Step, Verb


class Sms(Verb):
    """A text message, by default from the line to the caller."""

    def perform(self, call: Leg) -> Step:
        """Send it and go on at once, with the action if there is one. Without a text it is invalid."""
        call.answer()
        given = self.node.attributes
        sid, text = call.new_sid("SM"), " ".join(self.node.text.split())
        if text:
            call.note("texted", to=given["to"] or call.identity["From"], text=text, **told_of(self.node))
            call.notify(given["statusCallback"], "POST", {"SmsSid": sid, "SmsStatus": "sent"})
        else:
            call.warn(14103, self.node.line, "<Sms> has no text.")
        if not given["action"]:
            return None
        status = "sending" if text else "invalid"
        return GoTo(given["action"], given["method"], {"SmsSid": sid, "SmsStatus": status})
