"""The keys that a sentence names, in figures or in words: "press 1 or 2", "oprima la tecla gato", "von 1 bis 5".

Each language is a row of a table. A sentence is read in all of them: a transcript does not tell the language, which a
voice may give too, and what one language says of keys means nothing in another.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

STAR, HASH = "*", "#"
LONGEST_RANGE = 12
JOINED = re.compile(r",?\s*(?:\w+\s+)?")  # what may stand between two keys that are pressed one after the other


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
    elsewhere: str  # comes before a number that is dialed in another call: "hang up and dial 911"


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
        elsewhere="hang up|emergency",
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
        elsewhere="cuelgue|emergencia",
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
        elsewhere="raccrochez|urgence",
    ),
    Language(
        press="drücken sie|drücke|drücken|wählen sie|wähle|tippen sie|mit(?= de[rm] (?:stern|raute))",
        fillers="bitte|die|den|der|dem|auf|taste|zahl|ziffer",
        numbers="null eins zwei drei vier fünf sechs sieben acht neun zehn elf zwölf",
        star="stern|sterntaste|stern-taste",
        hash="raute|rautetaste|raute-taste|doppelkreuz",
        then="und dann|und|dann|gefolgt von",
        or_="oder|und",
        from_="von",
        to="bis",
        purpose="für|um|wenn",
        say="sagen sie|sage",
        article="die",
        elsewhere="legen sie auf|notfall|notfällen",
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
        elsewhere="desligue|emergência",
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
            rf"\b(?:{language.then})\s+(?P<press>(?:(?:{language.press})\s+)?(?:(?:{language.fillers})\s+)*"
            rf"(?:#|(?:{language.hash})(?!\w)))"
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
        self.elsewhere = re.compile(rf"\b(?:{language.elsewhere})\b")
        self.say = re.compile(rf"\b(?:{language.say})\b")
        self.press = re.compile(rf"(?:{language.press})\b")

    def keys(self, sentence: str) -> Iterator[str]:
        """Yield the keys in their order. A hash that only ends a number is none of them."""
        for match in self.first.finditer(sentence):
            key = self.key(match)
            ends_number = key == HASH and match["then"]
            is_phone_number = len(key) > len("99") and self.elsewhere.search(sentence, 0, match.start())
            if not (ends_number or is_phone_number):
                yield from self.keys_from(sentence, match.end(), key)

    def keys_from(self, sentence: str, position: int, key: str) -> Iterator[str]:
        """Yield a key and those that follow it: to the end of a range, or one after the other.

        A range of more than a few keys asks for a number: none of them is an option of its own.
        """
        if match := self.up_to.match(sentence, position):
            last = self.key(match)
            if key.isdigit() and last.isdigit():
                yield from range_of_keys(key, last)
                return
        yield key
        further = (self.list, self.of_a_purpose, self.without_verb)
        while match := next(filter(None, (form.match(sentence, position) for form in further)), None):
            if self.key(match) == HASH and self.then.match(sentence, position):
                return
            yield self.key(match)
            position = match.end()

    def spans(self, sentence: str) -> Iterator[tuple[int, int]]:
        """Yield where a sentence says what to press, from the verb to the key."""
        for match in self.first.finditer(sentence):
            yield match.end("then") if match["then"] else match.start(), match.end()
        for match in self.end_of_number.finditer(sentence):
            yield match.span("press")

    def key(self, match: re.Match[str]) -> str:
        """Return the key that was found, as it stands on the phone."""
        return self.by_word.get(match["key"], match["key"])


def range_of_keys(first: str, last: str) -> Iterator[str]:
    """Yield the keys of a range, unless it is longer than callers can hear as a menu."""
    if len(first) <= len(last) <= len("99") and int(last) - int(first) < LONGEST_RANGE:
        yield from map(str, range(int(first), int(last) + 1))


@cache
def readers() -> tuple[Reader, ...]:
    """Return a reader of each language: made when a sentence is read, since many runs read none."""
    return tuple(map(Reader, LANGUAGES))


@cache
def named_keys(sentence: str) -> tuple[str, ...]:
    """Return the keys that a sentence names, each once: numbers, ``*`` and ``#``."""
    return tuple(dict.fromkeys(key for reader in readers() for key in reader.keys(sentence.lower())))


@cache
def spans_of_keys(sentence: str) -> tuple[tuple[int, int], ...]:
    """Return where a sentence says what to press, in its order; what follows directly is one with what is before it."""
    lower = sentence.lower()
    if len(lower) != len(sentence):  # as with a Turkish İ: then nobody knows where its characters are
        return ()
    found: list[tuple[int, int]] = []
    for start, end in sorted(span for reader in readers() for span in reader.spans(lower)):
        if found and JOINED.fullmatch(lower, found[-1][1], max(start, found[-1][1])):
            start, end = found[-1][0], max(end, found.pop()[1])
        found.append((start, end))
    return tuple(found)


@cache
def speaks_of_keys(sentence: str) -> bool:
    """Tell whether a sentence names a key, be it one that only ends a number."""
    ends_number = any(reader.end_of_number.search(sentence.lower()) for reader in readers())
    return ends_number or bool(named_keys(sentence))


@cache
def begins_with_key(sentence: str) -> bool:
    """Tell whether a sentence says what to press before it says what for."""
    return any(reader.press.match(sentence.lower()) for reader in readers())


@cache
def invites_speech(sentence: str) -> bool:
    """Tell whether a sentence asks callers to say something."""
    return any(reader.say.search(sentence.lower()) for reader in readers())
