"""The phone in a real browser, beside Movie Info on its server."""

import os
import re
import signal
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from testbed.phone import Phone, check
from testbed.ports import free_port, is_served, wait_until
from testbed.server import new_server, running

from .conftest import PhoneBeside, phone_beside_the_line
from .test_saved_calls import run

FRIDAY = "2026-11-27T18:00"
MOVIES = [
    "Please choose a movie and press #",
    "For Casablanca press 1",
    "For Metropolis press 2",
    "For Nosferatu press 12",
    "To go back to the theaters press star and #",
]


@pytest.fixture
def phone(page: Page, phone_server: PhoneBeside) -> Phone:
    """A phone that nobody has used."""
    return Phone(page, phone_server.address)


def test_a_complete_call_by_mouse(phone: Phone) -> None:
    expect(phone.page).to_have_title(re.compile("^The phone: 127.0.0.1:.*/movies/choose-theater$"))
    expect(phone.page.locator("#state")).to_have_text("No call yet")
    phone.set_clock(FRIDAY)
    phone.click("Call")
    phone.shows(
        "dials +18005550199",
        "Welcome to movie info!",
        "Please choose a theater and press #",
        "For Rialto at State Street, Chicago press 1",
        "For Odeon at Camden Road, London press 2",
        "For Aurora at Park Street, Kolkata press 12",
    )
    expect(phone.page.locator("#state")).to_have_text("In a call")
    expect(phone.page.get_by_role("timer")).to_have_text("0:12")
    expect(phone.page.locator("#as-of")).to_have_text(
        "Clock: 6:00PM on Friday 27 November 2026 in the time zone America/Chicago"
    )
    for key in ("1", "pound"):
        phone.click(key)
    phone.shows("presses 1#", *MOVIES)
    for key in ("1", "pound"):
        phone.click(key)
    phone.shows(
        "presses 1#",
        "The movie Casablanca will be playing at Rialto at 07:15PM, 11:45PM",
        "Thank you for using movie info!",
        "the line hangs up",
    )
    expect(phone.page.locator("#state")).to_have_text("The call is over")
    expect(phone.button("Hang up")).to_be_hidden()
    expect(phone.button("Stay silent")).to_be_hidden()


def test_a_complete_call_by_keyboard_alone(phone: Phone) -> None:
    keyboard = phone.page.keyboard
    expect(phone.button("Call")).to_be_focused()
    phone.type("Enter")
    expect(phone.page.get_by_role("group", name="Keypad")).to_be_focused()
    phone.type("2#")
    phone.shows("presses 2#", *MOVIES)
    phone.type("*#")
    phone.shows("presses *#", *phone.conversation[1:6])
    keyboard.press("Shift+Tab")
    keyboard.press("Shift+Tab")
    expect(phone.button("Stay silent")).to_be_focused()
    phone.type("Space")
    assert "We did not receive your selection" in phone.conversation
    keyboard.press("Tab")
    expect(phone.button("Hang up")).to_be_focused()
    phone.type("Enter")
    phone.shows("the caller hangs up")
    expect(phone.button("Redial")).to_be_focused()


def test_silence_lets_the_line_move_on(phone: Phone) -> None:
    phone.click("Call")
    heard = phone.conversation[1:]
    phone.click("Stay silent")
    phone.shows("says and presses nothing for 20 seconds", "We did not receive your selection", *heard)
    expect(phone.page.get_by_role("timer")).to_have_text("0:47")
    phone.click("Stay silent")
    phone.click("Stay silent")
    phone.shows("Thank you for using movie info!", "the line hangs up")


def test_wrong_keys_are_told_from_keys_that_do_not_exist(phone: Phone) -> None:
    phone.click("Call")
    menu = phone.conversation[1:]
    phone.type("9x")
    phone.shows("presses 9", "No phone has the keys 'x'; there are 0-9, * and #.")
    phone.type("9#")
    phone.shows("presses 9#", "Please select a theater from the list.", *menu)


def test_what_is_typed_into_the_clock_is_no_key(phone: Phone) -> None:
    phone.page.locator("#clock summary").click()
    phone.page.get_by_label("Day and time").focus()
    phone.page.keyboard.type("11272026")
    phone.page.get_by_label("Time zone").focus()
    phone.page.keyboard.press("e")
    phone.page.get_by_label("Voice").focus()
    phone.page.keyboard.press("Control+1")
    expect(phone.page.locator("#conversation")).to_have_text("Your call will appear here.")
    assert phone.page.get_by_label("Time zone").input_value() == "Europe/London"


