"""The phone's addresses, for who sends them something else than the page does."""

import datetime as dt
import json
import logging
import os
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import time_machine

from pytest_ivr.journeys.notation import conversation, perform
from pytest_ivr.line import Line
from pytest_ivr.phone.browser.call_time import call_time
from pytest_ivr.simulator import HttpTransport, Request, Response, WsgiTransport
from pytest_ivr.simulator.testing import Script, answer, script, twiml
from testbed.lines import call_queue, phone_tree

from .client import Client
from .conftest import Serve, serving

NO_CALL = "There is no call here: none was dialed, or its session is lost. Press Call to dial."
RINGS = "<Dial action='/n'>+15551234567</Dial>"
ASKS = "<Dial action='/n'><Number url='/w'>+15551234567</Number></Dial>"
MEETS = "<Dial action='/n'><Conference>room</Conference></Dial>"
MENU = "<Gather numDigits='1' action='/next'><Say>Press 1</Say></Gather><Say>Nothing came</Say>"
HOME = "https://ivr.example.com/voice"


def line_of(transport: Any, **more: Any) -> Line:
    """Return a line in this process."""
    return Line(HOME, transport, "12345", **more)


@pytest.fixture
def client(served: Serve) -> Client:
    """Somebody at a phone for a line with one menu."""
    return Client(served(line_of(script(MENU, next=twiml("<Say>Thank you</Say>")))))


@pytest.mark.parametrize(
    ("form", "problem"),
    [
        ({}, "A caller cannot ''; there are dial, press, wait, hang_up"),
        ({"act": "sing"}, "A caller cannot 'sing'; there are dial, press, wait, hang_up"),
        ({"act": "press", "keys": "1"}, NO_CALL),
        ({"act": "dial", "time": "now", "zone": "UTC"}, "'now' is not a time; write it like 2020-05-01T18:00."),
        ({"act": "dial", "time": "2020-05-01T18:00", "zone": "Mars/Base"}, "There is no time zone 'Mars/Base'"),
        ({"act": "dial", "time": "9999-12-31T23:59", "zone": "America/Chicago"}, "9999-12-31 is at the end of"),
        ({"act": "dial", "time": "0001-01-01T00:00", "zone": "Asia/Tokyo"}, "0001-01-01 is at the end of the calendar"),
    ],
)
def test_an_action_that_the_page_never_sends_is_explained(client: Client, form: dict[str, str], problem: str) -> None:
    assert client.post("act", **form)["problem"].startswith(problem)


def test_a_call_without_a_time_zone_is_dialed_by_the_lines_first(served: Serve) -> None:
    line = line_of(script(MENU), time_zones=lambda: ["America/Chicago", "UTC"])
    state = Client(served(line)).act("dial", time="2020-05-01T18:00")
    assert state["as_of"] == "6:00PM on Friday 1 May 2020 in the time zone America/Chicago"


@pytest.mark.parametrize("clock", ["0001-01-02T00:00", "9999-12-30T23:59"])
def test_a_call_can_be_made_near_the_ends_of_the_calendar(served: Serve, clock: str) -> None:
    client = Client(served(line_of(script(MENU))))
    client.act("dial", time=clock, zone="UTC")
    assert "Press 1" in client.conversation


def test_the_line_is_told_the_clock_of_the_call(served: Serve) -> None:
    told: list[str] = []

    def app(_: dict[str, Any], start: Any) -> list[bytes]:
        told.append(dt.datetime.now(dt.UTC).isoformat())
        start("200 OK", [("Content-Type", "text/xml")])
        return [f"<Response>{MENU}</Response>".encode()]

    client = Client(served(line_of(WsgiTransport(app))))
    client.act("dial", time="2020-05-01T18:00", zone="UTC")
    client.act("press", keys="1")
    assert told == ["2020-05-01T18:00:00+00:00"] * 2


def test_a_line_elsewhere_is_told_the_clock_by_its_header(served: Serve) -> None:
    line = Line("http://127.0.0.1:9/voice", clock_header="X-Clock")
    line.transport = recorder = Elsewhere(twiml(MENU))
    client = Client(served(line))
    client.act("dial", time="2020-05-01T18:00", zone="UTC")
    client.act("press", keys="1")
    assert [it.headers["X-Clock"] for it in recorder.requests] == ["2020-05-01T18:00:00+00:00"] * 2


