"""The rules of the features' language: kept by the suite, and broken by each sample here."""

from pathlib import Path

import pytest
from pytest_bdd import parsers

from pytest_ivr.journeys import feature_lint as lint
from pytest_ivr.journeys.feature_lint import RULES, FeatureFile, read_feature, read_features
from pytest_ivr.living_docs.stream.definitions import StepDefinition
from pytest_ivr.living_docs.stream.features import read_contents
from pytest_ivr.living_docs.stream.registry import step_definitions
from testbed.repository import ROOT

FEATURES = ROOT / "features"


def sentence(type_: str, text: str, explanation: str) -> StepDefinition:
    """Return a step definition as if it stood in a file."""
    return StepDefinition(type_, text, explanation, Path("steps.py"), 1, parsers.parse(text))


STEPS = [
    sentence("given", "a caller", "Somebody."),
    sentence("when", "{who} acts", "Somebody acts."),
    sentence("then", "all is well", "Nothing happened."),
]
GOOD = """
Feature: Sample
  Who, and what for.
  Background:
    Given a caller
  Rule: One
    Scenario: A
      Given a caller
      When she acts
      Then all is well
    Scenario: B
      When he acts
      Then all is well
    Scenario: C
      When he acts
      Then all is well
    Scenario: D
      When he acts
      Then all is well
    Scenario Outline: E
      When <who> acts
      Then all is well
      Examples:
        | who |
        | he  |
"""


def tagged(lines: str) -> str:
    """Return the good sample with these lines above its first scenario."""
    return GOOD.replace("    Scenario: A", f"    {lines}\n    Scenario: A")


TWICE = [*STEPS, sentence("when", "she acts", "She acts.")]
BROKEN = [
    (lint.undefined_sentences, GOOD.replace("she acts", "she leaves"), STEPS, "nobody defines 'she leaves'"),
    (lint.ambiguous_sentences, GOOD, TWICE, "'she acts' fits ['{who} acts', 'she acts']"),
    (lint.unused_sentences, GOOD.replace("Given a caller", "When he acts"), STEPS, "nobody uses given 'a caller'"),
    (lint.duplicated_sentences, GOOD, [*STEPS, STEPS[0]], "given 'a caller' is defined 2 times"),
    (lint.unexplained_sentences, GOOD, [sentence("given", "a caller", "")], "needs a docstring"),
    (lint.scenarios_without_then, GOOD.replace("she acts\n      Then all is well", "she acts"), STEPS, "no Then"),
    (lint.repeated_titles, GOOD.replace("Scenario: B", "Scenario: A"), STEPS, "'A' is the title of 2 scenarios"),
    (lint.empty_examples, GOOD.replace("| he  |", ""), STEPS, "E has an empty Examples table"),
    (lint.outlines_without_examples, GOOD.replace("| he  |", ""), STEPS, "E never runs"),
    (
        lint.skips_without_reason,
        GOOD.replace("    Scenario: A", "    @skip\n    Scenario: A"),
        STEPS,
        "A is skipped",
    ),
    (
        lint.scenarios_outside_rules,
        GOOD.replace("  Rule: One", "  Scenario: Z\n  Rule: One"),
        STEPS,
        "Z stands outside",
    ),
    (lint.unreadable_sizes, GOOD.replace("Who, and what for.", ""), STEPS, "does not say who it is for"),
    (lint.unreadable_sizes, GOOD.replace("    Scenario: B", "    Scenario: B\n" * 9), STEPS, "13 scenarios"),
    (lint.unreadable_sizes, GOOD + "\n" * 200, STEPS, "more than 200"),
    (
        lint.unreadable_sizes,
        GOOD.replace("Given a caller", "Given a caller\n" * 5),
        STEPS,
        "A has more than 6 steps",
    ),
]


@pytest.fixture(scope="module")
def features() -> list[FeatureFile]:
    return read_features(FEATURES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_features_keep_the_rule(rule: lint.Rule, features: list[FeatureFile]) -> None:
    definitions = step_definitions()
    if rule is lint.unused_sentences:  # those of the kit serve other lines too
        definitions = [it for it in definitions if it.path.parent == Path(__file__).parent]
    assert list(rule(features, definitions)) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_good_sample_keeps_the_rule(rule: lint.Rule) -> None:
    assert list(rule([read_feature("sample", GOOD)], STEPS)) == []


@pytest.mark.parametrize(("rule", "text", "definitions", "problem"), BROKEN)
def test_a_broken_sample_is_found_out(
    rule: lint.Rule, text: str, definitions: list[StepDefinition], problem: str
) -> None:
    problems = list(rule([read_feature("sample", text)], definitions))
    assert any(problem in found for found in problems), problems


def test_every_rule_has_a_sample_that_breaks_it() -> None:
    assert {rule for rule, _, _, _ in BROKEN} == set(RULES)


def test_an_undefined_sentence_is_allowed_where_a_scenario_is_only_wanted() -> None:
    text = tagged("@wanted").replace("she acts", "she leaves")
    assert list(lint.undefined_sentences([read_feature("sample", text)], STEPS)) == []


def test_the_comment_above_the_tag_is_the_reason_of_a_skip() -> None:
    feature = read_feature("sample", tagged("# too slow on Mondays\n    @skip"))
    assert list(lint.skips_without_reason([feature], STEPS)) == []
    assert lint.skip_reasons([feature]) == {"A": "too slow on Mondays"}


def test_the_contents_name_every_feature_once(features: list[FeatureFile]) -> None:
    listed = read_contents(FEATURES / "contents.txt")
    assert sorted(listed) == [FEATURES / feature.name for feature in features if not lint.is_saved(feature)]


def test_no_feature_file_lies_elsewhere() -> None:
    root = FEATURES.parent
    tracked = [path for path in root.rglob("*.feature") if ".venv" not in path.parts]
    assert {path.parent for path in tracked} == {FEATURES}


def test_the_registry_of_pytest_bdd_is_where_we_look_for_it() -> None:
    found = {(definition.type, definition.sentence) for definition in step_definitions()}
    assert ("when", "the caller {actions:Actions}") in found
    assert ("given", "it is {time} on {day} at {theater}") in found
    assert len(found) == len(step_definitions()) <= 60
