from collections.abc import Iterator

from pytest_bdd import then

from pytest_ivr.explorer import Exploration
from pytest_ivr.explorer.laws import Case
from pytest_ivr.explorer.sentences import Check


@then("no menu names a number of more than two digits")
def short_numbers(holds: Check) -> None:
    """Nobody has to key in more than two digits to choose something."""
    holds(names_short_numbers)


def names_short_numbers(exploration: Exploration) -> Iterator[Case]:
    for state in exploration.states:
        if state.named:
            yield Case(state.actions, max(map(len, state.named)) <= 2)
