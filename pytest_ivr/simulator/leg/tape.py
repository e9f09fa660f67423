"""What one leg of a call knows: who it is, what second it is, and what has happened so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import urljoin

from ..errors import TwilioError
from ..options import Choices, Limits
from ..transcript import Transcript
from ..transports import Transport
from ..twiml.document import Document
from ..webhooks.client import Webhooks
from ..webhooks.urls import origin, without_credentials
from .identity import new_sid

# What Twilio logs as an error, not as a warning, though the call goes on.
LOGGED_ERRORS = frozenset(
    {13201, 13325, 13338, 13420, 13801, 14201, 14204, 14205, 14206, 14210, 14300, 16023},
)
FINAL_STATUSES = frozenset({"completed", "busy", "no-answer"})


class Tape:
    """The part of a leg that records, and steers nothing (see Leg for what each method does).

    Time is a number of seconds that prompts, pauses and waits add to; requests take none. All state is
    plain values, or made of them, so that a call can be saved (see saving.py).
    """

    name = ""  # whose ears: the caller's, or "callee"

    def __init__(
        self,
        url: str,
        transport: Transport,
        auth_token: str,
        identity: Mapping[str, str],
        limits: Limits,
        choices: Choices,
    ) -> None:
        self.webhooks = Webhooks(transport, auth_token, self.note)
        self.identity = dict(identity)
        self.limits = limits
        self.choices = choices
        self.status = "queued"
        self.second = 0.0
        self.answered_at = 0.0
        self.transcript = Transcript()
        self.action_began = 0  # the index in the transcript of what somebody has done last
        self.documents_in_a_row: list[str] = []  # since then
        self.document = Document(url, [])
        self.started: list[dict[str, str]] = []  # products that have the sound of the call
        self.sids = 0  # how many identifiers have been given

    @property
    def ended(self) -> bool:
        """Whether the call is over."""
        return self.status in FINAL_STATUSES

    def note(self, event: str, **details: Any) -> None:
        """Write an event into the transcript."""
        self.transcript.note(self.second, event, details, self.name)

    def warn(self, code: int, line: int, explanation: str) -> None:
        """Write down what Twilio logs about this document while the call goes on (contract, section 3.4)."""
        severity = "error" if code in LOGGED_ERRORS else "warning"
        url = self.document.url
        self.note("warned", severity=severity, code=code, url=url, line=line, explanation=explanation)

    def begin_action(self) -> None:
        """Let somebody act; what is heard from here on answers it."""
        self.action_began = len(self.transcript)
        self.documents_in_a_row = []

    def note_action(self, event: str, **details: Any) -> None:
        """Write down what somebody does."""
        self.begin_action()
        self.note(event, **details)

    def answer(self) -> None:
        """Pick up, if the call still rings."""
        if self.status == "ringing":
            self.status = "in-progress"
            self.answered_at = self.second
            self.note("answered")

    @property
    def time_is_up(self) -> bool:
        """Whether Twilio hangs up, because no call lasts longer (contract, section 1.8)."""
        return self.second >= self.limits.seconds

    def elapse(self, seconds: float) -> bool:
        """Let time pass, at most until Twilio hangs up; tell whether the call goes on."""
        self.second = min(self.second + seconds, self.limits.seconds)
        return not self.time_is_up

    def hear(self, event: str, seconds: float, **details: Any) -> bool:
        """Let something be heard for some seconds, at most until Twilio hangs up; tell whether the call goes on."""
        seconds = min(seconds, self.limits.seconds - self.second)
        self.note(event, seconds=round(seconds, 2), **details)
        return self.elapse(seconds)

    def resolve(self, reference: str) -> str:
        """Return the absolute URL of a reference in this document; raise TwilioError 11100 if there is none."""
        try:
            return self.webhooks.keep_credentials(urljoin(self.document.url, reference.strip()))
        except ValueError as error:
            raise TwilioError(11100, f"{without_credentials(reference)!r} is not a URL: {error}.") from None

    def is_own(self, url: str) -> bool:
        """Tell whether a URL is the application's own; raise TwilioError (11100, 11210) if Twilio refuses it."""
        return origin(url) == origin(self.document.url)

    def new_sid(self, kind: str) -> str:
        """Return an identifier that is new in this call, and the same whenever the call is made again."""
        self.sids += 1
        return new_sid(kind, self.identity["CallSid"], self.name, self.sids)
