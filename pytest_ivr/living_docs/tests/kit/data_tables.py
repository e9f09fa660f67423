"""Steps of the kit's sample: data tables."""

from typing import Any

import pytest
from pytest_bdd import scenarios, then, when

scenarios(".")


@pytest.fixture
def world() -> dict[str, Any]:
    return {}


@when("the following table is transposed:")
def the_following_table_is_transposed(world: dict[str, Any], datatable: list[list[str]]) -> None:
    world["table"] = [list(it) for it in zip(*datatable, strict=True)]


@then("it should be:")
def it_should_be(world: dict[str, Any], datatable: list[list[str]]) -> None:
    assert world["table"] == datatable
