"""What each verb does to the call: one class per verb (contract, sections 4.1 to 4.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple, Protocol
from urllib.parse import quote_plus

from .errors import TwilioError, UnsupportedVerb
from .twiml import AUDIO_TYPES, Node

if TYPE_CHECKING:
    from .call import Call

CHARACTERS_A_SECOND = 15
SECONDS_OF_UNKNOWN_AUDIO = 10.0
AUDIO_BYTES_A_SECOND = 16_000  # 128 kbit/s
MAX_LOOPS = 1000  # what loop="0" means
MAX_TEXT = {"Polly": 3000, "Google": 5000}
MAX_TEXT_BASIC = 4096
MAX_TEXT_ENCODED = 4500  # a character becomes 12 at the most
DEFAULT_GATHER_TIMEOUT = "5"
KEY_SECONDS = {"w": 0.5, "W": 1.0}


class Verb(Protocol):
    """A verb of TwiML, made of its element."""

    def __init__(self, node: Node) -> None: ...

    def perform(self, call: Call) -> None:
        """Do to the call what Twilio does."""


class Say:
    """Speech."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.text = " ".join(spoken(node).split())
        self.loops = loops(node)

    def perform(self, call: Call) -> None:
        """Speak; text that is empty or too long is a warning, and nothing is heard."""
        call.answer()
        voice = self.node.attributes["voice"]
        most = MAX_TEXT.get(voice.partition(".")[0], MAX_TEXT_BASIC)
        if not self.text:
            call.warn(13520, self.node.line, "<Say> has no text.")
        elif len(self.text) > most:
            call.warn(13521, self.node.line, f"<Say> has {len(self.text)} characters; {voice} takes at most {most}.")
        elif len(self.text) > MAX_TEXT_ENCODED // 12 and len(quote_plus(self.text)) > MAX_TEXT_ENCODED:
            call.warn(13521, self.node.line, f"<Say> has more than {MAX_TEXT_ENCODED} characters, URL-encoded.")
        else:
            call.hear("said", self.loops * len(self.text) / CHARACTERS_A_SECOND, text=self.text, loops=self.loops)


def loops(node: Node) -> int:
    """Return how often an element is heard: at most 1000 times, and as often for loop="0" (contract, 1.8)."""
    return min(int(node.attributes["loop"]) or MAX_LOOPS, MAX_LOOPS)


def spoken(node: Node) -> str:
    """Return the text that is heard of an element and of the SSML within, in order."""
    if node.name == "sub":
        return node.attributes["alias"]
    return "".join(part if isinstance(part, str) else spoken(part) for part in node.content)


class Play:
    """An audio file, or keys pressed by the line."""

    def __init__(self, node: Node) -> None:
        self.node = node
        self.loops = loops(node)

    def perform(self, call: Call) -> None:
        """Play; a file of the application's own that is missing or is no audio is a fatal error."""
        call.answer()
        digits = self.node.attributes["digits"]
        if digits:
            seconds = sum(KEY_SECONDS.get(key, 0.25) for key in digits)
            call.hear("played", seconds, digits=digits, loops=1)
            return
        if not self.node.text:
            call.warn(13420, self.node.line, "<Play> names no file.")
            return
        url = call.resolve(self.node.text)
        call.hear("played", self.loops * self.seconds(call, url), url=url, loops=self.loops)

    def seconds(self, call: Call, url: str) -> float:
        """Return how long the file plays, by its size; files of other hosts are taken for good."""
        if not call.is_own(url):
            return SECONDS_OF_UNKNOWN_AUDIO
        file = call.webhooks.fetch_media(url)
        if not 200 <= file.status < 300:
            raise TwilioError(11200, f"The audio file {url} answered HTTP {file.status}.", self.node.line)
        if file.media_type not in AUDIO_TYPES:
            code = 13420 if call.gather is None else 13325
            raise TwilioError(code, f"The audio file {url} has the Content-Type {file.media_type!r}.", self.node.line)
        return len(file.body) / AUDIO_BYTES_A_SECOND


