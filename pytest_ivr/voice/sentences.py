"""What is wrong with a sentence, whoever hears it when: rules about its text alone.

Each check returns what is wrong, with a better wording where that can be said, or nothing.
"""

from __future__ import annotations

import re

from ..living_docs.document.spoken_keys import begins_with_key
from ..simulator.speaking.normalization import ABBREVIATIONS
from .heard import is_english

BLAME = re.compile(r"\b(invalid|illegal|incorrect|wrong|error|you (?:failed|did not|didn't|must)|not valid)\b", re.I)
KEY_SIGN = re.compile(r"(?<!\w)(#|\*)(?!\w)|(?<=\d)(#|\*)")
KEY_NAMES = {"#": "pound", "*": "star"}
TIME = re.compile(r"\b(\d{1,2}):(\d\d)( ?)([AaPp])\.?[Mm]\b\.?|\b(0\d):(\d\d)\b")
MARK_UP = re.compile(
    r"</?[a-z][^<>]*>|&(?:\w+|#\d+);|https?://|\*\*|__|\{\w*\}|%\(?\w*\)?[sd]\b|\$\{|\b(?:None|null|undefined|NaN)\b"
)
SYMBOL = re.compile(r"[&@/=_~^|<>\\]")
SYMBOL_NAMES = {"&": "and", "@": "at", "/": "or", "=": "is"}
ABBREVIATION = re.compile(r"\b[A-Z]?[a-z]+\.")
RUN_OF_MARKS = re.compile(r"[!?]{2,}|\.{2,}|…|[,;:]{2,}")
PAUSE = re.compile(r"[.,;:!?()]\s|\s[-\u2013\u2014]\s")
LONGEST_WITHOUT_PAUSE = 20  # words
WORD = re.compile(r"[\w'\u2019-]+")
PLAIN_LETTERS = re.compile(r"[^\W\d_]")


def key_first(text: str, _language: str) -> str:
    """Find a key that is said before what it is for."""
    return "It says the key before what the key is for; say “For sales, press 1”." * begins_with_key(text)


def blame(text: str, _language: str) -> str:
    """Find a word that blames the caller."""
    found = BLAME.search(text)
    return f"“{found[0]}” blames the caller; say what to do instead." if found else ""


def key_sign(text: str, _language: str) -> str:
    """Find a key that is written as a sign, which each voice reads in its own way."""
    found = KEY_SIGN.search(text)
    if not found:
        return ""
    sign = found[1] or found[2]
    return f"A voice reads “{sign}” as it likes; write “{KEY_NAMES[sign]}”{' (in Britain “hash”)' * (sign == '#')}."


def unspeakable_time(text: str, _language: str) -> str:
    """Find a time with a leading zero, without a space, or with minutes at the full hour."""
    for found in TIME.finditer(text):
        better = speakable(found)
        if better != found[0]:
            return f"“{found[0]}” is not as people say it; write “{better}”."
    return ""


def speakable(found: re.Match[str]) -> str:
    """Return a time as people say it."""
    hour, minutes, half = int(found[1] or found[5]), found[2] or found[6], found[4]
    if not half:
        return f"{hour}:{minutes}"
    return f"{hour}{'' if minutes == '00' else f':{minutes}'} {half.upper()}M"


def mark_up(text: str, _language: str) -> str:
    """Find what is meant for machines."""
    found = MARK_UP.search(text)
    return f"A voice reads “{found[0]}” aloud; it is meant for machines." if found else ""


def symbol(text: str, _language: str) -> str:
    """Find a sign that some voices leave out."""
    found = None if MARK_UP.search(text) else SYMBOL.search(text)
    if not found:
        return ""
    better = SYMBOL_NAMES.get(found[0])
    return f"Some voices leave “{found[0]}” out; write {f'“{better}”' if better else 'it in words'}."


def abbreviation(text: str, _language: str) -> str:
    """Find an abbreviation."""
    found = next((it[0] for it in ABBREVIATION.finditer(text) if it[0] in ABBREVIATIONS), "")
    return f"“{found}” is read in several ways; write “{ABBREVIATIONS[found]}”." if found else ""


def punctuation(text: str, _language: str) -> str:
    """Find marks in a row, and words in a row without a mark."""
    if found := RUN_OF_MARKS.search(text):
        return f"Voices pause at “{found[0]}” for as long as they like; write one mark."
    longest = max(len(part.split()) for part in PAUSE.split(text))
    if longest > LONGEST_WITHOUT_PAUSE:
        return f"{longest} words follow each other without a pause; make two sentences of them, or put a comma."
    return ""


def foreign(text: str, language: str) -> str:
    """Find letters that the voice's language does not have: a name or title in another language."""
    if not is_english(language):
        return ""
    found = next((it for it in WORD.findall(text) if any(letter > "\x7f" for letter in PLAIN_LETTERS.findall(it))), "")
    return (
        f"“{found}” is not English, and is said by an English voice; give it a voice of its language." if found else ""
    )
