"""Steps of the kit's sample: all statuses."""

import pytest
from pytest_bdd import given, parsers, scenarios

scenarios(".")


@given(parsers.re("^a step$"))
def a_step() -> None:
    pass


@given(parsers.re("^a failing step$"))
def a_failing_step() -> None:
    raise Exception("BOOM")


@given(parsers.re("^a pending step$"))
def a_pending_step() -> None:
    pytest.xfail("not built")


@given(parsers.re("^a skipped step$"))
def a_skipped_step() -> None:
    pytest.skip("not now")


@given(parsers.re("^an ambiguous (.*?)$"))
def an_ambiguous() -> None:
    pass


@given(parsers.re("^(.*?) ambiguous step$"))
def ambiguous_step() -> None:
    pass
