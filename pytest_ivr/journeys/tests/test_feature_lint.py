"""The rules of the features' language: kept by a good sample, and broken by each of the others."""

from pathlib import Path

import pytest
from gherkin.stream.id_generator import IdGenerator
from pytest_bdd import parsers

from pytest_ivr.journeys import feature_lint as lint
from pytest_ivr.journeys.feature_lint import RULES
from pytest_ivr.living_docs.stream.definitions import StepDefinition
from pytest_ivr.living_docs.stream.features import FeatureFile, parse_feature


def sample(text: str) -> FeatureFile:
    """Return a feature file of that text."""
    return parse_feature("sample", text, IdGenerator())


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
    (lint.unreadable_files, GOOD.replace("  Rule: One", "  Rul: One"), STEPS, "sample: Parser errors"),
    (lint.undefined_sentences, GOOD.replace("she acts", "she leaves"), STEPS, "nobody defines 'she leaves'"),
    (lint.ambiguous_sentences, GOOD, TWICE, "'she acts' fits ['{who} acts', 'she acts']"),
    (lint.unused_sentences, GOOD.replace("Given a caller", "When he acts"), STEPS, "nobody uses given 'a caller'"),
    (lint.duplicated_sentences, GOOD, [*STEPS, STEPS[0]], "given 'a caller' is defined 2 times"),
    (lint.unexplained_sentences, GOOD, [sentence("given", "a caller", "")], "needs a docstring"),
    (lint.scenarios_without_then, GOOD.replace("she acts\n      Then all is well", "she acts"), STEPS, "no Then"),
    (lint.repeated_titles, GOOD.replace("Scenario: B", "Scenario: A"), STEPS, "'A' is the title of 2 scenarios"),
    (
        lint.placeholders_in_titles,
        GOOD.replace("Outline: E", "Outline: E of <who>"),
        STEPS,
        "E of <who> has a placeholder",
    ),
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


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_good_sample_keeps_the_rule(rule: lint.Rule) -> None:
    assert list(rule([sample(GOOD)], STEPS)) == []


@pytest.mark.parametrize(("rule", "text", "definitions", "problem"), BROKEN)
def test_a_broken_sample_is_found_out(
    rule: lint.Rule, text: str, definitions: list[StepDefinition], problem: str
) -> None:
    problems = list(rule([sample(text)], definitions))
    assert any(problem in found for found in problems), problems


def test_every_rule_has_a_sample_that_breaks_it() -> None:
    assert {rule for rule, _, _, _ in BROKEN} == set(RULES)


def test_an_undefined_sentence_is_allowed_where_a_scenario_is_only_wanted() -> None:
    text = tagged("@wanted").replace("she acts", "she leaves")
    assert list(lint.undefined_sentences([sample(text)], STEPS)) == []


def test_the_comment_above_the_tag_is_the_reason_of_a_skip() -> None:
    feature = sample(tagged("# too slow on Mondays\n    @skip"))
    assert list(lint.skips_without_reason([feature], STEPS)) == []
    assert lint.skip_reasons([feature]) == {"A": "too slow on Mondays"}


def test_what_was_saved_from_a_call_may_be_of_any_size() -> None:
    assert list(lint.unreadable_sizes([sample("@saved" + GOOD + "\n" * 200)], STEPS)) == []


def test_a_file_without_rules_has_nothing_outside_them() -> None:
    text = "Feature: Sample\n  Scenario: A\n    Given a caller\n    When she acts\n    Then all is well\n"
    assert list(lint.scenarios_outside_rules([sample(text)], STEPS)) == []
