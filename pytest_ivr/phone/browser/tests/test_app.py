"""The phone's addresses, for who sends them something else than the page does."""

import json
import re
from concurrent.futures import ThreadPoolExecutor
from http.cookies import SimpleCookie
from urllib.parse import urlencode

import pytest
import time_machine
from django.conf import LazySettings
from django.test import Client

from phone.call_time import call_time
from pytest_ivr.simulator import HttpTransport, Request
from step_defs.factories import TheaterFactory
from testbed.server import Server

NO_CALL = "There is no call here: none was dialed, or its session is lost. Press Call to dial."


@pytest.fixture(autouse=True)
def _phone_is_on(settings: LazySettings) -> None:
    settings.INSTALLED_APPS = [*settings.INSTALLED_APPS, "phone"]
    settings.ROOT_URLCONF = "phone.tests.addresses"


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ({}, "A caller cannot ''; there are dial, press, wait, hang up."),
        ({"act": "sing"}, "A caller cannot 'sing'; there are dial, press, wait, hang up."),
        ({"act": "press", "keys": "1"}, NO_CALL),
        (
            {"act": "dial", "zone": "Mars/Base"},
            "No theater is in the time zone 'Mars/Base'; reload the page and choose",
        ),
        ({"act": "dial", "time": "tomorrow"}, "'tomorrow' is not a time; write it like 2020-05-01T18:00."),
    ],
)
def test_an_action_that_the_page_never_sends_is_explained(client: Client, form: dict[str, str], problem: str) -> None:
    answer = client.post("/phone/act", form)
    assert answer.json()["problem"].startswith(problem)


def test_a_call_without_a_time_zone_is_dialed_by_universal_time(client: Client) -> None:
    state = client.post("/phone/act", {"act": "dial", "time": "2020-05-01T18:00"}).json()
    assert state["as_of"] == "6:00PM on Friday 1 May 2020 in the time zone UTC"


def test_keys_are_never_empty(client: Client) -> None:
    client.post("/phone/act", {"act": "dial"})
    problem = client.post("/phone/act", {"act": "press"}).json()["problem"]
    assert problem == "No phone has the keys ''; there are 0-9, * and #."


def test_what_the_page_has_seen_is_sent_once(client: Client) -> None:
    first = client.post("/phone/act", {"act": "dial"}).json()
    again = client.post("/phone/act", {"act": "wait", "sid": first["sid"], "seen": first["seen"], "logged": 1}).json()
    assert first["bubbles"]
    assert again["bubbles"] == again["log"] == []
    for seen in ({"sid": "another"}, {"sid": first["sid"], "seen": "-1", "logged": "x"}):
        again = client.post("/phone/act", {"act": "wait", **seen}).json()
        assert (again["bubbles"], again["log"]) == (first["bubbles"], first["log"])


def test_a_call_that_an_older_phone_has_stored_is_lost(client: Client) -> None:
    client.post("/phone/act", {"act": "dial"})
    session = client.session
    session["phone"] |= {"call": "{}"}
    session.save()
    assert client.post("/phone/act", {"act": "wait"}).json() == {"problem": NO_CALL}


def test_a_scenario_needs_a_call_and_has_a_title(client: Client) -> None:
    answer = client.get("/phone/scenario")
    assert (answer.status_code, answer.content.decode()) == (404, NO_CALL)
    client.post("/phone/act", {"act": "dial"})
    answer = client.get("/phone/scenario")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert "Scenario: A call without a title" in answer.content.decode()


def test_a_scenario_has_the_catalogue_of_now_until_the_call_is_over(client: Client) -> None:
    def saved() -> str:
        return client.get("/phone/scenario").content.decode()

    TheaterFactory.create(name="Bijou")
    client.post("/phone/act", {"act": "dial"})
    assert "Rialto" not in saved()
    rialto = TheaterFactory.create(name="Rialto")
    assert "Rialto" in saved()
    client.post("/phone/act", {"act": "hang up"})
    over = saved()
    rialto.delete()
    assert saved() == over
    assert "Rialto" in over


@time_machine.travel("2026-11-27T18:00:59.5Z", tick=False)
def test_the_present_is_a_whole_minute_as_in_the_sentences(db: None) -> None:
    assert call_time({})[0].isoformat() == "2026-11-27T18:00:00+00:00"


@pytest.mark.parametrize(("method", "path"), [("post", ""), ("get", "act"), ("post", "scenario")])
def test_reading_and_acting_are_apart(client: Client, method: str, path: str) -> None:
    assert getattr(client, method)(f"/phone/{path}").status_code == 405


def test_the_page_is_never_stored(client: Client) -> None:
    assert "no-store" in client.get("/phone/")["Cache-Control"]


def test_many_browsers_at_once_keep_their_clocks(server: Server) -> None:
    def call(hour: int) -> str:
        browser = HttpTransport()
        page = browser.send(Request("GET", server.phone, {}))
        token = re.findall(r'csrfmiddlewaretoken" value="(\w+)"', page.body.decode())[0]
        cookies = SimpleCookie(page.header("Set-Cookie"))
        form = {"act": "dial", "time": f"2026-11-27T{hour:02}:00", "zone": "America/Chicago"}
        for fields in (form, {"act": "press", "keys": "1#"}, {"act": "press", "keys": "1#"}):
            body = urlencode({"csrfmiddlewaretoken": token, **fields}).encode()
            cookie = "; ".join(f"{name}={it.value}" for name, it in cookies.items())
            headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie}
            answer = browser.send(Request("POST", f"{server.phone}act", headers, body))
            for name, value in answer.headers:
                if name == "Set-Cookie":
                    cookies.load(value)
        said = [bubble["text"] for bubble in json.loads(answer.body)["bubbles"]]
        return str(next(text for text in said if text.startswith("The movie")))

    heard = {6: "at 10:30AM, 04:00PM", 12: "at 04:00PM, 07:15PM, 11:45PM", 18: "at 07:15PM, 11:45PM", 20: "at 11:45PM"}
    hours = list(heard) * 6
    with ThreadPoolExecutor(8) as browsers:
        announcements = list(browsers.map(call, hours))
    assert announcements == [f"The movie Casablanca will be playing at Rialto {heard[hour]}" for hour in hours]


@pytest.mark.parametrize("path", ["/phone/", "/phone/act", "/phone/scenario"])
def test_nothing_of_the_phone_is_there_while_it_is_off(client: Client, settings: LazySettings, path: str) -> None:
    settings.ROOT_URLCONF = "ivr.urls"
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 404
        assert "The phone is off" in answer.content.decode()
