"""What callers hear of a line, turn by turn: what it says until it waits for them, and what they do then."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ..journeys.notation import did_so_far
from ..journeys.prompts import Prompts, name_of_file, words_of_file
from ..living_docs.document.spoken_keys import named_keys
from ..simulator import Event
from ..simulator.interpreter import APOLOGY

SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[^a-z\s])")
CHANNELS = {"dialing", "queued", "joined", "texted", "referred", "recording"}  # a person, or another way
ENGLISH = "en-US"  # Twilio's default
BY_SILENCE, BY_KEYS = "silence", "keys"
LEFT_BY = {
    "silent": BY_SILENCE,
    "pressed": BY_KEYS,
    "spoke": "speech",
    "mumbled": "speech",
    "hung up": "hanging up",
}


class Option(NamedTuple):
    """Something that a menu offers: the key, and the sentence that names it."""

    key: str
    sentence: str


@dataclass(frozen=True)
class Said:
    """What the line says in one go, from a second of the turn on; ``in_menu`` if keys are listened to meanwhile.

    ``file`` is the recording that is played, if a voice does not read the text.
    """

    text: str
    second: float
    seconds: float
    language: str
    in_menu: bool
    is_cut: bool
    loops: int = 1
    file: str = ""

    @cached_property
    def sentences(self) -> list[tuple[str, float]]:
        """Each sentence of it, with the second of the turn at which it first begins, by its share of the letters."""
        found, position = [], 0
        for sentence in SENTENCES.split(self.text):
            found.append((sentence, self.second + self.seconds / self.loops * position / max(len(self.text), 1)))
            position += len(sentence) + 1
        return found


@dataclass
class Turn:
    """What is heard between two acts of the caller, and how the caller left it.

    ``gather`` are the attributes of the menu, if there is one; ``path`` is where it is; ``before`` is what happened in
    the call until then, in ``number`` turns.
    """

    call: str
    number: int = 0
    before: list[Event] = field(default_factory=list)
    path: str = ""
    began: float = 0.0
    said: list[Said] = field(default_factory=list)
    gather: Mapping[str, str] | None = None
    channels: set[str] = field(default_factory=set)
    left_by: str = ""
    keys: str = ""
    ends_the_call: bool = False

    @property
    def is_menu(self) -> bool:
        """Whether it listens to keys or speech."""
        return self.gather is not None

    @cached_property
    def actions(self) -> str:
        """What the caller did until then, as a scenario has it."""
        return did_so_far(self.before)

    @property
    def texts(self) -> list[str]:
        """What is said, in order."""
        return [it.text for it in self.said]

    @cached_property
    def options(self) -> list[Option]:
        """What the menu offers, in the order in which it is said."""
        spoken = (sentence for it in self.said if self.is_menu for sentence, _ in it.sentences)
        return [Option(key, sentence) for sentence in spoken for key in named_keys(sentence)]

    @property
    def offered(self) -> set[str]:
        """The keys that it offers."""
        return {option.key for option in self.options}

    @property
    def language(self) -> str:
        """The language in which it is said: the first that is not English, if there are several."""
        return next((it.language for it in self.said if not is_english(it.language)), ENGLISH)

    @property
    def files(self) -> str:
        """The recordings that are played."""
        return ", ".join(dict.fromkeys(it.file for it in self.said if it.file))

    @property
    def seconds(self) -> float:
        """How long the line speaks."""
        return max((it.second + it.seconds for it in self.said), default=0.0)

    @property
    def was_heard_out(self) -> bool:
        """Whether nothing was cut short."""
        return not any(it.is_cut for it in self.said)

    @property
    def was_missed(self) -> bool:
        """Whether the caller left it by silence, or by a key that it does not offer, though it offers some."""
        wrong = self.left_by == BY_KEYS and self.offered and self.keys.rstrip("#") not in self.offered
        return bool(self.is_menu and (self.left_by == BY_SILENCE or wrong))

    @property
    def title(self) -> str:
        """What the menu is called here: its first sentence, or where it is."""
        return next((it.text for it in self.said if it.in_menu), self.path)


def is_english(language: str) -> bool:
    """Tell whether a language, as Say names it, is English."""
    return language.lower().startswith("en")


def turns(call: str, events: Iterable[Event], prompts: Prompts | None = None) -> list[Turn]:
    """Return the turns of a call, in order; ``prompts`` are the words of the files that it plays."""
    return list(reading(call, [event for event in events if event.get("leg") != "callee"], prompts or {}))


BEGINS_A_TURN = {"requested", "gathering", "said", "played"}


def reading(call: str, events: list[Event], prompts: Prompts) -> Iterator[Turn]:
    """Yield the turns of a call; one begins with what the line does when somebody has acted."""
    turn = Turn(call)
    for index, event in enumerate(events):
        if turn.left_by and begins_a_turn(event):
            yield turn
            turn = Turn(call, turn.number + 1, events[:index], turn.path, event["second"])
        note(turn, event, prompts)
    yield turn


def begins_a_turn(event: Mapping[str, Any]) -> bool:
    """Tell whether the line does something, which a turn begins with if somebody has acted."""
    return event["event"] in BEGINS_A_TURN and not event.get("callback")


def note(turn: Turn, event: Event, prompts: Prompts) -> None:
    """Note in a turn what happens in it."""
    match event["event"]:
        case "requested" if not event.get("callback"):
            turn.path = urlsplit(event["url"]).path
        case "gathering":
            turn.gather = event.get("attributes", {})
        case "said" if event["text"] != APOLOGY:  # those are not the line's words
            language = event.get("attributes", {}).get("language", ENGLISH)
            turn.said.append(said(turn, event, event["text"], language))
        case "played" if text := words_of_file(event, prompts):
            file = name_of_file(event["url"])
            turn.said.append(said(turn, event, text, ENGLISH, file))
        case "pressed":
            turn.left_by, turn.keys = BY_KEYS, turn.keys + event["keys"]
        case "hung up" if event["by"] == "the line":
            turn.ends_the_call = True
        case kind if kind in LEFT_BY:
            turn.left_by = turn.left_by or LEFT_BY[kind]
        case kind if kind in CHANNELS:
            turn.channels.add(kind)


def said(turn: Turn, event: Mapping[str, Any], text: str, language: str, file: str = "") -> Said:
    """Return what is said or played in a turn."""
    when = event["second"] - turn.began, event.get("seconds", 0.0)
    return Said(text, *when, language, turn.is_menu, event.get("cut", False), event.get("loops", 1), file)
