"""The phone's page in a real browser, on lines of many shapes."""

from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, ViewportSize, expect

from pytest_ivr.line import Line
from pytest_ivr.simulator import AsgiTransport, WsgiTransport
from pytest_ivr.simulator.testing import answer, script, twiml
from testbed.lines import call_queue, one_url, phone_tree, survey
from testbed.phone import Phone, check

from .conftest import Serve

HOME = "https://ivr.example.com/voice"
TREE = Line(HOME, WsgiTransport(phone_tree.app))
QUEUE = Line(HOME, WsgiTransport(call_queue.app))
SURVEY = Line("https://lakeside.example/survey", WsgiTransport(survey.app), voice_method="GET")
ONE_URL = Line(HOME, AsgiTransport(one_url.app))
A_PHONE: ViewportSize = {"width": 390, "height": 844}
EARS = """
window.frequencies = [];
window.spoken = [];
const start = OscillatorNode.prototype.start;
OscillatorNode.prototype.start = function () { frequencies.push(this.frequency.value); start.call(this); };
speechSynthesis.getVoices = () => [{}];
speechSynthesis.speak = (it) => { spoken.push(it.text); it.onend(); };
speechSynthesis.cancel = () => spoken.push("(silence)");
"""
# A voice that speaks until it is told that the sentence is over.
SLOW_VOICE = """
window.speaking = null;
speechSynthesis.getVoices = () => [{}];
speechSynthesis.speak = (it) => { speaking = it; };
speechSynthesis.cancel = () => { speaking = null; };
"""
MICROPHONE = """
window.SpeechRecognition = class {
  start() {
    this.onstart();
    if (window.microphoneIsOff) this.onerror({ error: "not-allowed" });
    else this.onresult({ results: [[{ transcript: "new bicycles" }]] });
    this.onend();
  }
};
"""
MENU = "<Gather action='/next' numDigits='1'><Say>For sales press 1</Say><Say>Press # to wait</Say></Gather>"
SORRY = "We are sorry, an application error has occurred. Goodbye."
LOOK = "“For developers” shows what the line answered."
FAILED = f"The line has failed; a caller hears that sentence. {LOOK}"
GIVEN_UP = f"The phone gives up on this call. {LOOK.removesuffix('.')}; fix it and call again."


def line_that_says(verbs: str, **answers: Any) -> Line:
    """Return a line of prepared documents."""
    return Line(HOME, script(verbs, **answers))


def test_keys_sound_and_the_line_speaks(page: Page, served: Serve) -> None:
    page.add_init_script(EARS)
    phone = Phone(page, served(line_that_says(MENU, next=twiml(MENU))))
    phone.click("Call")
    assert page.evaluate("spoken")[-2:] == ["For sales press 1", "Press  pound  to wait"]
    phone.type("1*")
    phone.click("pound")
    assert page.evaluate("frequencies") == [697, 1209, 941, 1209, 941, 1477]
    for box in ("Key tones", "Voice"):
        page.get_by_label(box).click()
    assert page.evaluate("spoken.at(-1)") == "(silence)"
    spoken = page.evaluate("spoken.filter((it) => it !== '(silence)').length")
    phone.click("1")
    assert page.evaluate("frequencies.length") == 6
    assert page.evaluate("spoken.filter((it) => it !== '(silence)').length") == spoken
    page.reload()
    expect(page.get_by_label("Key tones")).not_to_be_checked()
    expect(page.get_by_label("Voice")).not_to_be_checked()


# Captions come with the voice, and keys cut it


def heard_out(page: Page) -> None:
    """Let the voice come to the end of its sentence."""
    page.evaluate("speaking.onend()")


@pytest.fixture
def listener(page: Page, served: Serve) -> Phone:
    """Somebody who hears the line speak, at the first sentence of a menu."""
    page.add_init_script(SLOW_VOICE)
    line = line_that_says("<Say>Welcome</Say>" + MENU, next=twiml("<Say>Sales</Say><Say>Goodbye</Say>"))
    phone = Phone(page, served(line))
    phone.click("Call")
    return phone


def test_captions_come_with_the_voice(listener: Phone) -> None:
    assert listener.conversation == ["dials +18005550199", "Welcome"]
    expect(listener.page.locator("#conversation .now")).to_contain_text("Welcome")
    heard_out(listener.page)
    assert listener.conversation[1:] == ["Welcome", "For sales press 1"]
    expect(listener.page.locator("#conversation .now")).to_contain_text("For sales press 1")


def test_keys_cut_the_sentence_that_is_spoken(listener: Phone) -> None:
    heard_out(listener.page)
    listener.type("1")
    assert listener.conversation[2:] == ["For sales press 1 ...", "presses 1", "Sales"]
    expect(listener.page.locator("#state")).to_have_text("In a call")
    heard_out(listener.page)
    heard_out(listener.page)
    listener.shows("Goodbye", "the line hangs up")
    expect(listener.page.locator("#state")).to_have_text("The call is over")
    expect(listener.page.get_by_role("button", name="Redial")).to_be_visible()
    assert 'presses 1 during "For sales press 1"' in listener.save("A caller is quick")


