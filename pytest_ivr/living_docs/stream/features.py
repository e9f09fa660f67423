"""Feature files as Gherkin reads them: source, document and pickles, of which each is one run of a scenario."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from gherkin.ast_builder import AstBuilder
from gherkin.errors import CompositeParserException
from gherkin.parser import Parser
from gherkin.pickles.compiler import Compiler
from gherkin.stream.id_generator import IdGenerator
from gherkin.token_scanner import TokenScanner

from ...beside_features import numbered_lines, read_utf_8
from .envelopes import Message

CONTENTS = "contents.txt"
UTF_8 = "utf-8"  # the encoding of features, unless a test gives another
STEP_TYPES = {"Context": "given", "Action": "when", "Outcome": "then"}
NO_FEATURE: Message = {"name": "", "description": "", "tags": [], "children": []}

PickleId = tuple[str, int]  # a feature's URI, and the index of the pickle in its file


@dataclass
class FeatureFile:
    """A feature file. ``error`` says why it could not be read; then it has neither document nor pickles."""

    uri: str
    text: str
    document: Message = field(default_factory=dict)
    pickles: list[Message] = field(default_factory=list)
    error: str = ""
    error_line: int = 1

    @property
    def feature(self) -> Message:
        """The feature; one without anything in it if there is none in the file."""
        return self.document.get("feature") or NO_FEATURE

    @property
    def lines(self) -> list[str]:
        """The lines of the file."""
        return self.text.splitlines()

    @property
    def scenarios(self) -> list[Message]:
        """The scenarios in the order of the file, those under rules included."""
        return [scenario for _, scenario in self.scenarios_by_rule()]

    @cached_property
    def indexes(self) -> dict[int, list[int]]:
        """The indexes of the pickles of each scenario, one for each example, by the line of the scenario's keyword."""
        found = defaultdict(list)
        for index, pickle in enumerate(self.pickles):
            found[pickle["astNodeIds"][0]].append(index)
        return {scenario["location"]["line"]: found[scenario["id"]] for scenario in self.scenarios}

    @cached_property
    def rules(self) -> dict[int, str]:
        """The name of the rule of each scenario, nothing if it stands under none, by the line of its keyword."""
        return {scenario["location"]["line"]: rule for rule, scenario in self.scenarios_by_rule()}

    @cached_property
    def rows(self) -> dict[str, list[str]]:
        """The values of each row of examples, by its id."""
        tables = (table for scenario in self.scenarios for table in scenario["examples"])
        return {row["id"]: [it["value"] for it in row["cells"]] for table in tables for row in table["tableBody"]}

    def example(self, index: int) -> list[str]:
        """Return the values of the example of a pickle; none for a scenario without examples."""
        return self.rows.get(self.pickles[index]["astNodeIds"][-1], [])

    def scenarios_by_rule(self) -> Iterator[tuple[str, Message]]:
        """Yield the scenarios, each with the name of its rule."""
        for child in self.feature["children"]:
            rule = child.get("rule", {"name": "", "children": [child]})
            yield from ((rule["name"], it["scenario"]) for it in rule["children"] if "scenario" in it)


def read_feature(path: Path, root: Path, ids: IdGenerator, encoding: str = UTF_8) -> FeatureFile:
    """Read a feature file; its URI is the path from the root."""
    uri = shown(path, root)
    try:
        text = read_utf_8(path) if encoding == UTF_8 else path.read_text(encoding)
    except ValueError as error:
        return FeatureFile(uri, "", error=f"The file {error}")
    return parse_feature(uri, text, ids)


def shown(path: Path, root: Path) -> str:
    """Return a path as streams and people read it: from the root, if it is below."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()


def parse_feature(uri: str, text: str, ids: IdGenerator) -> FeatureFile:
    """Read the text of a feature file."""
    try:
        document: Any = Parser(ast_builder=AstBuilder(ids)).parse(TokenScanner(text))
    except CompositeParserException as error:
        return FeatureFile(uri, text, error=str(error), error_line=error.errors[0].location["line"])
    document["uri"] = uri
    pickles: Any = Compiler(ids).compile(document)
    return FeatureFile(uri, text, document, list(pickles))


def read_features(folder: Path) -> list[FeatureFile]:
    """Read all feature files below a folder, by name."""
    ids = IdGenerator()
    return [read_feature(path, folder, ids) for path in sorted(folder.rglob("*.feature"))]


def in_reading_order(paths: Iterable[Path], folder: Path | None) -> list[Path]:
    """Return feature files in the order that the folder's ``contents.txt`` gives, then by name."""
    listed = read_contents(folder / CONTENTS) if folder else []
    found = set(paths)
    return [*(path for path in listed if path in found), *sorted(found - set(listed))]


def check_contents(folder: Path) -> None:
    """Raise pytest.UsageError if the folder's ``contents.txt`` cannot be read or names a file that is not there."""
    try:
        missing = [path for path in read_contents(folder / CONTENTS) if not path.exists()]
    except ValueError as error:
        raise pytest.UsageError(str(error)) from None
    if missing:
        raise pytest.UsageError(f"{CONTENTS} names {missing[0].name}, which is not there; take the line out.")


def read_contents(path: Path) -> list[Path]:
    """Return the files that a list names, one a line; what stands behind a # is for people.

    Raises ValueError, with the file, if that is not UTF-8.
    """
    lines = numbered_lines(path) if path.exists() else []
    return [path.parent / line.partition("#")[0].strip() for _, line in lines]
