"""The prompt where a call rests, taken apart: its sentences, the keys that they name, and how to know it again."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from .options import RECORDS
from .rests import Rest
from .spoken_keys import begins_with_key, named_keys, speaks_of_keys

SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
NUMBER = re.compile(r"\d+")
FILLER = 2  # so many words ask nothing: "Sorry?", "Excuse me?"
ALWAYS_FIXED = {"*", "#", "0"}  # the way back, the end of a number, a person: never numbers of a list


def sentence_ends(text: str) -> Iterator[tuple[str, float]]:
    """Yield the sentences of a text, each with how much of the text, from 0 to 1, has been said at its end."""
    ends = [*(it.start() for it in SENTENCE_END.finditer(text)), len(text)]
    for begin, end in zip([0, *ends], ends, strict=False):
        yield text[begin:end].strip(), end / (len(text) or 1)


@dataclass(frozen=True)
class Prompt:
    """What the line says before it waits. Two that are heard at one path and have the same ``head`` are one menu.

    The head is the first sentence that speaks of keys, or else the last of all. If that is an option, other menus may
    begin with it too: the sentence before belongs to the head. So does a question, and a sentence without which nobody
    knew what the only keys are for; numbers in them change, and are left out.
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
        """The index of the sentence with which it begins: before one that does not say what keys are for."""
        if not (self.first and self.options):
            return self.first
        before, first = self.sentences[self.first - 1 : self.first + 1]
        asks = before.endswith("?") and len(before.split()) > FILLER
        alone = len(self.options) == 1 and begins_with_key(first)
        nothing_else = not self.digits and first == self.options[0]
        return self.first - (asks or alone or nothing_else)

    @property
    def begins_with_option(self) -> bool:
        """Whether nothing but what is said before tells the menu from another that has the same first option."""
        return self.beginning == self.first and self.sentences[self.first : self.first + 1] == self.options[:1]

    @property
    def title(self) -> str:
        """The sentence with which it begins; nothing if the line asks without a word."""
        return self.sentences[self.beginning] if self.sentences else ""

    @cached_property
    def head(self) -> tuple[str, ...]:
        """What it has in common with the same prompt in other calls."""
        if self.does == RECORDS:
            return self.sentences[-1:]
        before = self.sentences[max(self.beginning - self.begins_with_option, 0) : self.first]
        found = self.sentences[self.first : self.first + 1]
        return *(NUMBER.sub("0", sentence) for sentence in before), *found

    @property
    def listed(self) -> frozenset[str]:
        """The sentences that name numbers which a list might have."""
        return frozenset(it for it in self.options if set(named_keys(it)) - ALWAYS_FIXED)


def prompt_of(rest: Rest) -> Prompt:
    """Return what a call was asked where it rests."""
    return prompt(rest.does, rest.path, tuple(rest.said), rest.is_cut)


prompt = cache(Prompt)  # calls have few prompts, each of them often
