"""Steps of the kit's sample: examples tables."""

from typing import Any

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

scenarios(".")


@pytest.fixture
def world() -> dict[str, Any]:
    return {}


@given(parsers.parse("there are {start:d} cucumbers"))
def there_are_cucumbers(start: int, world: dict[str, Any]) -> None:
    world["left"] = start


@given(parsers.parse("there are {friends:d} friends"))
def there_are_friends(friends: int, world: dict[str, Any]) -> None:
    world["friends"] = friends


@when(parsers.parse("I eat {number:d} cucumbers"))
def i_eat_cucumbers(number: int, world: dict[str, Any]) -> None:
    world["left"] -= number


@then(parsers.parse("I should have {left:d} cucumbers"))
def i_should_have_cucumbers(left: int, world: dict[str, Any]) -> None:
    assert world["left"] == left


@then(parsers.parse("each person can eat {share:d} cucumbers"))
def each_person_can_eat_cucumbers(share: int, world: dict[str, Any]) -> None:
    assert world["left"] // (world["friends"] + 1) == share
