"""Sentences about whatever callers do: they hold for every call, or tell the shortest that breaks them."""

from __future__ import annotations

from collections.abc import Callable, Hashable

import pytest
from pytest_bdd import given, parsers, then
from pytest_bdd.parser import Step

from ..journeys import notation
from ..journeys.failure_report import SCENARIO
from ..journeys.fixtures import Dialing, standing_still
from ..journeys.prompts import one_line
from ..journeys.saving import as_steps, written
from ..line import Line
from ..simulator import as_dialogue
from . import laws
from .fixtures import Walk
from .graph import Exploration

EXPLORED = pytest.StashKey[dict[Hashable, Exploration]]()
EVERY_WAY = "every way that a caller can go"

Check = Callable[[laws.Law], None]


@given(EVERY_WAY, target_fixture="every_way")
def every_way(explore: Walk, request: pytest.FixtureRequest) -> Exploration:
    """Wherever a call comes, everything is tried that a caller can do there; the same Givens share one walk."""
    known = request.config.stash.setdefault(EXPLORED, {})
    world = tuple(map(as_written, givens_of(request)))
    if world not in known:
        known[world] = explore()
    return known[world]


def givens_of(request: pytest.FixtureRequest) -> list[Step]:
    """Return the Givens of a scenario."""
    _, scenario = request.node.stash[SCENARIO]
    return [step for step in scenario.steps if step.type == "given"]


def as_written(step: Step) -> str:
    """Return a step as it stands in a feature, without its keyword."""
    rows = step.datatable.rows if step.datatable else ()
    return "\n".join([step.name, *(f"  | {' | '.join(cell.value for cell in row.cells)} |" for row in rows)])


@pytest.fixture
def holds(every_way: Exploration, line: Line, dialing: Dialing, request: pytest.FixtureRequest) -> Check:
    """``holds(law)`` fails with the shortest call that breaks a law, as a dialogue and as a scenario that is red."""

    def check(law: laws.Law) -> None:
        broken = laws.shortest_break(every_way, law)
        if broken is None:
            return
        now = dialing.now and dialing.now()
        with standing_still(line, now), line.world():
            call = line.new_call(now, **dialing.arguments)
            for action in broken.actions:
                notation.perform(call, action)
        givens = [as_written(step) for step in givens_of(request) if step.name != EVERY_WAY]
        steps = [*as_steps("Given", givens), f"When the caller {' then '.join(broken.actions)}", f"Then {broken.then}"]
        scenario = "\n".join(written("What breaks this", steps))
        raise AssertionError(
            f"This call breaks it:\n\n{as_dialogue(call.transcript)}\n\nAs a scenario, which is red:\n\n{scenario}"
        )

    return check


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


@then(parsers.parse("nobody hears the same menu more than {times:d} times in a row"))
def in_a_row(holds: Check, times: int) -> None:
    """After so many tries the line stops asking, whatever the caller did."""
    holds(laws.at_most_in_a_row(times))


@then("the last words of every call are one of:")
def last_words(holds: Check, docstring: str) -> None:
    """Each call that the line ends, ends with one of these sentences, one a line."""
    holds(laws.last_words_are([one_line(line) for line in docstring.splitlines() if line.strip()]))


@then(parsers.parse('every caller first hears "{sentence}"'))
def first_words(holds: Check, sentence: str) -> None:
    """Each call begins with this sentence."""
    holds(laws.first_words_are(one_line(sentence)))


@then("star leads back from every menu that names it")
def leads_back(holds: Check) -> None:
    """Where the line says what star does, star leads to the menu before."""
    holds(laws.star_leads_back)


@then("after a mistake the same keys give the same answer")
def same_answer(holds: Check) -> None:
    """A second or third try is as good as the first."""
    holds(laws.mistakes_lose_nothing)
