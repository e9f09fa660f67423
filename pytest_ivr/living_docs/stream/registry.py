"""What pytest-bdd knows: scenarios and step definitions, and which of these a test can see.

No hook of pytest-bdd tells them, so this looks where it keeps them; nothing else in the project does. It also shows
pytest-bdd a shorter way to the definition of a step: its own goes through every fixture of the run, for every step.
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

import pytest
from pytest_bdd import compat, gherkin_parser, utils
from pytest_bdd.gherkin_parser import GherkinDocument
from pytest_bdd.parser import ScenarioTemplate, Step
from pytest_bdd.reporting import scenario_reports_registry, test_report_context_registry
from pytest_bdd.scenario import iterparentnodeids, scenario_wrapper_template_registry
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from ...beside_features import read_utf_8
from .definitions import StepDefinition
from .features import UTF_8

EXAMPLE = "_pytest_bdd_example"  # the argument through which pytest-bdd hands an example to a test


@dataclass(frozen=True, eq=False)
class VisibleDefinition:
    """A step definition that some test can use, as pytest-bdd has it and as the stream has it."""

    context: StepFunctionContext
    definition: StepDefinition

    @property
    def is_ours(self) -> bool:
        """Whether it is somebody's own: pytest-bdd brings one for its debugger."""
        return is_ours(self.context)


@dataclass
class VisibleDefinitions:
    """The step definitions that the tests of one module or class can use, the nearest to them last."""

    definitions: list[VisibleDefinition]
    defined: int  # how many were defined anywhere when these were looked up
    last: tuple[tuple[str, str], list[VisibleDefinition]] = (("", ""), [])  # the step that was asked for last

    def fitting(self, type_: str, text: str) -> list[VisibleDefinition]:
        """Return those that fit a step. Who runs it and who records it ask one after the other."""
        if self.last[0] != (type_, text):
            self.last = (type_, text), [it for it in self.definitions if it.definition.fits(type_, text)]
        return self.last[1]


ENCODINGS: dict[Path, str] = {}  # of the features that pytest-bdd has read in this process
VISIBLE = pytest.StashKey[VisibleDefinitions]()


def step_definitions() -> list[StepDefinition]:
    """Return the sentences that are defined in this process, in the order of their files and lines."""
    contexts = filter(is_ours, step_function_context_registry.values())
    return sorted(map(described, contexts), key=lambda it: (it.path, it.line))


def number_of_definitions() -> int:
    """Return how many step definitions this process knows: with another number, there are new ones."""
    return len(step_function_context_registry)


def visible_definitions(item: pytest.Item) -> VisibleDefinitions:
    """Return the sentences that a test can use; one that is defined again nearer to the test hides the other.

    They are looked up once for all tests of a module or class, and again when more have been defined.
    """
    node: pytest.Item | pytest.Collector = item.parent or item
    found = node.stash.get(VISIBLE, None)
    if found is None or found.defined != number_of_definitions():
        found = node.stash[VISIBLE] = VisibleDefinitions(list(look_up(item)), number_of_definitions())
    return found


def look_up(item: pytest.Item) -> Iterator[VisibleDefinition]:
    """Yield the sentences that a test can use, the nearest last, by pytest's own rules of what it can see."""
    manager: Any = item.session._fixturemanager
    found = []
    for name in compat.get_fixture_names(manager):
        fixtures = [
            (list(iterparentnodeids(it.baseid)), context)
            for it in compat.getfixturedefs(manager, name, item) or ()
            if (context := step_function_context_registry.get(it.func)) is not None
        ]
        found += fixtures[-1:]
    for _, context in sorted(found, key=lambda it: it[0]):
        yield VisibleDefinition(context, described(context))


def maker_of(item: pytest.Item, name: str) -> Callable[..., Any] | None:
    """Return the function that makes a fixture for a test; None if there is no fixture of that name."""
    manager: Any = item.session._fixturemanager
    found = compat.getfixturedefs(manager, name, item)
    return found[-1].func if found else None


def is_ours(context: StepFunctionContext) -> bool:
    """Tell whether a step definition is somebody's own: pytest-bdd brings one for its debugger."""
    return not context.step_func.__module__.startswith("pytest_bdd.")