def test_keys_that_nothing_listens_to_cut_nothing(listener: Phone) -> None:
    listener.type("1")
    assert listener.page.evaluate("speaking.text") == "Welcome"
    assert listener.conversation == ["dials +18005550199", "Welcome"]
    heard_out(listener.page)
    assert listener.conversation[2:] == ["presses 1", "1 is lost: nothing listened then", "For sales press 1"]


def test_who_stays_silent_has_heard_everything(listener: Phone) -> None:
    listener.click("Stay silent")
    assert "Press # to wait" in listener.conversation


def test_who_hangs_up_hears_no_more(listener: Phone) -> None:
    heard_out(listener.page)
    listener.click("Hang up")
    listener.shows("For sales press 1 ...", "the caller hangs up")
    expect(listener.page.locator("#state")).to_have_text("The call is over")
    expect(listener.button("Redial")).to_be_focused()


def test_who_hangs_up_on_last_words_ends_them(listener: Phone) -> None:
    heard_out(listener.page)
    listener.type("1")
    listener.click("Hang up")
    listener.shows("Sales", "Goodbye", "the line hangs up")
    expect(listener.page.locator("#state")).to_have_text("The call is over")


# People beside the caller


def act(page: Page, name: str) -> Locator:
    """Return a button among what may happen now."""
    return page.get_by_role("group", name="What may happen now").get_by_role("button", name=name, exact=True)


def perform(phone: Phone, name: str) -> None:
    """Let happen what may happen now."""
    act(phone.page, name).click()
    phone.settle()


def test_whoever_is_rung_answers(page: Page, served: Serve) -> None:
    phone = Phone(page, served(TREE))
    phone.click("Call")
    phone.type("22")
    page.get_by_label("Whose phone").select_option("+15035550113")
    page.get_by_label("Seconds").fill("90")
    perform(phone, "They answer")
    assert "talks for 90 seconds" in phone.conversation
    assert 'is put through to "+15035550113" and talks for 90 seconds' in phone.save("A caller reaches the workshop")


def test_a_message_is_left_when_nobody_answers(page: Page, served: Serve) -> None:
    phone = Phone(page, served(TREE))
    phone.click("Call")
    phone.type("11")
    perform(phone, "No answer")
    page.get_by_label("Words").fill("Call me: 12#")
    page.get_by_label("Ends with").select_option("then #")
    perform(phone, "Speak")
    phone.type("1")
    assert 'records for 5 seconds saying "Call me: 12#" ending with # then presses 1' in phone.save("A message")


def test_an_agent_takes_the_caller(page: Page, served: Serve) -> None:
    phone = Phone(page, served(QUEUE))
    phone.click("Call")
    phone.type("1")
    page.get_by_label("Seconds").first.fill("30")
    perform(phone, "Listen")
    perform(phone, "An agent talks")
    assert "Twilio: connects the caller with an agent" in phone.conversation


def test_words_are_typed_or_spoken(page: Page, served: Serve) -> None:
    page.add_init_script(MICROPHONE)
    line = line_that_says("<Gather input='speech' action='/next'><Say>Say what</Say></Gather>", next=twiml(MENU))
    phone = Phone(page, served(line))
    phone.click("Call")
    page.get_by_role("button", name="Mic").click()
    expect(page.get_by_label("Words")).to_have_value("new bicycles")
    phone.type("Enter")
    assert "says: new bicycles" in phone.conversation
    phone.click("Hang up")
    phone.click("Redial")
    page.evaluate("() => { window.microphoneIsOff = true; }")
    page.get_by_role("button", name="Mic").click()
    phone.shows("The browser has not understood you (not-allowed); type what you say.")
    page.get_by_label("Words").fill("old ones")
    perform(phone, "Say")
    assert "says: old ones" in phone.conversation


def test_a_survey_and_a_line_of_one_url_are_called(page: Page, served: Serve) -> None:
    phone = Phone(page, served(SURVEY))
    phone.click("Call")
    phone.type("15555")
    perform(phone, "Speak")
    phone.type("1")
    perform(phone, "Mumble")
    assert "records for 5 seconds then presses 1 then mumbles" in phone.save("A guest")
    phone = Phone(page, served(ONE_URL))
    phone.click("Call")
    phone.click("Stay silent")
    assert "dials then times out" in phone.save("A caller waits")


def test_the_short_form_quotes_the_last_answer(page: Page, served: Serve) -> None:
    phone = Phone(page, served(TREE))
    phone.click("Call")
    phone.type("1")
    page.get_by_label("Short").check()
    saved = phone.save("A caller hears of sales")
    assert "Then the caller hears:" in saved
    assert "Harbor Bicycles" not in saved


# How it looks