class Elsewhere(HttpTransport):
    """A line on another server, as far as one can see from here."""

    def __init__(self, prepared: Response, seconds: float = 0) -> None:
        super().__init__()
        self.prepared = prepared
        self.seconds = seconds
        self.requests: list[Request] = []

    def send(self, request: Request) -> Response:
        """Give the answer after so many seconds."""
        self.requests.append(request)
        time.sleep(self.seconds)
        return self.prepared


def test_a_line_that_takes_no_clock_is_called_now(served: Serve) -> None:
    client = Client(served(Line(HOME, Elsewhere(twiml(MENU)))))
    assert client.act("dial", time="2020-05-01T18:00")["as_of"] == ""
    assert b'id="clock"' not in client.send("GET", "").body


def test_a_slow_line_keeps_nobody_else_waiting(served: Serve) -> None:
    address = served(Line(HOME, Elsewhere(twiml(MENU), seconds=1)))
    began = time.monotonic()
    with ThreadPoolExecutor(4) as browsers:
        states = list(browsers.map(lambda _: Client(address).act("dial"), range(4)))
    assert {state["problem"] for state in states} == {""}
    assert time.monotonic() - began < 3


def test_a_line_that_does_not_answer_is_explained_and_the_call_is_there(served: Serve) -> None:
    client = Client(served(Line("http://127.0.0.1:9/voice", HttpTransport())))
    state = client.act("dial")
    assert state["problem"].startswith("The line has failed; a caller hears that sentence.")
    assert state["log"][0]["exchanges"][0]["status"] is None
    assert state["over"] is True


def test_keys_are_never_empty(client: Client) -> None:
    client.act("dial")
    assert client.act("press")["problem"] == "No phone has the keys ''; there are 0-9, * and #."


def test_thousands_of_keys_are_keys_and_too_many_are_refused(served: Serve) -> None:
    client = Client(served(line_of(script("<Gather finishOnKey='#'><Say>Press</Say></Gather>"))))
    client.act("dial")
    assert client.act("press", keys="1" * 5000)["problem"] == ""
    assert client.conversation[-1] == "presses " + "1" * 5000
    before = client.conversation
    assert client.act("press", keys="1" * 100_000)["problem"].startswith("The data value transmitted exceeds")
    client.act("press", keys="2")
    assert client.conversation == [*before, "presses 2"]


def test_what_the_page_has_of_the_log_is_sent_once(client: Client) -> None:
    first = client.act("dial")
    again = client.act("wait", sid=first["sid"], logged=1)
    assert first["log"]
    assert again["log"] == []
    for seen in (
        {"sid": "another"},
        {"sid": first["sid"], "logged": "x"},
        {"sid": first["sid"], "logged": "9" * 5_000},
    ):
        assert client.act("wait", **seen)["log"] == first["log"]


@pytest.mark.parametrize(
    "broken", ["[" * 100_000, "{}", "\x00\xff", '{"call": "[]", "now": null}', '{"call": "{}", "now": "tomorrow"}', ""]
)
def test_a_call_that_is_broken_on_disk_is_explained_and_put_aside(client: Client, tmp_path: Path, broken: str) -> None:
    client.act("dial")
    [file] = tmp_path.glob("*.json")
    file.write_text(broken)
    problem = client.act("wait")["problem"]
    aside = file.with_suffix(".json.broken")
    assert problem == (
        "The call that was kept for this browser cannot be read; it is from another version, or broken. "
        f"Its file lies in {aside}. Press Call to dial."
    )
    assert aside.read_text() == broken
    assert client.act("wait")["problem"] == NO_CALL
    assert client.act("dial")["problem"] == ""


def test_a_page_opened_on_a_broken_call_says_so(client: Client, tmp_path: Path) -> None:
    client.act("dial")
    [file] = tmp_path.glob("*.json")
    state = json.loads(file.read_text())
    call = json.loads(state["call"])
    file.write_text(json.dumps({**state, "call": json.dumps({**call, "transcript": ["nonsense"]})}))
    assert b"cannot be read" in client.send("GET", "").body
    assert b"cannot be read" not in client.send("GET", "").body


