"""Feature files as Gherkin reads them: source, document and pickles; and the pickle that a test runs."""

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

CONTENTS = "contents.txt"
EXAMPLE = "_pytest_bdd_example"  # the argument through which pytest-bdd hands an example to a test

Place = tuple[str, int]  # a feature's URI, and the number of the pickle in its file


@dataclass
class FeatureFile:
    """A feature file. ``error`` says why it could not be read; then it has neither document nor pickles."""

    uri: str
    text: str
    document: dict[str, Any] = field(default_factory=dict)
    pickles: list[dict[str, Any]] = field(default_factory=list)
    error: str = ""
    error_line: int = 1

    @cached_property
    def numbers(self) -> dict[str, list[int]]:
        """The numbers of the pickles of each scenario, one for each example, by the scenario's title.

        Of two scenarios of one title pytest-bdd runs the last.
        """
        found = defaultdict(list)
        for number, pickle in enumerate(self.pickles):
            found[pickle["astNodeIds"][0]].append(number)
        return {scenario["name"]: found[scenario["id"]] for _, scenario in self.scenarios()}

    @cached_property
    def rules(self) -> dict[str, str]:
        """The name of the rule under which each scenario stands, nothing if it stands under none, by its title."""
        return {scenario["name"]: rule for rule, scenario in self.scenarios()}

    def scenarios(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Go through the scenarios, each with the name of its rule."""
        feature = self.document.get("feature") or {"children": []}
        for child in feature["children"]:
            rule = child.get("rule", {"name": "", "children": [child]})
            yield from ((rule["name"], it["scenario"]) for it in rule["children"] if "scenario" in it)


def read_feature(path: Path, root: Path, ids: IdGenerator) -> FeatureFile:
    """Read a feature file; its URI is the path from the root."""
    uri = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    text = path.read_text(encoding="utf-8", errors="replace")
    try:
        document: Any = Parser(ast_builder=AstBuilder(ids)).parse(TokenScanner(text))
    except CompositeParserException as error:
        return FeatureFile(uri, text, error=str(error), error_line=error.errors[0].location["line"])
    document["uri"] = uri
    pickles: Any = Compiler(ids).compile(document)
    return FeatureFile(uri, text, document, list(pickles))


def in_reading_order(paths: Iterable[Path], folder: Path | None) -> list[Path]:
    """Return feature files in the order that the folder's ``contents.txt`` gives, then by name.

    Raise pytest.UsageError if that names a file which is not there.
    """
    listed = read_contents(folder / CONTENTS) if folder else []
    missing = [path for path in listed if not path.exists()]
    if missing:
        raise pytest.UsageError(f"{CONTENTS} names {missing[0].name}, which is not there; take the line out.")
    found = set(paths)
    return [*(path for path in listed if path in found), *sorted(found - set(listed))]


def read_contents(path: Path) -> list[Path]:
    """Return the files that a list names, one a line; what stands behind a # is for people."""
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    names = [line.partition("#")[0].strip() for line in lines]
    return [path.parent / name for name in names if name]


def scenario_of(item: pytest.Item) -> tuple[Path, str, int] | None:
    """Return the feature file, the title and the number of the example of a test; None if it runs no scenario.

    pytest-bdd leaves "path.feature: Title" as the docstring of the test's function.
    """
    if not isinstance(item, pytest.Function) or EXAMPLE not in item.fixturenames:
        return None
    name, _, title = (item.function.__doc__ or "").partition(".feature: ")
    base = item.config.getini("bdd_features_base_dir") or item.path.parent
    path = (item.config.rootpath / base / f"{name}.feature").resolve()
    example = item.callspec.indices.get(EXAMPLE, 0) if hasattr(item, "callspec") else 0
    return path, title, example
