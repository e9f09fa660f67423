"""Steps of the kit's sample: undefined multiple."""

from pytest_bdd import given, scenarios

scenarios(".")


@given("an implemented step")
def an_implemented_step() -> None:
    pass


@given("a step that will be skipped")
def a_step_that_will_be_skipped() -> None:
    pass
