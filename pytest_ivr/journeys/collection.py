"""Features are collected without a Python module: each scenario that no test binds is a test."""

from __future__ import annotations

import os
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pytest_bdd import scenarios
from pytest_bdd.exceptions import NoScenariosFound

from ..living_docs.stream.registry import scenario_of

PYTEST_DJANGO = ("django", "pytest_django.plugin")  # by its entry point, and by -p


class FeatureModule(pytest.Module):
    """A feature file, as the module of tests that pytest-bdd would make of it."""

    def _getobj(self) -> ModuleType:
        """Return a module with a test for each scenario. With pytest-django, they ask for the test database by name."""
        module = ModuleType(self.path.stem)
        module.__file__ = str(self.path)
        vars(module).update(tests_of(self.path))
        if has_test_database(self.config):
            vars(module)["pytestmark"] = pytest.mark.usefixtures("db")
        return module


def has_test_database(config: pytest.Config) -> bool:
    """Whether pytest-django is there, and knows the settings."""
    is_loaded = any(map(config.pluginmanager.has_plugin, PYTEST_DJANGO))
    return is_loaded and bool(os.environ.get("DJANGO_SETTINGS_MODULE"))


def tests_of(feature: Path) -> dict[str, Any]:
    """Return a test for each scenario of a feature, by name."""
    try:

        class Tests:
            """Where pytest-bdd puts the tests: into the names of whoever calls it."""

            scenarios(str(feature), features_base_dir="")

    except (NoScenariosFound, KeyError):  # the latter where there is no feature in the file
        return {}
    return {name: test for name, test in vars(Tests).items() if name.startswith("test_")}


def pytest_configure(config: pytest.Config) -> None:
    """Collect the folder of the features too, where `testpaths` names others alone."""
    base = config.getini("bdd_features_base_dir")
    if base and config.args_source is pytest.Config.ArgsSource.TESTPATHS:
        folder = config.rootpath / base
        if not any(folder.is_relative_to((config.rootpath / path).resolve()) for path in config.args):
            config.args.append(str(folder))


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> FeatureModule | None:
    """Collect a feature file."""
    if file_path.suffix != ".feature":
        return None
    module: FeatureModule = FeatureModule.from_parent(parent, path=file_path)
    return module


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave to a test the scenario that it binds."""
    bound = {scenario_of(item) for item in items if not is_collected(item)}
    items[:] = [item for item in items if not is_collected(item) or scenario_of(item) not in bound]


def is_collected(item: pytest.Item) -> bool:
    """Tell whether a test is a scenario that no Python module binds."""
    return isinstance(item.parent, FeatureModule)
