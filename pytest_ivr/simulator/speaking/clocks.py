"""How long a voice takes for a text: clocks, by name. A clock of your own is one more row of CLOCKS."""

import re
from collections.abc import Callable

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


def counted(text: str, language: str) -> tuple[int, int, int]:
    """Return how many letters a voice reads of a text, and how many commas and stops stand within it."""
    said = (in_words(text) if language.lower().startswith("en") else text).rstrip(" .,;:!?…")
    return sum(map(letters_of, said)), len(COMMAS.findall(said)), len(STOPS.findall(said))


def letters_of(character: str) -> int:
    """Return for how many letters a character counts."""
    if character.isdecimal():
        return LETTERS_OF_A_DIGIT
    if character.isalpha():
        return LETTERS_OF_A_SYLLABLE if character >= FIRST_SYLLABLE else 1
    return 0


def characters(text: str, _language: str) -> float:
    """Return a second for 15 characters: a rule that can be worked out in one's head."""
    return len(text) / CHARACTERS_A_SECOND


CLOCKS: dict[str, Clock] = {"voice": voice, "characters": characters}