def test_a_call_that_cannot_be_kept_stands_as_before(client: Client, tmp_path: Path) -> None:
    client.act("dial")
    before = client.conversation
    away = tmp_path.rename(tmp_path.with_name("away"))
    assert client.act("dial")["problem"].startswith(f"The call cannot be kept in {tmp_path}: ")
    away.rename(tmp_path)
    client.act("listen", seconds="0")
    assert client.conversation[: len(before)] == before


def test_nobody_else_may_read_the_calls(client: Client, tmp_path: Path) -> None:
    client.act("dial")
    [file] = tmp_path.glob("*.json")
    assert file.stat().st_mode & 0o077 == 0
    secret = next(iter(client.cookies.values())).value
    assert secret not in file.name
    assert secret not in file.read_text()


def test_a_restart_loses_no_call_and_forgets_what_is_a_month_old(tmp_path: Path) -> None:
    line = line_of(script(MENU))
    with serving(line, tmp_path) as address:
        client = Client(address)
        client.act("dial")
        before = client.conversation
    old = tmp_path / "old.json"
    old.touch()
    os.utime(old, (0, 0))
    with serving(line, tmp_path) as address:
        client.address = address
        [morsel] = client.cookies.values()
        client.cookies.load({f"phone_{address.split(':')[-1].strip('/')}": morsel.value})
        client.act("wait")
    assert client.conversation[: len(before)] == before
    assert not old.exists()


@pytest.mark.parametrize("cookie", ["", "../../etc/passwd", "x" * 44, "ü" * 43])
def test_a_session_that_the_phone_has_not_made_is_none(client: Client, cookie: str) -> None:
    port = client.address.split(":")[-1].strip("/")
    given = {"Cookie": f"phone_{port}={cookie}".encode().decode("latin-1"), "Origin": client.address.rstrip("/")}
    for path, form in (("act", {"act": "wait"}), ("scenario", {})):
        assert json.loads(client.send("POST", path, form, **given).body) == {"problem": NO_CALL}


def test_a_scenario_needs_a_call_and_has_a_title(client: Client) -> None:
    assert client.post("scenario") == {"problem": NO_CALL}
    client.act("dial")
    assert "Scenario: A call without a title" in client.post("scenario")["scenario"]
    assert "Scenario: A caller" in client.post("scenario", title=" A caller\n")["scenario"]


def test_a_scenario_has_the_world_of_now_until_the_call_is_over(served: Serve) -> None:
    world = ["there is a theater"]
    client = Client(served(line_of(script(MENU), givens=lambda _: world)))
    client.act("dial")
    world.append("there is a movie")
    assert "And there is a movie" in client.post("scenario")["scenario"]
    client.act("hang_up")
    world.clear()
    assert "And there is a movie" in client.post("scenario")["scenario"]


def test_a_world_that_fails_is_explained_and_the_next_call_is_made(
    served: Serve, caplog: pytest.LogCaptureFixture
) -> None:
    worlds: list[Any] = []

    def givens(_: Any) -> Any:
        return worlds.pop()

    client = Client(served(line_of(script(MENU), givens=givens)))
    client.act("dial")
    with caplog.at_level(logging.CRITICAL, logger="pytest_ivr.phone.browser.app"):
        problem = client.post("scenario")["problem"]
    assert problem == "The phone has failed: IndexError: pop from empty list. The call stands as before; try again."
    worlds.append([])
    assert "Scenario" in client.post("scenario")["scenario"]
    assert client.act("hang_up")["over"] is True
    worlds.append(["it is late"])
    assert "Given it is late" in client.post("scenario")["scenario"]


@time_machine.travel("2026-11-27T18:00:59.5Z", tick=False)
def test_the_present_is_a_whole_minute_as_in_the_sentences() -> None:
    assert call_time({}, ["UTC"])[0].isoformat() == "2026-11-27T18:00:00+00:00"


@pytest.mark.parametrize(("method", "path"), [("POST", ""), ("GET", "act"), ("GET", "scenario"), ("POST", "else")])
def test_reading_and_acting_are_apart(client: Client, method: str, path: str) -> None:
    refused = client.send(method, path, {}, Origin=client.address.rstrip("/"))
    assert refused.status == (404 if path == "else" else 405)
    assert "Reload the page" in json.loads(refused.body)["problem"]


