"""JUnit's report of a run, as its readers want it: a scenario stands under its chapter, by its title.

Tests that are no scenarios have a suite of their own, so that the other one has as many as the living documentation.
"""

from collections.abc import Iterable
from copy import deepcopy
from pathlib import Path

import pytest
from _pytest.junitxml import LogXML, xml_key
from lxml import etree

APART = "tests that are no scenarios"
COUNTED = {"failures": "failure", "errors": "error", "skipped": "skipped"}

Name = tuple[str, str]  # of a chapter and a scenario


class JUnitReport:
    """Gives scenarios their names, and sets all other tests apart."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config
        self.scenarios: set[Name] = set()

    @property
    def xml(self) -> LogXML | None:
        """What writes the report, if there is to be one."""
        return self.config.stash.get(xml_key, None)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Name a scenario by its chapter, its title and its example."""
        told = {name: str(value) for name, value in report.user_properties}
        if self.xml and {"feature", "scenario"} <= told.keys():
            example = f" ({told['example']})" if "example" in told else ""
            reporter = self.xml.node_reporter(report)
            reporter.add_attribute("classname", told["feature"])
            reporter.add_attribute("name", told["scenario"] + example)
            self.scenarios.add((reporter.attrs["classname"], reporter.attrs["name"]))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """Set tests apart that are no scenarios, once the report is written."""
        if self.xml and self.scenarios:
            set_apart(Path(self.xml.logfile), self.scenarios)


def set_apart(path: Path, scenarios: set[Name]) -> None:
    """Move all tests of a report that are no scenarios to a suite of their own."""
    report = etree.parse(path)
    [suite] = report.getroot()
    cases = suite.findall("testcase")
    others = [case for case in cases if (case.get("classname"), case.get("name")) not in scenarios]
    if others:
        apart = deepcopy(suite)
        apart[:] = others
        apart.set("name", APART)
        for it in (suite, apart):
            count(it, it.findall("testcase"))
        suite.addnext(apart)
        report.write(path, encoding="utf-8", xml_declaration=True)


def count(suite: etree._Element, cases: Iterable[etree._Element]) -> None:
    """Write how many tests a suite has, how many of them did not pass, and how long they took."""
    found = list(cases)
    suite.set("tests", str(len(found)))
    suite.set("time", f"{sum(float(case.get('time', 0)) for case in found):.3f}")
    for name, element in COUNTED.items():
        suite.set(name, str(sum(case.find(element) is not None for case in found)))
