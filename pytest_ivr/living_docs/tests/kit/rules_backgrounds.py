"""Steps of the kit's sample: rules backgrounds."""

from pytest_bdd import given, parsers, scenarios, then, when

scenarios(".")


@given(parsers.parse('an order for "{food}"'))
def an_order_for(food: str) -> None:
    pass


@when("an action")
def an_action() -> None:
    pass


@then("an outcome")
def an_outcome() -> None:
    pass
