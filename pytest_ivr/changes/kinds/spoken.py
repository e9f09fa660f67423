"""What a document says, sentence by sentence."""

from __future__ import annotations

import functools
import re
from collections.abc import Hashable, Iterator
from typing import NamedTuple

from ...living_docs.document.spoken_keys import named_keys, readers
from ..documents import Document

END_OF_SENTENCE = re.compile(r"(?<=[.!?])\s+")
END_OF_OPTION = re.compile(r"[,;]\s+(?:(?:or|and|o|y|ou|et|oder|und|e)\s+)?")
HALF = r"(?:[AP]M\b|[AP]\.M\.)"
NAME = r"[A-ZÀ-Þ][\w'\u2019&-]*"
# What may stand for something else of its kind; what is found of one kind is not looked at for the next.
VALUES = {
    "time": re.compile(rf"\b\d{{1,2}}[:.h]\d{{2}}(?:\s?{HALF})?|\b\d{{1,2}}\s?{HALF}", re.IGNORECASE),
    "number": re.compile(r"(?<![\w.,:+-])\d+(?:[.,]\d+)*(?![\w:])"),
    "name": re.compile(rf"(?<=[\w,] ){NAME}(?:,? {NAME})*"),
}
SEVERAL = re.compile(r"(<\w+>)(?:,? (?:[a-z&]+ ){0,2}\1)+")


class Unit(NamedTuple):
    """A sentence, or a file that is played: and where it stands."""

    element: Document
    number: int  # which of the sentences there it is
    text: str
    target: tuple[str, str]  # by which it is known again with other data: its template, and which of several it is

    @property
    def sentences(self) -> list[str]:
        """All sentences of the element, this among them."""
        return sentences(self.element)

    def put(self, *texts: str) -> None:
        """Put other sentences, or none, in the place of this one."""
        told = self.sentences
        told[self.number : self.number + 1] = texts
        if told:
            self.element.text = " ".join(told)
        else:
            remove(self.element)

    def quoted(self) -> str:
        """Return it in quotation marks."""
        return quoted(self.text)


def quoted(text: str) -> str:
    """Return a text in quotation marks."""
    return f"“{text}”"


def remove(element: Document) -> None:
    """Take an element out of its document."""
    next(element.iterancestors()).remove(element)


def is_plain(element: Document) -> bool:
    """Tell whether an element is spoken text, without markup in it."""
    return element.tag == "Say" and not len(element)


def sentences(element: Document) -> list[str]:
    """Return what an element says; a file that is played, and speech with markup, is one sentence."""
    if element.tag == "Play":
        return [(element.text or "").strip() or f"tones {element.get('digits', '')}"]
    text = " ".join("".join(element.itertext()).split())
    return END_OF_SENTENCE.split(text) if is_plain(element) else [text]


def units(document: Document) -> list[Unit]:
    """Return what a document says, in order; not what stands in no place where Twilio would say it."""
    places = (verb if verb.tag == "Gather" else (verb,) for verb in document)
    spoken = (it for place in places for it in place if it.tag in ("Say", "Play"))
    told = [(element, index, text) for element in spoken for index, text in enumerate(sentences(element)) if text]
    forms = [template(text) for _, _, text in told]
    return [Unit(*it, (form, rank(forms, number))) for number, (it, form) in enumerate(zip(told, forms, strict=True))]


def rank(forms: list[str], number: int) -> str:
    """Return which of several of its form something is: the first, the last, or one of the others."""
    form = forms[number]
    return "first" if form not in forms[:number] else "" if form in forms[number + 1 :] else "last"


def values(text: str) -> Iterator[tuple[str, re.Match[str]]]:
    """Yield the times, numbers and names in a sentence, each with its kind."""
    for kind, form in VALUES.items():
        found = list(form.finditer(text))
        yield from ((kind, match) for match in found)
        for match in found:
            text = text[: match.start()] + "_" * len(match[0]) + text[match.end() :]


def template(text: str) -> str:
    """Return a sentence with the kinds of its times, numbers and names in their place: which, and how many, is data."""
    for kind, match in sorted(values(text), key=lambda it: -it[1].start()):
        text = f"{text[: match.start()]}<{kind}>{text[match.end() :]}"
    return SEVERAL.sub(r"\1", text)


def skeleton(document: Document) -> Hashable:
    """Return what tells one answer from another: its verbs, and with what each menu begins; the rest is data."""
    return tuple((str(verb.tag), begins(verb) if verb.tag == "Gather" else "") for verb in document)


def begins(menu: Document) -> str:
    """Return the form of what a menu says first."""
    said = (text for element in menu.iter("Say", "Play") for text in sentences(element))
    return template(next(said, ""))


class Option(NamedTuple):
    """A part of a sentence that offers one key: which of its parts, where it stands, and where the key does."""

    unit: Unit
    number: int
    begins: int
    ends: int
    key_begins: int
    key_ends: int

    @property
    def text(self) -> str:
        """The part."""
        return self.unit.text[self.begins : self.ends]

    @property
    def key(self) -> str:
        """The key, as it is said."""
        return self.unit.text[self.key_begins : self.key_ends]


def options(document: Document) -> list[Option]:
    """Return the options that a document offers, in order: parts of sentences with one key each."""
    return [option for unit in units(document) if is_plain(unit.element) for option in options_in(unit)]


def options_in(unit: Unit) -> Iterator[Option]:
    """Yield the options of a sentence: the whole of it, or what stands between its commas, with one key each."""
    if len(named_keys(unit.text)) == 1:
        parts = [(0, len(unit.text))]
    else:
        parts = list(parts_with_keys(unit.text, len(unit.text.rstrip(".!? "))))
    for number, (begins, ends) in enumerate(parts):
        keys = named_keys(unit.text[begins:ends])
        place = place_of(keys[0], unit.text, begins, ends) if len(keys) == 1 else None
        if place:
            yield Option(unit, number, begins, ends, *place)


def parts_with_keys(text: str, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the parts of a sentence stand; one without a key belongs to the next: "for sales, press 1"."""
    begins = 0
    for ends, next_begins in (*(match.span() for match in END_OF_OPTION.finditer(text)), (end, end)):
        if named_keys(text[begins:ends]):
            yield begins, ends
            begins = next_begins


@functools.cache
def form_of(key: str) -> re.Pattern[str]:
    """Return how a key is said: in figures, or in a word of any language."""
    words = {word for reader in readers() for word, meant in reader.by_word.items() if meant == key}
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted({key, *words})))})(?!\w)", re.IGNORECASE)


def place_of(key: str, text: str, begins: int, ends: int) -> tuple[int, int] | None:
    """Return where a part of a text names a key last: in figures, or in a word."""
    found = list(form_of(key).finditer(text, begins, ends))
    return found[-1].span() if found else None
