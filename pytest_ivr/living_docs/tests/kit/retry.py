"""Steps of the kit's sample: retry."""

from collections import Counter

from pytest_bdd import given, scenarios

scenarios(".")
attempts: Counter[str] = Counter()


@given("a step that always passes")
def always_passes() -> None:
    pass


@given("a step that passes the second time")
def passes_the_second_time() -> None:
    attempts["second"] += 1
    if attempts["second"] < 2:
        raise Exception("Exception in step")


@given("a step that passes the third time")
def passes_the_third_time() -> None:
    attempts["third"] += 1
    if attempts["third"] < 3:
        raise Exception("Exception in step")


@given("a step that always fails")
def always_fails() -> None:
    raise Exception("Exception in step")
