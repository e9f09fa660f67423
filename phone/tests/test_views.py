"""The phone's addresses, for who sends them something else than the page does."""

import pytest
from django.conf import LazySettings
from django.test import Client

NO_CALL = "There is no call here: none was dialed, or its session is lost. Press Call to dial."


@pytest.fixture(autouse=True)
def _phone_is_on(settings: LazySettings) -> None:
    settings.PHONE_ENABLED = True


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
        ({"act": "dial", "time": "tomorrow"}, "'tomorrow' is no time; write it like 2020-05-01T18:00."),
    ],
)
def test_an_act_that_the_page_never_sends_is_explained(client: Client, form: dict[str, str], problem: str) -> None:
    answer = client.post("/phone/act", form)
    assert answer.json()["problem"].startswith(problem)


def test_a_call_without_a_time_zone_is_dialed_by_universal_time(client: Client) -> None:
    told = client.post("/phone/act", {"act": "dial", "time": "2020-05-01T18:00"}).json()
    assert told["as_of"] == "6:00PM on Friday 1 May 2020 in the time zone UTC"


def test_keys_are_never_empty(client: Client) -> None:
    client.post("/phone/act", {"act": "dial"})
    problem = client.post("/phone/act", {"act": "press"}).json()["problem"]
    assert problem == "No phone has the keys ''; there are 0-9, * and #."


def test_what_the_page_has_seen_is_told_once(client: Client) -> None:
    first = client.post("/phone/act", {"act": "dial"}).json()
    again = client.post("/phone/act", {"act": "wait", "sid": first["sid"], "seen": first["seen"], "logged": 1}).json()
    assert first["bubbles"]
    assert again["bubbles"] == again["log"] == []
    for seen in ({"sid": "another"}, {"sid": first["sid"], "seen": "-1", "logged": "x"}):
        again = client.post("/phone/act", {"act": "wait", **seen}).json()
        assert (again["bubbles"], again["log"]) == (first["bubbles"], first["log"])


def test_a_call_that_an_older_phone_has_saved_is_lost(client: Client) -> None:
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


def test_the_page_is_never_stored(client: Client) -> None:
    assert "no-store" in client.get("/phone/")["Cache-Control"]


@pytest.mark.parametrize("path", ["/phone/", "/phone/act", "/phone/scenario"])
def test_nothing_of_the_phone_is_there_while_it_is_off(client: Client, settings: LazySettings, path: str) -> None:
    settings.PHONE_ENABLED = False
    for answer in (client.get(path), client.post(path)):
        assert answer.status_code == 404
        assert "The phone is off" in answer.content.decode()
