"""The log of what callers did: calls are rebuilt from it word for word, and nobody's number is in it."""

import datetime as dt
import json
import logging
import random
import re
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core.management import call_command
from django.test import Client
from pytest_django import Settings

from movies.call_log import digest
from movies.models import Movie, Show, Theater
from movies.whole_lines import WholeLines
from pytest_ivr.call_log.reading import Log, read_log
from pytest_ivr.call_log.rebuilding import rebuild
from pytest_ivr.call_log.replaying import HOST
from pytest_ivr.living_docs.media_types import MASK
from pytest_ivr.simulator import Call, DjangoTransport, Event, Request, Response
from testbed.repository import ROOT

CALLS = 150
CALLER = "+15005550006"
ADDRESS = "https://localhost/movies"
NOON = dt.datetime(2026, 5, 1, 17, 0, tzinfo=dt.UTC)
OFFER = "For more shows press 0"
DEEDS = ("1#", "2#", "12#", "1", "7#", "*#", "0#", "1*#", "", "", "hang up", "12345678#")
DEEDS_AT_AN_OFFER = ("0", "5", "*", "", "hang up")


@pytest.fixture
def log(tmp_path: Path, settings: Settings) -> Iterator[Path]:
    """The file of the log, which is on."""
    path = tmp_path / "calls.log"
    settings.MIDDLEWARE = [django_settings.MIDDLEWARE[0], "movies.call_log.CallLog", *django_settings.MIDDLEWARE[1:]]
    settings.CALL_LOG_MASKS_KEYS = False
    logger, handler = logging.getLogger("movies.call_log"), WholeLines(str(path), delay=True)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    yield path
    logger.removeHandler(handler)
    logger.propagate = True
    handler.close()


class InTime:
    """A transport for a call in which time passes for the line, too."""

    def __init__(self, clock: time_machine.Traveller) -> None:
        self.began = dt.datetime.now(dt.UTC)
        self.clock = clock
        self.django = DjangoTransport()
        self.call: Call | None = None

    def send(self, request: Request) -> Response:
        """Deliver the request at the second of the call."""
        assert self.call
        self.clock.move_to(self.began + dt.timedelta(seconds=self.call.second))
        return self.django.send(request)


def new_call(clock: time_machine.Traveller) -> Call:
    """Return a call that is not dialed."""
    transport = InTime(clock)
    transport.call = Call(
        f"{ADDRESS}/choose-theater",
        transport=transport,
        auth_token=django_settings.TWILIO_AUTH_TOKEN,
        from_=CALLER,
        fallback_url=f"{ADDRESS}/apologize",
        status_callback=f"{ADDRESS}/call-ended",
    )
    return transport.call


def converse(call: Call, people: random.Random) -> None:
    """Let somebody do what people do, to the end of the call."""
    call.dial()
    while not call.ended:
        is_offered = call.heard[-1:] == [OFFER]  # where one key is enough, and Twilio tells the line of no other
        deed = people.choice(DEEDS_AT_AN_OFFER if is_offered else DEEDS)
        if deed == "hang up":
            call.hang_up()
        elif deed:
            call.press(deed)
        if not deed.endswith("#") and not (deed and is_offered) and not call.ended:
            call.wait()


def read(path: Path) -> Log:
    """Read the log."""
    with path.open("rb") as lines:
        return read_log(str(path), lines)


def word_for_word(events: list[Event]) -> list[dict[str, object]]:
    """Return a call without its status callback, the name of the line's host, and the keys that are masked."""
    text = json.dumps([event for event in events if not event.get("callback")])
    text = text.replace(f"{ADDRESS}/", f"{HOST}/movies/").replace("12345678#", MASK).replace("12345678", MASK)
    found: list[dict[str, object]] = json.loads(text)
    return found


def add_more_shows() -> None:
    """Let a theater have more shows of a movie than one answer announces."""
    theater, movie = Theater.objects.get(digits=1), Movie.objects.get(digits=1)
    starts = (NOON + dt.timedelta(minutes=7 + 10 * number) for number in range(12))
    Show.objects.bulk_create(Show(theater=theater, movie=movie, starts_at=start) for start in starts)


@pytest.mark.django_db
def test_calls_are_rebuilt_word_for_word(log: Path) -> None:
    people, made = random.Random(7), {}  # noqa: S311 (no secret)
    with time_machine.travel(NOON, tick=False) as clock:
        call_command("load_demo", verbosity=0)
        add_more_shows()
        for _ in range(CALLS):
            call = new_call(clock)
            converse(call, people)
            made[digest(call.identity["CallSid"])] = call.transcript
    calls = rebuild(read(log))
    assert all(it.is_whole and not it.problem for it in calls)
    assert "start=" in log.read_text()
    assert sum(len(it.ids) for it in calls) == CALLS
    for rebuilt in calls:
        for id_ in rebuilt.ids:
            assert word_for_word(rebuilt.transcript) == word_for_word(made[id_])


