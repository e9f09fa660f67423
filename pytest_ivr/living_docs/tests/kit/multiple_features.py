"""Steps of the kit's sample: multiple features."""

from pytest_bdd import given, parsers, scenarios

scenarios(".")


@given(parsers.parse('an order for "{food}"'))
def an_order_for(food: str) -> None:
    pass
