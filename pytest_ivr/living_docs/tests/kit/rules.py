"""Steps of the kit's sample: rules."""

from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

scenarios(".")


@pytest.fixture
def world() -> dict[str, Any]:
    return {}


@given(parsers.parse("the customer has {cents:d} cents"))
def the_customer_has_cents(cents: int, world: dict[str, Any]) -> None:
    world["cents"] = cents


@given("there are chocolate bars in stock")
def there_are_chocolate_bars_in_stock(world: dict[str, Any]) -> None:
    world["stock"] = True


@given("there are no chocolate bars in stock")
def there_are_no_chocolate_bars_in_stock(world: dict[str, Any]) -> None:
    world["stock"] = False


@when(parsers.parse("the customer tries to buy a {price:d} cent chocolate bar"))
def the_customer_tries_to_buy_a_cent_chocolate_bar(price: int, world: dict[str, Any]) -> None:
    world["sold"] = world["stock"] and price <= world["cents"]


@then("the sale should not happen")
def the_sale_should_not_happen(world: dict[str, Any]) -> None:
    assert not world["sold"]


@then("the sale should happen")
def the_sale_should_happen(world: dict[str, Any]) -> None:
    assert world["sold"]
