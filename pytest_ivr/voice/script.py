"""The script: everything that the line has said, each sentence once, for whoever speaks or translates it.

Sentences that differ only in data are one: what changes in them is marked. Data are known by that: three sentences or
more at one place of the line begin alike, and offer the same key in other words, or share most words without a key.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import reduce
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ..journeys.prompts import Prompts, name_of_file, words
from ..living_docs.document.menu_names import MenuName, name_for
from ..living_docs.document.run import Run
from ..living_docs.document.spoken_keys import named_keys
from ..simulator import Event
from ..simulator.interpreter import APOLOGY
from .heard import LEFT_BY, begins_a_turn

CHANGES = "{…}"
LEAST_IN_COMMON = 0.5  # of the words of the shorter of two sentences that are one
LEAST_VARIANTS = 3


class Row(NamedTuple):
    """A sentence of the script: where it is said, its longest seconds, how often it was heard, and its recording."""

    sentence: str
    where: str
    seconds: float
    voice: str
    language: str
    heard: int
    file: str = ""
    translation: str = ""


class Place(NamedTuple):
    """Where sentences are looked at together: one address, one voice, one language, one recording."""

    path: str
    voice: str
    language: str
    file: str


@dataclass
class Spoken:
    """How a sentence was heard at a place."""

    seconds: float = 0.0
    heard: int = 0
    menus: dict[str, None] = field(default_factory=dict)
    paths: dict[str, None] = field(default_factory=dict)

    def add(self, other: Spoken) -> None:
        """Count another that is the same in the script."""
        self.seconds = max(self.seconds, other.seconds)
        self.heard += other.heard
        self.menus |= other.menus
        self.paths |= other.paths

    @property
    def where(self) -> str:
        """The menus with names in which it was said; addresses, if there is none."""
        return ", ".join(self.menus or self.paths)


def script(runs: Iterable[Run], names: Sequence[MenuName], prompts: Prompts) -> list[Row]:
    """Return what was said in some calls, in the order in which it was first heard."""
    found: dict[Place, dict[str, Spoken]] = {}
    for run in runs:
        for place, sentence, spoken in said_in(run.transcript, names, prompts):
            found.setdefault(place, {}).setdefault(sentence, Spoken()).add(spoken)
    rows: dict[tuple[str, Place], Spoken] = {}
    for place, sentences in found.items():
        written = marked(list(sentences))
        for sentence, spoken in sentences.items():
            everywhere = (written[sentence], place._replace(path=""))
            rows.setdefault(everywhere, Spoken()).add(spoken)
    return [
        Row(sentence, it.where, it.seconds, place.voice, place.language, it.heard, place.file)
        for (sentence, place), it in rows.items()
    ]


def said_in(
    events: Iterable[Event], names: Sequence[MenuName], prompts: Prompts
) -> Iterator[tuple[Place, str, Spoken]]:
    """Yield what was said or played in a call: where, in which words, and how long."""
    path = ""
    for turn in by_turns(events):
        told = [(event, words(event, prompts) if is_spoken(event) else None) for event in turn]
        menu = name_for([sentence for _, sentence in told if sentence is not None], names)
        for event, sentence in told:
            if event["event"] == "requested" and not event.get("callback"):
                path = urlsplit(event["url"]).path
            if sentence is not None:
                named = name_for([sentence], names) or menu
                yield spoken_at(path, event, sentence, named.name if named else "")


def by_turns(events: Iterable[Event]) -> Iterator[list[Mapping[str, Any]]]:
    """Yield what happens in a call between two acts of the caller."""
    turn: list[Mapping[str, Any]] = []
    has_acted = False
    for event in events:
        if has_acted and begins_a_turn(event):
            yield turn
            turn, has_acted = [], False
        turn.append(event)
        has_acted = has_acted or event["event"] in LEFT_BY
    yield turn


def is_spoken(event: Mapping[str, Any]) -> bool:
    """Tell whether a voice or a recording is heard of the line's own."""
    return event["event"] in ("said", "played") and not event.get("digits") and event.get("text") != APOLOGY


def spoken_at(path: str, event: Mapping[str, Any], sentence: str, menu: str) -> tuple[Place, str, Spoken]:
    """Return what was said or played at an address, in a menu that may have a name: whose voice, words, how long."""
    given = event.get("attributes", {})
    file = name_of_file(event.get("url", ""))
    loops = event.get("loops", 1)
    seconds = 0.0 if event.get("cut") else event.get("seconds", 0.0) / loops
    place = Place(path, given.get("voice", ""), given.get("language", ""), file)
    return place, sentence, Spoken(round(seconds, 1), loops, {menu: None} if menu else {}, {path: None})


def marked(sentences: Sequence[str]) -> dict[str, str]:
    """Return each sentence as the script has it: what changes between those that are one is marked."""
    groups: list[list[str]] = []
    lists = beginnings_of_lists(sentences)
    for sentence in sentences:
        fitting = next((group for group in groups if are_one(group[0], sentence, lists)), None)
        if fitting is None:
            groups.append([sentence])
        else:
            fitting.append(sentence)
    written = {sentence: sentence for sentence in sentences}
    for group in groups:
        if len(group) >= LEAST_VARIANTS:
            written |= dict.fromkeys(group, reduce(common, group))
    return written


def are_one(one: str, other: str, lists: Collection[str]) -> bool:
    """Tell whether two sentences differ in data alone; ``lists`` are the first words of those that list data."""
    mine, theirs = one.split(), other.split()
    keys = {len(named_keys(one)), len(named_keys(other))}
    if mine[:1] != theirs[:1] or len(keys) > 1:
        return False
    if keys != {0}:
        return keys == {1} and mine[0] in lists
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= LEAST_IN_COMMON * min(len(mine), len(theirs))


def beginnings_of_lists(sentences: Iterable[str]) -> set[str]:
    """Return the first words of sentences that offer one key in different words."""
    offered: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for sentence in sentences:
        if keys := named_keys(sentence):
            offered[sentence.split()[0]].append(tuple(keys))
    return {first for first, keys in offered.items() if len(set(keys)) < len(keys)}


def common(one: str, other: str) -> str:
    """Return the words that two sentences share, with a mark where they differ."""
    mine, theirs = one.split(), other.split()
    found: list[str] = []
    for kind, first, last, _, _ in SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes():
        part = mine[first:last] if kind == "equal" else [CHANGES]
        found += [word for word in part if not (word == CHANGES and found[-1:] == [CHANGES])]
    return " ".join(found)


def to_record(old: Iterable[Row], new: Iterable[Row]) -> list[Row]:
    """Return the rows of a new script that an older one does not have in the same words and the same voice."""
    known = {(row.sentence, row.voice, row.language, row.file) for row in old}
    return [row for row in new if (row.sentence, row.voice, row.language, row.file) not in known]
