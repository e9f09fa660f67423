"""What the tags of the features mean. Each is a registered mark with a sentence."""

import re
from collections.abc import Callable, Generator
from typing import Any

import pytest
from gherkin.stream.id_generator import IdGenerator

from pytest_ivr.journeys.conversation import CALL
from pytest_ivr.journeys.feature_lint import skip_reasons
from pytest_ivr.living_docs.stream.features import read_feature
from pytest_ivr.living_docs.stream.registry import scenario_of

from .world import expected_warnings

MARKS = {
    "technical": "for people who run the line: security, operations, and what Twilio needs",
    "wanted": "agreed but not built: expected to fail, and the build fails when it starts to pass",
    "kept": "kept from a call that somebody made; it waits to be put under the rule that it is an example of",
    "in_process": "changes settings or breaks the database inside this process",
    "twilio_warns(code)": "Twilio logs a warning of this number; written as a tag: @twilio_warns_13520",
}
EXPECTED_WARNING = re.compile(r"twilio_warns_(\d{5})")


def pytest_configure(config: pytest.Config) -> None:
    """Register the tags as marks."""
    for name, meaning in MARKS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_apply_tag(tag: str, function: Callable[..., Any]) -> bool | None:
    """Give @wanted its meaning, and the expected warnings theirs; other tags are marks of their own names."""
    if tag == "wanted":
        pytest.mark.xfail(reason="agreed but not built", strict=True)(function)
    warning = EXPECTED_WARNING.fullmatch(tag)
    if warning is None:
        return None
    pytest.mark.twilio_warns(int(warning[1]))(function)
    return True


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None]:
    """Fail a scenario that expects a warning which Twilio never logged."""
    yield
    expected = expected_warnings(item)
    if not expected:
        return
    call = item.stash.get(CALL, None)
    logged = {event.get("code") for event in call.transcript} if call else set()
    missing = expected - logged
    assert not missing, f"Twilio was expected to warn, but did not: {sorted(missing)}"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each scenario that is tagged @skip the reason in the comment above the tag."""
    for item in items:
        scenario = scenario_of(item)
        if scenario and item.get_closest_marker("skip"):
            reasons = skip_reasons([read_feature(scenario.path, scenario.path.parent, IdGenerator())])
            item.add_marker(pytest.mark.skip(reason=reasons.get(scenario.title, "no reason given")), append=False)
