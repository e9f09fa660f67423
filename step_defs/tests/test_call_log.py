"""The log of what callers did: calls are rebuilt from it word for word, and nobody's number is in it."""

import datetime as dt
import json
import logging
import random
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import time_machine
from django.conf import settings as django_settings
from django.core.management import call_command
from pytest_django import Settings

from movies.call_log import digest
from movies.whole_lines import WholeLines
from pytest_ivr.call_log.reading import Log, read_log
from pytest_ivr.call_log.rebuilding import HOST, PATIENCE, rebuild
from pytest_ivr.simulator import Call, DjangoTransport, Event, HttpTransport
from testbed.production import production

CALLS = 150
CALLER = "+15005550006"
ADDRESS = "https://localhost/movies"
NOON = dt.datetime(2026, 5, 1, 17, 0, tzinfo=dt.UTC)
DEEDS = ("1#", "2#", "12#", "1", "7#", "*#", "0#", "1*#", "", "", "hang up", "12345678#")


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


def new_call() -> Call:
    """Return a call that is not dialed."""
    return Call(
        f"{ADDRESS}/choose-theater",
        transport=DjangoTransport(),
        auth_token=django_settings.TWILIO_AUTH_TOKEN,
        from_=CALLER,
        fallback_url=f"{ADDRESS}/apologize",
    )


def converse(call: Call, people: random.Random) -> None:
    """Let somebody do what people do, to the end of the call."""
    call.dial()
    while not call.ended:
        deed = people.choice(DEEDS)
        if deed == "hang up":
            call.hang_up()
        elif deed:
            call.press(deed)
        if not deed.endswith("#") and not call.ended:
            call.wait()


def read(path: Path) -> Log:
    """Read the log."""
    with path.open("rb") as lines:
        return read_log(str(path), lines)


def word_for_word(events: list[Event]) -> list[dict[str, object]]:
    """Return a call without the name of the line's host, and the keys that are masked."""
    text = json.dumps(events).replace(f"{ADDRESS}/", f"{HOST}/movies/")
    return json.loads(text.replace("12345678#", "****").replace("12345678", "****"))


@pytest.mark.django_db
def test_calls_are_rebuilt_word_for_word(log: Path) -> None:
    people, made = random.Random(7), {}
    with time_machine.travel(NOON) as clock:
        call_command("load_demo", verbosity=0)
        for _ in range(CALLS):
            call = new_call()
            converse(call, people)
            made[digest(call.identity["CallSid"])] = call.transcript
            clock.shift(17)
        clock.shift(PATIENCE)
        new_call().dial()
    *others, last = rebuild(read(log))
    assert last.goes_on
    assert sum(len(it.ids) for it in others) == CALLS
    for rebuilt in others:
        for id_ in rebuilt.ids:
            assert word_for_word(rebuilt.transcript) == word_for_word(made[id_])
