"""How long a voice takes for a text: clocks, by name. A clock of your own is one more row of CLOCKS."""

import re
from collections.abc import Callable
from functools import lru_cache

from .normalization import in_words

Clock = Callable[[str, str], float]  # the seconds of a text in a language, such as en-US

# In seconds, fitted to what espeak-ng takes at its usual speed (tools/voice).
UTTERANCE = 0.41  # to begin and to end, however short
LETTER = 0.061  # of the text in words
COMMA = 0.32  # a pause within a sentence
STOP = 0.39  # a pause between two sentences

COMMAS = re.compile(r"[,;:](?=\s|$)|[()]|\s[-\u2013\u2014]\s")
STOPS = re.compile(r"[.!?…]+(?=\s)")
# Elsewhere than in English, which stands in for every other language:
LETTERS_OF_A_DIGIT = 4
LETTERS_OF_A_SYLLABLE = 3  # a character from here on is a syllable or a word: Chinese, Japanese, Korean
FIRST_SYLLABLE = "\u2e80"

CHARACTERS_A_SECOND = 15


def voice(text: str, language: str) -> float:
    """Return the seconds that a voice takes, by the letters of the text in words and by its pauses."""
    letters, commas, stops = counted(text, language)
    return UTTERANCE + LETTER * letters + COMMA * commas + STOP * stops


@lru_cache(maxsize=8192)  # a line says the same sentences again and again, in other calls too
def counted(text: str, language: str) -> tuple[int, int, int]:
    """Return how many letters a voice reads of a text, and how many commas and stops stand within it."""
    said = (in_words(text) if language.lower().startswith("en") else text).rstrip(" .,;:!?…")
    return letters_of(said), len(COMMAS.findall(said)), len(STOPS.findall(said))


def letters_of(said: str) -> int:
    """Return how many letters a voice reads, where a digit counts as its word and a syllable as its letters."""
    letters = sum(map(str.isalpha, said)) + LETTERS_OF_A_DIGIT * sum(map(str.isdecimal, said))
    if said.isascii():
        return letters
    return letters + (LETTERS_OF_A_SYLLABLE - 1) * sum(it.isalpha() for it in said if it >= FIRST_SYLLABLE)


def characters(text: str, _language: str) -> float:
    """Return a second for 15 characters: a rule that can be worked out in one's head."""
    return len(text) / CHARACTERS_A_SECOND


CLOCKS: dict[str, Clock] = {"voice": voice, "characters": characters}
