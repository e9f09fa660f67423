"""Steps of the kit's sample: stack traces."""

from pytest_bdd import scenarios, when

scenarios(".")


@when("a step throws an exception")
def a_step_throws_an_exception() -> None:
    raise Exception("BOOM")
