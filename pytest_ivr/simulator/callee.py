"""The leg of a callee who hears a whisper before he is connected (contract, section 4.6, Number)."""

from __future__ import annotations

from typing import NoReturn

from .call import Call
from .errors import EndlessCall
from .interpreter import Interpreter
from .verbs import Whisper


class Callee(Call):
    """Somebody who is called for the caller: acts like a caller, and is heard in the caller's transcript.

    He takes the call when the whisper's document ends; if it hangs up, or he does, the two are never connected.
    """

    leg = "callee"

    def __init__(self, caller: Interpreter, whisper: Whisper) -> None:
        super().__init__(
            caller.document.url,
            transport=caller.webhooks.transport,
            auth_token=caller.webhooks.auth_token,
            limits=caller.limits,
            choices=caller.choices,
        )
        self.webhooks = caller.webhooks.of_leg(self.note)
        self.identity = whisper.identity_of_callee(caller)
        self.root = whisper.root
        self.caller = caller
        self.transcript = caller.transcript
        self.act_began = caller.act_began
        self.second = self.answered_at = caller.second
        self.status = "in-progress"
        self.accepted = False

    def document_ended(self) -> None:
        """Take the call."""
        self.accepted = True
        self.status = "completed"

    def give_up(self, why: str, error: type[Exception] = EndlessCall) -> NoReturn:
        """Stop the simulation, on the caller's leg as well."""
        self.caller.waiting, self.caller.stopped = None, why
        super().give_up(why, error)

    def run(self) -> None:
        """Go on until the callee has to decide, or has decided; then the caller's side goes on."""
        super().run()
        whisper = self.caller.waiting
        if self.ended and isinstance(whisper, Whisper):
            self.caller.second = self.second
            self.caller.callee = None
            if not self.caller.time_is_up:
                whisper.decided(self.caller, self.accepted)
            self.caller.run()
