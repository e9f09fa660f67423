"""What the line and its journeys are made of: production loads the line alone, and requirements name everything."""

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import packages_distributions, requires
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from testbed.repository import ROOT

PACKAGES = {top: {canonicalize_name(name) for name in names} for top, names in packages_distributions().items()}
OURS = {"conftest", "deploy", "ivr", "movies", "pytest_ivr", "step_defs", "testbed", "tools"}
THE_LINE, THE_JOURNEYS = (ROOT / "requirements.txt").read_text().split("# The line\n")[1].split("# The journeys\n")
DEVELOPMENT = (ROOT / "requirements-dev.txt").read_text()


def read(text: str) -> list[Requirement]:
    """Return the requirements in a file, or a part of one."""
    return [Requirement(line) for line in text.splitlines() if line and line[0] not in "#-"]


def distributions(*texts: str) -> set[str]:
    """Return the names of the distributions that are named there."""
    return {canonicalize_name(it.name) for text in texts for it in read(text)}


def installed_with(requirements: list[Requirement]) -> set[str]:
    """Return the distributions that pip installs for these: their own, and what those require in turn."""
    found: dict[str, Requirement] = {}
    while requirements:
        requirement = requirements.pop()
        if str(requirement) not in found:
            found[str(requirement)] = requirement
            extras = ["", *requirement.extras]
            for needed in map(Requirement, requires(requirement.name) or []):
                if not needed.marker or any(needed.marker.evaluate({"extra": extra}) for extra in extras):
                    requirements.append(needed)
    return {canonicalize_name(it.name) for it in found.values()}


def serve(*not_installed: str, **environment: str) -> set[str]:
    """Serve the line without these packages; return the modules that are loaded."""
    command = [sys.executable, "-m", "ivr.tests.serving", *not_installed]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, **environment}, check=False, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    return set(done.stdout.split())


def loaded_of(modules: set[str], packages: set[str]) -> set[str]:
    """Return the packages of which something is loaded."""
    return {module.partition(".")[0] for module in modules} & packages


def test_production_loads_the_line_alone() -> None:
    assert loaded_of(serve(), OURS) == {"ivr", "movies"}


def test_the_lines_own_requirements_are_all_that_it_needs(tmp_path: Path) -> None:
    installed = installed_with(read(THE_LINE))
    missing = {top for top, names in PACKAGES.items() if not names & installed} - sys.stdlib_module_names - OURS
    assert {"pytest", "lxml", "time_machine", "factory"} <= missing
    production = {"DATABASE_URL": "postgres://nobody@127.0.0.1/nothing", "JSON_LOG": "on", "STATIC_ROOT": str(tmp_path)}
    loaded = serve(*missing, **production)
    used = {name for top in loaded_of(loaded, set(PACKAGES)) for name in PACKAGES[top]}
    assert distributions(THE_LINE) - used == {"gunicorn"}  # it loads the line, not the other way round


def imported(path: Path) -> Iterator[str]:
    """Yield the packages that a module imports from elsewhere."""
    for node in ast.walk(ast.parse(path.read_text())):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and not node.level:
            names = [str(node.module)]
        yield from {name.partition(".")[0] for name in names} - sys.stdlib_module_names - OURS


def is_for_developers(path: Path) -> bool:
    """Whether nobody who runs the line or its journeys imports a module."""
    within = path.relative_to(ROOT).parts
    return "tests" in within or within[0] in ("tools", "testbed")


@pytest.mark.parametrize(
    ("for_developers", "named"),
    [
        (False, distributions(THE_LINE, THE_JOURNEYS)),
        (True, distributions(THE_LINE, THE_JOURNEYS, DEVELOPMENT)),
    ],
    ids=["journeys", "development"],
)
def test_every_package_that_is_imported_is_named(for_developers: bool, named: set[str]) -> None:
    unnamed = {
        f"{path.relative_to(ROOT)}: {package}"
        for package_or_file in OURS
        for path in (*(ROOT / package_or_file).rglob("*.py"), ROOT / "conftest.py")
        if is_for_developers(path) == for_developers
        for package in imported(path)
        if not PACKAGES.get(package, {package}) & named
    }
    assert unnamed == set()


@pytest.mark.parametrize(
    ("lock", "texts"),
    [("requirements.lock", [THE_LINE]), ("requirements-dev.lock", [THE_LINE, THE_JOURNEYS, DEVELOPMENT])],
)
def test_each_requirement_is_locked_at_a_version_that_it_allows(lock: str, texts: list[str]) -> None:
    locked = dict(
        re.findall(r"^(\S+?)(?:\[\w+\])?==(\S+).* \\\n    --hash=sha256:", (ROOT / lock).read_text(), re.MULTILINE)
    )
    required = [requirement for text in texts for requirement in read(text)]
    assert [str(it) for it in required if not it.specifier.contains(locked.get(canonicalize_name(it.name), "0"))] == []
