"""Text as a voice reads it: numbers, times, symbols and abbreviations as words (text normalization).

English alone: of other languages the letters are counted as they are (see clocks.py).
"""

import re
from collections.abc import Callable

from .numbers import cardinal, digit_by_digit, number, ordinal

ABBREVIATIONS = {
    "Mr.": "mister",
    "Mrs.": "missis",
    "Dr.": "doctor",
    "Prof.": "professor",
    "vs.": "versus",
    "Ave.": "avenue",
    "Blvd.": "boulevard",
    "Rd.": "road",
    "St.": "saint",
    "min.": "minutes",
    "approx.": "approximately",
    "etc.": "et cetera",
}
SYMBOLS = {
    "&": "and",
    "@": "at",
    "%": "percent",
    "#": "hash",
    "*": "asterisk",
    "+": "plus",
    "=": "equals",
    "/": "slash",
    "°": "degrees",
    "$": "dollars",
    "€": "euros",
    "£": "pounds",
    "_": "underscore",
}
LETTERS = dict(
    zip(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ",
        (
            *("ay", "bee", "see", "dee", "ee", "eff", "gee", "aitch", "eye", "jay", "kay", "ell", "em", "en", "oh"),
            *("pee", "cue", "are", "ess", "tee", "you", "vee", "double you", "ex", "why", "zee"),
        ),
        strict=True,
    )
)
Read = Callable[[re.Match[str]], str]


def spell(capitals: str) -> str:
    """Return letters one after the other, as they are called."""
    return " ".join(LETTERS[letter] for letter in capitals.upper() if letter in LETTERS)


def acronym(found: re.Match[str]) -> str:
    """Return a word of capitals: spelled, unless it can be spoken, as PIN and NASA can."""
    can_be_spoken = len(found[0]) > 2 and found[0][0] not in "AEIOU" and re.search("[AEIOUY]", found[0])
    return found[0] if can_be_spoken else spell(found[0])


def time(found: re.Match[str]) -> str:
    """Return hours and minutes: 07:05 is seven zero five."""
    return f"{cardinal(int(found[1]))} {number(found[2])}"


# In this order, since what one has read is letters for those that follow.
READINGS: tuple[tuple[re.Pattern[str], Read], ...] = tuple(
    (re.compile(pattern), read)
    for pattern, read in (
        (r"\bhttps?://", lambda found: ""),
        (r"\bwww\.", lambda found: f"{spell('WWW')} dot "),
        (r"(?<=\d)\s?([AaPp])\.?[Mm]\b\.?|\b([ap])\.m\.", lambda found: f" {spell((found[1] or found[2]) + 'M')} "),
        (r"\b(?:[A-Z]\.)+(?!\w)", lambda found: spell(found[0])),
        (r"\b[A-Za-z][a-z]+\.", lambda found: ABBREVIATIONS.get(found[0], found[0])),
        (r"(?<=\w)\.(?=[a-z])", lambda found: " dot "),
        (r"\b(\d{1,2}):(\d\d)\b", time),
        (r"(?<=\d),(?=\d{3}\b)", lambda found: ""),
        (r"\b(\d{1,9})(?:st|nd|rd|th)\b", lambda found: ordinal(int(found[1]))),
        (r"(?<=\d)\.(\d+)", lambda found: f" point {digit_by_digit(found[1])}"),
        (r"(?<=\d)-(?=\d)", lambda found: " dash "),
        (r"\d+", lambda found: f" {number(found[0])} "),
        (r"\b[A-Z]{2,}\b", acronym),
        (f"[{re.escape(''.join(SYMBOLS))}]", lambda found: f" {SYMBOLS[found[0]]} "),
    )
)


def in_words(text: str) -> str:
    """Return an English text as it is read aloud, in words; what is all in capitals is no row of acronyms."""
    said = text.lower() if text.isupper() and " " in text else text
    for pattern, read in READINGS:
        said = pattern.sub(read, said)
    return " ".join(said.split())
