"""Pay: a payment by card or bank account (contract, section 4.9)."""

from __future__ import annotations

from ..leg.leg import Leg
from .products import product
from .verb import GoTo, Step, Wait, WaitingVerb, check_time


class Pay(WaitingVerb):
    """A payment by card or bank account."""

    STAR = "caller-interrupted-with-star"

    def perform(self, call: Leg) -> Step:
        """Ask for the card; what is entered is not simulated."""
        call.answer()
        call.note("started", product="Pay", name="", **product(self.node))
        return Wait(self)

    @property
    def actions(self) -> tuple[str, ...]:
        """The end of the payment, or a star."""
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
        call.begin_action()
        return self.end(call, result, parameters) if call.elapse(seconds) else None

    def end(self, call: Leg, result: str, parameters: dict[str, str]) -> Step:
        """Take the result to the action; without one, to the next verb (contract, section 8, choice 18)."""
        call.note("stopped", product="Pay", name="")
        return self.conclude({"Result": result, **parameters})

    def on_hangup(self, call: Leg) -> GoTo | None:
        """Request the action also when the caller has hung up."""
        return self.action_request({"Result": "caller-hung-up"})
