"""What tags mean to every line: @wanted is agreed but not built, @skip is left out for the reason above it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from gherkin.stream.id_generator import IdGenerator

from ..living_docs.stream.features import read_feature
from ..living_docs.stream.registry import scenario_of
from .feature_lint import skip_reasons
from .trouble import NUMBER

TAG = re.compile(r"(?<!\S)@(\S+)")
MARKS = {
    "wanted": "agreed but not built: expected to fail, and the build fails when it starts to pass",
    "saved": "saved from a call that somebody made; it waits to be put under the rule that it is an example of",
    "found": "found by walking the line: what it does today, until somebody keeps it as meant",
    "every_caller": "holds for every call that callers can make: the line is walked",
}


def pytest_configure(config: pytest.Config) -> None:
    """Register the tags as marks."""
    for name, meaning in MARKS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")


def pytest_collection(session: pytest.Session) -> None:
    """Register the tags of the features that tests may bind."""
    base = session.config.getini("bdd_features_base_dir")
    for path in sorted((session.config.rootpath / base).rglob("*.feature")) if base else ():
        register_tags(session.config, path)


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> None:
    """Register the tags of a feature that is collected."""
    if file_path.suffix == ".feature":
        register_tags(parent.config, file_path)


def register_tags(config: pytest.Config, feature: Path) -> None:
    """Make marks of the tags in a feature: all, or where marks are strict, those that name a number of Twilio's."""
    strict = any(config.getini(name) for name in ("strict", "strict_markers"))
    for tag in sorted(set(TAG.findall(feature.read_text(encoding="utf-8", errors="replace")))):
        if NUMBER.fullmatch(tag):
            config.addinivalue_line("markers", f"{tag}: Twilio logs this number in the call")
        elif not strict:
            config.addinivalue_line("markers", f"{tag}: a tag of the features")


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
            reasons = skip_reasons([read_feature(scenario.path, item.config.rootpath, IdGenerator())])
            item.add_marker(pytest.mark.skip(reason=reasons.get(scenario.title, "no reason given")), append=False)
