"""The keypad that walks recorded calls, in a real browser, from a file."""

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from pytest_ivr.__main__ import main
from pytest_ivr.living_docs.document.conversation import bubbles
from pytest_ivr.living_docs.document.keypad import givens
from pytest_ivr.living_docs.document.run import Run, Step
from pytest_ivr.living_docs.media_types import SETUP, TRANSCRIPT
from pytest_ivr.simulator import Event

from .calls import (
    CALLER_HANGS_UP,
    LINE_HANGS_UP,
    event,
    pressed,
    requested,
    said,
    write_calls,
    write_exploration,
    write_features,
)
from .test_hear import VOICE, spoken
from .test_page import WCAG

GOLD = Path(__file__).parent / "gold" / "messages.ndjson"
DIALS = event("dialed", number="+15550100", second=0.0)
MENU = said("Welcome!", "For sales press 1.", "For help press 2.")
SILENT = event("silent", seconds=5, second=9.0)
SALES = [*said("Sales are closed."), LINE_HANGS_UP]
CUT = event("said", text="Welcome!", seconds=1.0, loops=1, cut=True)
CALLS: list[list[Event]] = [
    [DIALS, *MENU, pressed("1"), *SALES],
    [DIALS, *MENU, pressed("1"), *SALES],
    [
        DIALS,
        *MENU,
        pressed("2"),
        *said("We call you back."),
        event("recording"),
        event("recorded", seconds=4, second=8.0),
    ],
    [DIALS, *MENU, SILENT, *MENU],
    [DIALS, *MENU, CALLER_HANGS_UP],
    [DIALS, CUT, pressed("1"), *SALES],
    [DIALS, *MENU, pressed("12#"), *said("There is no such number.")],
    [DIALS, *MENU, pressed("1"), pressed("#"), *said("One and hash.")],
    [DIALS, *said("Welcome!", "We are closed."), LINE_HANGS_UP],
    [DIALS, *MENU, pressed("****"), *said("Thank you.")],
    [DIALS, *MENU[:2], pressed("9"), *said("There is no such number.")],
    [
        DIALS,
        cast(Event, {**requested("/voice"), "status": 500}),
        event("failed", code=11200, explanation="No answer", url="/voice"),
    ],
]
EXPLORED: list[list[Event]] = [
    [DIALS, *MENU, pressed("0"), *said("An agent will be with you.")],
    [DIALS, *MENU, SILENT, *MENU, SILENT],
]