def test_hanging_up_and_redialing(phone: Phone) -> None:
    phone.set_clock(FRIDAY, "Europe/London")
    phone.click("Call")
    menu = phone.conversation
    phone.click("Hang up")
    phone.shows("the caller hangs up")
    phone.type("1")
    phone.shows("The caller cannot press keys: the call is over.")
    phone.click("Redial")
    phone.shows(*menu)
    assert phone.conversation == menu
    expect(phone.page.locator("#as-of")).to_contain_text(
        "6:00PM on Friday 27 November 2026 in the time zone Europe/London"
    )


def test_a_key_before_any_call_is_explained(phone: Phone) -> None:
    phone.click("5")
    phone.shows("There is no call here: none was dialed, or its session is lost. Press Call to dial.")


def test_two_browsers_have_two_calls_with_two_clocks(browser: Browser, phone_server: PhoneBeside) -> None:
    contexts = [browser.new_context(), browser.new_context()]
    first, second = (Phone(context.new_page(), phone_server.address) for context in contexts)
    first.set_clock("2026-11-27T09:00")
    second.set_clock("2026-11-27T18:00")
    for phone in (first, second):
        phone.click("Call")
    first.type("1#")
    second.type("2#")
    first.type("1#")
    second.type("1#")
    first.shows(
        "The movie Casablanca will be playing at Rialto at 10:30AM, 04:00PM, 07:15PM",
        "Thank you for using movie info!",
        "the line hangs up",
    )
    second.shows(
        "The movie Casablanca will be playing at Odeon at 10:30AM",
        "Thank you for using movie info!",
        "the line hangs up",
    )
    for context in contexts:
        context.close()


def test_two_windows_of_one_browser_share_the_call(phone: Phone) -> None:
    phone.click("Call")
    other = Phone(phone.page.context.new_page(), phone.address)
    assert other.conversation == phone.conversation
    other.click("1")
    other.click("pound")
    phone.click("Hang up")
    phone.shows("presses 1#", *MOVIES, "the caller hangs up")


def test_make_serve_names_the_phone_and_a_restart_loses_no_call(page: Page, tmp_path: Path) -> None:
    port = free_port()
    server = new_server(tmp_path, PHONE_PORT=str(port), XDG_STATE_HOME=str(tmp_path))
    address = f"http://127.0.0.1:{port}/"
    with running(server, "make", "serve"):
        wait_until(lambda: is_served(port))
        printed = server.printed.read_text()
        assert f"The phone, to dial the line:     {address}\n" in printed
        assert f"The webhook, through a tunnel:   {server.address}/movies/choose-theater\n" in printed
        phone = Phone(page, address)
        phone.click("Call")
        phone.type("12#")
        heard = phone.conversation
    wait_until(lambda: not is_served(port))
    with running(server, "make", "serve"):
        wait_until(lambda: is_served(port))
        phone.type("1#")
        phone.shows("Thank you for using movie info!", "the line hangs up")
        page.reload()
        assert phone.conversation[: len(heard)] == heard
        expect(page.locator("#state")).to_have_text("The call is over")


def test_control_c_ends_the_phone_and_the_line(tmp_path: Path) -> None:
    port = free_port()
    server = new_server(tmp_path, PHONE_PORT=str(port), XDG_STATE_HOME=str(tmp_path))
    with running(server, "make", "serve") as process:
        wait_until(lambda: is_served(port))
        os.killpg(process.pid, signal.SIGINT)
        process.wait(timeout=20)
        wait_until(lambda: not is_served(port) and not server.listens, seconds=20)
    assert "Traceback" not in server.printed.read_text()


def test_the_call_is_saved_as_a_scenario_that_runs(phone: Phone, tmp_path: Path) -> None:
    phone.set_clock("2026-11-01T01:30", fold="the second time")
    phone.click("Call")
    phone.type("1#")
    phone.click("Stay silent")
    phone.type("12#")
    saved = phone.save('A "caller" | waits')
    assert "it is 1:30AM, the second time, on Sunday 1 November 2026" in saved
    assert "When the caller dials then presses 1# then times out then presses 12#" in saved
    with phone.page.expect_download() as download:
        phone.page.get_by_role("link", name="Download").click()
    assert download.value.suggested_filename == "a_caller_waits.feature"
    download.value.save_as(tmp_path / "a_caller_waits.feature")
    assert (tmp_path / "a_caller_waits.feature").read_text() == saved
    assert "1 passed" in run(tmp_path)