class Audio:
    """An audio file that the application answered with, in place of TwiML (contract, section 3.1)."""

    def __init__(self, node: Node) -> None:
        self.url = node.text
        self.seconds = int(node.attributes["bytes"]) / AUDIO_BYTES_A_SECOND

    def perform(self, call: Call) -> None:
        """Play it; the end of the document hangs up."""
        call.answer()
        call.hear("played", self.seconds, url=self.url, loops=1)


class Pause:
    """Silence. As the first verb it delays the answer."""

    def __init__(self, node: Node) -> None:
        self.seconds = int(node.attributes["length"])

    def perform(self, call: Call) -> None:
        """Let time pass."""
        call.hear("paused", self.seconds)


class Taken(NamedTuple):
    """What a Gather made of some keys: its digits so far, whether they are complete, and the keys too many."""

    digits: str
    complete: bool
    finished_on_key: str
    lost: str


class Gather:
    """A menu: prompts that keys cut short, and then the wait for keys."""

    def __init__(self, node: Node) -> None:
        self.node = node
        given = node.attributes
        self.finish_on_key = given["finishOnKey"]
        self.num_digits = int(given["numDigits"] or 0)
        self.action_on_empty_result = given["actionOnEmptyResult"] == "true"
        self.barge_in = given["bargeIn"] == "true"
        timeout = given["timeout"]
        self.timeout = int(DEFAULT_GATHER_TIMEOUT if timeout == "auto" else timeout)

    def perform(self, call: Call) -> None:
        """Speak the prompts and listen."""
        if "speech" in self.node.attributes["input"]:
            raise UnsupportedVerb(f"<Gather> in line {self.node.line} of {call.document.url} listens to speech.")
        call.answer()
        call.listen(self)
        for prompt in self.node.elements:
            if prompt.attributes.get("digits"):
                call.warn(13320, prompt.line, "<Play digits> does not belong in <Gather>; it is passed over.")
                continue
            VERBS[prompt.name](prompt).perform(call)

    def take(self, held: str, keys: str) -> Taken:
        """Take keys one after the other, after those that are held already, until the input is complete."""
        for place, key in enumerate(keys, start=1):
            if key == self.finish_on_key:
                return Taken(held, True, key, keys[place:])
            held += key
            if len(held) == self.num_digits:
                return Taken(held, True, "", keys[place:])
        return Taken(held, False, "", "")

    def submit(self, call: Call, digits: str, finished_on_key: str) -> None:
        """Take the keys to the action."""
        given = self.node.attributes
        parameters = {"Digits": digits, "FinishedOnKey": finished_on_key, "msg": "Gather End"}
        call.go_to(given["action"], given["method"], **parameters)


class Redirect:
    """On to another document."""

    def __init__(self, node: Node) -> None:
        self.node = node

    def perform(self, call: Call) -> None:
        """Fetch the next document; it does not answer a ringing call."""
        call.go_to(self.node.text, self.node.attributes["method"])


class Hangup:
    """The end of the call."""

    def __init__(self, node: Node) -> None:
        pass

    def perform(self, call: Call) -> None:
        """Hang up. A ringing call is answered first."""
        call.answer()
        call.record("hung up", by="the line")
        call.end()


class Reject:
    """A refusal to answer."""

    STATUS: ClassVar = {"rejected": "no-answer", "busy": "busy"}

    def __init__(self, node: Node) -> None:
        self.reason = node.attributes["reason"]

    def perform(self, call: Call) -> None:
        """End the call unanswered; once it is answered, just end it (contract, section 8, choice 14)."""
        call.record("rejected", reason=self.reason)
        call.end(self.STATUS[self.reason] if call.status == "ringing" else "completed")


VERBS: dict[str, type[Verb]] = {
    verb.__name__: verb for verb in (Say, Play, Audio, Pause, Gather, Redirect, Hangup, Reject)
}