@pytest.fixture(scope="module")
def streams(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The streams of some calls, and of an exploration."""
    folder = tmp_path_factory.mktemp("keypad")
    told = {"stopped": "", "unreached": [], "findings": []}
    return [
        write_calls(folder / "run.ndjson", *CALLS),
        write_exploration(folder / "exploration.ndjson", *EXPLORED, **told),
    ]


@pytest.fixture(scope="module")
def site(streams: list[Path]) -> str:
    """The address of their document."""
    return built(*streams)


@pytest.fixture
def phone(page: Page, site: str) -> Page:
    """The page, with the keypad open."""
    return opened(page, site)


def built(*streams: Path) -> str:
    """Build the document of some streams; return its address."""
    folder = streams[0].parent / "site"
    assert main(["docs", "build", *map(str, streams), "--out", str(folder)]) == 0
    return (folder / "index.html").as_uri()


def opened(page: Page, site: str) -> Page:
    """Open a page, and its keypad."""
    page.goto(site)
    page.locator("#dial > summary").click()
    return page


def press(page: Page, *buttons: str) -> None:
    """Press keys, or other buttons of the phone."""
    for name in buttons:
        page.locator("#dial").get_by_role("button", name=name, exact=True).click()


def shown(page: Page) -> list[str]:
    """Return what was said and done so far, keys one by one."""
    return one_by_one(page.locator("#dial .call p").all_inner_texts())


def one_by_one(texts: list[str]) -> list[str]:
    """Return lines of a conversation, in which keys may have been pressed together and sentences cut."""
    found = []
    for text in texts:
        keys = text.removeprefix("presses ")
        found += (
            [f"presses {key}" for key in keys] if keys != text and "*" * 4 not in keys else [text.removesuffix(" ...")]
        )
    return found


def recorded(*streams: Path) -> list[list[str]]:
    """Return what was said and done in each call of some streams."""
    calls: dict[str, list[Event]] = {}
    for line in (line for stream in streams for line in stream.read_text().splitlines()):
        attachment: dict[str, Any] = json.loads(line).get("attachment", {})
        if attachment.get("mediaType") == TRANSCRIPT:
            calls.setdefault(attachment["testCaseStartedId"], []).extend(json.loads(attachment["body"]))
    return [one_by_one(told(call)) for call in calls.values() if call]


def told(call: list[Event]) -> list[str]:
    """Return what was said and done in a call, without what the machinery did."""
    texts = [it.text for it in bubbles(call)]
    machinery = ("Twilio: POST", "Twilio: logs")
    return ["the line fails" if "Twilio: fails" in it else it for it in texts if not it.startswith(machinery)]


PLACES = """() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(
  [scrollY, document.querySelector("#dial .keys").getBoundingClientRect().top]))))"""
REPLAY = """(expected) => {
  const data = (id) => JSON.parse(document.getElementById(id).textContent);
  const calls = makeCalls(data("keypad-data"), data("ask-data").texts);
  const wordsAt = (at) => calls.wayTo(at).filter((it) => calls.place(it).text)
    .map((it) => (calls.isKey(it) ? "presses " : "") + calls.place(it).text);
  const fits = (words) => words.every((it, index) => it === expected[index]);
  let at = calls.NOTHING;
  for (let words = []; !(words.length >= expected.length && fits(words.slice(0, expected.length)));) {
    const known = words.findIndex((it, index) => it !== expected[index]);
    const length = known < 0 ? words.length : known;
    const next = [...calls.others(at), ...calls.offered(at)].find((it) => {
      const found = wordsAt(it);
      return fits(found) && (found.length === length + 1 || (found.length === length && length < words.length));
    });
    if (next === undefined) return words;
    at = calls.take(next);
    words = wordsAt(at);
  }
  return expected;
}"""


@pytest.mark.parametrize("is_gold", [False, True])
def test_all_recorded_calls_replay_with_the_same_words(
    page: Page, streams: list[Path], tmp_path: Path, is_gold: bool
) -> None:
    if is_gold:
        streams = [tmp_path / "messages.ndjson"]
        streams[0].write_bytes(GOLD.read_bytes())
    page.goto(built(*streams))
    calls = recorded(*streams)
    assert len(calls) > 5
    for call in calls:
        assert page.evaluate(REPLAY, call) == call


def test_a_random_walk_shows_only_what_was_recorded(phone: Page, streams: list[Path]) -> None:
    calls, chance = recorded(*streams), random.Random(7)  # noqa: S311 (no secret)
    unknown = 0
    for _ in range(120):
        buttons = phone.locator("#dial button:enabled:visible:not(.unsaid button)")
        buttons.nth(chance.randrange(buttons.count())).click()
        words = shown(phone)
        if phone.locator("#dial .unsaid").is_visible() and "Nobody" in phone.locator("#dial .standing").inner_text():
            unknown += 1
            phone.get_by_role("button", name="Take back").click()
            words = shown(phone)
        assert [call for call in calls if call[: len(words)] == words], words
    assert unknown > 5


def test_keys_are_answered_as_recorded_and_the_scenario_is_one_click_away(phone: Page) -> None:
    press(phone, "Call", "1")
    assert shown(phone) == [
        "dials +15550100",
        "Welcome!",
        "For sales press 1.",
        "For help press 2.",
        "presses 1",
        "Sales are closed.",
        "the line hangs up",
    ]
    expect(phone.locator("#dial .standing")).to_have_text("The call is over.")
    expect(phone.locator("#dial .keys button:enabled")).to_have_count(0)
    expect(phone.locator("#dial cite").last).to_have_text("Call 0 and 1 more")
    phone.locator("#dial cite a").last.click()
    expect(phone.locator("article", has_text="Call 0").first).to_be_in_viewport()
    press(phone, "Take back", "Stay silent")
    expect(phone.locator("#dial .standing")).to_have_text("The line waits for the caller.")
    expect(phone.locator("#dial .unsaid")).to_be_hidden()
    press(phone, "Take back", "Hang up")
    expect(phone.locator("#dial .standing")).to_have_text("The call is over.")


def test_keys_that_lead_on_are_marked(phone: Page) -> None:
    expect(phone.locator("#dial .keys .recorded")).to_have_count(0)
    press(phone, "Call")
    assert phone.locator("#dial .keys .recorded").all_inner_texts() == ["1", "2", "0"]


def test_where_nobody_has_said_what_happens_it_says_so_and_offers_the_scenario(
    context: BrowserContext, site: str
) -> None:
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone = opened(context.new_page(), site)
    press(phone, "Call", "Stay silent", "4")
    expect(phone.locator("#dial .standing")).to_have_text(
        "Nobody has said what happens if the caller presses 4 here. The scenario to write:"
    )
    press(phone, "Copy")
    assert phone.evaluate("navigator.clipboard.readText()") == (
        "Scenario: A caller who presses 4\n"
        "  When the caller dials then times out then presses 4\n"
        "  Then the caller hears:\n"
        '    """\n'
        "    Write here what the caller is to hear.\n"
        '    """'
    )
    press(phone, "Take back", "Hang up")
    expect(phone.locator("#dial pre")).to_contain_text("then times out then hangs up\n  Then the call is over")