@pytest.mark.parametrize("keys", ["", "22", "11"])
def test_on_a_phones_screen_nobody_scrolls_to_the_keys(page: Page, served: Serve, keys: str) -> None:
    page.set_viewport_size(A_PHONE)
    phone = Phone(page, served(Line(f"{HOME}?{'x' * 80}", TREE.transport)))
    phone.click("Call")
    if keys:
        phone.type(keys)
    for element in [*page.locator("#keypad button").all(), phone.button("Hang up"), page.locator("#conversation")]:
        box = element.bounding_box()
        assert box is not None
        assert 0 <= box["y"] < box["y"] + box["height"] <= A_PHONE["height"]
    assert page.evaluate("scrollY") == 0
    assert page.evaluate(
        "document.querySelector('header').scrollHeight <= document.querySelector('header').clientHeight"
    )
    assert page.evaluate("document.querySelector('#conversation').clientHeight") > 120


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 390])
@pytest.mark.parametrize(
    ("line", "keys"), [(TREE, "22"), (QUEUE, "1"), (SURVEY, "15555")], ids=["ring", "queue", "ask"]
)
def test_nobody_is_shut_out(page: Page, served: Serve, line: Line, keys: str, width: int, scheme: Any) -> None:
    page.add_init_script(MICROPHONE)
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 844})
    phone = Phone(page, served(line))
    page.locator("#clock summary").click()
    check(page)
    phone.click("Call")
    phone.type(keys)
    check(page)


def test_the_clock_is_folded_and_says_what_it_shows(page: Page, served: Serve) -> None:
    phone = Phone(page, served(TREE))
    expect(page.locator("#clock summary")).to_have_text("Now ▸ change")
    expect(page.get_by_label("Day and time")).to_be_hidden()
    phone.set_clock("2026-11-27T18:00", "UTC")
    expect(page.locator("#clock summary")).to_contain_text("2026-11-27 18:00")
    phone.click("Call")
    expect(page.locator("#as-of")).to_have_text("Clock: 6:00PM on Friday 27 November 2026 in the time zone UTC")


def test_callers_of_a_line_without_time_zones_are_where_the_browser_is(browser: Browser, served: Serve) -> None:
    context = browser.new_context(timezone_id="America/New_York")
    phone = Phone(context.new_page(), served(TREE))
    phone.click("Call")
    expect(phone.page.locator("#as-of")).to_contain_text("America/New_York")
    context.close()


# What goes wrong


@pytest.mark.parametrize(
    ("answered", "last_words", "logged"),
    [
        (answer("Crashed", "text/html", 500), [SORRY, "Twilio hangs up", FAILED], "error 11200: The application"),
        (answer("<html></html>", "text/html"), [SORRY, "Twilio hangs up", FAILED], "error 12102: The root is <html>"),
        (twiml("<Redirect/>"), [GIVEN_UP], "<Redirect/>"),
        (twiml("<Echo/>"), ["is not simulated.", GIVEN_UP], "<Echo/>"),
        (twiml("<Say voice='nobody'>Hello</Say>"), ["Hello", "the line hangs up"], "warning 13511"),
    ],
    ids=["crash", "no TwiML", "round and round", "not simulated", "warning"],
)
def test_a_line_that_answers_nonsense_is_explained(
    page: Page, served: Serve, answered: Any, last_words: list[str], logged: str
) -> None:
    phone = Phone(page, served(Line(HOME, script(voice=answered))))
    phone.click("Call")
    heard = " ".join(phone.conversation)
    assert heard.endswith(last_words[-1])
    assert all(words in heard for words in last_words)
    expect(page.locator("#state")).to_have_text("The call is over")
    expect(page.locator("#log")).to_contain_text(logged)
    phone.save("A caller meets nonsense")


def test_a_title_may_have_everything_in_it(page: Page, served: Serve) -> None:
    phone = Phone(page, served(TREE))
    phone.click("Call")
    assert 'Scenario: "Quotes" | pipes | <x>' in phone.save('"Quotes" | pipes | <x>')
    phone.save("*")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "call.feature"


def test_what_a_line_says_is_never_markup(page: Page, served: Serve) -> None:
    phone = Phone(page, served(line_that_says("<Say>&lt;img src=x onerror=alert(1)&gt;</Say>")))
    phone.click("Call")
    assert "<img src=x onerror=alert(1)>" in phone.conversation
    page.reload()
    assert "<img src=x onerror=alert(1)>" in phone.conversation


def test_a_broken_call_is_explained_on_the_page(page: Page, served: Serve, tmp_path: Path) -> None:
    phone = Phone(page, served(TREE))
    phone.click("Call")
    [file] = tmp_path.glob("*.json")
    file.write_text("[" * 100_000)
    page.reload()
    expect(page.locator("#conversation .problem")).to_contain_text("cannot be read")
    phone.click("Call")
    assert "dials +18005550199" in phone.conversation


def test_a_voice_that_breaks_off_holds_nothing_up(page: Page, served: Serve) -> None:
    page.clock.install()
    page.add_init_script(SLOW_VOICE)
    phone = Phone(page, served(line_that_says(MENU)))
    phone.click("Call")
    assert phone.conversation[-1] == "For sales press 1"
    page.clock.fast_forward(60_000)
    phone.shows("For sales press 1", "Press # to wait")
