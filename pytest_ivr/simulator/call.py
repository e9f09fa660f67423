"""One inbound call, as the caller and the others on the phone act in it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NoReturn

from .errors import CallOver, EndlessCall
from .interpreter import Event, Interpreter
from .leg.identity import identify
from .options import Choices, Limits
from .others import Others
from .saving import restore, saved
from .transports import Transport
from .verbs import Gather, Record, Whisper
from .verbs.verb import GoTo, check_time
from .webhooks.client import Webhooks

KEYS = frozenset("0123456789*#")


class Call(Others):
    """A caller's phone call to a line whose first document is at ``voice_url``.

    People act: the caller (dial, press, wait, speak ...), whom he is connected with (callee_answers,
    agent_takes ...), and products that take the call (connection_ends ...). After each act the line moves
    on until it waits for somebody again or the call is over. Acts raise CallOver when there is no call to
    act in, ActImpossible when it is not their turn, ValueError for what nobody can do, and EndlessCall or
    UnsupportedVerb when the line goes where the simulation cannot follow.

    ``voice_url`` to ``status_callback_method`` are those of a phone number's voice configuration;
    ``parameters`` are added to the standard parameters, or replace them ({"CallerName": "ANN"}).

    ``transcript`` lists every event as a JSON-able dict: ``event`` names it, ``second`` tells when it
    happened, counted from the first ring. ``status`` is Twilio's CallStatus.
    """

    callee: Callee | None

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
    ) -> None:
        for method in (voice_method, fallback_method, status_callback_method):
            if method not in ("GET", "POST"):
                raise ValueError(f"Twilio does not ask by {method!r}; it does by GET or POST.")
        webhooks = Webhooks(transport, auth_token, self.note)
        super().__init__(voice_url, webhooks, identify(from_, to, parameters or {}), limits, choices)
        self.voice_url = voice_url
        self.voice_method = voice_method
        self.fallback_url = fallback_url
        self.fallback_method = fallback_method
        self.status_callback = status_callback
        self.status_callback_method = status_callback_method

    def save(self) -> str:
        """Return the call as it stands, as JSON.

        The auth token is not in it, but the passwords that URLs have told are: keep it as you keep those.
        """
        return json.dumps(saved(self))

    @classmethod
    def load(cls, state: str, *, transport: Transport, auth_token: str) -> Call:
        """Return the call that was saved, ready to go on, in this process or another.

        Raises ValueError, LookupError or TypeError for what no call of this version has saved.
        """
        call = cls("", transport=transport, auth_token=auth_token)
        restore(call, json.loads(state))
        return call

    # What is known of the call

    @property
    def heard(self) -> list[str]:
        """What was heard since the last act, in order: sentences, and the URLs or keys that were played."""
        return [
            event.get("text") or event.get("url") or event["digits"]
            for event in self.heard_events
            for _ in range(event["loops"])
        ]

    @property
    def heard_events(self) -> list[Event]:
        """The sentences and files that were heard since the last action, as events of the transcript."""
        return [
            event
            for event in self.transcript[self.act_began :]
            if event["event"] in ("said", "played") and event.get("leg", "") == self.leg
        ]

    @property
    def is_held(self) -> bool:
        """Whether the caller waits in a queue or for a conference."""
        return self.hold is not None

    # What the caller does

    def dial(self) -> None:
        """Place the call."""
        self.start()
        self.move(GoTo(self.voice_url, self.voice_method, {}))

    def dial_and_hang_up(self) -> None:
        """Place the call and hang up before the line answers: nothing of its document is heard."""
        self.start()
        self.request_in_vain(GoTo(self.voice_url, self.voice_method, {}))
        self.note("hung up", by="the caller")
        self.end("no-answer")

    def press(self, keys: str, during: str | None = None) -> None:
        """Press keys one after the other: after the prompts, or in the first sentence that has ``during`` in it.

        Keys that nothing listens to are lost, with a note in the transcript (contract, 4.1, rows 12, 13 and 19).
        """
        if not keys or not KEYS.issuperset(keys):
            raise ValueError(f"No phone has the keys {keys!r}; there are 0-9, * and #.")
        if during is not None and not self.cut("dtmf", during):
            self.act_in_vain(during, "pressed", keys=keys)
            return
        verb = self.expect("The caller cannot press keys")
        self.act("pressed", keys=keys)
        self.move(verb.press(self, keys))

    def speak(self, words: str, confidence: float = 0.9, during: str | None = None) -> None:
        """Say something to a line that listens to speech; Twilio understands it with this confidence (0 to 1)."""
        if not words.strip() or words != words.encode(errors="ignore").decode() or not 0 <= confidence <= 1:
            raise ValueError(f"Nobody says {words!r} with a confidence of {confidence}; say words, and 0.0 to 1.0.")
        if during is not None and not self.cut("speech", during):
            self.act_in_vain(during, "spoke", words=words)
            return
        verb = self.expect("The caller cannot speak")
        self.act("spoke", words=words)
        self.move(verb.speak(self, " ".join(words.split()), confidence))

    def mumble(self) -> None:
        """Say something that Twilio does not understand."""
        self.move(self.expect_a(Gather, "The caller cannot mumble").mumble(self))

    def wait(self) -> None:
        """Say and press nothing until the line moves on."""
        self.move(self.expect("The caller cannot stay silent").wait(self))

    def record(self, seconds: float, finish: str = "", words: str = "") -> None:
        """Say something for some seconds to a line that records it.

        ``finish`` is the key that ends it, or "hangup"; without it silence does. ``words`` are what a
        transcription makes of it.
        """
        self.move(self.expect_a(Record, "The caller cannot record").record(self, seconds, finish, words))

    def record_nothing(self) -> None:
        """Stay silent so that there is no recording at all, and the line goes on behind Record (contract, 4.5)."""
        self.move(self.expect_a(Record, "The caller cannot record nothing").fall_through(self))

    def talk(self, seconds: float) -> None:
        """Talk with whom the line has connected the caller with."""
        verb = self.expect("The caller cannot talk")
        check_time(seconds)
        self.move(verb.talk(self, seconds))

    def hang_up(self) -> None:
        """End the call from the caller's side."""
        self.expect("The caller cannot hang up")
        if self.callee is not None:
            self.second = self.callee.second
        self.act("hung up", by="the caller")
        self.end("no-answer" if self.status == "ringing" else "completed")
        self.run()

    def new_callee(self, whisper: Whisper) -> Callee:
        """Return a callee who is to hear a whisper."""
        return Callee(self, whisper)

    # What is possible now

    def start(self) -> None:
        """Begin to ring."""
        if self.status != "queued":
            raise CallOver("This call has been dialed already; make a new Call to dial again.")
        self.act("dialed", number=self.identity["To"])
        self.status = "ringing"

    def cut(self, kind: str, during: str) -> bool:
        """Cut the prompt with ``during`` in it, if keys or speech can; later prompts were then never heard."""
        place = self.place_of(during)
        if not isinstance(self.waiting, Gather) or not self.waiting.may_be_cut(kind, place):
            return False
        prompt = self.transcript[place]
        prompt["seconds"] = round(prompt["seconds"] / 2, 2)
        prompt["cut"] = True
        self.transcript[place + 1 :] = [
            event for event in self.transcript[place + 1 :] if event.get("leg", "") != self.leg
        ]
        self.second = prompt["second"] + prompt["seconds"]
        return True

    def act_in_vain(self, during: str, event: str, **details: str) -> None:
        """Note what was pressed or said while nothing listened; the line has gone on regardless."""
        place = self.place_of(during)
        second = round(self.transcript[place]["second"] + self.transcript[place]["seconds"] / 2, 2)
        [what] = details.values()
        self.transcript[place + 1 : place + 1] = [
            {"second": second, "event": event, **details},
            {"second": second, "event": "lost", "what": what, "reason": "nothing listened then"},
        ]
        self.act_began = place + 1
        if isinstance(self.waiting, Gather):
            self.waiting.memory["prompts_began"] += 2

    def place_of(self, words: str) -> int:
        """Return where in the transcript a sentence with these words was said since the last act."""
        for place in range(self.act_began, len(self.transcript)):
            event = self.transcript[place]
            if event["event"] == "said" and words in event["text"] and event.get("leg", "") == self.leg:
                return place
        raise ValueError(f"No sentence with {words!r} was said since the last act; heard: {self.heard}")


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
                self.caller.follow(whisper.decided(self.caller, self.accepted))
            self.caller.run()
