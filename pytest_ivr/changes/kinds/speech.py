"""Changes of what is said: sentences, what is told in them, and the keys that they offer."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from itertools import pairwise

from ..documents import Document
from .change import Change, Known, another
from .spoken import END_OF_OPTION, Option, Unit, options, quoted, remove, units, values


def left_out(document: Document, known: Known) -> Iterator[Change]:
    """Leave a sentence out; one that is an option of a menu is another kind."""
    offering = {(it.unit.element, it.unit.number) for it in options(document) if it.text == it.unit.text}
    for unit in units(document):
        is_option = (unit.element, unit.number) in offering
        kind = "an option left out" if is_option else "a sentence left out"
        yield Change(kind, unit.target, f"{unit.quoted()} were not said", unit.put)


def option_left_out(document: Document, known: Known) -> Iterator[Change]:
    """Leave an option out of a sentence that offers several."""
    for option in options(document):
        if option.text != option.unit.text:
            words = f"{quoted(option.text)} were left out of {option.unit.quoted()}"
            target = (option.unit.target, option.number)
            yield Change("an option left out", target, words, partial(option.unit.put, without(option)))


def without(option: Option) -> str:
    """Return the sentence of an option without it, and without what stands between it and a neighbour."""
    text = option.unit.text
    before, after = text[: option.begins], text[option.ends :]
    following = END_OF_OPTION.match(after)
    if following:
        return before + after[following.end() :]
    return before[: [match.start() for match in END_OF_OPTION.finditer(before)][-1]] + after


def said_twice(document: Document, known: Known) -> Iterator[Change]:
    """Say a sentence twice."""
    for unit in units(document):
        yield Change("a sentence said twice", unit.target, f"{unit.quoted()} were said twice", partial(twice, unit))


def twice(unit: Unit) -> None:
    """Say a sentence, or play a file, twice."""
    if unit.element.tag == "Say":
        unit.put(unit.text, unit.text)
    else:
        unit.element.set("loop", str(2 * max(1, int(unit.element.get("loop", "1")))))


def swapped(document: Document, known: Known) -> Iterator[Change]:
    """Swap two sentences that follow each other."""
    for first, second in pairwise(units(document)):
        if first.text != second.text and first.element.getparent() is second.element.getparent():
            words = f"{second.quoted()} were said before {first.quoted()}"
            target = (first.target, second.target)
            yield Change("neighbours swapped", target, words, partial(swap, first, second))


def swap(first: Unit, second: Unit) -> None:
    """Exchange two neighbours."""
    if first.element is second.element:
        told = first.sentences
        told[first.number : first.number + 2] = reversed(told[first.number : first.number + 2])
        first.element.text = " ".join(told)
    elif len(first.sentences) == len(second.sentences) == 1:
        first.element.addprevious(second.element)
    else:
        second.put(first.text)
        first.put(second.text)


def replaced(document: Document, known: Known) -> Iterator[Change]:
    """Tell another time, number or name; of several of a kind in one sentence, the first and the last."""
    for unit in units(document):
        if unit.element.tag == "Say":
            found: dict[str, list[re.Match[str]]] = {kind: [] for kind in ("time", "number", "name")}
            for kind, match in values(unit.text):
                found[kind].append(match)
            for kind, matches in found.items():
                for place, match in enumerate(dict.fromkeys((*matches[:1], *matches[-1:]))):
                    value = another(known.values.get(kind, ()), match[0])
                    if value:
                        text = f"{unit.text[: match.start()]}{value}{unit.text[match.end() :]}"
                        words = f"{quoted(text)} were said, not {unit.quoted()}"
                        target = (unit.target, place)
                        yield Change(f"another {kind}", target, words, partial(unit.put, text))


def keys_exchanged(document: Document, known: Known) -> Iterator[Change]:
    """Exchange the keys of two options that follow each other."""
    for first, second in pairwise(options(document)):
        if first.key != second.key:
            words = f"the keys of {quoted(first.text)} and {quoted(second.text)} were exchanged"
            target = (first.unit.target, first.number, second.unit.target)
            yield Change("two keys exchanged", target, words, partial(exchange, first, second))


def exchange(first: Option, second: Option) -> None:
    """Exchange the keys of two options."""
    text = second.unit.text
    second_text = f"{text[: second.key_begins]}{first.key}{text[second.key_ends :]}"
    if first.unit == second.unit:
        second_text = f"{second_text[: first.key_begins]}{second.key}{second_text[first.key_ends :]}"
    else:
        text = first.unit.text
        first.unit.put(f"{text[: first.key_begins]}{second.key}{text[first.key_ends :]}")
    second.unit.put(second_text)


def prompts_before(document: Document, known: Known) -> Iterator[Change]:
    """Say a menu before the line listens, so that no key is taken while it is said."""
    for number, gather in enumerate(document.iter("Gather")):
        prompts = [it for it in gather if it.tag in ("Say", "Play", "Pause")]
        said = [unit for unit in units(document) if unit.element.getparent() is gather]
        if said:
            words = f"no key were taken while {said[0].quoted()} is said"
            yield Change("a menu said before it listens", number, words, partial(move, gather, prompts))


def move(gather: Document, prompts: list[Document]) -> None:
    """Move prompts before their menu."""
    for prompt in prompts:
        remove(prompt)
        gather.addprevious(prompt)


SPEECH = (left_out, option_left_out, said_twice, swapped, replaced, keys_exchanged, prompts_before)
