"""The rules: what each asks for, where that is written, how grave a break is, and an example of both.

``levels`` are those of the profiles strict, default and lenient, in this order.
"""

from __future__ import annotations

from typing import NamedTuple

from . import calls, menus, sentences
from .examples import AGAIN, Example, heard, menu, says
from .looking import Look, at_calls, at_sentences, at_speech, at_the_line, at_turns

ERROR, WARNING, ADVICE = "error", "warning", "advice"
GRAVE = (ERROR, ERROR, WARNING)
USUAL = (ERROR, WARNING, ADVICE)
MILD = (WARNING, ADVICE, ADVICE)
SALES = "For sales, press 1."
SUPPORT = "For support, press 2."
BYE = says("Goodbye.")
PERSON = "<Say>We put you through to a person.</Say><Dial>+14155550100</Dial>"
TEXTED = "<Sms to='+14155551212' from='+18005550199'>Open from 9 to 5.</Sms>"


class Rule(NamedTuple):
    """A rule, with an example that breaks it and one that keeps it; ``is_english`` if it knows English words alone."""

    id: str
    title: str
    clauses: tuple[str, ...]
    levels: tuple[str, str, str]
    look: Look
    breaks: Example
    keeps: Example
    is_english: bool = False


RULES: tuple[Rule, ...] = (
    Rule(
        "P1",
        "What an option is for comes before its key",
        ("COGA", "IBM"),
        USUAL,
        at_sentences(sentences.key_first),
        heard(menu("Press 1 for sales.")),
        heard(menu(SALES)),
    ),
    Rule(
        "P2",
        "A menu offers no more options than callers remember",
        ("Ireland", "Avaya"),
        USUAL,
        at_turns(menus.too_many_options),
        heard(menu(*(f"For floor {it}, press {it}." for it in range(1, 6)))),
        heard(menu(*(f"For floor {it}, press {it}." for it in range(1, 5)))),
    ),
    Rule(
        "P3",
        "Numbers ascend, and none is skipped",
        ("Avaya",),
        USUAL,
        at_turns(menus.gaps),
        heard(menu(SALES, "For support, press 3.")),
        heard(menu(SALES, SUPPORT, "For an operator, press 0.", AGAIN)),
    ),
    Rule(
        "P4",
        "A menu lasts no longer than callers can follow",
        ("house",),
        USUAL,
        at_turns(menus.too_long),
        heard(menu("We sell bicycles. " * 30 + SALES)),
        heard(menu(SALES)),
    ),
    Rule(
        "P5",
        "The first option comes soon",
        ("house",),
        USUAL,
        at_turns(menus.late_option),
        heard(
            "<Say>Welcome to the shop by the harbor, "
            "where everybody finds the bicycle of their life, sooner or later.</Say>" + menu(SALES)
        ),
        heard("<Say>Welcome to the shop.</Say>" + menu(SALES)),
    ),
    Rule(
        "P6",
        "A menu says how many options it has",
        ("Ireland",),
        MILD,
        at_turns(menus.no_count),
        heard(menu(SALES, SUPPORT, "For parts, press 3.")),
        heard(menu("There are 3 choices.", SALES, SUPPORT, "For parts, press 3.")),
        is_english=True,
    ),
    Rule(
        "P7",
        "Key 0 means a person, and nothing else",
        ("COGA", "IBM", "AS/NZS 4263, 2.7.1"),
        GRAVE,
        at_turns(menus.zero),
        heard(menu(SALES, "For the next page, press 0.")),
        heard(menu(SALES, "For an operator, press 0.")),
        is_english=True,
    ),
    Rule(
        "P8",
        "No silence without a word, and an alert before time is over",
        ("36 CFR 1194.23(d)", "ivrsworld"),
        USUAL,
        at_turns(menus.long_silence),
        heard(menu(SALES, timeout=20)),
        heard(menu(SALES, timeout=10)),
    ),
    Rule(
        "P9",
        "Callers can ask for more time, or are asked without end",
        ("36 CFR 1194.23(d)", "WCAG 2.2.1", "ATIS"),
        USUAL,
        at_calls(calls.silence_ends_the_call),
        heard(menu(SALES), BYE, actions="times out"),
        heard(menu(SALES, "For more time, press 2."), BYE, actions="times out"),
        is_english=True,
    ),
    Rule(
        "P10",
        "A key lets callers hear a menu again",
        ("ATIS", "COGA"),
        MILD,
        at_turns(menus.no_repetition),
        heard(menu(SALES, SUPPORT)),
        heard(menu(SALES, SUPPORT, AGAIN)),
        is_english=True,
    ),
    Rule(
        "P11",
        "Mistakes do not end the call",
        ("COGA", "Ireland"),
        USUAL,
        at_calls(calls.mistakes_end_the_call),
        heard(menu(SALES), menu("Sorry, to buy something, press 1."), BYE, actions="times out then times out"),
        heard(menu(SALES), menu("Sorry, to buy something, press 1."), PERSON, actions="times out then times out"),
        is_english=True,
    ),
    Rule(
        "P12",
        "After a mistake a menu says it in other words, without a welcome",
        ("COGA",),
        USUAL,
        at_calls(calls.same_again),
        heard(menu("Welcome to the shop.", SALES), menu("Welcome to the shop.", SALES), actions="times out"),
        heard(menu("Welcome to the shop.", SALES), menu("To buy a bicycle, press 1."), actions="times out"),
    ),
    Rule(
        "P13",
        "Nobody is blamed",
        ("ivrsworld", "Avaya"),
        USUAL,
        at_sentences(sentences.blame),
        heard(says("That is an invalid entry.")),
        heard(says("Please enter four digits.")),
        is_english=True,
    ),
    Rule(
        "P14",
        "Keys are called by their names",
        ("IBM",),
        USUAL,
        at_sentences(sentences.key_sign, of_voices=True),
        heard(menu("To go back, press *.")),
        heard(menu("To go back, press star.")),
    ),
    Rule(
        "P15",
        "Times are written as people say them",
        ("house",),
        USUAL,
        at_sentences(sentences.unspeakable_time, of_voices=True),
        heard(says("It begins at 02:00PM.")),
        heard(says("It begins at 2 PM.")),
        is_english=True,
    ),
    Rule(
        "P16",
        "An answer is told in pieces that callers can keep",
        ("ACIXD", "COGA"),
        USUAL,
        at_speech(menus.long_answer),
        heard(says("It plays at 1 PM, 2 PM, 3 PM, 4 PM, 5 PM, 6 PM, 7 PM.")),
        heard(says("It plays at 1 PM, 2 PM, 3 PM.")),
    ),
    Rule(
        "P17",
        "Keys are taken while a menu speaks",
        ("AS/NZS 4263, 2.3",),
        GRAVE,
        at_turns(menus.no_barge_in),
        heard(menu(SALES, more=' bargeIn="false"')),
        heard(menu(SALES)),
    ),
    Rule(
        "P18",
        "What the line tells can be had without hearing or speech",
        ("EN 301 549, 6.4", "Ireland"),
        USUAL,
        at_the_line(calls.nothing_in_writing),
        heard(says("We are open from 9 to 5.")),
        heard(TEXTED + says("We are open from 9 to 5.")),
    ),
    Rule(
        "P19",
        "Nothing is said that is meant for machines",
        ("house",),
        GRAVE,
        at_sentences(sentences.mark_up, of_voices=True),
        heard(says("Hello {name}.")),
        heard(says("Hello Ann.")),
    ),
    Rule(
        "P20",
        "Signs are written as words",
        ("house",),
        MILD,
        at_sentences(sentences.symbol, of_voices=True),
        heard(says("You owe 5 @ 2 dollars.")),
        heard(says("You owe 5 at 2 dollars.")),
    ),
    Rule(
        "P21",
        "Words are written out",
        ("house",),
        MILD,
        at_sentences(sentences.abbreviation, of_voices=True),
        heard(says("Ask for Dr. Lee.")),
        heard(says("Ask for doctor Lee.")),
        is_english=True,
    ),
    Rule(
        "P22",
        "Voices know where to pause",
        ("ACIXD",),
        MILD,
        at_sentences(sentences.punctuation, of_voices=True),
        heard(says("Hello!!")),
        heard(says("Hello!")),
    ),
    Rule(
        "P23",
        "Names and titles of another language have a voice of it",
        ("house",),
        MILD,
        at_sentences(sentences.foreign, of_voices=True),
        heard(says("Tonight we show Amélie.")),
        heard('<Say language="fr-FR">Amélie</Say>' + BYE),
    ),
)
BY_ID = {rule.id: rule for rule in RULES}
