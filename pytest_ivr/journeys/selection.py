"""``pytest sales.feature:12``: the scenario that stands at a line, as cucumber and behave have it.

A line of an Examples table is that row alone; a line above all scenarios of a rule or a feature is all of them.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from gherkin.stream.id_generator import IdGenerator

from ..living_docs.stream.features import read_feature
from ..living_docs.stream.registry import scenario_of
from .collection import FeatureModule

ARGUMENT = re.compile(r"(?P<path>.+\.feature):(?P<line>\d{1,9})")
LINES = "ivr_lines"  # an option, since pytest-xdist hands options on to its processes

Run = tuple[int, int]  # the line of a scenario, and which of its examples


class Block(NamedTuple):
    """A feature, a rule or a scenario: where it begins, its runs, and the rows of examples that are a run each."""

    start: int
    runs: set[Run]
    rows: dict[int, Run]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what stands at other lines of a file than those that were asked for."""
    asked: dict[str, list[int]] = getattr(config.option, LINES, {})
    wanted = {path: runs_at(Path(path), lines, config.rootpath) for path, lines in asked.items()}
    left_out = [item for item in items if is_elsewhere(item, wanted)]
    if left_out:
        items[:] = [item for item in items if item not in left_out]
        config.hook.pytest_deselected(items=left_out)


def take_lines(arguments: list[str]) -> dict[str, list[int]]:
    """Take the lines off the arguments that name a file with one, and return them by file."""
    found: dict[str, list[int]] = {}
    for index, argument in enumerate(arguments):
        match = ARGUMENT.fullmatch(argument)
        if match and Path(match["path"]).is_file():
            arguments[index] = match["path"]
            found.setdefault(str(Path(match["path"]).resolve()), []).append(int(match["line"]))
    return found


def is_elsewhere(item: pytest.Item, wanted: dict[str, set[Run]]) -> bool:
    """Tell whether a collected scenario stands at no line that was asked for, in a file of which some were."""
    scenario = scenario_of(item) if isinstance(item.parent, FeatureModule) else None
    run = scenario and (scenario.line, scenario.example)
    return run is not None and run not in wanted.get(str(item.path), {run})


def runs_at(path: Path, lines: list[int], root: Path) -> set[Run]:
    """Return the scenarios, and of outlines the examples, that stand at the lines of a feature file."""
    feature = read_feature(path, root, IdGenerator()).document.get("feature")
    blocks = blocks_of(feature) if feature else [Block(1, set(), {})]
    starts = [block.start for block in blocks]
    found: set[Run] = set()
    for line in lines:
        block = blocks[max(bisect_right(starts, line) - 1, 0)]
        found |= {block.rows[line]} if line in block.rows else block.runs
    return found


def blocks_of(parent: dict[str, Any]) -> list[Block]:
    """Return a feature or a rule and what stands in it, in order."""
    inner: list[Block] = []
    for child in parent["children"]:
        if "rule" in child:
            inner += blocks_of(child["rule"])
        elif "scenario" in child:
            inner.append(block_of(child["scenario"]))
    return [Block(first_line(parent), set().union(*(block.runs for block in inner)), {}), *inner]


def block_of(scenario: dict[str, Any]) -> Block:
    """Return a scenario."""
    lines = [row["location"]["line"] for examples in scenario["examples"] for row in examples["tableBody"]]
    start = scenario["location"]["line"]
    rows = {line: (start, index) for index, line in enumerate(lines)}
    return Block(first_line(scenario), set(rows.values()) or {(start, 0)}, rows)


def first_line(node: dict[str, Any]) -> int:
    """Return the line at which a feature, a rule or a scenario begins, its tags included."""
    lines: list[int] = [node["location"]["line"], *(tag["location"]["line"] for tag in node["tags"])]
    return min(lines)
