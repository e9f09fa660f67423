"""What pytest-bdd knows is read where it keeps it, and its steps are found as it would find them, but sooner."""

import importlib
import inspect
import json
from pathlib import Path

import pytest
from pytest_bdd import parsers
from pytest_bdd.steps import StepFunctionContext

from pytest_ivr.living_docs.stream import registry

from .running import Suites

pytest_plugins = ["pytester"]

FEATURE = """
Feature: F
  Scenario: S
    Given a step
    And 3 steps of "kind" for the 2nd time
    And a fixture
    Then all is well
"""
STEPS = """
import pytest
from pytest_bdd import given, parsers, scenarios, step, then

@given("a step")
def a_step():
    pass

@given(parsers.cfparse('{number:d} steps of "{kind:w}" for the {turn:d}nd time'), target_fixture="counted")
def steps(number, kind, turn):
    return number, kind, turn

@given(parsers.re("a (?P<what>fixture)"), converters={"what": str.upper}, target_fixture="what")
def fixture(what, tmp_path, more="more"):
    yield what + more

@step("all is well")
def well(counted, what):
    assert counted == (3, "kind", 2)
    assert what == "FIXTUREmore"

scenarios("f.feature")
"""


@pytest.fixture
def suites(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Suites:
    """A folder for a suite."""
    return Suites(pytester, monkeypatch)


@pytest.mark.parametrize(("module", "name", "parameters", "ours"), registry.REPLACED)
def test_pytest_bdd_has_what_is_replaced(module: str, name: str, parameters: list[str], ours: object) -> None:
    registry.improve_pytest_bdd()
    assert getattr(importlib.import_module(module), name) is ours, f"pytest-bdd has changed {module}.{name}"


def test_what_is_replaced_is_used() -> None:
    scenario = importlib.import_module("pytest_bdd.scenario")
    assert "get_step_function(request=request, step=step)" in inspect.getsource(scenario._execute_scenario)
    execution = inspect.getsource(scenario._execute_step_function)
    assert "signature(context.step_func)" in execution
    assert "get_required_args(context.step_func)" in execution


def test_a_pytest_bdd_that_has_something_else_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    scenario = importlib.import_module("pytest_bdd.scenario")

    def get_step_function(step: object, request: object, more: object) -> None: ...

    monkeypatch.setattr(scenario, "get_step_function", get_step_function)
    monkeypatch.delattr(scenario, "get_required_args")
    registry.improve_pytest_bdd()
    assert scenario.get_step_function is get_step_function
    assert not hasattr(scenario, "get_required_args")


def test_every_kind_of_sentence_is_found(suites: Suites) -> None:
    suites.write(feature=FEATURE, steps=STEPS)
    suites.run().assert_outcomes(passed=1)
    [run] = suites.read().runs
    assert [[part.text for part in step.parts if part.is_parameter] for step in run.steps] == [
        [],
        ["3", "kind", "2"],
        ["fixture"],
        [],
    ]


def test_a_nearer_sentence_hides_a_farther_one(suites: Suites) -> None:
    folder = suites.path / "folder"
    folder.mkdir()
    definition = "from pytest_bdd import given\n\n@given('a step')\ndef step(request):\n    request.node.said = {!r}\n"
    (suites.path / "conftest.py").write_text(definition.format("root"))
    (folder / "conftest.py").write_text(definition.format("folder"))
    check = "\n\n@pytest.fixture(autouse=True)\ndef said(request):\n    yield\n    assert request.node.said == {!r}\n"
    bound = "import pytest\nfrom pytest_bdd import scenarios\nscenarios('f.feature')\n"
    feature = "Feature: F\n  Scenario: S\n    Given a step\n"
    for place, name, own, said in (
        (suites.path, "test_a.py", "", "root"),
        (folder, "test_b.py", "", "folder"),
        (folder, "test_c.py", definition.format("module"), "module"),
    ):
        (place / "f.feature").write_text(feature)
        (place / name).write_text(bound + own + check.format(said))
    suites.run().assert_outcomes(passed=3)
    assert [run.status for run in suites.read().runs] == ["passed", "passed"]


def test_a_sentence_that_is_defined_during_the_run_is_found_and_told(suites: Suites) -> None:
    (suites.path / "later.py").write_text(
        "from pytest_bdd import given\n\n@given('a later step')\ndef later():\n    '''Comes late.'''\n"
    )
    suites.write(
        feature="Feature: F\n  Scenario: S\n    Given a step\n  Scenario: T\n    Given a later step\n",
        steps=STEPS
        + "\n@pytest.fixture(autouse=True)\n"
        + "def later(request):\n"
        + "    if request.node.name == 'test_t':\n"
        + "        import later\n"
        + "        request.config.pluginmanager.register(later)\n",
    )
    suites.run().assert_outcomes(passed=2)
    suite = suites.read()
    assert [run.status for run in suite.runs] == ["passed", "passed"]
    [later] = [it for it in suite.sentences if it.text == "a later step"]
    assert (later.uses, later.explanation) == (1, "Comes late.")


def test_a_scenario_is_found_wherever_its_features_are(suites: Suites) -> None:
    feature = suites.path / "deep" / "sub" / "a.feature"
    feature.parent.mkdir(parents=True)
    feature.write_text("Feature: F\n  Scenario: One\n    Given a step\n  Scenario: Two\n    Given a step\n")
    (suites.path / "test_a.py").write_text(
        "from pytest_bdd import given, scenario\n\n"
        "@given('a step')\ndef a_step():\n    pass\n\n"
        "@scenario('sub/a.feature', 'One', features_base_dir='deep')\ndef test_one():\n    pass\n"
    )
    suites.run().assert_outcomes(passed=1)
    assert suites.statuses() == ["passed", "not run"]
    assert suites.read().features[0].uri == "deep/sub/a.feature"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-8"])
def test_the_mark_that_windows_puts_first_is_no_part_of_a_feature(suites: Suites, encoding: str) -> None:
    suites.write()
    text = (suites.path / "f.feature").read_text().lstrip()
    (suites.path / "f.feature").write_text(text, encoding=encoding)
    suites.run().assert_outcomes(passed=3)
    assert suites.statuses() == ["passed"] * 3
    assert suites.messages("source")[0]["data"] == text


def test_the_debugger_of_pytest_bdd_is_no_sentence_of_ours(suites: Suites) -> None:
    suites.write(
        feature="Feature: F\n  Scenario: S\n    Given trace\n    And a step\n",
        steps=STEPS + "\npytest.set_trace = lambda: None\n",
    )
    suites.run().assert_outcomes(passed=1)
    suite = suites.read()
    assert "trace" not in [it.text for it in suite.sentences]
    assert [step.definitions for step in suite.runs[0].steps] == [[], ["a step"]]


def test_what_is_kept_goes_with_its_function() -> None:
    counted: list[object] = []
    kept = registry.kept(lambda function: counted.append(function.__name__))

    def one() -> None: ...

    kept(one)
    kept(one)
    assert counted == ["one"]


def test_a_definition_stands_where_it_is_written() -> None:
    def a_sentence() -> None:
        """It is explained."""

    found = registry.described(StepFunctionContext("given", a_sentence, parsers.parse("a {what}")))
    assert (found.type, found.explanation, found.path) == ("given", "It is explained.", Path(__file__))
    assert found.line == a_sentence.__code__.co_firstlineno
    assert found.fits("given", "a sentence")
    assert not found.fits("when", "a sentence")


def test_nothing_is_kept_of_a_scenario_that_is_over_but_others_have_seen_it(suites: Suites) -> None:
    suites.write()
    (suites.path / "conftest.py").write_text(
        "import pytest\n"
        "from pytest_bdd import reporting\n"
        "@pytest.hookimpl(trylast=True)\n"
        "def pytest_sessionfinish():\n"
        "    assert not reporting.scenario_reports_registry\n"
        "    assert not reporting.test_report_context_registry\n"
    )
    assert suites.run_apart("--cucumberjson=cucumber.json").ret == 0  # whose registries are of this run alone
    [feature] = json.loads((suites.path / "cucumber.json").read_text())
    assert [len(scenario["steps"]) for scenario in feature["elements"]] == [1, 2, 1]
