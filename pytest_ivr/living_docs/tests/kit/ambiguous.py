"""Steps of the kit's sample: ambiguous."""

from pytest_bdd import given, parsers, scenarios

scenarios(".")


@given(parsers.re("^a (.*?) with (.*?)$"))
def a_with() -> None:
    pass


@given(parsers.re("^a step with (.*?)$"))
def a_step_with() -> None:
    pass
