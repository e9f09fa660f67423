"""The pytest plugin of pytest-ivr: options and ini keys, and for a project that has a line, everything else.

A project without a line pays nothing: what the other modules need is imported only where a line is configured, or
where `--messages` asks for the stream of a run.
"""

from __future__ import annotations

import argparse
import importlib
import os
import re
from collections.abc import Generator
from contextlib import suppress
from typing import Any, Literal

import pytest

from .keys import KEYS, NO_LINE, is_configured
from .moved import tell_what_has_moved

GROUP = "pytest-ivr"
DEFAULT_MESSAGES = "reports/messages.ndjson"
# Those that keep something in a stash come before those that look there.
JOURNEYS = (
    "pytest_ivr.journeys.conversation",
    "pytest_ivr.journeys.failure_report",
    "pytest_ivr.journeys.one_cause",
    "pytest_ivr.journeys.fixtures",
    "pytest_ivr.journeys.trouble",
    "pytest_ivr.journeys.tags",
    "pytest_ivr.journeys.nearest",
    "pytest_ivr.journeys.collection",
    "pytest_ivr.journeys.selection",
    "pytest_ivr.journeys.sentences.caller",
    "pytest_ivr.journeys.sentences.line",
    "pytest_ivr.journeys.sentences.clock",
    "pytest_ivr.explorer.fixtures",
    "pytest_ivr.explorer.sentences",
)
# The options with which pytest and pytest-bdd only list something, as their namespace has them.
LISTS = (
    "help",
    "version",
    "markers",
    "showfixtures",
    "show_fixtures_per_test",
    "collectonly",
    "cacheshow",
    "generate_missing",
)
FEATURE_AND_LINE = re.compile(r".+\.feature:\d+")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take the keys of a line, each from the ini file or the command line, and where to write the stream."""
    group = parser.getgroup(GROUP, "phone lines")
    for key in KEYS:
        kind: Literal["linelist", "string"] = "linelist" if key.is_list else "string"
        parser.addini(key.name, key.meaning, type=kind, default=None)
        group.addoption(key.option, dest=key.name, action="append" if key.is_list else "store", help=key.meaning)
    group.addoption(
        "--messages",
        metavar="PATH",
        help=f"where to write the run of the features as Cucumber Messages (of a line: {DEFAULT_MESSAGES})",
    )
    group.addoption(
        "--change-answers",
        action="store_true",
        help="change one answer of the line at a time, and tell what nobody would notice",
    )


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests(early_config: pytest.Config, args: list[str]) -> Generator[None]:
    """Load what a project with a line needs, before its conftest files, which may define a fixture otherwise.

    Take `file.feature:12` for the file, and remember the line. It is a wrapper, since no other plugin can end the run
    before it.
    """
    options = early_config.known_args_namespace
    has_line = is_configured(settings_of(early_config, options))
    if (has_line or options.messages) and leads_a_run(options):
        from .living_docs.stream.file import take_away

        with suppress(OSError):  # whoever writes the stream tries again, and says so
            take_away(early_config.rootpath / (options.messages or DEFAULT_MESSAGES))
    if has_line:
        from .configuration import look_below

        tell_what_has_moved()
        look_below(early_config.rootpath)
        for name in JOURNEYS:
            early_config.pluginmanager.register(importlib.import_module(name), name)
    if any(map(FEATURE_AND_LINE.fullmatch, args)):
        from .journeys.selection import LINES, take_lines

        setattr(early_config.option, LINES, take_lines(args))
    return (yield)


def pytest_configure(config: pytest.Config) -> None:
    """Begin to record where a line is configured, or a stream is asked for."""
    settings = settings_of(config, config.option)
    if is_configured(settings):
        from .journeys.fixtures import use_line

        use_line(config, settings)
        config.option.messages = config.option.messages or DEFAULT_MESSAGES
        if config.option.change_answers:
            from .changes.runner import change_answers

            change_answers(config)
    elif config.option.change_answers or any(".feature" in argument for argument in config.args):
        raise pytest.UsageError(NO_LINE)
    if config.option.messages:
        from .living_docs.recording import record

        record(config)


def leads_a_run(options: argparse.Namespace) -> bool:
    """Tell whether this process leads a run: it lists nothing, and is none of pytest-xdist's workers."""
    return "PYTEST_XDIST_WORKER" not in os.environ and not any(getattr(options, name, None) for name in LISTS)


def settings_of(config: pytest.Config, options: argparse.Namespace) -> dict[str, Any]:
    """Return the keys of a line, each from the command line or the ini file; empty where neither has it."""
    return {
        key.name: getattr(options, key.name) or config.getini(key.name) or ([] if key.is_list else "") for key in KEYS
    }
