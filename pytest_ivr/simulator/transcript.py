"""What has happened in a call, event by event. This is all that leaves a call: pages, messages and tools read it.

So this is where characters are made visible with which a line could write over what people read.
"""

import re
from typing import Any, Literal, NotRequired, TypeAlias, TypedDict, cast


class Happened(TypedDict):
    """What every event has: the second of the call, counted from the first ring, and a callee's leg if it is theirs."""

    second: float
    leg: NotRequired[Literal["callee"]]


class Noun(TypedDict):
    """An element within a verb, as Twilio takes it."""

    name: str
    text: NotRequired[str]
    attributes: dict[str, str]
    nouns: NotRequired[list["Noun"]]


class OfVerb(Happened):
    """What the event of a verb has: its attributes with the values that count, and the nouns within."""

    attributes: dict[str, str]
    nouns: NotRequired[list[Noun]]


class Dialed(Happened):
    """The caller has dialed."""

    event: Literal["dialed"]
    number: str


class Answered(Happened):
    """The line picks up."""

    event: Literal["answered"]


class Said(Happened):
    """The line speaks; attributes are those of Say, cut is True if it was not heard to its end."""

    event: Literal["said"]
    text: str
    seconds: float
    loops: int
    attributes: NotRequired[dict[str, str]]
    cut: NotRequired[bool]


class Played(Happened):
    """The line plays a file, or keys; cut is True if it was not heard to its end."""

    event: Literal["played"]
    seconds: float
    loops: int
    url: NotRequired[str]
    digits: NotRequired[str]
    cut: NotRequired[bool]


class Paused(Happened):
    """The line is silent."""

    event: Literal["paused"]
    seconds: float


class Music(Happened):
    """Twilio plays music to a caller who waits."""

    event: Literal["music"]
    seconds: float


class Pressed(Happened):
    """Somebody presses keys."""

    event: Literal["pressed"]
    keys: str


class Spoke(Happened):
    """Somebody speaks."""

    event: Literal["spoke"]
    words: str


class Mumbled(Happened):
    """Somebody speaks, and nobody understands it."""

    event: Literal["mumbled"]


class Silent(Happened):
    """Somebody says and presses nothing; listening is True if this is a part of the time for which they listen."""

    event: Literal["silent"]
    seconds: float
    listening: NotRequired[bool]


class Listened(Happened):
    """Somebody listens for so many seconds, at most until the call is over or waits for somebody else."""

    event: Literal["listened"]
    seconds: float


class Lost(Happened):
    """Nothing has listened to keys or words."""

    event: Literal["lost"]
    what: str
    reason: str


class Gathering(OfVerb):
    """The line begins to listen to keys, to speech, or to both."""

    event: Literal["gathering"]


class Recording(OfVerb):
    """The line begins to record."""

    event: Literal["recording"]
    beep: bool


class Recorded(Happened):
    """The caller speaks, to a key, a hang-up or silence; words are what a transcription makes of it."""

    event: Literal["recorded"]
    seconds: float
    finish: str
    words: NotRequired[str]


class Dialing(OfVerb):
    """The line lets phones ring."""

    event: Literal["dialing"]
    to: list[str]


class Joined(OfVerb):
    """The caller joins a conference."""

    event: Literal["joined"]
    conference: str


class Queued(OfVerb):
    """The caller joins a queue."""

    event: Literal["queued"]
    queue: str


class Referred(OfVerb):
    """The line hands a caller by SIP on."""

    event: Literal["referred"]
    to: str


class Texted(OfVerb):
    """The line sends a text message."""

    event: Literal["texted"]
    to: str
    text: str


class CalleeActed(Happened):
    """A callee answers, is busy, hangs up ...; who is given if it was said whose phone, seconds if for how long."""

    event: Literal["callee"]
    does: str
    who: NotRequired[str]
    seconds: NotRequired[float]


class Connected(Happened):
    """The caller can talk with somebody; seconds are given if it was said for how long."""

    event: Literal["connected"]
    to: str
    seconds: NotRequired[float]


class Talked(Happened):
    """They talk."""

    event: Literal["talked"]
    seconds: float


class Disconnected(Happened):
    """Twilio ends the talk, or the wait for it."""

    event: Literal["disconnected"]
    reason: str


class ConferenceEnded(Happened):
    """The conference is over."""

    event: Literal["conference ended"]


class Started(OfVerb):
    """A product gets the sound of the call; attributes, text and nouns are its own, parameters among the attributes."""

    event: Literal["started"]
    product: str
    name: str
    text: NotRequired[str]


class Stopped(Happened):
    """It gets it no longer."""

    event: Literal["stopped"]
    product: str
    name: str


