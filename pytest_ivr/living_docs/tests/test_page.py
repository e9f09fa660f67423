"""The document, looked at in a real browser, from a file."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]}
KEYWORDS = ("Feature:", "Rule:", "Scenario:", "Given ", "When ", "Then ", "And ", "Examples:")
# Each text that a project or a caller gives gets a word of 90 characters.
UNFOLD = """
const unfold = (it) => { it.open = true; makeContent(it); };
all("details").forEach(unfold); // what is made by that has folds of its own
all("details").forEach(unfold);
"""
LENGTHEN = """
const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
while (texts.nextNode()) {
  const text = texts.currentNode;
  if (text.data.trim() && !text.parentElement.closest("svg, script, style, button, label, dt, .status, .number"))
    text.data += "0".repeat(90);
}
"""


@pytest.fixture
def document(page: Page, site: Path) -> Page:
    """The page, opened from its file."""
    page.goto(site.as_uri())
    return page


@pytest.fixture
def unfolded(document: Page) -> Page:
    """The page, with its rules and scenarios unfolded."""
    unfold(document, ".rule, article > details, .examples details")
    return document


def unfold(page: Page, selector: str) -> None:
    """Open what is folded away."""
    page.evaluate("(folds) => all(folds).forEach((it) => { it.open = true; makeContent(it); })", selector)


def shown(page: Page) -> list[str]:
    """Return the titles of the scenarios that can be seen, with every rule unfolded."""
    unfold(page, ".rule")
    return [" ".join(title.split()) for title in page.locator("article:visible h4").all_inner_texts()]


def test_the_verdict_and_the_counts_come_first(document: Page) -> None:
    expect(document).to_have_title(re.compile("The sample: 3 of 11 scenarios passed"))
    expect(document.locator(".verdict")).to_have_text(
        "3 of 11 scenarios passed; 2 failed, 1 fits two sentences at once, 1 uses a sentence that nobody has defined, "
        "1 is agreed but not built, 2 were skipped and 1 was not run."
    )
    expect(document.locator("header.red")).to_be_visible()
    expect(document.locator("header .status")).to_have_count(0)  # the verdict has said it


def test_what_failed_is_shown_word_by_word(document: Page) -> None:
    unfold(document, ".rule")
    failed = document.locator("article", has_text="A caller hears something else")
    expect(failed.locator(".expected mark")).to_have_text("theatre")
    expect(failed.locator(".heard mark").first).to_have_text("theater")
    expect(failed.get_by_text("For Tom & Jerry's <i>Palace</i> at Harbor Road press 7").first).to_be_visible()
    expect(failed.locator(".traceback pre")).to_be_hidden()
    expect(failed.locator(".traceback pre")).to_contain_text("The caller heard something else.")


def test_examples_are_sentences_with_a_result_if_they_did_not_pass(unfolded: Page) -> None:
    outline = unfolded.locator(
        "article", has=unfolded.get_by_role("heading", name='A caller who actions hears "sentence"')
    )
    expect(outline.locator("h5")).to_have_text(["Two that pass", "One that fails"])
    assert [
        " ".join(text.split()) for text in outline.locator(".examples > li > details > summary").all_inner_texts()
    ] == [
        'When the caller presses *#, then the caller hears, among other things, "Welcome to movie info!"',
        'When the caller times out, then the caller hears, among other things, "We did not receive your selection"',
        "When the caller presses 9#, then the caller hears, among other things, "
        '"Please select a film from the list." ✗ failed',
    ]
    assert [it.strip() for it in outline.locator(".examples summary var").all_inner_texts()[:2]] == [
        "presses *#",
        "Welcome to movie info!",
    ]


def test_where_a_scenario_passed_the_call_tells_what_came_of_it(unfolded: Page) -> None:
    passed = unfolded.locator("article", has_text="A caller hears the theaters")
    assert [" ".join(text.split()) for text in passed.locator(".call li").all_inner_texts()] == [
        "0:00 dials +18005550199",
        "0:00 Welcome to movie info! Please choose a theater and press # For Rialto at State Street, Chicago press 1 "
        "For Odeon at Camden Road, London press 2 For Aurora at Park Street, Kolkata press 12",
    ]
    expect(passed.locator(".ok")).to_have_text(["Please choose a theater and press #"])
    expect(passed.locator(".call b")).to_have_text(["press #", "press 1", "press 2", "press 12"])
    expect(passed.get_by_text("Given a table:")).to_be_visible()
    expect(passed.get_by_text("the caller hears, among other things")).to_be_hidden()
    passed.locator("summary", has_text="Steps").click()
    expect(passed.get_by_text("the caller hears, among other things")).to_be_visible()


def test_nothing_says_passed_file_or_tag_before_it_is_asked(unfolded: Page) -> None:
    passed = unfolded.locator("article", has_text="A caller hears the theaters")
    assert not {"passed", "sample.feature", "@"} & set(re.findall(r"passed|sample.feature|@", passed.inner_text()))
    passed.locator("summary", has_text="For developers").click()
    expect(passed.locator(".place")).to_have_text("sample.feature:12")


def test_each_status_tells_why(document: Page) -> None:
    for title, reason in {
        "A caller who is skipped": "the line is being painted",
        "A caller in the rain": "it rains",
        "A caller whose sentence two know": "These sentences fit both",
        "A caller whose sentence nobody knows": "the caller sings",
    }.items():
        expect(document.locator("article", has_text=title)).to_contain_text(reason)
    expect(document.locator("#wanted")).to_contain_text("not yet: When the caller reserves a seat")


def test_a_scenario_that_was_skipped_says_why_beside_its_title(document: Page) -> None:
    unfold(document, ".rule")
    title = document.locator("article", has_text="A caller in the rain").locator("summary").first
    expect(title).to_contain_text(re.compile(r"skipped\s+it rains"))


def test_a_rule_is_one_click_from_its_scenarios_and_one_more_from_the_call(document: Page) -> None:
    document.get_by_role("link", name="Everything & <b>more</b>").click()
    rule = document.locator(".rule", has=document.get_by_role("heading", name="What passes is green"))
    expect(rule.locator("> summary")).to_have_text(
        re.compile(r"^\s*What passes is green\s+4 scenarios\s+✗ 1 failed\s*$")
    )
    expect(rule.locator("article").first).to_be_hidden()
    rule.locator("> summary").click()
    expect(rule.locator("article h4").first).to_be_visible()
    article = rule.locator("article").first
    expect(article.locator(".call")).to_be_hidden()
    article.locator("summary").first.click()
    expect(article.locator(".call")).to_be_visible()


def test_what_is_folded_away_is_made_when_somebody_unfolds_it(document: Page) -> None:
    assert document.locator("article noscript").count() > 0
    before = document.locator("*").count()
    document.evaluate(UNFOLD)
    assert document.locator("article noscript").count() == 0
    assert document.locator("*").count() > before + 200
    assert "&lt;" not in document.locator("body").inner_text()


@pytest.mark.parametrize(
    "link",
    [
        "sample--rule--what-passes-is-green",
        "sample--a-caller-hears-the-theaters",
        "sample--a-caller-who-actions-hears-sentence--times-out--we-did-not-receive-your-selection",
        "coverage",
    ],
)
@pytest.mark.parametrize("opened", ["anew", "from the page"])
def test_a_link_opens_what_it_leads_to(page: Page, site: Path, link: str, opened: str) -> None:
    page.goto(f"{site.as_uri()}#{link if opened == 'anew' else ''}")
    if opened == "from the page":
        page.evaluate("(hash) => { location.hash = hash; }", link)
    target = page.locator(f"[id='{link}']")
    expect(target).to_be_in_viewport()
    own = "[it, ...it.querySelectorAll(':scope > details:not(.developers)')]"
    closed = f"(it) => {own}.some((one) => one.matches('details:not([open])'))"
    assert not target.evaluate(closed)
    assert target.evaluate("(it) => !it.closest('details:not([open])')")


def test_a_link_opens_again_what_was_closed_since(document: Page) -> None:
    link = document.locator("nav a", has_text="Planned")
    link.click()
    document.locator("#wanted > summary").click()
    link.click()
    expect(document.locator("#wanted")).to_have_attribute("open", "")


def test_a_link_that_leads_nowhere_breaks_nothing(page: Page, site: Path) -> None:
    page.goto(f"{site.as_uri()}#%E0%A4%A")
    expect(page.locator("details.rule[open]")).to_have_count(0)


def test_the_time_of_the_run_is_told_by_the_readers_clock(document: Page) -> None:
    expect(document.locator("header time")).to_have_text(re.compile(r"\d\d:\d\d, (this minute|\d+ minutes? ago)$"))


def test_filters_live_in_the_address(document: Page) -> None:
    everything = shown(document)
    document.locator(".ask summary").click()
    document.get_by_label("Tags").fill("@sample and not (@wanted or @skip)")
    assert len(shown(document)) == len(everything) - 2
    document.get_by_label("Tags").fill("@wanted")
    assert shown(document) == ["A caller reserves a seat"]
    assert document.url.endswith("#tags=%40wanted")
    expect(document.locator(".shown")).to_have_text("1 of 11 scenarios shown")
    document.reload()
    assert shown(document) == ["A caller reserves a seat"]
    document.get_by_label("Tags").fill("@wanted and")
    expect(document.locator(".shown")).to_contain_text("is no tag expression")
    document.get_by_label("Tags").fill("")
    assert shown(document) == everything

    for status in ("ambiguous", "not run", "passed", "pending", "skipped", "undefined"):
        document.get_by_label(status).uncheck()
    assert shown(document) == ['A caller who actions hears "sentence"', "A caller hears something else"]
    document.goto(document.url.split("#")[0] + "#text=&tags=%40wanted&status=pending")
    document.reload()
    assert shown(document) == ["A caller reserves a seat"]


def test_a_link_to_a_hidden_scenario_shows_it(document: Page) -> None:
    document.goto(document.url + "#tags=%40wanted")
    document.evaluate("location.hash = '#sample--a-caller-hears-the-theaters'")
    expect(document.locator("#sample--a-caller-hears-the-theaters")).to_be_in_viewport()


def test_every_link_leads_somewhere_and_no_name_is_taken_twice(document: Page) -> None:
    ids = document.evaluate("[...document.querySelectorAll('[id]')].map((it) => it.id)")
    links = document.evaluate(
        "[...document.querySelectorAll('a[href^=\"#\"]')].map((it) => it.getAttribute('href').slice(1))"
    )
    assert len(ids) == len(set(ids))
    assert set(links) - set(ids) == set()


def test_the_links_between_scenarios_and_map_go_both_ways(document: Page) -> None:
    unfold(document, ".rule")
    example = document.locator(".examples > li", has_text="presses 9#")
    link = example.locator(".on-the-map a", has_text="any other key")
    transition = document.locator(link.get_attribute("href") or "")
    expect(transition).to_contain_text("Please select a movie from the list.")
    expect(transition).to_contain_text("failed here")
    link.click()
    expect(transition).to_be_in_viewport()
    expect(document.locator("#map .way[open]")).to_have_count(1)
    transition.locator("li a", has_text="presses 9#").click()
    expect(document.locator(".examples > li", has_text="presses 9#")).to_be_in_viewport()


def test_the_map_shows_what_nobody_tried(document: Page) -> None:
    expect(document.locator("#map .way.not-tested .count").first).to_have_text("not tested")
    expect(document.locator("#coverage")).to_contain_text("silence")
    expect(document.locator("#coverage strong").first).to_have_text("not tested")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 390])
def test_nobody_is_shut_out(document: Page, scheme: str, width: int) -> None:
    document.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a Literal
    document.set_viewport_size({"width": width, "height": 900})
    document.evaluate(UNFOLD)
    found = Axe().run(document, options=WCAG)
    assert found.violations_count == 0, found.generate_report()
    assert len(found.response["passes"]) > 10
    assert document.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("width", [1300, 390])
def test_the_longest_word_does_not_widen_the_page(document: Page, width: int) -> None:
    document.set_viewport_size({"width": width, "height": 900})
    document.evaluate(UNFOLD)
    document.evaluate(LENGTHEN)
    assert document.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_without_javascript_all_text_is_there(browser: Browser, site: Path, stream: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.as_uri())
    text = " ".join((page.locator("body").text_content() or "").split())
    for expected in texts(stream):
        assert " ".join(expected.split()) in text
    expect(page.locator("form")).to_have_count(0)
    context.close()


def test_without_javascript_rules_scenarios_and_calls_unfold(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site.as_uri())
    expect(page.locator(".verdict")).to_be_visible()
    rule = page.locator(".rule", has=page.get_by_role("heading", name="What passes is green"))
    scenario = rule.locator("article", has_text="A caller hears the theaters")
    for inside, fold in ((scenario, rule.locator("> summary")), (scenario.locator(".call"), scenario.locator("h4"))):
        expect(inside).to_be_hidden()
        fold.click()
        expect(inside).to_be_visible()
    expect(scenario.locator(".call")).to_contain_text("Welcome to movie info!")
    context.close()


def texts(stream: Path) -> Iterator[str]:
    """Yield all that people wrote or heard."""
    for line in stream.read_text().splitlines():
        [(kind, content)] = json.loads(line).items()
        if kind == "source":
            lines = [line.strip() for line in content["data"].splitlines()]
            words = [line.partition(" ")[2] for line in lines if line.startswith(KEYWORDS)]
            yield from (text.strip() for text in words)
            yield from (cell.strip() for line in lines if line.startswith("|") for cell in line.strip("|").split("|"))
        if kind == "attachment" and "transcript" in content["mediaType"]:
            yield from (event["text"] for event in json.loads(content["body"]) if event["event"] == "said")


def test_a_sentence_can_be_copied(context: BrowserContext, site: Path) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(site.as_uri())
    unfold(page, "#sentences")
    sentence = page.locator(".sentences li", has_text="Somebody has dialed the line, pressed the theater's number")
    sentence.get_by_role("button", name="Copy").click()
    expect(sentence.get_by_role("button")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == "Given a caller who has chosen Rialto"


def test_on_paper_is_what_was_unfolded(document: Page) -> None:
    unfold(document, "[id='sample--a-caller-who-actions-hears-sentence--presses-9-please-select-a-film-from-the-list']")
    document.emulate_media(media="print")
    expect(document.locator("form")).to_be_hidden()
    expect(document.locator(".before").first).to_be_hidden()
    assert document.pdf(format="A4").startswith(b"%PDF")


def test_names_are_text_and_nothing_else(document: Page) -> None:
    expect(document.get_by_role("heading", name="Everything & <b>more</b>")).to_be_visible()
    assert document.evaluate("document.title") != "broken"
    assert document.locator("main b", has_text="more").count() == 0