SPELLINGS = (
    "/choose-theater?From=%2B15005550006",
    "/choose-theater?page=15005550006&attempt=2",
    "/choose-movie?theater=15005550006",
    "/choose-movie?theater=1-500-555-0006&attempt=%2B1%20500%20555%200006",
    "/choose-movie?theater=1&page=0&theater=5005550006",
    "/list-showtimes?%46rom=%252B15005550006&theater=1",
    "/+15005550006",
    "/%2B1%20500%20555%200006/choose-theater",
    "/choose-theater/1.500.555.0006",
    f"/CA{'1' * 32}?CallSid=CA{'1' * 32}",
)
NOBODYS = re.compile(r"500\W*555\W*0006|CA1{8}|AC0123|[A-Za-z0-9+/]{27}=")


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["POST", "GET"])
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_the_log_has_nobodys_number_and_no_identifier_however_an_address_is_spelled(
    log: Path, method: str, spelling: str
) -> None:
    call_command("load_demo", verbosity=0)
    call = Call(
        f"{ADDRESS}{spelling}",
        transport=DjangoTransport(),
        auth_token=django_settings.TWILIO_AUTH_TOKEN,
        from_=CALLER,
        voice_method=method,
        status_callback=f"{ADDRESS}/call-ended",
        parameters={"CallSid": f"CA{'1' * 32}", "CallerName": CALLER, "SpeechResult": "15005550006"},
    )
    call.dial()
    while not call.ended:
        call.press("15005550006#")
    written = log.read_text()
    assert '"status": ' in written
    assert not NOBODYS.search(written), written


@pytest.mark.django_db
def test_keys_are_masked_by_a_setting(log: Path, settings: Settings) -> None:
    settings.CALL_LOG_MASKS_KEYS = True
    call_command("load_demo", verbosity=0)
    call = Call(f"{ADDRESS}/choose-theater", transport=DjangoTransport(), auth_token=django_settings.TWILIO_AUTH_TOKEN)
    call.dial()
    call.press("417#")
    assert '"Digits": 3' in log.read_text()
    assert '"417' not in log.read_text()


@pytest.mark.django_db
def test_strangers_write_nothing_into_the_log(log: Path) -> None:
    for method in ("POST", "GET"):
        for path in ("/choose-theater", "/nowhere"):
            Call(f"{ADDRESS}{path}", transport=DjangoTransport(), auth_token="another", voice_method=method).dial()  # noqa: S106
    assert not log.exists()


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded; charset=x"])
def test_what_strangers_send_that_is_no_form_changes_no_answer(log: Path, kind: str) -> None:
    answer = Client().generic("POST", "/movies/nowhere", "--x\r\nbroken" + "&" * 2_000, kind, secure=True)
    assert answer.status_code == 404
    assert not log.exists()


@pytest.mark.django_db
def test_an_exception_is_in_the_log_as_http_500(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("movies.views.options", lambda *_: 1 / 0)
    call = Call(f"{ADDRESS}/choose-theater", transport=DjangoTransport(), auth_token=django_settings.TWILIO_AUTH_TOKEN)
    call.dial()
    [[request]] = read(log).calls.values()
    assert (request.answered.status, request.answered.answer) == (500, "")


def test_processes_that_write_at_once_write_whole_lines_into_a_file_for_owner_and_group(tmp_path: Path) -> None:
    path = tmp_path / "calls.log"
    code = f"""
import logging; from movies.whole_lines import WholeLines
logger = logging.getLogger("calls"); logger.addHandler(WholeLines({str(path)!r}, delay=True))
for _ in range(100): logger.error("x" * 20_000)
"""
    processes = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT) for _ in range(3)]
    assert [process.wait() for process in processes] == [0, 0, 0]
    assert path.read_text() == ("x" * 20_000 + "\n") * 300
    assert stat.S_IMODE(path.stat().st_mode) & 0o007 == 0


def test_a_file_that_was_moved_away_is_made_anew(tmp_path: Path) -> None:
    path = tmp_path / "calls.log"
    handler = WholeLines(str(path))
    for text in ("one", "two"):
        handler.emit(logging.makeLogRecord({"msg": text}))
        path.rename(tmp_path / text)
    handler.close()
    assert [(tmp_path / name).read_text() for name in ("one", "two")] == ["one\n", "two\n"]


def test_a_log_that_cannot_be_written_changes_no_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    handler = WholeLines(str(tmp_path / "gone" / "calls.log"), delay=True)
    handler.emit(logging.makeLogRecord({"msg": "a call"}))
    assert "No such file or directory" in capsys.readouterr().err
