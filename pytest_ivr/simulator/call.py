"""One inbound call, and everything that the caller and the other parties on it can do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from types import MappingProxyType

from .errors import CallOver
from .interpreter import Interpreter
from .leg.identity import identify
from .options import Choices, Limits
from .party import Callee, Party
from .saving import restore, saved
from .transports import Response, Transport
from .transports.stand_in import stand_in
from .verbs import Conference, Connect, Conversation, Dial, Enqueue, Pay, Record, Refer
from .verbs.verb import End, GoTo, check_time


class Call(Party):
    """A caller's phone call to a line whose first document is at ``voice_url``.

    Its methods are the actions of people: the caller (dial, press, wait, speak ...), the other parties (callee_answers,
    agent_takes ...), and products that take the call (connection_ends ...). After each action the line moves
    on until it waits for somebody again or the call is over. Actions raise CallOver when there is no call to
    act in, ActionNotPossible when it is not their turn, ValueError for what nobody can do, and EndlessCall or
    UnsupportedVerb when the line goes where the simulation cannot follow.

    ``voice_url`` to ``status_callback_method`` are those of a phone number's voice configuration;
    ``parameters`` are added to the standard parameters, or replace them ({"CallerName": "ANN"}). ``others`` says who
    answers for other hosts than that of ``voice_url``, by how their URLs begin: a transport, a Response, or the text
    of a document ({"https://cdn.example/": "<Response>...</Response>"}).
    """

    def __init__(
        self,
        voice_url: str,
        *,
        transport: Transport,
        auth_token: str,
        from_: str = "+14155551212",
        to: str = "+18005550199",
        voice_method: str = "POST",
        fallback_url: str | None = None,
        fallback_method: str = "POST",
        status_callback: str | None = None,
        status_callback_method: str = "POST",
        parameters: Mapping[str, str] | None = None,
        limits: Limits = Limits(),  # noqa: B008 (it is frozen)
        choices: Choices = Choices(),  # noqa: B008 (it is frozen)
        others: Mapping[str, Transport | Response | str] = MappingProxyType({}),
    ) -> None:
        for method in (voice_method, fallback_method, status_callback_method):
            if method not in ("GET", "POST"):
                raise ValueError(f"Twilio does not request with {method!r}; it does with GET or POST.")
        identity = identify(from_, to, parameters or {})
        super().__init__(Interpreter(voice_url, transport, auth_token, identity, limits, choices))
        self.leg.webhooks.others = {address: stand_in(address, answer) for address, answer in others.items()}
        self.leg.voice_method = voice_method
        self.leg.fallback_url = fallback_url
        self.leg.fallback_method = fallback_method
        self.leg.status_callback = status_callback
        self.leg.status_callback_method = status_callback_method

    def save(self) -> str:
        """Return the call as it stands, as JSON.

        The auth token is not in it, but passwords from URLs are: keep it as safe as those.
        """
        return json.dumps(saved(self.leg))

    @classmethod
    def load(
        cls,
        state: str,
        *,
        transport: Transport,
        auth_token: str,
        others: Mapping[str, Transport | Response | str] = MappingProxyType({}),
    ) -> Call:
        """Return the call that was saved, ready to go on, in this process or another.

        Raises ValueError, LookupError or TypeError for what no call of this version has saved.
        """
        call = cls("", transport=transport, auth_token=auth_token, others=others)
        restore(call.leg, json.loads(state))
        return call

    @property
    def callee(self) -> Callee | None:
        """Who hears a whisper now, and may press, speak, wait and hang up; None if nobody does."""
        return None if self.leg.callee is None else Callee(self.leg.callee)

    # What the caller does, beside what everybody can

    def dial(self) -> None:
        """Dial the line."""
        self._ring()
        self.leg.move(GoTo(self.leg.voice_url, self.leg.voice_method, {}))

    def dial_and_hang_up(self) -> None:
        """Dial and hang up before the line answers: nothing of its document is heard."""
        self._ring()
        self.leg.final_request(GoTo(self.leg.voice_url, self.leg.voice_method, {}))
        self.leg.note("hung up", by="the caller")
        self.leg.move(End("no-answer"))

    def _ring(self) -> None:
        """Begin to ring."""
        if self.status != "queued":
            raise CallOver("This call has been dialed already; make a new Call to dial again.")
        self.leg.note_action("dialed", number=self.identity["To"])
        self.leg.status = "ringing"

    def record(self, seconds: float, finish: str = "", words: str = "") -> None:
        """Say something for some seconds to a line that records it.

        ``finish`` is the key that ends it, or "hangup"; without it silence does. ``words`` are what a
        transcription makes of it.
        """
        verb = self.leg.waiting_in(Record, "The caller cannot record")
        self.leg.move(verb.record(self.leg, seconds, finish, words))

    def record_nothing(self) -> None:
        """Stay silent so that there is no recording at all, and the line goes on behind Record (contract, 4.5)."""
        self.leg.move(self.leg.waiting_in(Record, "The caller cannot record nothing").fall_through(self.leg))

    def talk(self, seconds: float) -> None:
        """Talk with whom the line has connected the caller with."""
        verb = self.leg.waiting_verb("The caller cannot talk")
        check_time(seconds)
        self.leg.move(verb.talk(self.leg, seconds))

    # What the other parties on the call do: whom the line dials, conferences, agents

    def callee_answers(self, seconds: float | None = None, who: str | None = None) -> None:
        """Answer the phone, talk for some seconds and hang up; without seconds the conversation goes on.

        ``who`` is one of those whose phones ring, by number; by default the first. If there is a whisper,
        it is the turn of ``call.callee``, who may press, wait and hang_up.
        """
        self.leg.move(self.leg.waiting_in(Dial, "No callee can answer").callee_answers(self.leg, who, seconds))

    def callee_busy(self, who: str | None = None) -> None:
        """The callee is busy; ``who`` is one of those whose phones ring, while the others still may answer."""
        self._nobody_answers("busy", "is busy", who)

    def callee_no_answer(self) -> None:
        """The phone rings until the line gives up."""
        self._nobody_answers("no-answer", "does not answer")

    def callee_failed(self, who: str | None = None) -> None:
        """The number cannot be reached."""
        self._nobody_answers("failed", "cannot be reached", who)

    def callee_canceled(self, who: str | None = None) -> None:
        """The phone stops ringing, because the application has canceled the call through Twilio's API."""
        self._nobody_answers("canceled", "is called no more", who)

    def _nobody_answers(self, status: str, does: str, who: str | None = None) -> None:
        """End the ringing with a DialCallStatus: of one, or of all."""
        self.leg.move(self.leg.waiting_in(Dial, "No callee can refuse").nobody_answers(self.leg, status, does, who))

    def callee_hangs_up(self) -> None:
        """Hang up on the caller after some talk."""
        verb = self.leg.waiting_in(Conversation, "Nobody can hang up on the caller")
        self.leg.move(verb.callee_hangs_up(self.leg))

    def conference_begins(self) -> None:
        """Let somebody join whose coming starts the conference."""
        self.leg.move(self.leg.waiting_in(Conference, "No conference can begin").conference_begins(self.leg))

    def conference_ends(self, seconds: float = 0) -> None:
        """Talk for some seconds in the conference, which begins now if it has not, and then ends."""
        self.leg.move(self.leg.waiting_in(Conference, "No conference can end").conference_ends(self.leg, seconds))

    def agent_takes(self, seconds: float = 60) -> None:
        """Take the caller out of the queue, and talk for some seconds."""
        self.leg.move(self.leg.waiting_in(Enqueue, "No agent can take the caller").agent_takes(self.leg, seconds))

    def queue_fails(self, result: str = "queue-full") -> None:
        """Refuse the caller, who then has never been in the queue: "queue-full", "error" or "system-error"."""
        self.leg.move(self.leg.waiting_in(Enqueue, "No queue can refuse the caller").queue_fails(self.leg, result))

    # What products do that take the call

    def connection_ends(self, seconds: float = 0, **parameters: str) -> None:
        """End what Connect has connected the caller to; the parameters go to the action."""
        verb = self.leg.waiting_in(Connect, "No connection can end")
        self.leg.move(verb.connection_ends(self.leg, seconds, parameters))

    def payment_ends(self, result: str = "success", seconds: float = 0, **parameters: str) -> None:
        """End a Pay with its Result and further parameters for the action (PaymentToken="...")."""
        verb = self.leg.waiting_in(Pay, "No payment can end")
        self.leg.move(verb.payment_ends(self.leg, seconds, result, parameters))

    def refer_ends(self, sip_response: int = 200) -> None:
        """Answer a Refer from the other side, with this SIP response code."""
        self.leg.move(self.leg.waiting_in(Refer, "No transfer can end").refer_ends(self.leg, sip_response))
