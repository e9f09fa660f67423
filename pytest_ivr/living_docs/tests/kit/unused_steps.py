"""Steps of the kit's sample: unused steps."""

from pytest_bdd import given, scenarios

scenarios(".")


@given("a step that is used")
def a_step_that_is_used() -> None:
    pass


@given("a step that is not used")
def a_step_that_is_not_used() -> None:
    pass
