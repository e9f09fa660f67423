"""How a call goes from verb to verb and from document to document (contract, section 4.0)."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn, TypeVar, cast

from .errors import CallOver, EndlessCall, TwilioError, UnsupportedVerb
from .leg.callbacks import notify, report_end
from .leg.tape import SECONDS_OF_A_WAIT, Requested, Tape
from .options import Choices, Limits
from .transports import Transport
from .twiml.document import Document, Node
from .twiml.grammar import ELEMENTS, Element
from .twiml.reading import read
from .verbs import VERBS, Gather, HoldingVerb, Listening, WaitingVerb, Whisper
from .verbs.products import stop
from .verbs.verb import End, GoTo, Hold, Move, OpenLeg, Release, Step, Wait
from .webhooks.urls import without_credentials

APOLOGY = "We are sorry, an application error has occurred. Goodbye."

V = TypeVar("V", bound=WaitingVerb)


@dataclass
class Held:
    """The document that a caller has left for another one while he waits, and the verb in which he waits."""

    document: Document
    position: int
    verb: HoldingVerb


class Interpreter(Tape):
    """One leg of a call between the actions of people: documents are fetched, verbs performed, steps followed."""

    root: Element = ELEMENTS["Response"]

    def __init__(
        self,
        url: str,
        transport: Transport,
        auth_token: str,
        identity: Mapping[str, str],
        limits: Limits,
        choices: Choices,
    ) -> None:
        super().__init__(url, transport, auth_token, identity, limits, choices)
        self.webhooks.home = url
        self.voice_url = url
        self.voice_method = "POST"
        self.fallback_url: str | None = None
        self.fallback_method = "POST"
        self.status_callback: str | None = None
        self.status_callback_method = "POST"

        self.position = 0  # the verb of the document that comes next
        self.url = url  # what is asked for, or has given the document
        self.next_request: GoTo | None = None
        self.in_fallback = False  # whether the document is the fallback URL's
        self.waiting: WaitingVerb | None = None  # the verb in which the line waits for somebody
        self.callee: CalleeLeg | None = None  # of who hears a whisper
        self.hold: Held | None = None  # what the call comes back to from a wait document
        self.waits_in_a_row: tuple[str, int] = ("", 0)
        self.listens = False  # whether somebody lets time pass

    # What verbs see of it, beside what a Tape has

    @property
    def held_by(self) -> HoldingVerb | None:
        """The verb whose wait documents the caller hears, if there is one."""
        return None if self.hold is None else self.hold.verb

    def url_of(self, node: Node) -> str:
        """Return the URL of the document in which a verb stands: one that holds stands in the one that was left."""
        held = self.hold is not None and self.hold.verb.node == node
        return self.hold.document.url if self.hold is not None and held else self.document.url

    def notify(self, reference: str, method: str, parameters: Mapping[str, str]) -> None:
        """Make a request that does not steer the call."""
        notify(self, reference, method, parameters)

    def standard_parameters(self) -> dict[str, str]:
        """Return the parameters that every request of the call carries (contract, 1.2; in queues also 4.7)."""
        waiting = {} if self.hold is None else self.hold.verb.wait_parameters(self)
        return {**self.identity, "CallStatus": self.status, **waiting}

    # Whose turn it is

    def waiting_verb(self, what: str) -> WaitingVerb:
        """Return the verb in which the line waits; raise CallOver, which says what cannot be, if there is none."""
        if self.waiting is None:
            raise CallOver(f"{what}: the call {self.state_in_words()}.")
        return self.waiting

    def state_in_words(self) -> str:
        """Return how the call stands in which nobody can act: with the error that ended it, if one did."""
        if not self.ended:
            return f"stopped: {self.stopped}" if self.stopped else "has not been dialed yet"
        failures = [event for event in self.transcript if event["event"] == "failed"]
        cause = f", because of Twilio's error {failures[-1]['code']}: {failures[-1]['explanation']}" if failures else ""
        return f"is over{cause.removesuffix('.')}"

    def waiting_in(self, kind: type[V], what: str) -> V:
        """Return the verb of this kind in which the line waits, or to which it comes back.

        Raises ActionNotPossible, with what is possible, if it waits in another.
        """
        waiting = self.waiting_verb(what)
        for verb in (waiting, self.held_by):
            if isinstance(verb, kind):
                return verb
        raise waiting.impossible(self, what)

    # How the line moves on

    def follow(self, step: Step) -> None:
        """Do what comes next, as a verb, or somebody's action in it, has said."""
        match step:
            case GoTo():
                self.waiting, self.in_fallback, self.next_request = None, False, step
            case Wait(verb):
                self.wait_in(verb)
            case Hold(verb, then):
                self.hold = Held(self.document, self.position, verb)
                self.follow(then)
            case Release(then):
                self.release()
                self.follow(then)
            case OpenLeg(verb, document):
                self.waiting = verb
                self.callee = CalleeLeg(self, cast(Whisper, verb))
                self.callee.move(document)
            case End(status):
                self.end(status)
            case Move.GO_ON:
                self.waiting = None
            case Move.LEAVE_DOCUMENT:
                self.position = len(self.document.verbs)

    def move(self, step: Step) -> None:
        """Follow a step, and go on until the line waits for somebody, comes to rest, or the call is over.

        Raises ValueError if it was to come to rest in a sentence that is not heard.
        """
        interrupted, self.interrupted = self.interrupted, False
        if interrupted and step is None and isinstance(self.waiting, Listening | HoldingVerb):
            step = Move.GO_ON  # it would not have rested there by itself
        self.follow(step)
        self.run()
        words, self.rest_words = self.rest_words, ""
        if words:
            raise ValueError(f"No sentence with {words!r} was said since the last action; heard: {self.heard}")

    def listen(self, seconds: float) -> None:
        """Let so many seconds pass, less if the line waits for somebody who is not the caller, or the call ends."""
        self.until = self.second + seconds
        self.listens = True
        self.move(None)

    @property
    def heard(self) -> list[str]:
        """What was heard since the last action, in order: sentences, and the URLs or keys that were played."""
        return self.transcript.heard(self.name, self.action_began)

    def wait_in(self, verb: WaitingVerb) -> None:
        """Wait in a verb until somebody acts. Raises EndlessCall for the same verb again and again."""
        self.waiting = verb
        if self.listens:
            return
        here = f"<{verb.node.name}> in line {verb.node.line} of {self.url_of(verb.node)}"
        last, times = self.waits_in_a_row
        self.waits_in_a_row = (here, times + 1 if here.partition("?")[0] == last.partition("?")[0] else 1)
        if self.waits_in_a_row[1] > self.limits.menus:
            self.give_up(f"The line waited {self.limits.menus} times in a row in {here}: nobody leaves it.")

    def release(self) -> None:
        """Come back from the wait documents."""
        self.fall_silent()
        self.waiting = self.next_request = None
        if self.hold is not None:
            self.document, self.position, self.hold = self.hold.document, self.hold.position, None

    def end(self, status: str = "completed") -> None:
        """End the call with Twilio's final status; the verb in it and the status callback are notified."""
        verb = self.held_by or self.waiting
        self.status = status
        if self.callee is not None:
            self.callee.end()
            self.callee = None
        self.release()
        request = verb.on_hangup(self) if verb else None
        if request:
            self.final_request(request)
        for started in self.started[:]:
            stop(self, started["product"], started["name"])
        if self.status_callback is not None:
            report_end(self, self.status_callback, self.status_callback_method)

    def run(self) -> None:
        """Perform verb after verb until the line waits for somebody, time is to pass, or the call is over."""
        try:
            while self.goes_on:
                try:
                    self.advance()
                except TwilioError as error:
                    self.fail(error)
            if self.waiting is None and not self.ended:
                self.follow(self.rest_here())
            self.make_reports()
        finally:
            self.until, self.listens = math.inf, False

    @property
    def goes_on(self) -> bool:
        """Whether the line moves on by itself."""
        if self.ended or self.time_is_up:
            # a prompt may yet be cut, and then there is time again
            return not self.ended and not isinstance(self.waiting, Gather)
        if self.out_of_time:
            return False
        listens = self.bounded and "listen" in (self.waiting.actions if self.waiting else ())
        return self.waiting is None or listens or self.waiting.is_speaking(self)

    def rest_here(self) -> Step:
        """Rest where nobody has to act: in the verb that holds the caller, or behind the last that was performed."""
        if self.held_by is not None:
            return Wait(self.held_by)
        performed = self.document.verbs[: self.position] or [Node("Response", 1)]
        return Listening(performed[-1]).perform(self)

    def advance(self) -> None:
        """Let time pass, fetch the next document, or perform the next verb of this one."""
        if self.time_is_up:
            self.note("hung up", by="Twilio", reason="the longest time for a call was over")
            self.end()
        elif self.sounding:
            self.pass_sound()
        elif self.waiting is not None:
            self.follow(self.waiting.listen(self))
        elif self.next_request is not None:
            self.fetch(self.next_request)
        elif self.position < len(self.document.verbs):
            node = self.document.verbs[self.position]
            self.position += 1
            if node.name not in VERBS:
                self.give_up(
                    f"<{node.name}> in line {node.line} of {self.document.url} is not simulated.", UnsupportedVerb
                )
            self.follow(VERBS[node.name](node).perform(self))
        elif self.hold is not None:
            self.follow(self.hold.verb.document_ended(self))
            if not self.bounded:
                self.rest()
        else:
            self.document_ended()

    def pass_sound(self) -> None:
        """Let what is heard go on; who waits in what never ends hears a while of it."""
        if self.sound is not None and self.sound.endless and not self.bounded:
            self.until = self.second + SECONDS_OF_A_WAIT
        self.hear_on()

    def document_ended(self) -> None:
        """Hang up behind the last verb."""
        self.answer()
        self.note("hung up", by="the line", reason="the document ended")
        self.end()

    def fetch(self, request: GoTo) -> None:
        """Replace the document by the one that is next, unless the call comes to rest before it."""
        self.url = without_credentials(request.reference)
        self.url = self.resolve(request.reference)
        if self.goes_round(self.url, request.parameters):
            self.rest()
            return
        self.next_request = None
        self.documents.append(Requested(self.url, request.parameters, self.second))
        at_once = [document.url for document in self.documents if document.second == self.second]
        if len(at_once) > self.limits.documents:
            self.give_up(
                f"The line took {self.limits.documents} documents without waiting for anybody once; {loop(at_once)}"
            )
        response, self.url = self.webhooks.request(
            request.method, self.url, self.standard_parameters(), request.parameters
        )
        root = self.root if self.hold is None else self.hold.verb.root
        self.document = read(response, self.url, root, self.choices.http_error)
        self.position = 0
        for warning in self.document.warnings:
            self.warn(warning.code, warning.line, warning.explanation)

    def goes_round(self, url: str, parameters: Mapping[str, str]) -> bool:
        """Tell whether the line would go on for ever with this document, and nobody lets time pass.

        It has been asked for the same since somebody acted, or for very many; and time has passed since, or the caller
        waits anyway.
        """
        if self.bounded:
            return False
        same = [document for document in self.documents if document[:2] == (url, parameters)]
        if same and self.hold is not None:
            return True
        many = self.documents[-1:] if len(self.documents) >= self.limits.documents else []
        return any(document.second < self.second for document in same + many)

    def fail(self, error: TwilioError) -> None:
        """Go to the fallback URL, or apologise as Twilio does and end the call (contract, 3.5)."""
        self.waiting = self.hold = self.next_request = None
        self.position = 0
        self.url = error.url or self.url
        self.note_failure(error)
        if self.fallback_url and not self.in_fallback:
            parameters = {"ErrorCode": str(error.code), "ErrorUrl": self.url}
            self.document = Document(self.fallback_url, [])  # relative to nothing, not even to what failed
            self.follow(GoTo(self.fallback_url, self.fallback_method, parameters))
            self.in_fallback = True
            return
        self.answer()
        self.hear("said", self.choices.seconds(APOLOGY), text=APOLOGY, loops=1)
        self.note("hung up", by="Twilio", reason="an application error")
        self.end()

    def note_failure(self, error: TwilioError) -> None:
        """Write an error into the transcript."""
        self.note("failed", code=error.code, url=self.url, line=error.line, explanation=error.explanation)

    def final_request(self, request: GoTo) -> None:
        """Make the request that a verb owes to its action after the call has ended; nobody hears the answer."""
        self.url = without_credentials(request.reference)
        try:
            self.url = self.resolve(request.reference)
            answer, self.url = self.webhooks.request(
                request.method, self.url, self.standard_parameters(), request.parameters
            )
            read(answer, self.url, self.root, self.choices.http_error)
        except TwilioError as error:
            self.url = error.url or self.url
            self.note_failure(error)

    def give_up(self, why: str, error: type[Exception] = EndlessCall) -> NoReturn:
        """Stop the simulation: the line goes where it cannot follow."""
        self.waiting = None
        super().give_up(why, error)


def loop(documents: list[str]) -> str:
    """Return the loop in which the last documents lead to each other, or just the last ones if there is none."""
    *before, last = documents
    if last in before:
        begin = len(before) - 1 - before[::-1].index(last)
        return f"the loop: {' -> '.join(documents[begin:])}"
    return f"the last ones: {' -> '.join(documents[-3:])}"


class CalleeLeg(Interpreter):
    """The leg of a callee who hears a whisper before the two are connected (contract, section 4.6, Number).

    It is heard in the caller's transcript. A callee takes the call when the whisper's document ends; if it hangs
    up, or the callee does, the two are never connected.
    """

    name = "callee"

    def __init__(self, caller: Interpreter, whisper: Whisper) -> None:
        super().__init__(
            caller.document.url,
            caller.webhooks.transport,
            caller.webhooks.auth_token,
            whisper.identity_of_callee(caller),
            caller.limits,
            caller.choices,
        )
        self.webhooks = caller.webhooks.of_leg(self.note, self.give_up)
        self.root = whisper.root
        self.caller = caller
        self.transcript = caller.transcript
        self.reports = caller.reports
        self.action_began = caller.action_began
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
            self.caller.move(None if self.caller.time_is_up else whisper.decided(self.caller, self.accepted))
