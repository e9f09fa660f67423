"""Connect, Start, Stop and Pay: products that take the sound of the call (contract, sections 4.8 and 4.9).

They are checked and shown; how they end is said by the test.
"""

from __future__ import annotations

from ..leg.leg import Leg
from ..products import can_start, given, inbound, start, stop
from .verb import GoTo, Step, Verb, Wait, WaitingVerb, check_time

NO_NOUN = 14300


class Start(Verb):
    """Something that goes on beside the call."""

    def perform(self, call: Leg) -> None:
        """Start it and go on at once."""
        call.answer()
        if not self.node.elements:
            call.warn(NO_NOUN, self.node.line, "<Start> starts nothing.")
        for noun in self.node.elements:
            if can_start(call, noun):
                start(call, noun)


class Stop(Verb):
    """The end of what was started, by its name."""

    def perform(self, call: Leg) -> None:
        """Stop it and go on at once."""
        for noun in self.node.elements:
            stop(call, noun.name, noun.attributes["name"])


class Connect(WaitingVerb):
    """A product that has the call until it ends."""

    def perform(self, call: Leg) -> Step:
        """Hand the call over; what has it is the first noun."""
        call.answer()
        if not self.node.elements:
            call.warn(12200, self.node.line, "<Connect> names nothing to connect to; it is passed over.")
            return None
        noun, *others = self.node.elements
        for other in others:
            call.warn(12200, other.line, f"<Connect> takes one noun; this <{other.name}> is passed over.")
        if not can_start(call, noun):
            return None
        start(call, inbound(call, noun))
        return Wait(self)

    @property
    def acts(self) -> tuple[str, ...]:
        """To tell how the product ended."""
        return ("connection_ends",)

    def farewell(self, call: Leg) -> GoTo | None:
        """Request the action also when the caller has hung up."""
        return self.action({})

    def connection_ends(self, call: Leg, seconds: float, parameters: dict[str, str]) -> Step:
        """Go on behind Connect or at its action, with what the product tells."""
        check_time(seconds)
        call.begin_act()
        noun = self.node.elements[0]
        if not call.elapse(seconds):
            return None
        stop(call, noun.name, noun.attributes.get("name", ""))
        return self.conclude(parameters)


class Pay(WaitingVerb):
    """A payment by card or bank account."""

    STAR = "caller-interrupted-with-star"

    def perform(self, call: Leg) -> Step:
        """Ask for the card; what is entered is not simulated."""
        call.answer()
        call.note("started", product="Pay", name="", attributes=given(self.node))
        return Wait(self)

    @property
    def acts(self) -> tuple[str, ...]:
        """To tell how the payment ended, or to press star."""
        return ("payment_ends", 'press("*")')

    def press(self, call: Leg, keys: str) -> Step:
        """Give up at a star; other keys are a card's, which nobody types here."""
        before, star, after = keys.partition("*")
        if before + after:
            call.note("lost", what=before + after, reason="the entry of a card is not simulated")
        return self.end(call, self.STAR, {}) if star else None

    def payment_ends(self, call: Leg, seconds: float, result: str, parameters: dict[str, str]) -> Step:
        """Let the payment end after some seconds."""
        check_time(seconds)
        call.begin_act()
        return self.end(call, result, parameters) if call.elapse(seconds) else None

    def end(self, call: Leg, result: str, parameters: dict[str, str]) -> Step:
        """Take the result to the action; without one, to the next verb (contract, section 8, choice 18)."""
        call.note("stopped", product="Pay", name="")
        return self.conclude({"Result": result, **parameters})

    def farewell(self, call: Leg) -> GoTo | None:
        """Request the action also when the caller has hung up."""
        return self.action({"Result": "caller-hung-up"})
