"""Calls that are read aloud, in a real browser. It has no voice, and gets one that notes what it says."""

from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from .test_page import unfold

# It is over with a sentence when a test says so: window.over().
VOICE = """
window.spoken = [];
speechSynthesis.getVoices = () => [{ lang: "en-US" }, { lang: "en-GB" }];
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
speechSynthesis.speak = (it) => { spoken.push(it.text); window.now = it; };
speechSynthesis.cancel = () => { window.now = null; };
window.over = () => { const it = window.now; window.now = null; if (it) it.onend(); return Boolean(it); };
"""
THEATERS = "A caller hears the theaters"


@pytest.fixture
def document(context: BrowserContext, site: Path) -> Page:
    """The page of the sample, in a browser with a voice."""
    context.add_init_script(VOICE)
    page = context.new_page()
    page.goto(site.as_uri())
    unfold(page, ".rule")
    return page


def spoken(page: Page) -> list[str]:
    """Return all that is said until nothing more is."""
    while page.evaluate("over()"):
        pass
    found: list[str] = page.evaluate("spoken")
    return found


def test_a_call_is_read_from_the_button_at_its_title(document: Page) -> None:
    document.locator("article", has_text=THEATERS).get_by_role("button", name="Hear it").click()
    expect(document.locator(".player .caption")).to_have_text("The caller dials +18005550199")
    assert spoken(document)[:4] == [
        "The caller dials +18005550199",
        "Welcome to movie info!",
        "Please choose a theater and press pound",
        "For Rialto at State Street, Chicago press 1",
    ]
    expect(document.locator(".player")).to_be_hidden()
    expect(document.locator(".now")).to_have_count(0)


def test_what_a_menu_says_is_heard_from_the_map(document: Page) -> None:
    document.goto(f"{document.url}#map")
    document.get_by_role("button", name="▶ Please choose a theater and press #").click()
    assert spoken(document)[:2] == ["Welcome to movie info!", "Please choose a theater and press pound"]


def test_each_example_has_a_button(document: Page) -> None:
    row = document.locator(".examples [id]", has_text="times out")
    row.get_by_role("button", name="Hear it").click()
    assert "The caller says and presses nothing" in spoken(document)[0]


def test_a_click_on_a_bubble_reads_from_there(document: Page) -> None:
    unfold(document, ".rule, article > details")
    document.locator("article", has_text=THEATERS).locator(".call").get_by_text("Rialto at State Street").click()
    assert spoken(document)[0] == "For Rialto at State Street, Chicago press 1"


def test_an_answer_is_heard_from_the_list(document: Page) -> None:
    document.get_by_label("Ask", exact=True).fill("hears the theaters")
    document.locator(".answers .hear").first.click()
    assert spoken(document)[1] == "Welcome to movie info!"


def test_it_pauses_goes_on_and_stops(document: Page) -> None:
    document.locator("article", has_text=THEATERS).get_by_role("button", name="Hear it").click()
    document.evaluate("over()")
    document.get_by_role("button", name="Pause").click()
    assert document.evaluate("now") is None
    document.get_by_role("button", name="Go on").click()
    assert document.evaluate("spoken") == [
        "The caller dials +18005550199",
        "Welcome to movie info!",
        "Welcome to movie info!",
    ]
    document.get_by_role("button", name="Stop").click()
    assert not document.evaluate("over()")
    expect(document.locator(".player")).to_be_hidden()


def test_it_reads_faster_from_the_sentence_on(document: Page) -> None:
    document.locator("article", has_text=THEATERS).get_by_role("button", name="Hear it").click()
    assert document.evaluate("now.rate") == 1
    document.get_by_role("button", name="1.5x").click()
    assert document.evaluate("[now.rate, now.text]") == [1.5, "The caller dials +18005550199"]
    document.get_by_role("button", name="1x").click()
    assert document.evaluate("now.rate") == 1


def test_line_and_caller_have_two_voices(document: Page) -> None:
    document.locator("article", has_text=THEATERS).get_by_role("button", name="Hear it").click()
    caller = document.evaluate("[now.voice.lang, now.pitch]")
    document.evaluate("over()")
    assert document.evaluate("[now.voice.lang, now.pitch]") != caller


LINES = """(texts) => hear.play(texts.map((text) => ({
  text, isCaller: text.startsWith("presses"), element: document.body
})))"""
MENU = ["Choose.", "One 1.", "Two 2."]
CALL = ["Welcome.", *MENU, "presses 9", "Sorry.", *MENU, "presses *#", "Welcome.", "presses 1", "Thanks."]


@pytest.mark.parametrize(("all_of_it", "again"), [(False, ["The same again."]), (True, MENU)])
def test_a_menu_that_was_read_is_read_again_only_if_asked_for(
    document: Page, all_of_it: bool, again: list[str]
) -> None:
    document.evaluate(LINES, CALL)
    document.get_by_label("repeated menus too").set_checked(all_of_it)
    assert spoken(document) == [
        "Welcome.",
        *MENU,
        "The caller presses 9",
        "Sorry.",
        *again,
        "The caller presses star pound",
        "Welcome.",
        "The caller presses 1",
        "Thanks.",
    ]


@pytest.mark.parametrize("script", ["speechSynthesis.getVoices = () => []", "delete window.speechSynthesis"])
def test_a_browser_without_a_voice_says_so(context: BrowserContext, site: Path, script: str) -> None:
    context.add_init_script(f"{script}; Object.defineProperty(window, 'quiet', {{ value: true }})")
    page = context.new_page()
    page.goto(site.as_uri())
    unfold(page, ".rule")
    page.locator("article", has_text=THEATERS).get_by_role("button", name="Hear it").click()
    expect(page.locator(".player .caption")).to_have_text("This browser has no voice: it cannot read aloud.")
    for name in ("Pause", "1.5x", "Stop"):
        page.get_by_role("button", name=name).click()
    expect(page.locator(".player")).to_be_hidden()
