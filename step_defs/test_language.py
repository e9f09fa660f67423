"""The features of Movie Info keep every rule of their language."""

import pytest

from pytest_ivr.journeys import feature_lint as lint
from pytest_ivr.journeys.feature_lint import RULES
from pytest_ivr.living_docs.stream.features import FeatureFile, read_contents, read_features
from pytest_ivr.living_docs.stream.registry import step_definitions

from .features import FEATURES


@pytest.fixture(scope="module")
def features() -> list[FeatureFile]:
    return read_features(FEATURES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_features_keep_the_rule(rule: lint.Rule, features: list[FeatureFile]) -> None:
    assert list(rule(features, step_definitions())) == []


def test_every_scenario_of_every_file_is_bound_as_a_test(features: list[FeatureFile]) -> None:
    from . import test_journeys

    bound = {str(test.__doc__) for name, test in vars(test_journeys).items() if name.startswith("test_")}
    written = {
        f"{FEATURES / feature.uri}: {scenario['name']}" for feature in features for scenario in feature.scenarios
    }
    assert bound == written


def test_the_contents_name_every_feature_once(features: list[FeatureFile]) -> None:
    listed = read_contents(FEATURES / "contents.txt")
    assert sorted(listed) == [FEATURES / feature.uri for feature in features if not lint.is_kept(feature)]


def test_no_feature_file_lies_elsewhere() -> None:
    root = FEATURES.parent
    tracked = [path for path in root.rglob("*.feature") if ".venv" not in path.parts]
    assert {path.parent for path in tracked} == {FEATURES}


def test_the_registry_of_pytest_bdd_is_where_we_look_for_it() -> None:
    found = {(definition.type, definition.sentence) for definition in step_definitions()}
    assert ("when", "the caller dials") in found
    assert ("given", "it is {time} on {day} at {theater}") in found
    assert len(found) == len(step_definitions()) <= 40
