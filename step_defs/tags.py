"""What the tags of the features mean. Each is a registered mark with a sentence."""

from collections.abc import Callable
from typing import Any

import pytest

from .language import FEATURES, read_features, skip_reasons

MARKS = {
    "technical": "for people who run the line: security, operations, and what Twilio needs",
    "wanted": "agreed but not built: expected to fail, and the build fails when it starts to pass",
    "in_process": "changes settings or breaks the database inside this process",
}


def pytest_configure(config: pytest.Config) -> None:
    """Register the tags as marks."""
    for name, meaning in MARKS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


def pytest_bdd_apply_tag(tag: str, function: Callable[..., Any]) -> bool | None:
    """Give @wanted and @skip their meaning; every other tag is a mark of its own name."""
    if tag == "wanted":
        pytest.mark.xfail(reason="agreed but not built", strict=True)(function)
        return None
    if tag == "skip":
        title = str(function.__doc__).partition(": ")[2]
        pytest.mark.skip(reason=skip_reasons(read_features(FEATURES)).get(title, "no reason given"))(function)
        return True
    return None