class Requested(Happened):
    """Twilio makes a request; parameters are those beyond the standard ones, status is None if no answer came.

    callback is True if it only informs the line, whatever the answer.
    """

    event: Literal["requested"]
    method: str
    url: str
    parameters: dict[str, str]
    status: int | None
    callback: NotRequired[bool]


class Fetched(Happened):
    """Twilio fetches an audio file."""

    event: Literal["fetched"]
    url: str
    status: int


class Warned(Happened):
    """Twilio logs a warning or an error, and the call goes on."""

    event: Literal["warned"]
    severity: str
    code: int
    url: str
    line: int | None
    explanation: str


class Failed(Happened):
    """Twilio gives a document up."""

    event: Literal["failed"]
    code: int
    url: str
    line: int | None
    explanation: str


class Rejected(Happened):
    """The line refuses to answer."""

    event: Literal["rejected"]
    reason: str


class HungUp(Happened):
    """The line, the caller or Twilio ends the call."""

    event: Literal["hung up"]
    by: str
    reason: NotRequired[str]


Event: TypeAlias = (
    Dialed
    | Answered
    | Said
    | Played
    | Paused
    | Music
    | Pressed
    | Spoke
    | Mumbled
    | Silent
    | Listened
    | Lost
    | Gathering
    | Recording
    | Recorded
    | Dialing
    | Joined
    | Queued
    | Referred
    | Texted
    | CalleeActed
    | Connected
    | Talked
    | Disconnected
    | ConferenceEnded
    | Started
    | Stopped
    | Requested
    | Fetched
    | Warned
    | Failed
    | Rejected
    | HungUp
)


# Those that control a terminal, but white space; and those that turn the direction of writing, up to their end.
CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069]")
INSERTED = 2  # how many events what is lost adds


class Transcript(list[Event]):
    """The events of a call in the order in which they happened, those of a callee's leg among them.

    No event changes; another one may take its place. So calls that go on from a saved one share those that it has.
    """

    def note(self, second: float, event: str, details: dict[str, Any], leg: str) -> None:
        """Add what happens now; ``leg`` is "callee" on a callee's leg, and empty on the caller's."""
        happened = {"second": round(second, 2), "event": event, **visible(details), **({"leg": leg} if leg else {})}
        self.append(cast(Event, happened))

    def heard(self, leg: str, since: int) -> list[str]:
        """Return what a leg has heard from an index on, in order: sentences, and URLs or keys that were played."""
        return [sound for event in self.heard_events(leg, since) for sound in sounds(event)]

    def heard_events(self, leg: str, since: int) -> list[Event]:
        """Return the events from an index on in which a leg has heard something."""
        return [event for event in self[since:] if event.get("leg", "") == leg and sounds(event)]

    def said(self, words: str, leg: str, since: int) -> int | None:
        """Return the index of the first sound with these words, or this in its URL, that a leg has heard since then."""
        for index in range(since, len(self)):
            event = self[index]
            if event.get("leg", "") == leg and any(words in sound for sound in sounds(event)):
                return index
        return None

    def cut(self, index: int) -> float:
        """Let a prompt be cut in its middle, so that later ones of its leg were never heard; return that second."""
        whole = cast(Said | Played, self[index])
        prompt = cast(Said | Played, {**whole, "seconds": round(whole["seconds"] / 2, 2), "cut": True})
        self[index] = prompt
        self[index + 1 :] = [event for event in self[index + 1 :] if event.get("leg", "") != prompt.get("leg", "")]
        return prompt["second"] + prompt["seconds"]

    def insert_lost(self, index: int, event: str, **details: str) -> None:
        """Add what was pressed or said in the middle of a prompt that was not cut, and that nothing listened."""
        prompt = cast(Said | Played, self[index])
        second = round(prompt["second"] + prompt["seconds"] / 2, 2)
        details = visible(details)
        [what] = details.values()
        lost = {"second": second, "event": "lost", "what": what, "reason": "nothing listened then"}
        self[index + 1 : index + 1] = cast(list[Event], [{"second": second, "event": event, **details}, lost])


def visible(value: Any) -> Any:
    """Return a value in which a character that controls what people see stands as its number, such as <U+009B>."""
    if isinstance(value, str):
        return value if value.isprintable() else CONTROL.sub(number, value)
    if isinstance(value, dict):
        return {name: visible(it) for name, it in value.items()} if value else value
    return [visible(it) for it in value] if isinstance(value, list) else value


def number(found: re.Match[str]) -> str:
    """Return the number of a character in Unicode."""
    return f"<U+{ord(found[0]):04X}>"


def sounds(event: Event) -> list[str]:
    """Return what is heard of an event, as often as it is heard."""
    if event["event"] == "said":
        return [event["text"]] * event["loops"]
    if event["event"] == "played":
        return [event.get("url") or event["digits"]] * event["loops"]
    return []
