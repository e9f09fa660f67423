"""How long the page of a whole line is before anything is unfolded; the features of this repository are the example."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from pytest_ivr.__main__ import main

from .calls import write_features

FEATURES = Path(__file__).parents[3] / "features"
MAP = 420  # pixels of the first screen: these features were not dialed, so there is none
A_PAGE = re.compile(rb"/Type\s*/Page\b")


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The page of a run of them in which everything passed."""
    folder = tmp_path_factory.mktemp("line")
    paths = sorted(path for kind in ("*.feature", "*.md") for path in FEATURES.glob(kind))
    files = {path.name: path.read_text(encoding="utf-8") for path in paths}
    main(["docs", "build", str(write_features(folder / "features", files)), "--out", str(folder / "site")])
    return (folder / "site" / "index.html").as_uri()


@pytest.mark.parametrize(("width", "height", "screens"), [(1440, 900, 7), (390, 844, 15)])
def test_a_line_in_its_rules_is_a_few_screens(page: Page, address: str, width: int, height: int, screens: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(address)
    assert page.evaluate("document.documentElement.scrollHeight") + MAP <= screens * height
    assert page.locator("h2:visible").first.evaluate("(it) => it.getBoundingClientRect().top < innerHeight")


def test_on_paper_the_rules_alone_are_five_pages(page: Page, address: str) -> None:
    page.goto(address)
    page.emulate_media(media="print")
    assert page.locator("details.rule:visible").count() == page.locator("details.rule").count() > 0
    assert len(A_PAGE.findall(page.pdf(format="A4"))) <= 5