def test_where_nobody_has_said_what_happens_only_keys_go_on(phone: Page) -> None:
    press(phone, "Call", "Stay silent", "Stay silent", "Stay silent")
    enabled = phone.locator("#dial").get_by_role("button", disabled=False)
    expect(enabled).to_have_text(["Copy", "Call again", "Take back"])
    phone.locator("#dial .display").press("5")
    expect(phone.locator("#dial .standing")).to_contain_text("presses nothing here")
    press(phone, "Call again", "4")
    for button in ("Stay silent", "Hang up"):
        expect(phone.locator("#dial").get_by_role("button", name=button)).to_be_disabled()
    press(phone, "Take back")
    expect(phone.locator("#dial .standing")).to_have_text("The line waits for the caller.")
    press(phone, "1")
    assert "Sales are closed." in shown(phone)


def test_a_number_of_which_nobody_has_said_what_it_does_is_one_action(phone: Page) -> None:
    press(phone, "Call", "9", "9", "#")
    told = "Nobody has said what happens if the caller presses 99# here. The scenario to write:"
    expect(phone.locator("#dial .standing")).to_have_text(told)
    expect(phone.locator("#dial .call li").last).to_have_text("presses 99#")
    assert shown(phone)[-4:] == ["For help press 2.", "presses 9", "presses 9", "presses #"]
    expect(phone.locator("#dial pre")).to_contain_text("  When the caller dials then presses 99#\n")
    press(phone, "Take back", "Take back")
    expect(phone.locator("#dial .standing")).to_contain_text("presses 9 here")
    press(phone, "Take back")
    expect(phone.locator("#dial .standing")).to_have_text("The line waits for the caller.")


@pytest.mark.parametrize("key", ["1", "4"])  # with which the call is over, or nobody says how it goes on
def test_one_calls_again(phone: Page, key: str) -> None:
    press(phone, "Call", key, "Call again")
    assert shown(phone) == ["dials +15550100", "Welcome!", "For sales press 1.", "For help press 2."]
    expect(phone.locator("#dial .standing")).to_have_text("The line waits for the caller.")


def test_a_scenario_to_write_begins_where_its_givens_lead(page: Page, tmp_path: Path) -> None:
    feature = "Feature: Sales\n  Scenario: A caller\n    Given a caller at the menu\n    When the caller presses 1\n"
    call = [pressed("1"), *said("Whom?")]
    stream = write_features(tmp_path / "features", {"sales.feature": feature}, call=call)
    told = [json.loads(line) for line in stream.read_text().splitlines()]
    at = next(number for number, it in enumerate(told) if it.get("attachment", {}).get("mediaType") == TRANSCRIPT)
    told[at]["attachment"]["testStepId"] = told[at + 2]["testStepStarted"]["testStepId"]
    way = {**told[at]["attachment"], "body": json.dumps([DIALS, *MENU, pressed("3"), *MENU]), "fileName": SETUP}
    told.insert(at, {"attachment": way})
    stream.write_text("\n".join(map(json.dumps, told)))
    press(opened(page, built(stream)), "Call", "3", "9")
    draft = page.locator("#dial pre")
    expect(draft).to_contain_text(
        "9\n  Given a caller at the menu\n  When the caller presses 9\n  Then the caller hears"
    )
    press(page, "Call again", "9")
    expect(draft).to_contain_text("9\n  When the caller dials then presses 9\n")


