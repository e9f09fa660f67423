"""What is said where a call rests, taken apart: the question, the keys that it names, and how to know it again."""

import re
from dataclasses import dataclass
from functools import cached_property

from .rests import Rest
from .spoken_keys import begins_with_key, named_keys, speaks_of_keys
from .ways import RECORDS

SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
NUMBER = re.compile(r"\d+")
ALWAYS_FIXED = {"*", "#", "0"}  # the way back, the end of a number, a person: never numbers of a list


@dataclass(frozen=True)
class Question:
    """What the line asks. Two that were asked at one path and have the same ``head`` are one menu.

    The head is the first sentence that speaks of keys, or else the last of all. A sentence that asks, or without which
    nobody knew what the only keys are for, stands before it, with numbers that change left out.
    """

    does: str
    path: str
    texts: tuple[str, ...]
    is_cut: bool = False

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """What was said, sentence by sentence."""
        return tuple(sentence for text in self.texts for sentence in SENTENCE_END.split(" ".join(text.split())))

    @cached_property
    def options(self) -> tuple[str, ...]:
        """The sentences that name keys."""
        return tuple(sentence for sentence in self.sentences if named_keys(sentence))

    @cached_property
    def keys(self) -> frozenset[str]:
        """The keys that are named."""
        return frozenset(key for sentence in self.options for key in named_keys(sentence))

    @property
    def digits(self) -> frozenset[str]:
        """The keys that might be numbers of a list."""
        return self.keys - ALWAYS_FIXED

    @cached_property
    def first(self) -> int:
        """The index of the first sentence that speaks of keys; without one, or if callers only speak, of the last."""
        found = (index for index, it in enumerate(self.sentences) if self.does != RECORDS and speaks_of_keys(it))
        return next(found, max(len(self.sentences) - 1, 0))

    @cached_property
    def beginning(self) -> int:
        """The index of the sentence with which the question begins: before one that does not say what keys are for."""
        if not (self.first and self.options):
            return self.first
        before, first = self.sentences[self.first - 1 : self.first + 1]
        alone = len(self.options) == 1 and begins_with_key(first)
        nothing_else = not self.digits and self.first == self.sentences.index(self.options[0])
        return self.first - (before.endswith("?") or alone or nothing_else)

    @property
    def title(self) -> str:
        """The sentence with which the question begins; nothing if the line asks without a word."""
        return self.sentences[self.beginning] if self.sentences else ""

    @cached_property
    def head(self) -> tuple[str, ...]:
        """What it has in common with the same question in other calls."""
        if self.does == RECORDS:
            return self.sentences[-1:]
        before = self.sentences[self.beginning : self.first]
        return *(NUMBER.sub("0", sentence) for sentence in before), *self.sentences[self.first : self.first + 1]

    @property
    def listed(self) -> frozenset[str]:
        """The sentences that name numbers which a list might have."""
        return frozenset(it for it in self.options if set(named_keys(it)) - ALWAYS_FIXED)


def question(rest: Rest) -> Question:
    """Return what a call was asked where it rests."""
    return Question(rest.does, rest.path, tuple(rest.said), rest.is_cut)