def test_the_scenario_can_be_copied(phone: Phone) -> None:
    phone.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    phone.click("Call")
    saved = phone.save("A caller dials")
    phone.button("Copy").click()
    expect(phone.page.get_by_text("Copied")).to_be_visible()
    assert phone.page.evaluate("navigator.clipboard.readText()") == saved
    phone.page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
    phone.button("Copy").click()
    expect(phone.page.get_by_text("does not let this page copy")).to_be_visible()
    assert phone.page.evaluate("getSelection().toString()") == saved


def test_the_world_is_saved_as_it_was_when_the_call_ended(page: Page, tmp_path: Path) -> None:
    with phone_beside_the_line(tmp_path) as started:
        phone = Phone(page, started.address)
        phone.click("Call")
        phone.click("Hang up")
        started.line.manage("shell", "-c", "from movies.models import Theater; Theater.objects.all().delete()")
        assert "| Rialto | State Street, Chicago | 1 " in phone.save("A caller hangs up")
        page.reload()
        phone.click("Redial")
        assert "And there are no theaters" in phone.save("A caller finds no theaters")


def test_a_lost_session_is_explained(phone: Phone) -> None:
    phone.click("Call")
    phone.page.context.clear_cookies()
    phone.type("1")
    phone.shows("There is no call here: none was dialed, or its session is lost. Press Call to dial.")


def test_a_server_that_is_gone_is_explained(troubled_page: Page, tmp_path: Path) -> None:
    gone = (
        "The phone cannot reach its server. Is it still running? Start it again, then do this again: no call is lost."
    )
    with phone_beside_the_line(tmp_path) as started:
        phone = Phone(troubled_page, started.address)
        phone.click("Call")
    phone.type("1")
    phone.shows(gone)
    phone.page.get_by_label("Title").fill("A caller")
    phone.click("Save as scenario")
    phone.shows(gone, gone)


@pytest.mark.parametrize(
    ("time", "zone", "explanation"),
    [
        (
            "2026-03-08T02:30",
            "America/Chicago",
            "Clocks in America/Chicago never show 2:30AM on 2026-03-08: they are set forward then.",
        ),
        (
            "9999-12-31T23:59",
            "America/Chicago",
            "9999-12-31 is at the end of the calendar; take a day further from it.",
        ),
    ],
)
def test_a_time_that_no_clock_shows_is_explained(phone: Phone, time: str, zone: str, explanation: str) -> None:
    phone.set_clock(time, zone)
    phone.click("Call")
    expect(phone.page.locator("#conversation .problem")).to_contain_text(explanation)
    expect(phone.button("Call")).to_be_focused()


def test_developers_see_requests_and_twiml(phone: Phone, phone_server: PhoneBeside) -> None:
    log = phone.page.locator("#log")
    phone.click("Call")
    phone.type("1#")
    phone.page.get_by_text("For developers").click()
    expect(log.locator("h3")).to_have_text(
        [
            f"0:00 POST {phone_server.line.address}/movies/choose-theater → HTTP 200",
            f"0:12 POST {phone_server.line.address}/movies/choose-movie?attempt=1 → HTTP 200",
        ]
    )
    log.get_by_text("parameters").last.click()
    expect(log.get_by_text("Digits: 1")).to_be_visible()
    expect(log.get_by_text("<Say>For Casablanca press 1</Say>")).to_be_visible()
    phone.page.reload()
    assert log.locator("h3").count() == 2


def test_who_listens_to_a_screen_reader_is_told_what_happens(phone: Phone) -> None:
    conversation = phone.page.get_by_role("log", name="Conversation")
    phone.click("Call")
    phone.type("1#")
    assert "You: presses 1#" in (conversation.text_content() or "")
    assert "Line: Welcome to movie info!" in (conversation.text_content() or "")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1300, 390])
def test_nobody_is_shut_out(phone: Phone, scheme: Any, width: int) -> None:
    phone.page.emulate_media(color_scheme=scheme)
    phone.page.set_viewport_size({"width": width, "height": 844})
    check(phone.page)
    phone.click("Call")
    phone.type("1x")
    check(phone.page)
    phone.click("Hang up")
    phone.save("A caller hangs up")
    phone.page.get_by_text("For developers").click()
    for parameters in phone.page.get_by_text("parameters").all():
        parameters.click()
    check(phone.page)
