"""Annotate: a tag for the bill (an older schema of Twilio's, contract, section 4.10)."""

from __future__ import annotations

from ..leg.leg import Leg
from .verb import Verb

TAG_LENGTH = 128


class Annotate(Verb):
    """A note about the call. Nobody hears it, and it does not answer."""

    def perform(self, call: Leg) -> None:
        """Go on at once; what Twilio does not take is logged."""
        tags = self.node.elements
        if not tags:
            call.warn(13110, self.node.line, "<Annotate> holds no <BillingReferenceTag>.")
        elif len(tags) > 1:
            call.warn(13111, self.node.line, "<Annotate> holds more than one <BillingReferenceTag>.")
        elif len(tags[0].text) > TAG_LENGTH:
            call.warn(13120, tags[0].line, f"A <BillingReferenceTag> has at most {TAG_LENGTH} characters.")
