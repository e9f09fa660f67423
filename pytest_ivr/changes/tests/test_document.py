"""What nobody would notice, in the document and in the summary of a run."""

import pytest

from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.call_flow import build_call_flow
from pytest_ivr.living_docs.document.page import render_page
from pytest_ivr.living_docs.document.run import Suite
from pytest_ivr.living_docs.document.summary import render_summary

from .conftest import Run

WEAK = """
Feature: Sales
  Scenario: Callers hear something
    When the caller dials
    Then the line waits for the caller
  Scenario: Wrong
    When the caller dials
    Then the call is over
"""


@pytest.fixture
def suite(run: Run, project: pytest.Pytester) -> Suite:
    """The suite of a run in which one change is waived."""
    (project.path / "features/unnoticed.txt").write_text("“Welcome.” were said twice*: Twice is nicer.\n")
    run(WEAK)
    return read_suite([project.path / "reports/messages.ndjson"])


def test_the_document_tells_what_nobody_would_notice(suite: Suite) -> None:
    flow = build_call_flow(suite.runs, suite.menu_names, suite.explored_runs, suite.waivers)
    page = render_page(suite, flow, "A line")
    assert "Nobody would notice if “Welcome.” were not said, when a caller dials." in page
    assert "Scenario: What a caller experiences who dials" in page
    assert "It need not be noticed: Twice is nicer." in page
    assert "it is not green as it is" in page
    summary = render_summary(suite, flow, "A line")
    assert "- Nobody would notice if “Welcome.” were not said, when a caller dials." in summary
    assert "were said twice, when a caller dials" not in summary.replace(
        "“For sales press 1” were said twice", ""
    ).replace("“Goodbye.” were said twice", "")


def test_a_run_without_changes_has_no_such_section(run: Run, project: pytest.Pytester) -> None:
    run(WEAK, changes=False)
    suite = read_suite([project.path / "reports/messages.ndjson"])
    flow = build_call_flow(suite.runs, suite.menu_names, suite.explored_runs, suite.waivers)
    assert "What nobody would notice" not in render_page(suite, flow, "A line") + render_summary(suite, flow, "A line")
