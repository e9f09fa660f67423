"""What tags mean to every line: @wanted is agreed but not built, @skip is left out for the reason above it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from ..living_docs.stream.features import scenario_of
from .feature_lint import read_feature, skip_reasons

MARKS = {
    "wanted": "agreed but not built: expected to fail, and the build fails when it starts to pass",
    "saved": "saved from a call that somebody made; it waits to be put under the rule that it is an example of",
}


def pytest_configure(config: pytest.Config) -> None:
    """Register the tags as marks."""
    for name, meaning in MARKS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_apply_tag(tag: str, function: Callable[..., Any]) -> bool | None:
    """Give @wanted its meaning; other tags are marks of their own names."""
    if tag == "wanted":
        pytest.mark.xfail(reason="agreed but not built", strict=True)(function)
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each scenario that is tagged @skip the reason in the comment above the tag."""
    for item in items:
        scenario = scenario_of(item)
        if scenario is not None and item.get_closest_marker("skip"):
            path, title, _ = scenario
            reasons = skip_reasons([read_feature(path.name, path.read_text(encoding="utf-8-sig"))])
            item.add_marker(pytest.mark.skip(reason=reasons.get(title, "no reason given")), append=False)