def test_silence_of_which_nobody_says_what_it_does_is_told_in_words(phone: Page) -> None:
    press(phone, "Call", "Stay silent", "Stay silent", "Stay silent")
    told = "Nobody has said what happens if the caller says and presses nothing here. The scenario to write:"
    expect(phone.locator("#dial .standing")).to_have_text(told)
    expect(phone.locator("#dial .call li").last).to_have_text("says and presses nothing")
    expect(phone.locator("#dial pre")).to_contain_text("Scenario: A caller who says and presses nothing\n")
    expect(phone.locator("#dial pre")).to_contain_text("then times out then times out\n")


def test_keys_after_recorded_keys_are_one_action(phone: Page) -> None:
    press(phone, "Call", "1")
    press(phone, "Take back", "2", "5")
    expect(phone.locator("#dial pre")).to_contain_text("When the caller dials then presses 2 then presses 5")


def test_what_callers_did_in_the_middle_of_a_sentence_can_be_done(phone: Page) -> None:
    press(phone, "Call", "presses 1 during “Welcome!”")
    assert phone.locator("#dial .call p").all_inner_texts()[1:] == [
        "Welcome! ...",
        "presses 1",
        "Sales are closed.",
        "the line hangs up",
    ]
    press(phone, "Take back")
    assert shown(phone)[-1] == "For help press 2."


def test_keys_that_are_secret_can_be_pressed_without_being_shown(phone: Page) -> None:
    press(phone, "Call", "presses ****")
    assert shown(phone)[-2:] == ["presses ****", "Thank you."]


def test_what_was_heard_in_other_calls_can_be_heard(phone: Page) -> None:
    press(phone, "Call")
    phone.locator("#dial .others summary").click()
    press(phone, "We are closed.")
    assert shown(phone)[1:] == ["Welcome!", "We are closed.", "the line hangs up"]


def test_what_the_machinery_does_is_not_heard(phone: Page) -> None:
    press(phone, "Call")
    phone.locator("#dial .others summary").click()
    expect(phone.locator("#dial .others button")).to_have_text(["the line fails", "We are closed."])


OTHER_MENU = said("Welcome!", "For sales press 7.")
WORLDS: dict[str, list[list[Event]]] = {
    "callers": [
        [DIALS, *MENU],
        [DIALS, *MENU, pressed("1"), *said("Sales."), pressed("2"), *SALES],
        [DIALS, *MENU, pressed("1"), *said("Sales."), CALLER_HANGS_UP],
        [DIALS, *OTHER_MENU, pressed("7"), *said("Seven.")],
    ],
    "developers": [[DIALS, *OTHER_MENU]] * 4 + [[DIALS, *MENU, pressed("1"), *said("Sales.")]],
    "exploration": [[DIALS, *said("Welcome!", f"For {number} press {number}.")] for number in "7777778888888"]
    + [[DIALS, *MENU, pressed("7"), *said("No seven.")], [DIALS, *MENU, pressed("1"), *said("Sold out.")]] * 9,
}


