"""The document of a line that was explored, looked at in a real browser, from a file."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pytest_ivr.__main__ import main

from .calls import write_calls, write_exploration
from .test_page import UNFOLD, WCAG
from .test_ways import EXPLORED, MENU, NAME, ONE, TWICE

TOLD = {
    "stopped": "300 requests were made.",
    "unreached": ["Of 40 theaters 3 were tried."],
    "findings": [{"kind": "end", "severity": "error", "sentence": "Silence ends the call.", "actions": "times out"}],
}

TWO = [
    {"kind": "end", "severity": "error", "sentence": "Silence ends the call.", "actions": "times out"},
    {"kind": "end", "severity": "warning", "sentence": "So does 1.", "actions": "presses 1"},
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The document of a few calls and an exploration."""
    folder = tmp_path_factory.mktemp("explored")
    waived = {f"{NAME}, hanging up": "Nobody hears what is said then."}
    run = write_calls(folder / "run.ndjson", [*MENU, *ONE], [*TWICE, *ONE], waived=waived)
    exploration = write_exploration(folder / "exploration.ndjson", *EXPLORED, **TOLD)
    assert main(["docs", "build", str(run), str(exploration), "--out", str(folder / "site")]) == 0
    return folder / "site" / "index.html"


@pytest.fixture
def document(page: Page, site: Path) -> Page:
    """The page, opened from its file."""
    page.goto(site.as_uri())
    return page


def test_the_map_says_of_every_way_whether_it_is_tested(document: Page) -> None:
    box = document.locator("#map .box", has=document.get_by_role("heading", name=NAME, include_hidden=True))
    assert [" ".join(it.split()) for it in box.locator(".way > summary").all_text_contents()] == [
        "1 goes on to One→ One 2 scenarios",
        "any other key ○ 2 goes on to Bye→ Bye not tested",
        "silence ○ 2 goes on to Bye→ Bye not tested",
        "any other key ○ 1 asks again↻ not tested",
        "silence 1 asks again↻ 1 scenario",
        "hanging up the call is over■ waived",
    ]
    expect(document.locator("#map")).to_contain_text("waived: Nobody hears what is said then.")


def test_a_way_that_is_not_tested_leads_to_the_scenario_that_would_test_it(document: Page) -> None:
    document.locator("nav").get_by_role("link", name="The map of the line").click()
    row = document.locator("#map .way", has_text="silence, second try")
    row.locator("summary").click()
    row.get_by_role("link", name="not tested").click()
    expect(document.locator("#coverage h3", has_text=NAME)).to_be_in_viewport()
    way = document.locator("#coverage li", has_text="silence, second try")
    expect(way.locator("pre")).to_be_hidden()
    way.locator("summary").click()
    expect(way.locator("pre")).to_contain_text("@found\nScenario: Call 6\n  When it rings")


def test_the_scenario_that_would_test_a_way_can_be_copied(context: BrowserContext, site: Path) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site.as_uri()}#coverage")
    way = page.locator("#coverage li", has_text="silence, second try")
    way.locator("summary").click()
    way.get_by_role("button", name="Copy").click()
    expect(way.get_by_role("button")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "@found\nScenario: Call 6\n  When it rings"


def test_without_javascript_it_can_be_read(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.as_uri())
    page.locator("#coverage > summary").click()
    way = page.locator("#coverage li", has_text="silence, second try")
    way.locator("summary").click()
    expect(way.locator("pre")).to_have_text("@found\nScenario: Call 6\n  When it rings")
    context.close()


def test_what_the_exploration_found_is_one_click_away(document: Page) -> None:
    document.locator("nav").get_by_role("link", name="What exploring the line found").click()
    section = document.locator("#exploration")
    expect(section).to_be_in_viewport()
    for words in ("It found this:", "It did not try everything: 300 requests", "✗ error Silence ends the call."):
        expect(section).to_contain_text(words)
    expect(section).to_contain_text("it tried some; “For developers” lists what it left out.")
    details = section.locator(".developers")
    for words in ("requests in 0.5 seconds, each way dialed anew", "Of 40 theaters 3 were tried."):
        expect(details.get_by_text(words)).to_be_hidden()
    details.locator("summary").click()
    for words in ("requests in 0.5 seconds, each way dialed anew", "Of 40 theaters 3 were tried."):
        expect(details.get_by_text(words)).to_be_visible()


def test_an_exploration_that_found_nothing_says_so_in_one_sentence(page: Page, tmp_path: Path) -> None:
    nothing = write_exploration(tmp_path / "one.ndjson", *EXPLORED, stopped="", unreached=[], findings=[])
    some = write_exploration(tmp_path / "two.ndjson", *EXPLORED, **{**TOLD, "findings": TWO})
    for streams, words in (([nothing], "It found nothing wrong."), ([nothing, some], "It found 2 things that")):
        main(["docs", "build", *map(str, streams), "--out", str(tmp_path / "site")])
        page.goto((tmp_path / "site" / "index.html").as_uri())
        expect(page.locator("#exploration > p").first).to_contain_text(words)
    expect(page.locator("#exploration .findings li")).to_have_count(2)


def test_every_link_leads_somewhere_and_no_name_is_taken_twice(document: Page) -> None:
    ids = document.evaluate("[...document.querySelectorAll('[id]')].map((it) => it.id)")
    links = document.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map((it) => it.getAttribute('href').slice(1))"
    )
    assert len(ids) == len(set(ids))
    assert set(links) - set(ids) == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_nobody_is_shut_out(document: Page, scheme: str, width: int) -> None:
    document.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a Literal
    document.set_viewport_size({"width": width, "height": 900})
    document.evaluate(UNFOLD)
    found = Axe().run(document, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    assert document.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_line_without_scenarios_has_a_page_too(page: Page, tmp_path: Path) -> None:
    exploration = write_exploration(tmp_path / "exploration.ndjson", *EXPLORED)
    main(["docs", "build", str(exploration), "--out", str(tmp_path / "site")])
    page.goto((tmp_path / "site" / "index.html").as_uri())
    expect(page.locator("header.quiet .verdict")).to_contain_text("No scenario was run")
    expect(page.locator("#coverage .no")).to_have_count(8)
    expect(page.locator("#map .line.untaken").first).to_be_attached()
