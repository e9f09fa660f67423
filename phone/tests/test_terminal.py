"""The phone in a terminal: by a person who types, at a real pseudo-terminal, and call by call."""

import os
import signal
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pexpect
import pytest

from phone.__main__ import main
from phone.terminal import GREETING, HELP, NAMED, converse
from pytest_ivr.simulator import Call
from pytest_ivr.simulator.testing import HOME, TOKEN, Script, answer, script, twiml
from testbed.repository import ROOT

MENU = "<Gather numDigits='1' action='/next'><Say>Press 1</Say></Gather><Say>Nothing came</Say>"


def talk(line: Script, *typed: str) -> tuple[Call, list[str]]:
    """Let somebody type lines; return the call, and what was shown after the greeting."""
    call = Call(f"{HOME}/voice", transport=line, auth_token=TOKEN)
    lines = iter(typed)
    shown: list[str] = []

    def ask(_: str) -> str:
        for text in lines:
            return text
        raise EOFError

    converse(call, ask, shown.append)
    assert shown[0] == GREETING
    return call, shown[1:]


def test_what_is_typed_is_pressed_and_what_is_said_is_shown() -> None:
    line = script(MENU, next=twiml("<Say>Thank you</Say>"))
    _, shown = talk(line, "1")
    assert shown == [
        "    0.0s  Caller   dials +18005550199\n    0.0s  Line     Press 1",
        "    0.5s  Caller   presses 1\n    0.5s  Line     Thank you\n    1.1s  End      the line hangs up",
    ]


def test_enter_alone_stays_silent() -> None:
    _, shown = talk(script(MENU), "")
    assert "Caller   says and presses nothing for 5 seconds" in shown[1]
    assert "Line     Nothing came" in shown[1]


@pytest.mark.parametrize(
    ("document", "typed", "expected"),
    [
        ("<Gather input='speech' action='/next'/>", "speak Rialto, please", "Caller   says: Rialto, please"),
        ("<Dial action='/next'>+15551234567</Dial>", "callee_answers 30", "Caller   talks for 30.0 seconds"),
        ("<Record action='/next'/>", "record 5", "Caller   speaks for 5.0 seconds"),
        ("<Record action='/next'/>", "record five", "could not convert string to float: 'five'"),
        ("<Record action='/next'/>", "callee_busy", "No callee can refuse now."),
        ("<Dial action='/next'>+15551234567</Dial>", "", "say how this ends, by callee_answers, callee_busy"),
    ],
)
def test_other_lines_wait_for_other_people_too(document: str, typed: str, expected: str) -> None:
    _, shown = talk(script(document, next=twiml("<Say>Thank you</Say>")), typed)
    assert expected in shown[1]


def test_every_action_that_has_a_name_is_one_of_the_calls() -> None:
    assert all(callable(getattr(Call, name)) for name in NAMED)


@pytest.mark.parametrize("typed", [("h",), ("H",), ()])
def test_h_and_the_end_of_input_hang_up(typed: tuple[str, ...]) -> None:
    call, shown = talk(script(MENU), *typed)
    assert call.ended
    assert shown[-1].endswith("End      the caller hangs up")


def test_wrong_keys_are_explained_and_help_is_there() -> None:
    call, shown = talk(script(MENU), "x", "?", "h")
    assert shown[1:3] == ["No phone has the keys 'x'; there are 0-9, * and #.", HELP]
    assert call.ended


@pytest.mark.parametrize(
    ("line", "explanation"),
    [
        (script(voice=answer("", status=500)), "11200: The application answered HTTP 500."),
        (script(voice=answer("<html></html>", "text/html")), "12102: The root is <html>"),
        (script("<Redirect/>"), "The line took 100 documents without waiting for anybody once"),
        (script("<Echo/>"), "<Echo> in line 1 of https://ivr.example.com/voice is not simulated."),
    ],
)
def test_a_line_that_answers_nonsense_is_explained(line: Script, explanation: str) -> None:
    _, shown = talk(line)
    assert explanation in shown[-1]


def heed_control_c() -> None:
    """Heed Control-C, which whoever is started in the background ignores."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def terminal(tmp_path: Path, *options: str) -> "pexpect.spawn[str]":
    """Return a terminal in which somebody has begun to call."""
    environment = {**os.environ, "DATABASE_URL": f"sqlite:///{tmp_path / 'line.sqlite3'}"}
    for command in ("migrate --verbosity 0", "load_demo"):
        pexpect.run(f"{sys.executable} manage.py {command}", cwd=ROOT, env=environment, timeout=60)
    return pexpect.spawn(
        sys.executable,
        ["-m", "phone", *options],
        cwd=ROOT,
        env=environment,
        encoding="utf-8",
        timeout=20,
        preexec_fn=heed_control_c,
    )


def test_a_session_at_a_real_terminal(tmp_path: Path) -> None:
    person = terminal(tmp_path)
    person.expect_exact("For Aurora at Park Street, Kolkata press 12")
    person.expect_exact("keys> ")
    person.sendline("12#")
    person.expect_exact("To go back to the theaters press star and #")
    person.expect_exact("keys> ")
    person.sendline("")
    person.expect_exact("We did not receive your selection")
    person.expect_exact("keys> ")
    person.sendline("h")
    person.expect_exact("the caller hangs up")
    person.expect_exact("Save this call as a scenario?")
    person.sendline("A caller gives up")
    person.expect_exact("Feature: A caller gives up")
    person.expect_exact("When the caller dials then presses 12# then times out then hangs up")
    person.expect(pexpect.EOF)
    person.close()
    assert person.exitstatus == 0


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_control_c_and_control_d_hang_up(tmp_path: Path, key: str) -> None:
    person = terminal(tmp_path)
    person.expect_exact("keys> ")
    person.send(key)
    person.expect_exact("the caller hangs up")
    person.expect_exact("Save this call as a scenario?")
    person.send(key)
    person.expect(pexpect.EOF)
    person.close()
    assert person.exitstatus == 0


def test_a_call_is_saved_in_a_file_that_does_not_exist_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a_short_call.feature"
    person = terminal(tmp_path, "--save", str(file))
    person.expect_exact("keys> ")
    person.sendline("h")
    person.expect_exact(f"The scenario is in {file}")
    person.expect(pexpect.EOF)
    assert "Scenario: A short call\n" in file.read_text()
    assert main(["--save", str(file)]) == 2
    assert capsys.readouterr().err == f"{file} exists already; choose another name.\n"


class Quiet(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def other_line() -> Iterator[str]:
    """Another line, on a server of its own: its webhook."""

    def app(_: object, start: object) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/xml")])  # type: ignore[operator]  # as WSGI has it
        return [b"<Response><Say>Another line</Say></Response>"]

    with make_server("127.0.0.1", 0, app, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/voice"
        server.shutdown()
        thread.join()


def test_any_other_line_can_be_dialed(other_line: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--url", other_line, "--auth-token", "12345"]) == 0
    assert "Line     Another line" in capsys.readouterr().out
