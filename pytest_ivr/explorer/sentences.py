"""Sentences about whatever callers do: they hold for every call, or tell the shortest that breaks them."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import NoReturn

import pytest
from pytest_bdd import given, parsers, then
from pytest_bdd.parser import Step

from ..journeys import notation
from ..journeys.conversation import attach_call
from ..journeys.effort import KEYS, Effort
from ..journeys.failure_report import SCENARIO
from ..journeys.fixtures import Dialing, standing_still
from ..journeys.prompts import one_line
from ..journeys.saving import as_steps, as_written, written
from ..journeys.secret_keys import masked
from ..line import Line
from ..living_docs.stream.recording import Attach
from ..living_docs.stream.registry import maker_of
from ..simulator import Call, as_dialogue
from . import laws
from .fixtures import Walk
from .graph import Exploration
from .walking import CANNOT_FOLLOW

EXPLORED = pytest.StashKey[dict[Hashable, Exploration]]()
EVERY_WAY = "every way that a caller can go"
NOT_LAST = f"Write {EVERY_WAY!r} behind the other Givens: the line is walked in the world that they describe."
NOT_WALKED = "Not every way was walked, so nobody knows whether this holds for every call."
VACUOUS = (
    "No call that was tried could break this sentence: it says nothing about the line in this world. Take it out, or "
    "state a world in which callers come to what it is about."
)

Check = Callable[[laws.Law], None]


@given(EVERY_WAY, target_fixture="every_way")
def every_way(explore: Walk, request: pytest.FixtureRequest) -> Exploration:
    """Wherever a call comes, everything is tried that a caller can do there; the same Givens share one walk."""
    known = request.config.stash.setdefault(EXPLORED, {})
    givens = [as_written(step) for step in givens_of(request)]
    if givens[-1] != EVERY_WAY:
        refuse(NOT_LAST)
    world = (request.node.path.parent, maker_of(request.node, "line"), *givens)
    if world not in known:
        known[world] = explore()
    return known[world]


def refuse(why: str) -> NoReturn:
    """Fail, for a reason that is told without a traceback, whoever's sentence it is."""
    pytest.fail(why, pytrace=False)


def givens_of(request: pytest.FixtureRequest) -> list[Step]:
    """Return the Givens of a scenario."""
    _, scenario = request.node.stash[SCENARIO]
    return [step for step in scenario.steps if step.type == "given"]


@pytest.fixture
def holds(
    every_way: Exploration, line: Line, dialing: Dialing, attach: Attach, request: pytest.FixtureRequest
) -> Check:
    """``holds(law)`` fails with the shortest call that breaks a law, as a dialogue and as a scenario that is red."""

    def check(law: laws.Law) -> None:
        cases = list(law(every_way))
        broken = laws.shortest_break(cases)
        if broken is None and every_way.stopped:
            refuse(f"{NOT_WALKED} {every_way.stopped}")
        if not cases:
            refuse(VACUOUS)
        if broken is None:
            return
        call = made_again(line, dialing, broken)
        attach_call(masked(call.transcript, request.getfixturevalue("secret_keys")), 0, attach)
        givens = [as_written(step) for step in givens_of(request)]
        dialogue, scenario = as_dialogue(call.transcript), "\n".join(as_scenario(givens[:-1], broken))
        refuse(f"This call breaks it:\n\n{dialogue}\n\nAs a scenario, which is red:\n\n{scenario}")

    return check


def made_again(line: Line, dialing: Dialing, case: laws.Case) -> Call:
    """Return the call of a case, made in the world of this scenario."""
    now = dialing.now and dialing.now()
    with standing_still(line, now), line.world():
        call = line.new_call(now, **dialing.arguments)
        try:
            for action in case.actions:
                notation.perform(call, action)
        except CANNOT_FOLLOW:
            pass  # that is what breaks it
    return call


def as_scenario(givens: list[str], case: laws.Case) -> list[str]:
    """Return the lines of a scenario that fails as long as the line breaks a case."""
    when = f"When the caller {' then '.join(case.actions)}"
    return written("What breaks this", [*as_steps("Given", givens), when, *as_steps("Then", case.then)])