def test_many_browsers_at_once_keep_their_calls_and_clocks(served: Serve) -> None:
    address = served(Line(HOME, WsgiTransport(phone_tree.app)))

    def call(hour: int) -> tuple[str, str]:
        client = Client(address)
        client.act("dial", time=f"2026-11-27T{hour:02}:00", zone="UTC")
        client.act("press", keys="1" if hour % 2 else "2")
        return client.state["as_of"], client.conversation[-1]

    with ThreadPoolExecutor(8) as browsers:
        calls = list(browsers.map(call, range(12)))
    for hour, (as_of, heard) in enumerate(calls):
        assert as_of.startswith(f"{hour or 12}:00AM")
        assert heard.startswith("For new bicycles" if hour % 2 else "For the status of an order")


# What people do beside pressing keys


def offered(client: Client) -> list[str]:
    """Return what the page offers."""
    return [action["act"] for action in client.state["actions"]]


def test_who_is_rung_answers_or_does_not(served: Serve) -> None:
    client = Client(served(Line(HOME, WsgiTransport(phone_tree.app))))
    client.act("dial")
    assert offered(client) == ["listen"]
    for keys in "22":
        client.act("press", keys=keys)
    assert offered(client) == [
        *("callee_answers", "callee_no_answer", "callee_busy", "callee_failed", "callee_canceled")
    ]
    [_, who] = client.state["actions"][0]["fields"]
    assert who["options"] == ["+15035550112", "+15035550113"]
    assert client.act("callee_answers", seconds="forty")["problem"] == (
        "'forty' is no number of seconds; write it like 40."
    )
    client.act("callee_answers", seconds="40", who="+15035550113")
    assert "talks for 40 seconds" in client.conversation
    assert client.state["over"]


@pytest.mark.parametrize("act", ["callee_no_answer", "callee_busy", "callee_failed"])
def test_whoever_does_not_come_to_the_phone_leads_to_a_recording(served: Serve, act: str) -> None:
    client = Client(served(Line(HOME, WsgiTransport(phone_tree.app))))
    client.act("dial")
    for keys in "11":
        client.act("press", keys=keys)
    assert len(client.state["actions"][0]["fields"]) == 1  # one phone rings
    client.act(act)
    assert offered(client) == ["record", "record_nothing"]
    client.act("record", seconds="2.5", words="A red bicycle", finish="#")
    assert any("speaks for 2.5 seconds" in text for text in client.conversation)
    assert client.post("scenario")["scenario"].count('records for 2.5 seconds saying "A red bicycle" ending with #')


def test_an_agent_takes_the_caller_out_of_the_queue(served: Serve) -> None:
    client = Client(served(Line(HOME, WsgiTransport(call_queue.app))))
    client.act("dial")
    client.act("press", keys="1")
    assert "agent_takes" in offered(client)
    client.act("listen", seconds="20")
    client.act("agent_takes", seconds="60")
    assert "connects the caller with an agent" in " ".join(client.conversation)


def test_whoever_hears_a_whisper_takes_the_call_by_a_key(served: Serve) -> None:
    client = Client(served(Line(HOME, WsgiTransport(call_queue.app))))
    client.act("dial")
    client.act("press", keys="4")
    assert client.act("callee.press", theirs="1")["problem"] == "Nobody is asked whether to take the call now."
    client.act("callee_answers", seconds="30")
    assert {"callee.press", "callee.wait", "callee.hang_up"} <= set(offered(client))
    client.act("callee.press", theirs="1")
    assert any("connects the caller" in text for text in client.conversation)


EVERYTHING: tuple[tuple[str, str, dict[str, str], str], ...] = (
    ("<Gather input='speech' action='/n'/>", "mumble", {}, "says something that nobody understands"),
    ("<Gather input='speech' action='/n'/>", "speak", {"words": "sales"}, "says: sales"),
    ("<Record action='/n'/>", "record_nothing", {}, "the line hangs up"),
    ("<Dial><Conference>room</Conference></Dial>", "conference_begins", {}, "Twilio: connects the caller with room"),
    ("<Dial><Conference>room</Conference></Dial>", "conference_ends", {"seconds": "9"}, "talks for 9 seconds"),
    ("<Enqueue action='/n'>support</Enqueue>", "queue_fails", {}, "the line hangs up"),
    ("<Connect action='/n'><Stream url='wss://x.example'/></Connect>", "connection_ends", {"seconds": "3"}, "hangs up"),
    ("<Pay action='/n'/>", "payment_ends", {"seconds": "3"}, "the line hangs up"),
)


