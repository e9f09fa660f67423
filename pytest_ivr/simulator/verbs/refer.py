"""Refer: a caller who came by SIP is handed on (contract, section 4.10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import TwilioError
from .dialing import address
from .verb import WaitingVerb

if TYPE_CHECKING:
    from ..interpreter import Interpreter


class Refer(WaitingVerb):
    """A transfer outside of Twilio."""

    def perform(self, call: Interpreter) -> None:
        """Hand the caller on; only SIP calls can be."""
        if not call.identity["From"].startswith("sip"):
            raise TwilioError(13801, "<Refer> needs a caller who came by SIP.", self.node.line)
        call.answer()
        targets = [address(noun) for noun in self.node.elements]
        if not targets:
            call.warn(12200, self.node.line, "<Refer> names no <Sip>; it is passed over.")
            return
        call.note("referred", to=targets[0])
        call.wait_in(self)

    @property
    def acts(self) -> tuple[str, ...]:
        """To tell how the other side took it."""
        return ("refer_ends",)

    def refer_ends(self, call: Interpreter, sip_response: int) -> None:
        """Tell the action what the other side answered."""
        status = "completed" if 200 <= sip_response < 300 else "failed"
        codes = {"ReferSipResponseCode": "202", "NotifySipResponseCode": str(sip_response)}
        self.conclude(call, {"ReferCallStatus": status, **codes})
