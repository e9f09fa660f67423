"""What is installed: the wheel, what it needs, and what it costs a project that has no line."""

import ast
import re
import statistics
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from pytest_ivr import __version__
from testbed.repository import ROOT

from .strangers import Environment, check_out

# What only the first user of the kit has.
MOVIE_INFO = re.compile(
    r"\b(movies?|theat(?:er|re)s?|showtimes?|cinemas?|Rialto|Casablanca|step_defs)\b", re.IGNORECASE
)


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """The wheel, opened."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "pip", "wheel", "--no-deps", "--no-build-isolation", "--quiet", "-w", str(folder)]
    subprocess.run([*command, str(check_out(folder / "checkout"))], check=True)
    [path] = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_the_kit_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    folder = f"pytest_ivr-{__version__}.dist-info/"
    names = {name for name in wheel.namelist() if not name.startswith(folder)}
    there = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "pytest_ivr").rglob("*")
        if path.is_file() and not {"tests", "__pycache__"} & set(path.parts)
    }
    assert names == there
    assert {"pytest_ivr/py.typed", "pytest_ivr/simulator/README.md", "pytest_ivr/commands/journeys.yml"} <= names
    assert any(name.endswith("templates/page.html") for name in names)


def test_the_wheel_says_what_it_is(wheel: zipfile.ZipFile) -> None:
    folder = f"pytest_ivr-{__version__}.dist-info"
    metadata = wheel.read(f"{folder}/METADATA").decode()
    assert "Name: pytest-ivr\n" in metadata
    assert "Requires-Python: >=3.11\n" in metadata
    assert "# pytest-ivr" in metadata  # the README
    assert "django" not in "".join(re.findall(r"^Requires-Dist: .*$", metadata, re.MULTILINE)).lower()
    unbounded = [line for line in re.findall(r"^Requires-Dist: (.*)$", metadata, re.MULTILINE) if "<" not in line]
    assert [line for line in unbounded if "tzdata" not in line] == []  # its versions are dates
    assert wheel.read(f"{folder}/entry_points.txt").decode().split() == [
        *("[console_scripts]", "pytest-ivr", "=", "pytest_ivr.__main__:console"),
        *("[pytest11]", "pytest_ivr.plugin", "=", "pytest_ivr.plugin"),
    ]


def test_one_module_of_the_wheel_imports_django(wheel: zipfile.ZipFile) -> None:
    found = set()
    for name in wheel.namelist():
        if name.endswith(".py"):
            for node in ast.walk(ast.parse(wheel.read(name))):
                modules = [node.module or ""] if isinstance(node, ast.ImportFrom) and not node.level else []
                modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                found |= {name for module in modules if module.partition(".")[0] == "django"}
    assert found == {"pytest_ivr/simulator/transports/django.py"}


def test_nothing_in_the_wheel_speaks_of_movie_info(wheel: zipfile.ZipFile) -> None:
    found = {
        f"{name}: {line.strip()}"
        for name in wheel.namelist()
        if ".dist-info/" not in name
        for line in wheel.read(name).decode().splitlines()
        if MOVIE_INFO.search(line) and name != "pytest_ivr/moved.py"  # which names a folder that people have copied
    }
    assert found == set()


EVERY_MODULE = """
import importlib, pkgutil, sys
import pytest_ivr
for module in pkgutil.walk_packages(pytest_ivr.__path__, 'pytest_ivr.'):
    if not module.name.endswith('__main__'):
        importlib.import_module(module.name)
print(pytest_ivr.__file__, len(sys.modules))
assert 'django' not in sys.modules
"""


def test_every_module_can_be_imported_without_django(environment: Environment, desk: Path) -> None:
    printed = environment.succeed(f'python -c "{EVERY_MODULE}"', desk / "nothing")
    assert str(environment.folder) in printed


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A project without a line, with tests and with features of somebody else."""
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_sums.py").write_text("def test_sum():\n    assert 1 + 1 == 2\n")
    (tmp_path / "features").mkdir()
    (tmp_path / "features/behave.feature").write_text("Feature: F\n  Scenario: S\n    Given something of behave's\n")
    return tmp_path


def test_a_project_without_a_line_is_left_alone(environment: Environment, other: Path) -> None:
    printed = environment.succeed("pytest -p no:cacheprovider -W error", other, PYTHONDONTWRITEBYTECODE="1")
    assert "1 passed" in printed
    assert {path.name for path in other.rglob("*")} == {"pytest.ini", "test_sums.py", "features", "behave.feature"}


ITS_MODULES = """
import pytest, sys
pytest.main(['--collect-only', '--quiet'])
print(*(name for name in sys.modules if name.partition('.')[0] == 'pytest_ivr'))
"""


def test_a_project_without_a_line_imports_next_to_nothing(environment: Environment, other: Path) -> None:
    *_, imported = environment.succeed(f'python -c "{ITS_MODULES}"', other).splitlines()
    assert set(imported.split()) == {"pytest_ivr", "pytest_ivr.plugin", "pytest_ivr.keys", "pytest_ivr.moved"}


CPU = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(sum(resource.getrusage(resource.RUSAGE_CHILDREN)[:2]))
"""


def test_a_project_without_a_line_pays_nothing_for_the_kit(environment: Environment, other: Path) -> None:
    def seconds(options: str) -> float:
        return float(environment.succeed(f'python -c "{CPU}" pytest --collect-only -q {options}', other))

    ratios: list[float] = []
    for _ in range(20):  # other work disturbs both of a pair alike, and some pairs more than others
        ratios.append(seconds("") / seconds("-p no:pytest_ivr.plugin"))
        if len(ratios) >= 5 and statistics.median(ratios) < 1.15:
            break
    assert statistics.median(ratios) < 1.15


SALES = """
Feature: Sales
  Scenario: A silent caller
    When the caller dials then times out
    Then the call is over
    And the conversation is:
      \"""
      Line: Café Bleu.
      Caller: times out
      Line: hangs up
      \"""
"""
LINE = """
def app(environ, start_response):
    start_response("200 OK", [("Content-Type", "text/xml")])
    return [b"<Response><Say>Caf\\xc3\\xa9 Bleu.</Say><Gather timeout='1'/></Response>"]
"""


@pytest.mark.parametrize(
    "command",
    [
        "pytest",
        "pytest -p pytest_ivr.plugin",
        "pytest -W error",
        "python -W error -m pytest -p pytest_ivr.plugin",
        "pytest -n 2",
        "pytest --import-mode=importlib",
        "LC_ALL=C PYTHONUTF8=0 PYTHONCOERCECLOCALE=0 pytest",
    ],
)
def test_the_kit_works_however_pytest_is_started(environment: Environment, tmp_path: Path, command: str) -> None:
    project = tmp_path / "Ann's own line"
    (project / "features").mkdir(parents=True)
    (project / "pytest.ini").write_text("[pytest]\nivr_line = my_ivr:app\n")
    (project / "my_ivr.py").write_text(LINE)
    (project / "features/sales.feature").write_text(SALES, encoding="utf-8")
    assert "1 passed" in environment.succeed(command, project)
    if command.startswith("LC_ALL"):
        environment.succeed(command.replace("pytest", "pytest-ivr docs build reports/*.ndjson"), project)
        assert "Café Bleu." in (project / "reports/site/index.html").read_text(encoding="utf-8")