@pytest.mark.parametrize(("verbs", "act", "form", "heard"), EVERYTHING)
def test_whatever_the_line_waits_for_can_happen(
    served: Serve, verbs: str, act: str, form: dict[str, str], heard: str
) -> None:
    client = Client(served(line_of(script(verbs, n=twiml("<Say>Done</Say>")))))
    client.act("dial")
    assert act in offered(client)
    assert client.act(act, **form)["problem"] == ""
    assert heard in " ".join(client.conversation)


def test_people_who_talk_part_from_either_side(served: Serve) -> None:
    line = line_of(script("<Dial><Number url='/whisper'>+15551234567</Number></Dial>", whisper=twiml(MENU)))
    client = Client(served(line))
    for last in ("callee.wait", "callee.hang_up"):
        client.act("dial")
        client.act("callee_answers", seconds="5")
        assert client.act(last)["problem"] == ""


# Keys in the middle of a sentence

TWO = "<Gather action='/next' numDigits='1'><Say>For sales press 1</Say><Say>For support press 2</Say></Gather>"


def place(client: Client, text: str) -> int:
    """Return where in the transcript a sentence is."""
    return next(int(bubble["place"]) for bubble in client.state["bubbles"] if bubble["text"] == text)


def test_keys_cut_the_sentence_that_is_being_spoken(served: Serve) -> None:
    client = Client(served(line_of(script(TWO, next=twiml("<Say>Sales</Say>")))))
    client.act("dial")
    client.act("press", keys="1", during=place(client, "For sales press 1"))
    assert client.conversation[1:] == ["For sales press 1 ...", "presses 1", "Sales", "the line hangs up"]
    assert 'presses 1 during "For sales press 1"' in client.post("scenario")["scenario"]


def test_where_nothing_listens_the_line_goes_on(served: Serve) -> None:
    client = Client(served(line_of(script("<Say>Welcome</Say>" + TWO))))
    client.act("dial")
    client.act("press", keys="1", during=place(client, "Welcome"))
    assert client.conversation[1:] == [
        *("Welcome", "presses 1", "1 is lost: nothing listened then", "For sales press 1", "For support press 2")
    ]


def test_words_cut_a_sentence_too_and_hanging_up_any(served: Serve) -> None:
    speech = "<Say>Welcome</Say><Gather input='speech' action='/next'><Say>Say sales</Say></Gather>"
    client = Client(served(line_of(script(speech, next=twiml("<Say>Sales</Say>")))))
    client.act("dial")
    client.act("speak", words="sales", during=place(client, "Say sales"))
    assert "Say sales ..." in client.conversation
    client.act("dial")
    client.act("hang_up", during=place(client, "Say sales"))
    assert client.conversation[-2:] == ["Say sales ...", "the caller hangs up"]


def test_who_hangs_up_when_the_line_has_gone_on_hangs_up_where_it_is(served: Serve) -> None:
    client = Client(served(line_of(script("<Say>Welcome</Say><Redirect>/next</Redirect>", next=twiml(TWO)))))
    client.act("dial")
    assert client.act("hang_up", during=place(client, "Welcome"))["problem"] == ""
    assert client.conversation[-2:] == ["For support press 2", "the caller hangs up"]


@pytest.mark.parametrize("during", ["-1", "x", "100000", "0", "9" * 5_000])
def test_a_sentence_that_is_none_cuts_nothing(served: Serve, during: str) -> None:
    client = Client(served(line_of(script(TWO, next=twiml("<Say>Sales</Say>")))))
    client.act("dial")
    client.act("press", keys="1", during=during)
    assert "For support press 2" in client.conversation


# What a line elsewhere may write


def test_control_characters_are_shown(served: Serve) -> None:
    said = Script({"/voice": answer("<Response><Say>a\x7fb\u202ec\u009bd</Say></Response>".encode())})
    client = Client(served(line_of(said)))
    client.act("dial")
    assert "a<U+007F>b<U+202E>c<U+009B>d" in client.conversation
    crashed = Script({"/voice": answer("\x1b[31mred\x00", "text/plain\x0b", 200)})
    state = Client(served(line_of(crashed))).act("dial")
    [exchange] = state["log"][0]["exchanges"]
    assert (exchange["document"], exchange["type"]) == ("<U+001B>[31mred<U+0000>", "text/plain\x0b")


