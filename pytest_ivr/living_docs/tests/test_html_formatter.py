"""What people read who open our stream in Cucumber's own page, in a real browser."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from testbed.html_formatter import page_of


@pytest.fixture
def cucumbers_page(page: Page, stream: Path, tmp_path: Path) -> Page:
    """Cucumber's page of the sample, with the failures in it."""
    path = tmp_path / "cucumber.html"
    path.write_text(page_of(stream), encoding="utf-8")
    page.goto(path.as_uri())
    expect(page.get_by_text("Everything & <b>more</b>").first).to_be_visible()
    return page


def test_calls_and_differences_are_read_where_they_stand(cucumbers_page: Page) -> None:
    content = cucumbers_page.locator("#content")  # runs of white space count as one space here
    expect(content).to_contain_text("expected Please choose a theatre and press #")
    expect(content).to_contain_text("12.8s Caller presses")
    expect(content).to_contain_text("Line Welcome to movie info!")


def test_a_sentence_that_nobody_knows_comes_with_its_suggestion(cucumbers_page: Page) -> None:
    expect(cucumbers_page.locator("#content").get_by_text('@when("the caller sings")').first).to_be_attached()
