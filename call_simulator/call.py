"""One inbound call, from the first ring to the end, as a state machine without real time."""

from typing import Any
from urllib.parse import urljoin, urlsplit

from .errors import CallOver, EndlessCall, TwilioError, UnsupportedVerb
from .parties import identify
from .status_callback import report_end
from .transports import Transport
from .twiml import Document, read
from .verbs import VERBS, Gather
from .webhooks import Webhooks

APOLOGY = "We are sorry, an application error has occurred. Goodbye."
KEYS = frozenset("0123456789*#")
MAX_DOCUMENTS_IN_A_ROW = 100
MAX_CALL_SECONDS = 4 * 60 * 60

Event = dict[str, Any]


class Call:
    """A caller's phone call to a line whose first document is at ``voice_url``.

    The caller acts (dial, press, wait, hang_up). After each act the line moves on until it waits for
    the caller again or the call is over. Acts raise CallOver when there is no call to act in,
    ValueError for what no caller can do, UnsupportedVerb and EndlessCall when the line goes where the
    simulation cannot follow. The arguments are those of a phone number's voice configuration.

    ``transcript`` lists every event as a JSON-able dict: ``event`` names it, ``second`` tells when it
    happened, counted from the first ring. ``status`` is Twilio's CallStatus.
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
    ) -> None:
        self.voice_url = voice_url
        self.voice_method = voice_method
        self.fallback_url = fallback_url
        self.fallback_method = fallback_method
        self.status_callback = status_callback
        self.status_callback_method = status_callback_method
        self.webhooks = Webhooks(transport, auth_token, self.record)
        self.identity = identify(from_, to)

        self.status = "queued"
        self.second = 0.0
        self.answered_at = 0.0
        self.transcript: list[Event] = []
        self.act_began = 0  # where in the transcript the caller's last act is
        self.document = Document(voice_url, [])
        self.position = 0  # the verb of the document that comes next
        self.url = voice_url  # what is asked for, or has given the document
        self.next_request: tuple[str, str, dict[str, str]] | None = None  # reference, method, parameters
        self.documents_in_a_row: list[str] = []
        self.in_fallback = False
        self.gather: Gather | None = None  # what listens
        self.prompts_began = 0  # where in the transcript its prompts begin
        self.keys = ""  # what it has taken so far

    # What the caller does

    def dial(self) -> None:
        """Place the call."""
        if self.status != "queued":
            raise CallOver("This call has been dialed already; make a new Call to dial again.")
        self.act("dialed", number=self.identity["To"])
        self.status = "ringing"
        self.go_to(self.voice_url, self.voice_method)
        self.run()

    def press(self, keys: str, during: str | None = None) -> None:
        """Press keys one after the other: after the prompts, or in the first sentence that has ``during`` in it.

        Keys that nothing listens to are lost, with a note in the transcript (contract, 4.1, rows 12, 13 and 19).
        """
        if not keys or not KEYS.issuperset(keys):
            raise ValueError(f"No phone has the keys {keys!r}; there are 0-9, * and #.")
        if during is not None and not self.interrupt(during):
            self.press_in_vain(keys, during)
            return
        gather = self.open_gather("press keys")
        self.act("pressed", keys=keys)
        taken = gather.take(self.keys, keys)
        if taken.lost:
            self.record("lost", keys=taken.lost, reason="the menu had been answered already")
        if taken.complete:
            self.close_gather(gather, taken.digits, taken.finished_on_key)
        else:
            self.keys = taken.digits

    def wait(self) -> None:
        """Say and press nothing until the line moves on."""
        gather = self.open_gather("stay silent")
        self.act("silent", seconds=gather.timeout)
        self.second += gather.timeout
        self.close_gather(gather, self.keys, "")

    def hang_up(self) -> None:
        """End the call from the caller's side."""
        self.open_gather("hang up")
        self.act("hung up", by="the caller")
        self.end()

    # What is known of the call

    @property
    def ended(self) -> bool:
        """Whether the call is over."""
        return self.status in ("completed", "busy", "no-answer")

    @property
    def heard(self) -> list[str]:
        """What was heard since the caller's last act, in order: sentences, and the URLs or keys that were played."""
        return [
            event.get("text") or event.get("url") or event["digits"]
            for event in self.transcript[self.act_began :]
            if event["event"] in ("said", "played")
            for _ in range(event["loops"])
        ]

    # What the verbs do to the call

    def record(self, event: str, **details: Any) -> None:
        """Write an event into the transcript."""
        self.transcript.append({"second": round(self.second, 2), "event": event, **details})

    def warn(self, code: int, line: int, explanation: str) -> None:
        """Write one of Twilio's warnings about this document into the transcript."""
        self.record("warned", code=code, url=self.document.url, line=line, explanation=explanation)

    def answer(self) -> None:
        """Pick up, if the call still rings."""
        if self.status == "ringing":
            self.status = "in-progress"
            self.answered_at = self.second
            self.record("answered")

    def hear(self, event: str, seconds: float, **details: Any) -> None:
        """Let the caller hear something for some seconds."""
        self.record(event, seconds=round(seconds, 2), **details)
        self.second += seconds

    def listen(self, gather: Gather) -> None:
        """Open a Gather: keys count from here on."""
        self.gather, self.keys, self.prompts_began = gather, "", len(self.transcript)

    def go_to(self, reference: str, method: str, **parameters: str) -> None:
        """Leave this document for the one at ``reference``, relative to this one (contract, 4.0)."""
        self.next_request = (reference, method, parameters)

    def resolve(self, reference: str) -> str:
        """Return the absolute URL of a reference in this document; raise TwilioError 11100 if there is none."""
        try:
            return urljoin(self.document.url, reference.strip())
        except ValueError as error:
            raise TwilioError(11100, f"{reference!r} is not a URL: {error}.") from None

    def is_own(self, url: str) -> bool:
        """Tell whether a URL is the application's own."""
        return urlsplit(url)[:2] == urlsplit(self.voice_url)[:2]

    def end(self, status: str = "completed") -> None:
        """End the call with Twilio's final status, and tell the number's status callback."""
        self.status = status
        self.gather = None
        if self.status_callback is not None:
            report_end(self, self.status_callback, self.status_callback_method)

    # How the line moves on

    def act(self, event: str, **details: Any) -> None:
        """Write down what the caller does; what is heard from here on answers it."""
        self.act_began = len(self.transcript)
        self.documents_in_a_row = []
        self.record(event, **details)

    def open_gather(self, what: str) -> Gather:
        """Return the Gather that listens; raise CallOver if there is none."""
        if self.gather is None:
            state = "is over" if self.ended else "has not been dialed yet"
            raise CallOver(f"The caller cannot {what}: the call {state}.")
        return self.gather

    def close_gather(self, gather: Gather, digits: str, finished_on_key: str) -> None:
        """Submit the keys, or go on behind the Gather if there are none (contract, 4.1, outcome table)."""
        self.gather = None
        if digits or gather.action_on_empty_result:
            gather.submit(self, digits, finished_on_key)
        self.run()

    def interrupt(self, during: str) -> bool:
        """Cut the prompt with ``during`` in it, if keys can; later prompts were then never heard."""
        place = self.place_of(during)
        if self.gather is None or place < self.prompts_began or not self.gather.barge_in:
            return False
        prompt = self.transcript[place]
        prompt["seconds"] = round(prompt["seconds"] / 2, 2)
        prompt["cut"] = True
        del self.transcript[place + 1 :]
        self.second = prompt["second"] + prompt["seconds"]
        return True

    def press_in_vain(self, keys: str, during: str) -> None:
        """Note keys that were pressed while nothing listened; the line has gone on regardless."""
        place = self.place_of(during)
        second = round(self.transcript[place]["second"] + self.transcript[place]["seconds"] / 2, 2)
        self.transcript[place + 1 : place + 1] = [
            {"second": second, "event": "pressed", "keys": keys},
            {"second": second, "event": "lost", "keys": keys, "reason": "nothing listened to keys then"},
        ]
        self.act_began = place + 1
        self.prompts_began += 2

    def place_of(self, words: str) -> int:
        """Return where in the transcript a sentence with these words was said since the caller's last act."""
        for place in range(self.act_began, len(self.transcript)):
            if words in self.transcript[place].get("text", ""):
                return place
        raise ValueError(f"No sentence with {words!r} was said since the caller's last act; heard: {self.heard}")

    def run(self) -> None:
        """Perform verb after verb until the line waits for the caller or the call is over."""
        while not self.ended and self.gather is None:
            try:
                self.advance()
            except TwilioError as error:
                self.fail(error)

    def advance(self) -> None:
        """Fetch the next document, or perform the next verb of this one; behind the last one, hang up."""
        if self.next_request is not None:
            self.fetch(*self.next_request)
        elif self.second >= MAX_CALL_SECONDS:
            self.record("hung up", by="Twilio", reason="the longest time for a call was over")
            self.end()
        elif self.position == len(self.document.verbs):
            self.answer()
            self.record("hung up", by="the line", reason="the document ended")
            self.end()
        else:
            node = self.document.verbs[self.position]
            self.position += 1
            if node.name not in VERBS:
                raise UnsupportedVerb(f"<{node.name}> in line {node.line} of {self.document.url} is not simulated.")
            VERBS[node.name](node).perform(self)

    def fetch(self, reference: str, method: str, parameters: dict[str, str]) -> None:
        """Replace the document by the one at ``reference``."""
        self.next_request = None
        self.url = reference
        self.url = self.resolve(reference)
        self.documents_in_a_row.append(self.url)
        if len(self.documents_in_a_row) > MAX_DOCUMENTS_IN_A_ROW:
            raise EndlessCall(
                f"The line took {MAX_DOCUMENTS_IN_A_ROW} documents without waiting for the caller once; "
                f"the last ones: {' -> '.join(self.documents_in_a_row[-3:])}"
            )
        response, final_url = self.webhooks.exchange(method, self.url, self.standard_parameters(), parameters)
        self.document = read(response, final_url)
        self.position = 0
        self.in_fallback = False
        for warning in self.document.warnings:
            self.warn(warning.code, warning.line, warning.explanation)

    def fail(self, error: TwilioError) -> None:
        """Go to the fallback URL, or apologise as Twilio does and end the call (contract, 3.5)."""
        self.gather = None
        self.record("failed", code=error.code, url=self.url, line=error.line, explanation=error.explanation)
        if self.fallback_url and not self.in_fallback:
            self.in_fallback = True
            self.go_to(self.fallback_url, self.fallback_method, ErrorCode=str(error.code), ErrorUrl=self.url)
            return
        self.answer()
        self.hear("said", 0, text=APOLOGY, loops=1)
        self.record("hung up", by="Twilio", reason="an application error")
        self.end()

    def standard_parameters(self) -> dict[str, str]:
        """Return the parameters that every request of the call carries (contract, 1.2)."""
        return {**self.identity, "CallStatus": self.status}