def test_the_words_of_played_files_are_spoken_and_others_are_not(tmp_path: Path) -> None:
    from pytest_ivr.phone.browser.browser_call import spoken

    played: Any = {"second": 0, "event": "played", "seconds": 1, "loops": 1, "url": "https://cdn.example/welcome.mp3"}
    assert spoken(played, {"welcome.mp3": "Welcome to Harbor Bicycles"}) == "Welcome to Harbor Bicycles"
    assert spoken(played, {}) == ""


def test_a_line_that_cannot_be_followed_from_the_first_on_ends_the_call(served: Serve) -> None:
    state = Client(served(line_of(script("<Echo/>")))).act("dial")
    assert "The phone gives up on this call." in state["problem"]
    assert state["over"] is True


def test_an_action_behind_which_the_line_cannot_be_followed_is_taken_back(served: Serve) -> None:
    line = line_of(script("<Gather action='/next'><Say>Press 1</Say></Gather>", next=twiml("<Echo/>")))
    client = Client(served(line))
    client.act("dial")
    before = client.conversation
    problem = client.act("press", keys="1#")["problem"]
    assert "is not simulated. The call is back where it was before that" in problem
    assert client.conversation == before
    assert "<Echo/>" in client.state["log"][-1]["exchanges"][-1]["document"]
    assert client.act("hang_up")["problem"] == ""


SAVED: tuple[tuple[str, list[tuple[str, dict[str, str]]], bool], ...] = (
    ("<Record action='/n'/>", [("record", {"seconds": "2"})], True),
    ("<Record action='/n'/>", [("wait", {})], True),
    ("<Record action='/n'/>", [("record_nothing", {})], False),
    (RINGS, [("callee_answers", {"seconds": "5"})], True),
    (RINGS, [("callee_canceled", {})], False),
    (ASKS, [("callee_answers", {"seconds": "5"}), ("callee.press", {"theirs": "1"})], True),
    (ASKS, [("callee_answers", {"seconds": "5"}), ("callee.wait", {})], False),
    (ASKS, [("callee_answers", {"seconds": "5"}), ("callee.hang_up", {})], False),
    (MEETS, [("conference_ends", {"seconds": "5"})], True),
    (MEETS, [("conference_begins", {}), ("conference_ends", {"seconds": "5"})], False),
    ("<Enqueue action='/n'>q</Enqueue>", [("agent_takes", {"seconds": "5"})], True),
    ("<Enqueue action='/n'>q</Enqueue>", [("queue_fails", {})], False),
    ("<Connect action='/n'><Stream url='wss://x.example'/></Connect>", [("connection_ends", {"seconds": "3"})], False),
    ("<Pay action='/n'/>", [("payment_ends", {"seconds": "3"})], False),
)


@pytest.mark.parametrize(("verbs", "acts", "in_journeys"), SAVED)
def test_what_no_sentence_says_is_not_saved_and_all_else_can_be_made_again(
    served: Serve, verbs: str, acts: list[tuple[str, dict[str, str]]], in_journeys: bool
) -> None:
    whisper = twiml("<Gather numDigits='1'><Say>Take it?</Say></Gather>")
    line = line_of(script(verbs, n=twiml("<Say>Done</Say>"), w=whisper))
    client = Client(served(line))
    client.act("dial")
    for act, form in acts:
        assert client.act(act, **form)["problem"] == ""
    saved = client.post("scenario")
    if in_journeys:
        [did] = re.findall(r"When the caller dials then (.*)", saved["scenario"])
        again = line.new_call()
        perform(again, f"dials then {did}")
        assert conversation(again.transcript, {}) == [
            text.strip() for text in saved["scenario"].split('"""')[1].splitlines() if text.strip()
        ]
    else:
        assert re.fullmatch("No sentence of a scenario says “.+” yet. .*", saved["problem"])


def test_what_was_not_possible_keeps_no_call_from_being_saved(client: Client) -> None:
    client.act("dial")
    assert client.act("queue_fails")["problem"]
    assert "Scenario" in client.post("scenario")["scenario"]
