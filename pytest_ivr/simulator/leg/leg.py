"""What a verb may see of a call, and do to it: eyes, ears and tape. What comes next it returns as a step."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from ..options import Choices, Limits
from ..transcript import Transcript
from ..twiml.document import Document, Node
from ..webhooks.client import Webhooks


class Leg(Protocol):
    """One side of a call, the caller's or a callee's, as verbs and callbacks know it.

    Time passes up to a certain second (see hear): where nobody lets it pass, a call rests in what never ends.
    """

    identity: dict[str, str]  # the standard parameters that do not change, by name
    status: str  # Twilio's CallStatus
    second: float  # since the first ring
    answered_at: float
    transcript: Transcript
    document: Document  # the one whose verbs are performed
    webhooks: Webhooks
    started: list[dict[str, str]]  # products that have the sound of the call
    limits: Limits
    choices: Choices

    @property
    def held_by(self) -> object | None:
        """The verb whose wait documents the caller hears, if there is one."""

    def note(self, event: str, **details: Any) -> None:
        """Write an event into the transcript."""

    def warn(self, code: int, line: int, explanation: str) -> None:
        """Write down what Twilio logs about this document while the call goes on (contract, section 3.4)."""

    def begin_action(self) -> None:
        """Let somebody act; what is heard from here on answers it."""

    def note_action(self, event: str, **details: Any) -> None:
        """Write down what somebody does."""

    def answer(self) -> None:
        """Pick up, if the call still rings."""

    def elapse(self, seconds: float) -> bool:
        """Let time pass, at most until Twilio hangs up; tell whether the call goes on."""

    @property
    def sounding(self) -> bool:
        """Whether something is heard that has not come to its end."""

    @property
    def out_of_time(self) -> bool:
        """Whether no more time passes before somebody acts."""

    def hear(self, event: str, seconds: float, **details: Any) -> bool:
        """Let something be heard for some seconds, as far as there is time; tell whether the call goes on.

        In what never ends (infinite seconds, or as many loops as Twilio makes at the most) the call comes to rest.
        """

    def hear_out(self) -> None:
        """Let what is heard come to its end."""

    def fall_silent(self) -> None:
        """Break off what is heard."""

    def resolve(self, reference: str) -> str:
        """Return the absolute URL of a reference in this document; raise TwilioError 11100 if there is none."""

    def is_own(self, url: str) -> bool:
        """Tell whether a URL is the application's own; raise TwilioError (11100, 11210) if Twilio refuses it."""

    def new_sid(self, kind: str) -> str:
        """Return an identifier that is new in this call, and the same whenever the call is made again."""

    def notify(self, reference: str, method: str, parameters: Mapping[str, str]) -> None:
        """Make a request that does not steer the call (see callbacks.py)."""

    def report_later(self, report: Callable[[], None]) -> None:
        """Let a request that does not steer the call be made before time passes, behind those that do."""

    def url_of(self, node: Node) -> str:
        """Return the URL of the document in which a verb stands: one that holds stands in the one that was left."""

    def standard_parameters(self) -> dict[str, str]:
        """Return the parameters that every request of the call carries (contract, 1.2; in queues also 4.7)."""
