"""Steps of the kit's sample: minimal."""

from pytest_bdd import given, parsers, scenarios

scenarios(".")


@given(parsers.parse("I have {number:d} cukes in my belly"))
def i_have_cukes_in_my_belly(number: int) -> None:
    pass
