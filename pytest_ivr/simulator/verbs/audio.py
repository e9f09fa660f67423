"""What is heard: Say, Play, Pause (contract, section 4.3 and 4.4)."""

from __future__ import annotations

from urllib.parse import quote_plus

from ..errors import TwilioError
from ..leg.leg import Leg
from ..leg.tape import FOREVER
from ..twiml.document import Node
from ..twiml.reading import AUDIO_TYPES
from .ssml import speech_seconds
from .telling import attributes_of
from .verb import Verb

SECONDS_OF_UNKNOWN_AUDIO = 10.0
AUDIO_BYTES_A_SECOND = 16_000  # 128 kbit/s
MAX_TEXT = {"Polly": 3000, "Google": 5000}
MAX_TEXT_BASIC = 4096
MAX_TEXT_ENCODED = 4500  # a character becomes 12 at the most
KEY_SECONDS = {"w": 0.5, "W": 1.0}


class Say(Verb):
    """Speech."""

    def perform(self, call: Leg) -> None:
        """Speak; text that is empty or too long is a warning, and nothing is heard."""
        call.answer()
        text = " ".join(spoken(self.node).split())
        problem = "has no text" if not text else too_long(self.node, text)
        if problem:
            call.warn(13521 if text else 13520, self.node.line, f"<Say> {problem}.")
        else:
            times = loops(self.node)
            seconds = times * speech_seconds(self.node, call.choices)
            call.hear("said", seconds, text=text, loops=times, attributes=attributes_of(self.node))


def too_long(node: Node, text: str) -> str:
    """Tell why a text is too long for its voice, or nothing. Google counts tags and spaces too (contract, 1.8)."""
    voice = node.attributes["voice"]
    provider = voice.partition(".")[0]
    size = written(node) if provider == "Google" else len(text)
    most = MAX_TEXT.get(provider, MAX_TEXT_BASIC)
    if size > most:
        return f"has {size} characters; {voice} takes at most {most}"
    if len(text) > MAX_TEXT_ENCODED // 12 and len(quote_plus(text)) > MAX_TEXT_ENCODED:
        return f"has more than {MAX_TEXT_ENCODED} characters, URL-encoded"
    return ""


def loops(node: Node) -> int:
    """Return how often an element is heard: at most 1000 times, and as often for loop="0" (contract, 1.8)."""
    return min(int(node.attributes["loop"]) or FOREVER, FOREVER)


def spoken(node: Node) -> str:
    """Return the text that is heard of an element and of the SSML within, in order."""
    if node.name == "sub":
        return node.attributes["alias"]
    return "".join(part if isinstance(part, str) else spoken(part) for part in node.content)


def written(node: Node) -> int:
    """Return how many characters an element holds as it is written, with the tags and spaces within."""
    return sum(len(part) if isinstance(part, str) else written(part) + tags(part) for part in node.content)


def tags(node: Node) -> int:
    """Return how many characters the tags of an element take."""
    attributes = sum(len(f' {name}=""{value}') for name, value in node.attributes.items() if value)
    return len(f"<{node.name}></{node.name}>") + attributes


class Play(Verb):
    """An audio file, or keys pressed by the line."""

    bad_content_code = 13420  # Twilio's number for a file that is no audio

    def perform(self, call: Leg) -> None:
        """Play; a file of the application's own that is missing or is no audio is a fatal error."""
        call.answer()
        digits = self.node.attributes["digits"]
        if digits:
            seconds = sum(KEY_SECONDS.get(key, 0.25) for key in digits)
            call.hear("played", seconds, digits=digits, loops=1)
        elif not self.node.text:
            call.warn(13420, self.node.line, "<Play> names no file.")
        else:
            url, times = call.resolve(self.node.text), loops(self.node)
            call.hear("played", times * self.seconds(call, url), url=url, loops=times)

    def seconds(self, call: Leg, url: str) -> float:
        """Return how long the file plays, by its size; files of other hosts are taken for good."""
        if not call.is_own(url):
            return SECONDS_OF_UNKNOWN_AUDIO
        file = call.webhooks.fetch_media(url)
        if file is None:
            return SECONDS_OF_UNKNOWN_AUDIO
        if not 200 <= file.status < 300:
            raise TwilioError(11200, f"The audio file {url} answered HTTP {file.status}.", self.node.line, url)
        if file.media_type not in AUDIO_TYPES:
            problem = f"The audio file {url} has the Content-Type {file.media_type!r}."
            raise TwilioError(self.bad_content_code, problem, self.node.line, url)
        return len(file.body) / AUDIO_BYTES_A_SECOND


class PlayInGather(Play):
    """An audio file as a prompt; keys are not played here."""

    bad_content_code = 13325

    def perform(self, call: Leg) -> None:
        """Play the file; digits are a warning."""
        if self.node.attributes["digits"]:
            call.warn(13320, self.node.line, "<Play digits> does not belong in <Gather>; it is passed over.")
        else:
            super().perform(call)


class Audio(Verb):
    """An audio file that the application answered with, in place of TwiML (contract, section 3.1)."""

    def perform(self, call: Leg) -> None:
        """Play it; the end of the document hangs up."""
        call.answer()
        seconds = int(self.node.attributes["bytes"]) / AUDIO_BYTES_A_SECOND
        call.hear("played", seconds, url=self.node.text, loops=1)


class Pause(Verb):
    """Silence. As the first verb it delays the answer."""

    def perform(self, call: Leg) -> None:
        """Let time pass."""
        call.hear("paused", int(self.node.attributes["length"]))
