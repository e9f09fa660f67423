"""What one leg of a call knows: who it is, what second it is, and what has happened so far."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, NoReturn, cast

from ..errors import EndlessCall, TwilioError, severity
from ..options import Choices, Limits
from ..transcript import INSERTED, Event, Transcript, sounds
from ..transports import Transport
from ..twiml.document import Document
from ..webhooks.client import Webhooks
from ..webhooks.urls import joined, origin, without_credentials
from .identity import new_sid

FINAL_STATUSES = frozenset({"completed", "busy", "no-answer"})
FOREVER = 1000  # how often Twilio repeats what it is to repeat without end
SECONDS_OF_A_WAIT = 30  # how much of a sound without end a caller hears who waits


class Requested(NamedTuple):
    """A document that was requested: where, with what beside the standard parameters, and at what second."""

    url: str
    parameters: Mapping[str, str]
    second: float


@dataclass
class Sound:
    """What is heard from ``began`` on, until it ``ends`` or somebody acts; ``event`` is its place in the transcript.

    ``once`` is how long it is before it begins again, ``whole`` how long in all; nobody waits for the end of
    one that is ``endless``.
    """

    event: int
    began: float
    ends: float
    once: float
    whole: float
    endless: bool

    @property
    def middle(self) -> float:
        """The second in the middle of it, or of its first round if it is endless."""
        return self.began + (self.once if self.endless else self.ends - self.began) / 2


class Tape:
    """The part of a leg that records, and steers nothing (see Leg for what each method does).

    Time is a number of seconds that prompts, pauses and waits add to; requests take none. It passes until the
    second ``until``: for ever, unless somebody listens for some seconds or the call comes to rest. All state is plain
    values, or made of them, so that a call can be saved (see saving.py).
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
        self.webhooks = Webhooks(transport, auth_token, self.note, self.give_up)
        self.identity = dict(identity)
        self.limits = limits
        self.choices = choices
        self.status = "queued"
        self.second = 0.0
        self.answered_at = 0.0
        self.transcript = Transcript()
        self.action_began = 0  # the index in the transcript of what somebody has done last
        self.documents: list[Requested] = []  # since then
        self.until = math.inf
        self.sound: Sound | None = None  # what is heard, or was heard last
        self.rest_words = ""  # those of the sentence in which the call is to come to rest
        self.interrupted = False  # whether it rests in that sentence
        self.document = Document(url, [])
        self.started: list[dict[str, str]] = []  # products that have the sound of the call
        self.sids = 0  # how many identifiers have been given
        self.reports: list[Callable[[], None]] = []  # the requests of this second that do not steer the call
        self.stopped = ""  # why the simulation has given up

    @property
    def ended(self) -> bool:
        """Whether the call is over."""
        return self.status in FINAL_STATUSES

    def note(self, event: str, **details: Any) -> None:
        """Write an event into the transcript."""
        self.transcript.note(self.second, event, details, self.name)

    def warn(self, code: int, line: int, explanation: str) -> None:
        """Write down what Twilio logs about this document while the call goes on (contract, section 3.4)."""
        url = self.document.url
        self.note("warned", severity=severity(code), code=code, url=url, line=line, explanation=explanation)

    def begin_action(self) -> None:
        """Let somebody act; what is heard from here on answers it."""
        self.action_began = len(self.transcript)
        self.documents = []

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

    def report_later(self, report: Callable[[], None]) -> None:
        """Let a request that does not steer the call be made before time passes, behind those that do."""
        self.reports.append(report)

    def make_reports(self) -> None:
        """Make the requests that are due."""
        while self.reports:
            self.reports.pop(0)()

    def elapse(self, seconds: float) -> bool:
        """Let time pass, at most until Twilio hangs up; tell whether the call goes on."""
        self.make_reports()
        self.second = min(self.second + seconds, self.limits.seconds)
        return not self.time_is_up

    # What is heard

    @property
    def bounded(self) -> bool:
        """Whether time passes up to a certain second, and no further."""
        return self.until < math.inf

    @property
    def sounding(self) -> bool:
        """Whether something is heard that has not come to its end."""
        return self.sound is not None and self.second < self.sound.ends

    def hear(self, event: str, seconds: float, **details: Any) -> bool:
        """Let something be heard for some seconds, as far as there is time; tell whether the call goes on.

        In what never ends (infinite seconds, or as many loops as Twilio makes at the most) the call comes to rest.
        """
        self.make_reports()
        self.fall_silent()
        loops = details.get("loops", 1)
        whole = min(seconds, self.limits.seconds - self.second)
        endless = loops == FOREVER or seconds == math.inf
        self.note(event, seconds=0, **details)
        self.sound = Sound(
            event=len(self.transcript) - 1,
            began=self.second,
            ends=self.second + whole,
            once=seconds / loops,
            whole=round(whole, 2),
            endless=endless,
        )
        if self.rest_words and any(self.rest_words in heard for heard in sounds(self.transcript[-1])):
            self.rest_words, self.interrupted = "", True
            self.until = min(self.until, self.sound.middle)
        elif endless and not self.bounded:
            self.until = self.second
        return self.hear_on()

    def hear_on(self) -> bool:
        """Let what is heard go on, as far as there is time; tell whether the call goes on."""
        sound = cast(Sound, self.sound)
        self.second = max(self.second, min(sound.ends, self.until))
        self.write_length(sound)
        return not self.time_is_up

    def hear_half(self, sound: Sound) -> None:
        """Let what is heard, and is at its beginning, be heard to its middle."""
        self.until = sound.middle
        self.hear_on()
        self.until = math.inf

    @property
    def out_of_time(self) -> bool:
        """Whether no more time passes before somebody acts."""
        return self.second >= self.until

    def hear_out(self) -> None:
        """Let what is heard come to its end."""
        self.until = math.inf
        if self.sounding:
            self.hear_on()

    def write_length(self, sound: Sound) -> None:
        """Write into the transcript how long a sound has been heard so far, and how often it has begun."""
        heard = self.second - sound.began
        event: dict[str, Any] = {**self.transcript[sound.event]}
        length = round(float(heard), 2)
        event["seconds"] = (int(length) if length.is_integer() else length) if self.sounding else sound.whole
        event.pop("cut", None)
        if self.sounding and sounds(self.transcript[sound.event]):
            event["cut"] = True
        if sound.endless and "loops" in event:
            event["loops"] = max(1, math.ceil(round(heard / sound.once, 6))) if sound.once else FOREVER
        self.transcript[sound.event] = cast(Event, event)

    def fall_silent(self) -> None:
        """Break off what is heard."""
        if self.sounding:
            self.sound = None

    def insert_lost(self, index: int, event: str, **details: str) -> None:
        """Add what was pressed or said in the middle of a sentence, and was lost; the line has gone on regardless."""
        self.transcript.insert_lost(index, event, **details)
        if self.sound is not None and self.sound.event > index:
            self.sound.event += INSERTED

    def rest(self) -> None:
        """Let no more time pass: the call is at the beginning of what was heard last, if nothing has happened since."""
        if self.sound is not None and self.sound.event == len(self.transcript) - 1 >= self.action_began:
            self.second = self.sound.began
            self.write_length(self.sound)
        self.until = self.second

    def give_up(self, why: str, error: type[Exception] = EndlessCall) -> NoReturn:
        """Stop the simulation: the line goes where it cannot follow."""
        self.stopped = why
        raise error(why)

    def resolve(self, reference: str) -> str:
        """Return the absolute URL of a reference in this document; raise TwilioError 11100 if there is none."""
        try:
            return self.webhooks.keep_credentials(joined(self.document.url, reference))
        except ValueError as error:
            raise TwilioError(11100, f"{without_credentials(reference)!r} is not a URL: {error}.") from None

    def is_own(self, url: str) -> bool:
        """Tell whether a URL is the application's own; raise TwilioError (11100, 11210) if Twilio refuses it."""
        return origin(url) == origin(self.document.url)

    def new_sid(self, kind: str) -> str:
        """Return an identifier that is new in this call, and the same whenever the call is made again."""
        self.sids += 1
        return new_sid(kind, self.identity["CallSid"], self.name, self.sids)
