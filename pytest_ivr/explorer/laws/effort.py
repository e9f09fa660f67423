"""The laws of what calls cost: seconds until there is a choice, seconds and keys until there is an answer."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ...journeys.effort import Effort, first_option, heard_until
from ..findings import asks
from ..graph import Exploration, State
from .cases import Case, Law, is_menu
from .menus import answers, is_answer

Calls = dict[State, tuple[tuple[str, ...], float]]  # where calls rest, by what was done until then, and the second
PRESSED = re.compile(r"\bpresses ([0-9*#]+)")
NEVER = ((), -1.0)


def can_choose_within(seconds: float) -> Law:
    """Wherever a call comes to a menu, the first option is heard to its end so many seconds after the last action."""

    def law(exploration: Exploration) -> Iterator[Case]:
        then = (f"the caller can choose within {seconds:g} seconds",)
        for way in exploration.ways:
            option = first_option(way.answered, exploration.prompts) if way.target and is_menu(way.target) else None
            if option is not None:
                yield Case(way.actions, option <= seconds, then)

    return law


def answered_within(most: Effort) -> Law:
    """Who only makes choices, and listens to every word, has each answer in this time and with so many keys."""

    def law(exploration: Exploration) -> Iterator[Case]:
        then = (f"the caller has the answer within {most.seconds:g} seconds and {most.keys} {most.unit}",)
        for actions, second, way in answers(exploration):
            if is_answer(way):
                until = second - way.second + heard_until(way.answered, way.second)
                keeps = until <= most.seconds and keys_pressed(actions) <= most.keys
                yield Case(actions, keeps, then)

    return law


def keys_pressed(actions: Sequence[str]) -> int:
    """Return how many keys are pressed in some actions."""
    return sum(len(keys) for action in actions for keys in PRESSED.findall(action))


def calls_take_at_most(seconds: float) -> Law:
    """Whatever callers do, and however often, the line has ended the call in time, put it through, or into a queue."""

    def law(exploration: Exploration) -> Iterator[Case]:
        first, then = exploration.first, (f"the call takes at most {seconds:g} seconds",)
        yield Case(first.actions, first.second <= seconds, then)
        longest: Calls = {}
        calls: Calls = {first.target: (first.actions, first.second)} if first.target else {}
        while calls:
            longest |= calls
            following: Calls = {}
            for state, (before, second) in calls.items():
                for way in state.ways if asks(state) else ():
                    actions, ends = (*before, way.action), second + way.second - state.by.second
                    if ends > seconds:
                        yield Case(actions, False, then)
                    elif way.target and ends > max(it.get(way.target, NEVER)[1] for it in (longest, following)):
                        following[way.target] = actions, ends
            calls = following

    return law
