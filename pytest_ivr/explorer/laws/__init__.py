"""What can be said of every call. Each law yields the cases that it is about, and whether they keep it.

``cases`` says what a case is, and finds the shortest that breaks a law; ``words`` has the laws of what is heard,
``menus`` those of single menus and of ways to answers, ``effort`` those of seconds and keys, ``turning`` those of
mistakes and of turning back.
"""

from .cases import OVER, WAITS, Case, Law, asks_the_same, hears, hears_exactly, is_page_of, question, shortest_break
from .effort import answered_within, calls_take_at_most, can_choose_within
from .menus import at_most_in_a_row, choices_to_an_answer, heard_within, menus_can_be_left, silence_never_chooses
from .turning import mistakes_lose_nothing, star_leads_back, turning_back_loses_nothing
from .words import first_words_are, last_words_are, never_fails, never_heard, silence_is_thanked_within

__all__ = [
    "OVER",
    "WAITS",
    "Case",
    "Law",
    "answered_within",
    "asks_the_same",
    "at_most_in_a_row",
    "calls_take_at_most",
    "can_choose_within",
    "choices_to_an_answer",
    "first_words_are",
    "heard_within",
    "hears",
    "hears_exactly",
    "is_page_of",
    "last_words_are",
    "menus_can_be_left",
    "mistakes_lose_nothing",
    "never_fails",
    "never_heard",
    "question",
    "shortest_break",
    "silence_is_thanked_within",
    "silence_never_chooses",
    "star_leads_back",
    "turning_back_loses_nothing",
]
