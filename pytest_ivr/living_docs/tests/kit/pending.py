"""Steps of the kit's sample: pending."""

import pytest
from pytest_bdd import given, scenarios

scenarios(".")


@given("an implemented non-pending step")
def an_implemented_non_pending_step() -> None:
    pass


@given("an implemented step that is skipped")
def an_implemented_step_that_is_skipped() -> None:
    pass


@given("an unimplemented pending step")
def an_unimplemented_pending_step() -> None:
    pytest.xfail("not built")
