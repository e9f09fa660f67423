"""What is wrong with a turn: what a menu says before it waits, and how long; how long an answer is.

Each check yields what is wrong, with the words that it is about.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .heard import Option, Said, Turn
from .settings import Bounds

PERSON = re.compile(
    r"\b(operator|person|people|agent|representative|somebody|someone|staff|reception|receptionist|human|"
    r"colleague|assistant|team|clerk|talk|speak)\b",
    re.I,
)
COUNT = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten) (?:\w+ )?(?:options|choices|things)\b", re.I
)
AGAIN = re.compile(r"\b(again|repeat|once more)\b", re.I)
MORE_TIME = re.compile(r"\b(more time|wait longer|take your time|as long as you)\b", re.I)
STANDING = re.compile(f"{AGAIN.pattern}|{MORE_TIME.pattern}", re.I)
ITEM = re.compile(r"[^,;]*\d[^,;]*(?:[,;]|$)")
FEW = 3  # options from which on a caller wants to know how many there are


def choices(turn: Turn) -> list[str]:
    """Return the keys of what callers come for: without those that repeat the menu, give time or lead to a person."""
    return list(dict.fromkeys(it.key for it in turn.options if is_choice(it)))


@cache
def is_choice(option: Option) -> bool:
    """Tell whether callers come for an option."""
    return not STANDING.search(option.sentence) and not leads_to_a_person(option)


def leads_to_a_person(option: Option) -> bool:
    """Tell whether an option is that which key 0 is for."""
    return option.key == "0" and bool(PERSON.search(option.sentence))


def too_many_options(turn: Turn, bounds: Bounds) -> Iterator[str]:
    """Find a menu with more options than callers remember."""
    number = len(choices(turn))
    if number > bounds["options"]:
        yield f"It offers {number} options, and callers remember {bounds['options']:g}."


def gaps(turn: Turn, _bounds: Bounds) -> Iterator[str]:
    """Find numbers that do not follow each other from 1 on."""
    numbers = [int(key) for key in choices(turn) if key.isdigit() and key != "0"]
    go = f"Its numbers go {', '.join(map(str, numbers))}"
    if numbers != sorted(numbers):
        yield f"{go}; let them ascend."
    elif numbers != list(range(1, len(numbers) + 1)):
        yield f"{go}; let none be skipped."


def too_long(turn: Turn, bounds: Bounds) -> Iterator[str]:
    """Find a menu that lasts too long."""
    if turn.options and turn.seconds > bounds["menu seconds"]:
        yield f"It lasts {turn.seconds:.1f} seconds, longer than {bounds['menu seconds']:g}."


def late_option(turn: Turn, bounds: Bounds) -> Iterator[str]:
    """Find a menu whose first option comes late."""
    named = turn.options[0].sentence if turn.options else ""
    first = next((second for it in turn.said for text, second in it.sentences if text == named), 0.0)
    if first > bounds["first option seconds"]:
        yield f"Its first option comes after {first:.1f} seconds, later than {bounds['first option seconds']:g}."


def no_count(turn: Turn, _bounds: Bounds) -> Iterator[str]:
    """Find a menu that does not say how many options it has."""
    number = len(choices(turn))
    if number >= FEW and not COUNT.search(" ".join(turn.texts)):
        yield f"It does not say how many options it has; begin with “There are {number} choices”."


def zero(turn: Turn, _bounds: Bounds) -> Iterator[str]:
    """Find a zero that means something else than a person."""
    for option in turn.options:
        if option.key == "0" and not leads_to_a_person(option):
            yield f"Key 0 means a person everywhere, and something else here: “{option.sentence}”."


def long_silence(turn: Turn, bounds: Bounds) -> Iterator[str]:
    """Find a silence that is longer than callers stand without a word."""
    timeout = (turn.gather or {}).get("timeout", "")
    if timeout.isdecimal() and int(timeout) > bounds["silence seconds"]:
        yield f"It is silent for {timeout} seconds without a word; say something after {bounds['silence seconds']:g}."


def no_repetition(turn: Turn, _bounds: Bounds) -> Iterator[str]:
    """Find a menu that cannot be heard again by a key."""
    if turn.options and turn.was_heard_out and not any(AGAIN.search(it.sentence) for it in turn.options):
        yield "No key lets callers hear it again; offer “To hear this again, press 9”."


def no_barge_in(turn: Turn, _bounds: Bounds) -> Iterator[str]:
    """Find a menu that must be heard to its end."""
    if (turn.gather or {}).get("bargeIn") == "false":
        yield "Keys are not taken before it has ended (bargeIn is false)."


def long_answer(said: Said, bounds: Bounds) -> str:
    """Find what lasts too long in one go, or lists too much, outside of menus."""
    if said.in_menu or said.is_cut:
        return ""
    if said.seconds > bounds["answer seconds"]:
        return f"It lasts {said.seconds:.1f} seconds in one go, longer than {bounds['answer seconds']:g}."
    items = len(ITEM.findall(said.text))
    return f"It lists {items} things in one go, more than {bounds['answer items']:g}." * (
        items > bounds["answer items"]
    )