def described(context: StepFunctionContext) -> StepDefinition:
    """Return what pytest-bdd keeps of a step definition."""
    code = context.step_func.__code__
    return StepDefinition(
        type=context.type or "any",
        sentence=context.parser.name,
        explanation=(context.step_func.__doc__ or "").strip(),
        path=Path(code.co_filename),
        line=code.co_firstlineno,
        parser=context.parser,
    )


@dataclass(frozen=True)
class BoundScenario:
    """The scenario that a test runs: its file, the line of its keyword, its title, and which of its examples."""

    path: Path
    line: int
    title: str
    example: int
    encoding: str = field(compare=False)


def scenario_of(item: pytest.Item) -> BoundScenario | None:
    """Return the scenario that a test runs; None if it runs none."""
    function = getattr(item, "function", None)
    template: ScenarioTemplate | None = utils.registry_get_safe(scenario_wrapper_template_registry, function)
    if template is None:
        return None
    example = item.callspec.indices.get(EXAMPLE, 0) if hasattr(item, "callspec") else 0
    path = Path(template.feature.filename).resolve()
    return BoundScenario(path, template.line_number, template.name, example, ENCODINGS.get(path, UTF_8))


def forget(item: pytest.Item) -> None:
    """Let go of what pytest-bdd keeps of a test for its own reports, when they are made."""
    scenario_reports_registry.pop(item, None)


def forget_report(report: pytest.TestReport) -> None:
    """Let go of what pytest-bdd keeps of a report, when all have seen it: pytest keeps its reports to the end."""
    test_report_context_registry.pop(report, None)


def get_step_function(request: pytest.FixtureRequest, step: Step) -> StepFunctionContext | None:
    """Return the definition of a step, as pytest-bdd's function of this name does: the nearest, or None."""
    fitting = visible_definitions(request.node).fitting(step.type, step.name)
    return fitting[-1].context if fitting else None


def kept(work: Callable[[Callable[..., object]], Any]) -> Callable[[Callable[..., object]], Any]:
    """Return a function that does its work once for each function that it is given, for as long as that lives."""
    results: WeakKeyDictionary[Callable[..., object], Any] = WeakKeyDictionary()

    def look_up(function: Callable[..., object]) -> Any:
        if function not in results:
            results[function] = work(function)
        return results[function]

    return look_up


def get_gherkin_document(abs_filename: str, encoding: str = UTF_8) -> GherkinDocument:
    """Read a feature file, as pytest-bdd's function of this name does, but past the mark that Windows puts first.

    Raises CollectError for one that is not in UTF-8, as it should be unless a test gives another encoding.
    """
    path = Path(abs_filename).resolve()
    if encoding == UTF_8:
        try:
            read_utf_8(path)
        except ValueError as error:
            raise pytest.Collector.CollectError(f"{path} {error}") from None
    ENCODINGS[path] = encoding
    return gherkin_parser.get_gherkin_document(abs_filename, "utf-8-sig" if encoding == UTF_8 else encoding)


# What pytest-bdd does slowly, or not at all: where it looks the function up, its name and first parameters, and ours.
REPLACED: list[tuple[str, str, list[str], Callable[..., Any]]] = [
    ("pytest_bdd.scenario", "get_step_function", ["request", "step"], get_step_function),
    ("pytest_bdd.scenario", "get_required_args", ["func"], kept(utils.get_required_args)),
    ("pytest_bdd.scenario", "signature", ["obj"], kept(inspect.signature)),
    ("pytest_bdd.parser", "get_gherkin_document", ["abs_filename", "encoding"], get_gherkin_document),
]


def improve_pytest_bdd() -> None:
    """Put our functions in the place of pytest-bdd's, for every run of this process.

    A version of pytest-bdd that does not have them is left as it is: its own way is slow, but right.
    """
    for path, name, parameters, ours in REPLACED:
        module = import_module(path)
        theirs = getattr(module, name, None)
        if theirs is not None and list(inspect.signature(theirs).parameters)[: len(parameters)] == parameters:
            setattr(module, name, ours)
