"""Steps of the kit's sample: skipped."""

import pytest
from pytest_bdd import given, scenarios

scenarios(".")


@given("a step that does not skip")
def a_step_that_does_not_skip() -> None:
    pass


@given("a step that is skipped")
def a_step_that_is_skipped() -> None:
    pass


@given("I skip a step")
def i_skip_a_step() -> None:
    pytest.skip("not now")
