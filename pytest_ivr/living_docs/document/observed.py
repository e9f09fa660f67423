"""What was seen of one node in all calls: what it is called, which keys it names, and what people can do there."""

import re
from collections import Counter
from collections.abc import Collection

from ..media_types import MASK
from .menu_names import MenuName
from .options import (
    CALLS,
    CONNECTS,
    ENDS,
    HANG_UP,
    KEY_NAMES,
    KEYS,
    LISTED,
    LISTENING,
    MEETS,
    NUMBER,
    OPTIONS,
    OTHER,
    OTHER_WORDS,
    QUEUES,
    SECRET,
    SPEECH,
    WAITS,
    is_key,
    is_spoken,
    rank,
    spoken,
)
from .prompts import ALWAYS_FIXED, prompt_of
from .rests import Rest
from .spoken_keys import invites_speech

HEARS_KEYS = (WAITS, QUEUES, MEETS)
FORMS = {CALLS: "Calls {}", QUEUES: "The queue {}", MEETS: "The conference {}", CONNECTS: "Connects with {}"}


class ObservedNode:
    """A node as calls have seen it. ``id`` is its label, made different from those of other nodes."""

    def __init__(self, does: str, whom: str) -> None:
        self.does = does
        self.whom = whom
        self.id = ""
        self.name = ""
        self.paths: dict[str, None] = {}
        self.titles: Counter[str] = Counter()
        self.prompts: Counter[tuple[str, ...]] = Counter()
        self.keys: set[str] = set()
        self.offers: set[frozenset[str]] = set()  # the numbers that were named together
        self.lists_data = False
        self.is_menu = does not in (WAITS, ENDS)
        self.listens = False

    def add(self, rest: Rest, name: MenuName | None, last_words: str) -> None:
        """Note what one call saw there; ``last_words`` are those that no other node says, if it ended there."""
        asked = prompt_of(rest)
        self.paths[rest.path] = None
        self.titles[last_words or asked.title] += not rest.is_cut
        self.prompts[tuple(rest.said)] += not rest.is_cut
        self.keys |= asked.keys
        if asked.keys and not rest.is_cut:
            self.offers.add(asked.digits)
        if name:
            self.name = name.name
            self.lists_data = self.lists_data or name.lists_data(asked.options)
        self.is_menu = self.is_menu or (self.does == WAITS and bool(asked.keys or rest.way not in ("", HANG_UP)))
        self.listens = self.listens or bool(rest.words) or any(map(invites_speech, asked.sentences))

    @property
    def label(self) -> str:
        """What the node is called."""
        if self.name:
            return self.name
        return FORMS.get(self.does, "{}").format(
            self.whom or self.titles.most_common(1)[0][0] or next(iter(self.paths))
        )

    @property
    def usual_prompt(self) -> tuple[str, ...]:
        """What the line says there most often."""
        return self.prompts.most_common(1)[0][0]

    @property
    def has_list(self) -> bool:
        """Whether its numbers change with the data."""
        return self.lists_data or len(self.offers) > 1

    def option(self, rest: Rest) -> str:
        """Return how a call left the node, in words; nothing if it did not."""
        if rest.way == SPEECH:
            return self.speech_option(rest)
        if rest.way != KEYS:
            return rest.way
        if rest.digits == MASK:
            return SECRET
        named = prompt_of(rest).keys if self.has_list and not rest.is_cut else self.keys
        key = next((key for key in (rest.digits, rest.digits.lstrip("0") or "0") if key in named), None)
        return self.key_option(key) if key else self.other_option(rest)

    def speech_option(self, rest: Rest) -> str:
        """Return what was said, unless the line had said which words it wants, and these are none of them."""
        words = " ".join(plain(rest.words))
        is_wanted = f" {words} " in f" {' '.join(plain(' '.join(rest.said)))} "
        return spoken(words) if is_wanted or not any(map(invites_speech, rest.said)) else OTHER_WORDS

    def key_option(self, key: str) -> str:
        """Return what pressing a key that is named is called."""
        return LISTED if self.has_list and key not in ALWAYS_FIXED else KEY_NAMES.get(key, key)

    def other_option(self, rest: Rest) -> str:
        """Return what pressing keys is called that are not named: they may be a number that is asked for."""
        is_number = rest.digits.isdigit() and (len(rest.digits) > 1 or "#" in rest.keys)
        if is_number and not self.has_list and self.keys <= ALWAYS_FIXED:
            return NUMBER
        return OTHER if self.keys or len(rest.digits) > 1 else KEY_NAMES.get(rest.digits, rest.digits)

    def options(self, taken: Collection[str]) -> list[str]:
        """Return what people can do there, whether or not somebody tried it.

        Keys and words that no sentence names are known only if somebody has pressed or said them: ``taken`` has them.
        Secret keys are one option, since nobody can tell which were tried.
        """
        if not self.is_menu:
            return []
        found = set(OPTIONS[self.does])
        if LISTENING in taken:
            found = {LISTENING, HANG_UP}
        elif SECRET in taken:
            found.add(SECRET)
        elif self.does in HEARS_KEYS:
            found |= {self.key_option(key) for key in self.keys}
            found |= {it for it in taken if it == NUMBER or is_key(it) or is_spoken(it)}
            if self.keys and NUMBER not in found:
                found.add(OTHER)
            if self.listens and not any(map(is_spoken, found)):
                found.add(OTHER_WORDS if OTHER_WORDS in taken else SPEECH)
        return sorted(found, key=rank)


def plain(text: str) -> list[str]:
    """Return the words of a text, in lower case."""
    return re.findall(r"[\w']+", text.lower())