@then("no caller hears that an application error has occurred")
def never_fails(holds: Check) -> None:
    """Whatever callers do, the line never fails, so that Twilio has to say so."""
    holds(laws.never_fails)


@then("every menu can be left with a key")
def can_be_left(holds: Check) -> None:
    """Each menu has a key that leads elsewhere, or ends the call."""
    holds(laws.menus_can_be_left)


@then(parsers.parse("a caller who stays silent is thanked within {seconds:d} seconds"))
def is_thanked(holds: Check, seconds: int) -> None:
    """Wherever a caller falls silent, the line says thank you and hangs up within this time."""
    holds(laws.silence_is_thanked_within(seconds))


@then("silence never chooses")
def never_chooses(holds: Check) -> None:
    """A caller who stays silent hears the menu again, or the end of the call, and never what only a key gives."""
    holds(laws.silence_never_chooses)


@then(parsers.parse("nobody hears the same menu more than {times:d} times in a row"))
def in_a_row(holds: Check, times: int) -> None:
    """After so many tries the line stops asking, whatever the caller did."""
    holds(laws.at_most_in_a_row(times))


@then(parsers.parse("every menu is at most {count:d} choices away from an answer"))
def choices_away(holds: Check, count: int) -> None:
    """From each menu, so many keys or numbers that the line names are enough to come to the end of the menus."""
    holds(laws.choices_to_an_answer(count))


@then(parsers.parse("every answer is heard within {seconds:d} seconds"))
def heard_within(holds: Check, seconds: int) -> None:
    """A caller who makes no mistake and listens to every word has heard any answer so soon after the first ring."""
    holds(laws.heard_within(seconds))


@then(parsers.parse("every caller can choose within {seconds:g} seconds"))
def choose_within(holds: Check, seconds: float) -> None:
    """Wherever a call comes to a menu, its first option is heard to its end so soon after the last action."""
    holds(laws.can_choose_within(seconds))


@then(parsers.parse("every caller has the answer within {seconds:g} seconds and {keys:Keys}", {"Keys": KEYS}))
def answered_within(holds: Check, seconds: float, keys: int) -> None:
    """A caller who makes no mistake and listens to every word has any answer so soon, and with no more keys."""
    holds(laws.answered_within(Effort(seconds, keys)))


@then(parsers.parse("every call takes at most {seconds:g} seconds"))
def every_call_takes(holds: Check, seconds: float) -> None:
    """Whatever callers do, by then the line has ended the call, put it through, or put it into a queue."""
    holds(laws.calls_take_at_most(seconds))


@then("the last words of every call are one of:")
def last_words(holds: Check, docstring: str) -> None:
    """Each call that the line ends, ends with one of these sentences, one a line."""
    holds(laws.last_words_are([one_line(line) for line in docstring.splitlines() if line.strip()]))


@then(parsers.parse('every caller first hears "{sentence}"'))
def first_words(holds: Check, sentence: str) -> None:
    """Each call begins with this sentence."""
    holds(laws.first_words_are(one_line(sentence)))


@then(parsers.parse('nobody ever hears "{words}"'))
def never_heard(holds: Check, words: str) -> None:
    """Whatever callers do, these words are in no sentence that they hear."""
    holds(laws.never_heard(one_line(words)))


@then("star leads back from every menu that names it")
def leads_back(holds: Check) -> None:
    """Where the line says what star does, star leads to the menu before."""
    holds(laws.star_leads_back)


@then("turning back loses nothing")
def loses_nothing(holds: Check) -> None:
    """Where star leads back, the menu is the one that the caller has left, and its keys do what they did before."""
    holds(laws.turning_back_loses_nothing)


@then("after a mistake the same keys give the same answer")
def same_answer(holds: Check) -> None:
    """A second or third try is as good as the first, and so is what comes behind it."""
    holds(laws.mistakes_lose_nothing)
