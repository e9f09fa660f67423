"""The keys that a sentence names, in figures or in words: "press 1 or 2", "oprima la tecla gato", "von 1 bis 5".

Each language is a row of a table. A sentence is read in all of them: what one says of keys means nothing in another.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

STAR, HASH = "*", "#"


class Language(NamedTuple):
    """How a language speaks of keys: each field is what a regular expression may find there."""

    press: str  # comes before a key
    fillers: str  # may stand between the two
    numbers: str  # 0, 1, 2 ... in words
    star: str
    hash: str
    then: str  # joins keys that are pressed one after the other
    or_: str  # joins keys of which one is pressed
    from_: str  # begins a range
    to: str  # stands within it
    purpose: str  # begins what a key is for
    say: str  # invites callers to speak
    article: str  # stands before a key whose verb is left out: "für Service die Zwei"


LANGUAGES = (
    Language(
        press="press|push|hit|touch|dial",
        fillers="the|key|keys|number|digit|button",
        numbers="zero one two three four five six seven eight nine ten eleven twelve",
        star="star|asterisk",
        hash="hash|pound|number sign",
        then="and then|and|then|followed by",
        or_="or|and",
        from_="from",
        to="to|through",
        purpose="for|to|if",
        say="say",
        article="the",
    ),
    Language(
        press="oprima|oprime|pulse|pulsa|presione|presiona|marque|marca|teclee|digite",
        fillers="el|la|tecla|número",
        numbers="cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce",
        star="asterisco|estrella",
        hash="gato|numeral|almohadilla",
        then="y luego|y|luego|seguido de|seguida de",
        or_="o|u|y",
        from_="del?",
        to="al?",
        purpose="para|si",
        say="diga|di",
        article="el|la",
    ),
    Language(
        press="appuyez sur|pressez|tapez|composez|faites|sur(?= l[ae] )",
        fillers="le|la|touche",
        numbers="zéro un deux trois quatre cinq six sept huit neuf dix onze douze",
        star="étoile|astérisque",
        hash="dièse|carré",
        then="et|puis|suivie? (?:du|de la)",
        or_="ou|et",
        from_="de",
        to="à",
        purpose="pour|si",
        say="dites",
        article="le|la",
    ),
    Language(
        press="drücken sie|drücke|drücken|wählen sie|wähle|tippen sie",
        fillers="bitte|die|den|auf|taste|zahl|ziffer",
        numbers="null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        star="stern|sterntaste",
        hash="raute|rautetaste|doppelkreuz",
        then="und dann|und|dann|gefolgt von",
        or_="oder|und",
        from_="von",
        to="bis",
        purpose="für|um|wenn",
        say="sagen sie|sage",
        article="die",
    ),
    Language(
        press="pressione|digite|tecle|aperte|prima|marque|disque",
        fillers="o|a|tecla|número|em",
        numbers="zero um dois três quatro cinco seis sete oito nove dez onze doze",
        star="asterisco|estrela",
        hash="jogo da velha|cerquilha|cardinal|sustenido",
        then="e depois|e|depois|seguido de|seguida de",
        or_="ou|e",
        from_="de",
        to="a",
        purpose="para|se",
        say="diga|fale",
        article="o|a",
    ),
)
SUFFIX = r"(?: (?:key|sign|button))?"  # "the star key": only English has the noun behind it


class Reader:
    """Finds the keys that sentences of one language name."""

    def __init__(self, language: Language) -> None:
        numbers = language.numbers.split()
        self.by_word = {word: str(number) for number, word in enumerate(numbers)}
        self.by_word |= dict.fromkeys(language.star.split("|"), STAR) | dict.fromkeys(language.hash.split("|"), HASH)
        words = "|".join(sorted(self.by_word, key=len, reverse=True))
        key = rf"(?:(?:{language.fillers})\s+)*(?P<key>\d+|[*#]|(?:{words})(?!\w)){SUFFIX}(?!\w)"
        range_ = rf"(?:\w+\s+){{0,3}}?(?:{language.from_})\s+"
        self.first = re.compile(rf"(?P<then>\b(?:{language.then})\s+)?\b(?:{language.press})\s+(?:{range_})?{key}")
        self.end_of_number = re.compile(
            rf"\b(?:{language.then})\s+(?:(?:{language.press})\s+)?(?:(?:{language.fillers})\s+)*"
            rf"(?:#|(?:{language.hash})(?!\w))"
        )
        self.up_to = re.compile(rf"(?:,[^.?!]{{0,40}}?,)?\s+(?:{language.to})\s+{key}")
        purpose = rf"\s+(?:{language.purpose})\b"
        self.then = re.compile(rf",?\s+(?:{language.then})\s+{key}")
        self.list = re.compile(rf"(?:,\s*|,?\s+(?:{language.or_})\s+)(?:(?:{language.or_})\s+)?{key}")
        self.of_a_purpose = re.compile(
            rf"{purpose}[^.?!]*?(?:,\s*|,?\s+(?:{language.or_})\s+)(?:(?:{language.or_})\s+)?{key}(?={purpose})"
        )
        self.without_verb = re.compile(
            rf",?\s+(?:(?:{language.or_})\s+)?(?:{language.purpose})\b[^.?!,]*?\s(?:{language.article})\s+{key}(?=[,.?!]|$)"
        )
        self.say = re.compile(rf"\b(?:{language.say})\b")
        self.press = re.compile(rf"(?:{language.press})\b")

    def keys(self, sentence: str) -> Iterator[str]:
        """Yield the keys in their order. A hash that only ends a number is none of them."""
        for match in self.first.finditer(sentence):
            key = self.key(match)
            if key == HASH and match["then"]:
                continue
            yield key
            yield from self.more(sentence, match.end(), key)

    def more(self, sentence: str, position: int, key: str) -> Iterator[str]:
        """Yield the keys that follow a first one: to the end of a range, or one after the other."""
        if match := self.up_to.match(sentence, position):
            last = self.key(match)
            if key.isdigit() and last.isdigit():
                yield from map(str, range(int(key) + 1, int(last) + 1))
                return
        further = (self.list, self.of_a_purpose, self.without_verb)
        while match := next(filter(None, (form.match(sentence, position) for form in further)), None):
            if self.key(match) == HASH and self.then.match(sentence, position):
                return
            yield self.key(match)
            position = match.end()

    def key(self, match: re.Match[str]) -> str:
        """Return the key that was found, as it stands on the phone."""
        return self.by_word.get(match["key"], match["key"])


READERS = tuple(map(Reader, LANGUAGES))


@cache
def named_keys(sentence: str) -> tuple[str, ...]:
    """Return the keys that a sentence names, each once: numbers, ``*`` and ``#``."""
    return tuple(dict.fromkeys(key for reader in READERS for key in reader.keys(sentence.lower())))


def speaks_of_keys(sentence: str) -> bool:
    """Tell whether a sentence names a key, be it one that only ends a number."""
    ends_number = any(reader.end_of_number.search(sentence.lower()) for reader in READERS)
    return ends_number or bool(named_keys(sentence))


def begins_with_key(sentence: str) -> bool:
    """Tell whether a sentence says what to press before it says what for."""
    return any(reader.press.match(sentence.lower()) for reader in READERS)


def invites_speech(sentence: str) -> bool:
    """Tell whether a sentence asks callers to say something."""
    return any(reader.say.search(sentence.lower()) for reader in READERS)
