"""The features of Movie Info keep every rule of their language."""

from pathlib import Path

import pytest

from pytest_ivr.explorer import sentences
from pytest_ivr.journeys import feature_lint as lint
from pytest_ivr.journeys.feature_lint import RULES
from pytest_ivr.living_docs.stream.features import FeatureFile, read_contents, read_features
from pytest_ivr.living_docs.stream.registry import step_definitions
from testbed.repository import ROOT

from . import answer_steps

FEATURES = ROOT / "features"


@pytest.fixture(scope="module")
def features() -> list[FeatureFile]:
    return read_features(FEATURES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_features_keep_the_rule(rule: lint.Rule, features: list[FeatureFile]) -> None:
    definitions = step_definitions()
    if rule is lint.unused_sentences:  # those of the kit serve other lines too
        definitions = [it for it in definitions if it.path.parent == Path(__file__).parent]
    assert list(rule(features, definitions)) == []


def test_the_contents_name_every_feature_once(features: list[FeatureFile]) -> None:
    listed = read_contents(FEATURES / "contents.txt")
    assert sorted(listed) == [FEATURES / feature.uri for feature in features if not lint.is_saved(feature)]


def test_no_feature_file_lies_elsewhere() -> None:
    root = FEATURES.parent
    others = ("deploy", "docs", "testbed")  # which have the probe, and the features of other lines
    folders = [path for path in root.iterdir() if path.is_dir() and path.name[0] != "." and path.name not in others]
    assert {path.parent for folder in folders for path in folder.rglob("*.feature")} == {FEATURES}


def test_the_registry_of_pytest_bdd_is_where_we_look_for_it() -> None:
    found = {(definition.type, definition.sentence) for definition in step_definitions()}
    assert ("when", "the caller {actions:Actions}") in found
    assert ("given", "it is {time} on {day} at {theater}") in found
    assert len(found) == len(step_definitions())
    of_every_call = {Path(str(module.__file__)) for module in (sentences, answer_steps)}
    assert len([it for it in step_definitions() if it.path not in of_every_call]) <= 63