@pytest.fixture(scope="module")
def worlds(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of the document of calls with several sets of data, most of them made by an exploration."""
    folder = tmp_path_factory.mktemp("worlds")
    return built(
        write_calls(folder / "a_callers.ndjson", *WORLDS["callers"]),
        write_calls(folder / "b_developers.ndjson", *WORLDS["developers"], tag="  @technical\n"),
        write_exploration(folder / "c.ndjson", *WORLDS["exploration"], stopped="", unreached=[], findings=[]),
    )


def test_what_callers_heard_in_scenarios_comes_first_however_many_others_heard_something_else(
    page: Page, worlds: str
) -> None:
    press(opened(page, worlds), "Call", "1")
    assert shown(page)[1:] == ["Welcome!", "For sales press 1.", "For help press 2.", "presses 1", "Sales."]


def test_the_nearest_scenario_proves_it_with_the_number_of_scenarios(page: Page, worlds: str) -> None:
    press(opened(page, worlds), "Call")
    expect(page.locator("#dial cite")).to_have_text("Call 0 (a_callers.feature:2) and 3 more")
    press(page, "1")
    expect(page.locator("#dial cite").last).to_have_text("Call 1 (a_callers.feature:4) and 2 more")


def test_what_scenarios_with_other_data_say_is_one_click_away(page: Page, worlds: str) -> None:
    press(opened(page, worlds), "Call", "7")
    expect(page.locator("#dial cite").last).to_have_text("Found by exploring the line; no scenario says so.")
    page.locator("#dial .others summary").click()
    page.locator("#dial .others button", has_text="Call 3").click()
    assert shown(page)[1:] == ["Welcome!", "For sales press 7.", "presses 7", "Seven."]


def test_the_page_stays_where_it_is_on_a_small_screen(browser: Browser, site: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    context.add_init_script(VOICE)
    phone = opened(context.new_page(), site)
    press(phone, "Call")
    phone.locator("#dial .phone").evaluate(
        'it => scrollTo({ top: it.getBoundingClientRect().top + scrollY - 80, behavior: "instant" })'
    )
    assert phone.locator("#dial .did").is_visible()
    for button in ("9", "Take back", "Call again", "Stay silent", "1", "Call again", "Hang up", "Take back"):
        before = phone.evaluate(PLACES)
        phone.locator("#dial").get_by_role("button", name=button, exact=True).dispatch_event(
            "click"
        )  # without a scroll
        assert phone.evaluate(PLACES) == before, button
        expect(phone.locator("#dial .call li").last).to_be_in_viewport()
    context.close()


def test_what_only_an_exploration_found_is_told_from_what_somebody_has_said(phone: Page) -> None:
    press(phone, "Call", "0")
    expect(phone.locator("#dial cite").last).to_have_text("Found by exploring the line; no scenario says so.")
    expect(phone.locator("#dial pre")).to_have_text(
        "Scenario: A caller who presses 0\n"
        "  When the caller dials then presses 0\n"
        "  Then the caller hears:\n"
        '    """\n'
        "    An agent will be with you.\n"
        '    """'
    )


def test_answers_are_read_aloud(context: BrowserContext, site: str) -> None:
    context.add_init_script(VOICE)
    phone = opened(context.new_page(), site)
    press(phone, "Call")
    expect(phone.locator(".player .caption")).to_have_text("Welcome!")
    assert spoken(phone) == ["Welcome!", "For sales press 1.", "For help press 2."]
    phone.get_by_label("read aloud").uncheck()
    press(phone, "1")
    assert not phone.evaluate("over()")


def test_the_keyboard_presses_keys(phone: Page) -> None:
    press(phone, "Call")
    phone.locator("#dial .keys button").first.press("2")
    assert shown(phone)[-2:] == ["We call you back.", "records"]


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible_and_within_the_screen(browser: Browser, site: str, width: int, scheme: Any) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844}, color_scheme=scheme)
    phone = opened(context.new_page(), site)
    press(phone, "Call", "4")
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert Axe().run(phone, options=WCAG).violations_count == 0
    context.close()


@pytest.fixture(scope="module")
def scripts_off(browser: Browser, site: str) -> Iterator[Page]:
    """The page without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site)
    yield page
    context.close()


def test_without_javascript_there_is_no_keypad(scripts_off: Page) -> None:
    expect(scripts_off.locator("#dial")).to_have_count(0)


def test_a_given_comes_with_its_table_and_doc_string() -> None:
    step = Step("Given ", "the shop says:", 2, is_context=True, table=[["day", "words"]], doc_string="One\nTwo")
    run = Run("A caller dials", "a.feature", 1, [], [step])
    assert list(givens(run)) == [("Given", 'the shop says:\n  | day | words |\n  """\n  One\n  Two\n  """')]
