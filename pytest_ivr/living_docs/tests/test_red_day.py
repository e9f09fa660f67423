"""A red day: one cause is told once, everywhere; what is no scenario has its name; nothing is told that is not so."""

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree, html

from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.causes import causes
from pytest_ivr.living_docs.document.verdict import commit, warning

from .harbor import Project

GUARDS = """
import pytest

@pytest.fixture
def away():
    raise RuntimeError("the database is away")

def test_every_title_stands_once():
    assert 1 == 2, "'A caller hangs up' is the title of 2 scenarios"

def test_that_needs_the_database(away):
    pass

def test_that_passes():
    pass
"""
BOTH = ("-n2", "-n0")


@pytest.fixture(scope="module")
def red(tmp_path_factory: pytest.TempPathFactory) -> tuple[Project, dict[str, str]]:
    """A line whose greeting and goodbye were changed, with guards that fail, and what its runs have printed."""
    folder = tmp_path_factory.mktemp("red") / "bikes"
    folder.mkdir()
    project = Project(folder)
    project.commit("Green")
    project.write("test_guards.py", GUARDS)
    project.write("test_absent.py", "import absent_module\n")
    project.change("my_ivr.py", '"Goodbye."', '"So long."')
    project.change("my_ivr.py", "Repairs take two days.", "Repairs take three days.")
    quoting = "  Scenario: A caller waits\n    When the caller dials then times out\n    Then the caller hears:\n"
    told = '      """\n      We did not hear you.\n      Goodbye.\n      """\n'
    for country in ("uk", "us"):
        project.change(f"features/{country}/hanging_up.feature", "  Scenario:", f"{quoting}{told}  Scenario:")
    ways: tuple[str, ...] = ("-p", "xdist", "--continue-on-collection-errors", "--junitxml", "reports/junit.xml")
    printed = {
        "long": project.run(*ways, "--tb=long", "-n0"),
        **{processes: project.run(*ways, processes) for processes in BOTH},
        "in CI": project.run(*ways, "-n0", CI="true"),  # where pytest shortens no line
    }
    project.shell("pytest-ivr docs build reports/*.ndjson --title Bikes", folder)
    return project, printed


Red = tuple[Project, dict[str, str]]


def test_one_cause_is_one_entry_with_its_scenarios(red: Red) -> None:
    project, _ = red
    found = causes(read_suite([project.reports / "messages.ndjson"]))
    assert [(len(it.runs), it.sentence) for it in found] == [
        (1, "callers hear “Repairs take three days.” instead of “Repairs take two days.”"),
        (3, "callers hear “So long.” instead of “Goodbye.”"),
    ]
    summary = project.read("summary.md")
    assert (
        "- **3 scenarios in 3 chapters fail for one reason**\n"
        "  - callers hear “So long.” instead of “Goodbye.”\n"
        '  - failed at “Then the caller hears, among other things, "Goodbye."”\n'
        "  - Rule: Whoever says nothing is not kept\n"
        "  - [A silent caller is told goodbye](site/index.html#asking--a-silent-caller-is-told-goodbye) failed · "
    ) in summary
    page = project.read("site/index.html")
    assert page.count("3 scenarios in 3 chapters fail for one reason") == 1


@pytest.mark.parametrize("told_by", ["summary.md", "site/index.html"])
def test_what_is_no_scenario_is_told_by_name_and_first_line(red: Red, told_by: str) -> None:
    text = red[0].read(told_by).replace("\\", "").replace("&#39;", "'")
    for name, line in (
        ("test_guards.py::test_every_title_stands_once", "'A caller hangs up' is the title of 2 scenarios"),
        ("test_guards.py::test_that_needs_the_database", "RuntimeError: the database is away"),
        ("test_absent.py", "ModuleNotFoundError: No module named 'absent_module'"),
    ):
        assert name in text
        assert line in text
    assert "test_that_passes" not in text
    assert "some tests failed" not in text


def test_changes_that_are_not_committed_are_named_beside_the_commit(red: Red) -> None:
    suite = read_suite([red[0].reports / "messages.ndjson"])
    assert "test_guards.py" in suite.uncommitted
    assert commit(suite) == f"{red[0].git('rev-parse', 'HEAD')[:10]} on main + changes that are not committed"
    page = html.fromstring(red[0].read("site/index.html"))
    [told] = page.xpath("//header/p[@class='warning']")
    assert told.text_content() == warning(suite) == "Run on branch main, with changes that are not committed."
    assert not page.xpath("//header/dl[contains(., 'Commit')]")
    assert page.xpath("//header/details/dl[contains(., '+ changes that are not committed')]")


@pytest.mark.parametrize("run", [*BOTH, "in CI"])
def test_the_console_tells_a_cause_once_scenario_first(red: Red, run: str) -> None:
    printed = red[1][run]
    assert printed.count("heard     So long.") == 1
    assert printed.count("\n2 more fail for the same reason:\n  ") == 1
    assert printed.count("FAILED features") == 2
    assert re.search(r"5 failed, \d+ passed, 2 errors", printed)
    scenario, call = printed.split("heard     So long.")
    assert "✗ Then the caller hears" in scenario
    assert "Line     So long." in call
    assert "Line     So long." not in scenario
    assert "site-packages" not in printed.partition("test_that_needs_the_database")[0].partition("FAILURES")[2]


def test_whoever_asks_for_tracebacks_gets_them(red: Red) -> None:
    printed = red[1]["long"]
    assert printed.count("heard     So long.") >= 3
    assert "def hears(" in printed
    assert printed.count("✗ Then the caller hears") == 4


def test_junit_has_chapters_and_titles_and_all_else_apart(red: Red) -> None:
    report: Any = etree.parse(red[0].reports / "junit.xml").getroot()
    scenarios, others = report.findall("testsuite")
    names = [(it.get("classname"), it.get("name")) for it in scenarios]
    assert ("Asking Harbor Bikes", "Other keys end the call (8)") in names
    assert ("Hanging up", "A caller hangs up") in names
    counted = {name: scenarios.get(name) for name in ("tests", "failures", "errors", "skipped")}
    assert counted == {"tests": str(len(names)), "failures": "4", "errors": "0", "skipped": "0"}
    assert others.get("name") == "tests that are no scenarios"
    assert (others.get("tests"), others.get("failures"), others.get("errors")) == ("4", "1", "2")


def test_a_run_of_scenarios_alone_is_one_suite(tmp_path: Path) -> None:
    folder = tmp_path / "bikes"
    folder.mkdir()
    project = Project(folder)
    project.run("--junitxml", "reports/junit.xml", "features/uk")
    [suite] = etree.parse(project.reports / "junit.xml").getroot()
    assert suite.get("tests") == "1"


def test_a_frame_of_ones_own_is_told(tmp_path: Path) -> None:
    folder = tmp_path / "bikes"
    folder.mkdir()
    project = Project(folder)
    project.change("my_ivr.py", "    body =", "    1 / 0\n    body =")
    printed = project.run("features/uk")
    assert "my_ivr.py" in printed
    assert "1 / 0" in printed
    assert "pytest_bdd" not in printed.partition("FAILURES")[2]
