"""What the tags of the features mean. Each is a registered mark with a sentence."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from .language import read_feature, skip_reasons

MARKS = {
    "technical": "for people who run the line: security, operations, and what Twilio needs",
    "wanted": "agreed but not built: expected to fail, and the build fails when it starts to pass",
    "in_process": "changes settings or breaks the database inside this process",
}


def pytest_configure(config: pytest.Config) -> None:
    """Register the tags as marks."""
    for name, meaning in MARKS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_apply_tag(tag: str, function: Callable[..., Any]) -> None:
    """Give @wanted its meaning; it stays a mark of its own name too, like every other tag."""
    if tag == "wanted":
        pytest.mark.xfail(reason="agreed but not built", strict=True)(function)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Give each scenario that is tagged @skip the reason in the comment above the tag."""
    for item in items:
        path, found, title = str(getattr(item, "obj", item).__doc__).partition(".feature: ")
        if found and item.get_closest_marker("skip"):
            file = Path(path + ".feature")
            reasons = skip_reasons([read_feature(file.name, file.read_text())])
            item.add_marker(pytest.mark.skip(reason=reasons.get(title, "no reason given")), append=False)
