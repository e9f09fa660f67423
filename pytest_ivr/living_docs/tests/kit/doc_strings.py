"""Steps of the kit's sample: doc strings."""

from pytest_bdd import given, scenarios

scenarios(".")


@given("a doc string:")
def a_doc_string(docstring: str) -> None:
    assert docstring
