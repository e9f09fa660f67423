"""The script: everything that the line has said, each sentence once, for whoever speaks or translates it.

Sentences that differ only in data are one: what changes in them is marked. Numbers are data, but for the keys that a
sentence names. Other data are known by that: three sentences or more at one place of the line begin alike, and offer
the same key in other words, or share most words without a key. The keys that stand beside any list are never data.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from functools import cache, reduce
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ..journeys.prompts import Prompts, name_of_file, words
from ..living_docs.document.menu_names import MenuName, name_for
from ..living_docs.document.prompts import ALWAYS_FIXED
from ..living_docs.document.run import Run
from ..living_docs.document.spoken_keys import named_keys, spans_of_keys
from ..simulator import Event
from ..simulator.interpreter import APOLOGY
from .heard import LEFT_BY, begins_a_turn

CHANGES = "{…}"
LEAST_IN_COMMON = 0.5  # of the words of the shorter of two sentences that are one
LEAST_VARIANTS = 3
WORD_WITH_NUMBER = re.compile(r"\S*\d\S*?(?=[.,;:!?]*(?:\s|$))")


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


class Voice(NamedTuple):
    """Who says sentences that may be one: a voice in a language, or a recording."""

    name: str
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
    found: dict[Voice, dict[str, dict[str, Spoken]]] = {}
    for run in runs:
        for voice, path, sentence, spoken in said_in(run.transcript, names, prompts):
            found.setdefault(voice, {}).setdefault(path, {}).setdefault(sentence, Spoken()).add(spoken)
    return [
        Row(sentence, it.where, it.seconds, *voice[:2], it.heard, voice.file)
        for voice, by_path in found.items()
        for sentence, it in sentences_of(by_path).items()
    ]


def sentences_of(by_path: Mapping[str, Mapping[str, Spoken]]) -> dict[str, Spoken]:
    """Return what one voice says at all paths, as the script has it."""
    numbers = numbered(sentence for sentences in by_path.values() for sentence in sentences)
    written: dict[str, Spoken] = {}
    for sentences in by_path.values():
        for sentence, as_written in marked(sentences, numbers).items():
            written.setdefault(as_written, Spoken()).add(sentences[sentence])
    rows: dict[str, Spoken] = {}
    for sentence, spoken in written.items():
        rows.setdefault(widest(sentence, written), Spoken()).add(spoken)
    return rows


def said_in(
    events: Iterable[Event], names: Sequence[MenuName], prompts: Prompts
) -> Iterator[tuple[Voice, str, str, Spoken]]:
    """Yield what was said or played in a call: by whom, where, in which words, and how long."""
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


def spoken_at(path: str, event: Mapping[str, Any], sentence: str, menu: str) -> tuple[Voice, str, str, Spoken]:
    """Return what was said or played in a menu that may have a name: whose voice, where, which words, how long."""
    given = event.get("attributes", {})
    file = name_of_file(event.get("url", ""))
    loops = event.get("loops", 1)
    seconds = 0.0 if event.get("cut") else event.get("seconds", 0.0) / loops
    voice = Voice(given.get("voice", ""), given.get("language", ""), file)
    return voice, path, sentence, Spoken(round(seconds, 1), loops, {menu: None} if menu else {}, {path: None})


def numbered(sentences: Iterable[str]) -> dict[str, str]:
    """Return sentences, each with a mark for its numbers if another is the same but for these."""
    without = {sentence: without_numbers(sentence) for sentence in sentences}
    often = Counter(without.values())
    return {sentence: bare if often[bare] > 1 else sentence for sentence, bare in without.items()}


def without_numbers(sentence: str) -> str:
    """Return a sentence with a mark for each number that is no key."""
    spans = spans_of_keys(sentence)
    elsewhere = {*named_keys(sentence)}.difference(*(named_keys(sentence[start:end]) for start, end in spans))

    def mark(match: re.Match[str]) -> str:
        is_key = any(start < match.end() and match.start() < end for start, end in spans)
        return match[0] if is_key or match[0] in elsewhere else CHANGES

    return WORD_WITH_NUMBER.sub(mark, sentence)


def marked(sentences: Iterable[str], numbers: Mapping[str, str]) -> dict[str, str]:
    """Return each sentence of a path as the script has it: what changes between those that are one is marked.

    ``numbers`` has them with their numbers marked, where these alone change.
    """
    found = {sentence: numbers[sentence] for sentence in sentences}
    groups: list[list[str]] = []
    lists = beginnings_of_lists(found)
    for sentence in found:
        fitting = next((group for group in groups if are_one(group[0], sentence, lists)), None)
        if fitting is None:
            groups.append([sentence])
        else:
            fitting.append(sentence)
    for group in (it for it in groups if len(it) >= LEAST_VARIANTS):
        found |= dict.fromkeys(group, reduce(common, group))
    return found


def are_one(one: str, other: str, lists: Collection[str]) -> bool:
    """Tell whether two sentences differ in data alone; ``lists`` are the first words of those that list data."""
    mine, theirs = one.split(), other.split()
    if mine[:1] != theirs[:1]:
        return False
    if named_keys(one) or named_keys(other):
        return mine[0] in lists and is_listed(one) and is_listed(other)
    blocks = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= LEAST_IN_COMMON * min(len(mine), len(theirs))


def is_listed(sentence: str) -> bool:
    """Tell whether a sentence offers one key, which may be a number of a list."""
    keys = named_keys(sentence)
    return len(keys) == 1 and keys[0] not in ALWAYS_FIXED


def beginnings_of_lists(sentences: Iterable[str]) -> set[str]:
    """Return the first words of sentences that offer one key in different words."""
    offered: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for sentence in sentences:
        if keys := named_keys(sentence):
            offered[sentence.split()[0]].append(tuple(keys))
    return {first for first, keys in offered.items() if len(set(keys)) < len(keys)}


def widest(sentence: str, all_: Iterable[str]) -> str:
    """Return of some sentences the one with the fewest words that says the same with more of it marked."""
    wider = [it for it in all_ if CHANGES in sentence and CHANGES in it and pattern_of(it).fullmatch(sentence)]
    return min(wider, key=lambda it: len(it.replace(CHANGES, "")), default=sentence)


@cache
def pattern_of(sentence: str) -> re.Pattern[str]:
    """Return what a sentence fits in which something is marked."""
    return re.compile(".*".join(map(re.escape, sentence.split(CHANGES))))


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
