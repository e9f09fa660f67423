"""The callers of Movie Info: how far they have come, who else calls, and what they hear of menus and showtimes."""

from pytest_bdd import given, parsers, then, when

from pytest_ivr.journeys.difference import check
from pytest_ivr.journeys.fixtures import BeforeTheCall, Dialing
from pytest_ivr.living_docs.stream.recording import Attach
from pytest_ivr.simulator import Call

from .world import World, find

ANOTHER_NUMBER = "+15005550006"
WAYS = {"theater": "dials", "movie": "dials then presses {digits}#"}  # to the menus


@given("a caller at the theater menu")
def a_caller_at_the_theater_menu(world: World) -> None:
    """Somebody has dialed the line and heard the theaters."""
    world.dialed = True


@given(parsers.parse("a caller who has chosen {theater}"))
def a_caller_who_has_chosen(world: World, theater: str) -> None:
    """Somebody has dialed the line, pressed the theater's number and #, and heard the movies."""
    world.dialed = True
    world.chosen = theater


@given(parsers.parse("an earlier call in which the caller {actions}"))
def an_earlier_call(world: World, dialing: Dialing, before_the_call: BeforeTheCall, actions: str) -> None:
    """The same caller has called before, from the same number, and has done this."""
    before_the_call.append(lambda _: world.another_call(actions, **dialing.arguments))


@when(parsers.parse("another caller {actions}"))
def another_caller(world: World, call: Call, dialing: Dialing, actions: str) -> None:
    """Somebody else calls while the caller is on the line; where the caller's number is given, from the same one."""
    world.another_call(actions, **{"from_": ANOTHER_NUMBER, **dialing.arguments})


@then(parsers.parse("the caller hears the {menu} menu again"))
def hears_the_menu(call: Call, world: World, menu: str, attach: Attach) -> None:
    """Since the last action the caller has heard the whole menu, as all callers first hear it, and nothing else."""
    check(call.heard, "\n".join(menu_of(world, menu)), attach)


@then(parsers.parse('the caller hears "{sentence}" and the {menu} menu again'))
def hears_a_sentence_and_the_menu(call: Call, world: World, sentence: str, menu: str, attach: Attach) -> None:
    """Since the last action the caller has heard this sentence, then the whole menu, and nothing else."""
    check(call.heard, "\n".join([sentence, *menu_of(world, menu)]), attach)


@then(parsers.parse("the call has taken less than {minutes:d} minutes"))
def has_taken_less_than(call: Call, minutes: int) -> None:
    """From the first ring to the end, the call has taken less time than this."""
    assert call.second < 60 * minutes, f"The call has taken {call.second} seconds."


def menu_of(world: World, menu: str) -> list[str]:
    """Return a menu as somebody else hears it who calls now, and makes no mistake."""
    theater = next(iter(world.theaters.values()))
    return world.another_call(find(WAYS, menu, "The line").format(digits=theater.digits)).heard
