"""``pytest-ivr call``: a call that somebody makes on any line, and the scenario that becomes of it."""

import os
import re
import shlex
import signal
import sys
import threading
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pexpect
import pytest
import pytest_bdd.feature

from pytest_ivr.__main__ import main
from testbed.ports import free_port, is_served, wait_until
from testbed.repository import ROOT

LINE = """
from contextlib import contextmanager
from urllib.parse import parse_qs

from pytest_ivr import Line
from pytest_ivr.simulator import WsgiTransport

ANSWERS = {
    "": "<Gather numDigits='1'><Say>For sales, press 1. For your balance, press 2.</Say></Gather>",
    "1": "<Say>Sales is closed.</Say>",
    "2": "<Gather action='/pin' numDigits='4'><Say>Enter your PIN.</Say></Gather>",
    "3": "<Redirect>https://elsewhere.example/</Redirect>",
    "4": "<Say>\\u009b2J\\u202eYou are hacked.&#13;Now</Say>",
    "5": "<Wrong/>",
}


def app(environ, start_response):
    form = parse_qs(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"] or 0)).decode())
    digits = form.get("Digits", [""])[0]
    answer = "<Say>That is right.</Say>" if environ["PATH_INFO"] == "/pin" else ANSWERS.get(digits, "<Say>Sorry?</Say>")
    start_response("200 OK", [("Content-Type", "text/xml; charset=utf-8")])
    return [f"<Response>{answer}</Response>".encode()]


worlds = []


@contextmanager
def world():
    worlds.append("entered")
    yield
    worlds.append("left")


def a_line(givens):
    return Line("https://ivr.example/voice", WsgiTransport(app), world=world, givens=givens)


def in_a_world():
    return a_line(lambda call: ["the caller's number is withheld"])


def forgetful():
    return a_line(lambda call: 1 / 0)
"""
INI = "[pytest]\nivr_line = my_ivr:app\naddopts = -p pytest_bdd.plugin -p pytest_ivr.plugin -p no:cacheprovider\n"
MENU = "For sales, press 1. For your balance, press 2."

Typing = Callable[..., None]
Run = Callable[..., pytest.RunResult]


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A project with a line, in which commands run."""
    pytester.makepyfile(my_ivr=LINE)
    pytester.makefile(".ini", pytest=INI)
    pytester.mkdir("features")
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # of a line that is changed within a second
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")  # other plugins take as long as a test
    yield pytester.path
    sys.modules.pop("my_ivr", None)


@pytest.fixture
def types(monkeypatch: pytest.MonkeyPatch) -> Typing:
    """Let a person type lines, and then the end of the input; a class of exception is raised."""

    def type_lines(*lines: str | type[BaseException]) -> None:
        coming: Iterator[str | type[BaseException]] = iter([*lines, *[EOFError] * 9])

        def answer(_prompt: str) -> str:
            line = next(coming)
            if isinstance(line, str):
                return line
            raise line

        monkeypatch.setattr("builtins.input", answer)

    return type_lines


@pytest.fixture
def run(pytester: pytest.Pytester, project: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run pytest in the project, which is read anew, as a person does it after a call."""

    def run_here(*arguments: str) -> pytest.RunResult:
        sys.modules.pop("my_ivr", None)
        pytest_bdd.feature.features.clear()
        with monkeypatch.context() as patch:
            patch.syspath_prepend(project)
            return pytester.runpytest_inprocess(*arguments)

    return run_here


def saved(project: Path) -> str:
    """Return the one feature that was saved."""
    [path] = project.rglob("*.feature")
    return path.read_text(encoding="utf-8")


def test_a_call_is_saved_in_a_file_of_its_own_and_passes_until_a_word_changes(
    project: Path, run: Run, types: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    types('1 during "For sales"', 'A caller | is <told> "that" sales\'s closed')
    assert main(["call"]) == 0
    name = "features/a_caller_is_told_that_sales_s_closed.feature"
    assert capsys.readouterr().out.endswith(
        f"The scenario is in {project / name}\nRun it with: pytest {project / name}\n"
    )
    assert saved(project).endswith(
        '''  Scenario: A caller | is <told> "that" sales's closed
    When the caller dials then presses 1 during "For sales, press 1. For your balance, press 2."
    Then the conversation is:
      """
      Line: For sales, press 1. For your balance, press 2.
      Caller: presses 1 during "For sales, press 1. For your balance, press 2."
      Line: Sales is closed.
      Line: hangs up
      """
    And the call is over
'''
    )
    run().assert_outcomes(passed=1)
    (project / "my_ivr.py").write_text(LINE.replace("closed", "open"), encoding="utf-8")
    run().assert_outcomes(failed=1)


def test_a_short_form_quotes_the_last_answer_only(project: Path, run: Run, types: Typing) -> None:
    types("2", "h", "A caller is asked for the PIN")
    main(["call", "--short"])
    assert saved(project).endswith(
        '''    When the caller dials then presses 2
    Then the caller hears:
      """
      Enter your PIN.
      """
    And the line waits for the caller
'''
    )
    run().assert_outcomes(passed=1)


@pytest.mark.parametrize("typed", [("1",), ("listens for 1 seconds", "h")])
def test_a_short_form_is_long_where_there_is_no_answer_that_stands_alone(
    project: Path, types: Typing, typed: Sequence[str]
) -> None:
    types(*typed, "A caller listens")
    main(["call", "--short"])
    assert ("Then the conversation is:" in saved(project)) == (len(typed) > 1)


@pytest.mark.parametrize("typed", ["", "   "])
def test_who_gives_no_title_saves_nothing(project: Path, types: Typing, typed: str) -> None:
    types("1", typed)
    assert main(["call"]) == 0
    assert list(project.rglob("*.feature")) == []


@pytest.mark.parametrize("key", [KeyboardInterrupt, EOFError])
def test_who_breaks_off_at_the_title_finds_the_call_in_a_file_that_is_in_nobodys_way(
    project: Path,
    types: Typing,
    key: type[BaseException],
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    monkeypatch.setattr("tempfile.tempdir", str(elsewhere))
    for _ in range(2):
        types("1", key)
        assert main(["call"]) == 0
    assert list(project.rglob("*.feature")) == []
    names = ["a_call_without_a_title.feature", "a_call_without_a_title_2.feature"]
    assert sorted(path.name for path in elsewhere.iterdir()) == names


# Secrets, and what Twilio logs


def test_secret_keys_are_left_to_fill_in_and_the_scenario_passes_with_those_of_an_account(
    project: Path, run: Run, types: Typing
) -> None:
    (project / "pytest.ini").write_text(f"{INI}ivr_secret_keys = /pin\n")
    types("2", "47", "11", "A caller enters the PIN")
    main(["call"])
    feature = saved(project)
    assert "4711" not in feature
    assert "    When the caller dials then presses 2 then presses ????\n" in feature
    assert "      Caller: presses ****\n" in feature
    comment = (
        "  # ???? stands for keys that were pressed in confidence, and are not written down: write those of a test"
    )
    assert f"{comment} account in its place.\n  Scenario: A caller enters the PIN\n" in feature
    failed = str(run().stdout)
    assert "write those of a test account in its place" in failed
    [path] = project.rglob("*.feature")
    path.write_text(feature.replace("presses ????", "presses 4711"))
    run().assert_outcomes(passed=1)
    path.write_text(feature.replace("presses ????", "presses 4711").replace("That is right", "That is wrong"))
    failed = str(run().stdout)
    assert "1 failed" in failed
    assert "heard     Caller: presses 4711" not in failed


def test_what_twilio_logs_is_expected_by_a_tag(project: Path, run: Run, types: Typing) -> None:
    types("5", "The line makes a mistake")
    main(["call"])
    feature = saved(project)
    numbers = re.findall(r"@twilio_logs_\d{5}", feature)
    assert len(numbers) == 1
    assert f"  {numbers[0]}\n  Scenario: The line makes a mistake\n" in feature
    run().assert_outcomes(passed=1)


def test_control_characters_can_be_seen_in_terminal_scenario_and_failure(
    project: Path, run: Run, types: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    types("4", "The line plays tricks")
    main(["call"])
    assert "<U+009B>2J<U+202E>You are hacked. Now" in capsys.readouterr().out
    assert "      Line: <U+009B>2J<U+202E>You are hacked. Now\n" in saved(project)
    run().assert_outcomes(passed=1)
    (project / "my_ivr.py").write_text(LINE.replace("hacked", "cracked"), encoding="utf-8")
    failed = str(run().stdout)
    assert "<U+009B>2J<U+202E>You are cracked. Now" in failed
    assert "\x9b" not in failed
    assert "\u202e" not in failed


# The world


def test_a_call_is_made_in_the_lines_world_and_begins_with_its_givens(project: Path, run: Run, types: Typing) -> None:
    types("1", "A caller is unknown")
    main(["call", "--ivr-line", "my_ivr:in_a_world"])
    assert sys.modules["my_ivr"].worlds == ["entered", "left"]
    assert "    Given the caller's number is withheld\n    When the caller dials" in saved(project)
    (project / "pytest.ini").write_text(INI.replace("my_ivr:app", "my_ivr:in_a_world"))
    run().assert_outcomes(passed=1)


def test_givens_that_fail_lose_no_call(project: Path, types: Typing, capsys: pytest.CaptureFixture[str]) -> None:
    types("1", "A caller is forgotten")
    assert main(["call", "--ivr-line", "my_ivr:forgetful"]) == 0
    assert "The line's `givens` failed: ZeroDivisionError: division by zero." in capsys.readouterr().out
    [path] = project.rglob("*.feature")
    assert "Given" not in path.read_text()


# Rules

RULES = """\
@menus
Feature: Menus
  Who calls, and what for.

  # This rule is about sales.
  Rule: Sales answers

    Scenario: The menu is heard
      When the caller dials
      Then the line waits for the caller


  # What follows is about money.
  @money
  Rule: The balance is a secret

    # a note at the end
"""
FRENCH = "# language: fr\nFonctionnalité: Les menus\n  Scénario: Un appel\n    Quand the caller dials\n"
DIALED = """\
Feature: A call that has begun
  Background:
    Given a caller on the line

  Scenario: The menu is heard again
    Then the line waits for the caller
"""


@pytest.fixture
def rules(project: Path) -> Path:
    """A feature with two rules; one beside it is in French, one cannot be read, in one everybody has dialed."""
    (project / "features/french.feature").write_text(FRENCH, encoding="utf-8")
    (project / "features/latin.feature").write_bytes(b"Feature: caf\xe9\n")
    (project / "features/broken.feature").write_text("Nothing\n")
    (project / "features/z_dialed.feature").write_text(DIALED)
    path = project / "features/menus.feature"
    path.write_text(RULES)
    return path


ADDED = """
    Scenario: Sales is closed
      When the caller dials then presses 1
      Then the conversation is:
        \"\"\"
        Line: For sales, press 1. For your balance, press 2.
        Caller: presses 1
        Line: Sales is closed.
        Line: hangs up
        \"\"\"
      And the call is over
"""


@pytest.mark.parametrize(
    ("number", "behind"), [("1", "      Then the line waits for the caller\n"), ("2", "    # a note at the end\n")]
)
@pytest.mark.parametrize("end_of_line", ["\n", "\r\n"])
def test_a_call_is_written_below_the_rule_to_which_it_belongs_and_nothing_is_lost(
    rules: Path, types: Typing, capsys: pytest.CaptureFixture[str], number: str, behind: str, end_of_line: str
) -> None:
    rules.write_bytes(RULES.replace("\n", end_of_line).encode())
    types("1", "Sales is closed", number)
    main(["call"])
    expected = RULES.replace(behind, f"{behind}{ADDED}")
    assert rules.read_bytes().decode() == expected.replace("\n", end_of_line)
    printed = capsys.readouterr().out
    assert "   1  Menus: Sales answers\n   2  Menus: The balance is a secret\n   3  A call that has begun\n" in printed
    assert "It passes: the scenario is below 'Menus: " in printed


def test_a_file_without_a_last_end_of_line_gets_one(rules: Path, types: Typing) -> None:
    rules.write_text(RULES.rstrip())
    types("1", "Sales is closed", "2")
    main(["call"])
    assert rules.read_text() == f"{RULES}{ADDED}"


def test_where_a_call_does_not_pass_it_is_not_left(
    rules: Path, types: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    types("1", "Sales is closed", "3")
    main(["call"])
    printed = capsys.readouterr().out
    assert "It does not pass there, so the file is as it was." in printed
    assert (rules.parent / "z_dialed.feature").read_text() == DIALED
    assert (rules.parent / "sales_is_closed.feature").exists()


@pytest.mark.parametrize("typed", [("",), (KeyboardInterrupt,), ("0", "four", "²", "")])
def test_a_call_that_belongs_under_no_rule_is_left_in_a_file_of_its_own(
    rules: Path, types: Typing, capsys: pytest.CaptureFixture[str], typed: Sequence[str]
) -> None:
    types("1", "Sales is closed", *typed)
    main(["call"])
    assert rules.read_text() == RULES
    assert (rules.parent / "sales_is_closed.feature").read_text().startswith("@saved\nFeature: Sales is closed\n")
    assert capsys.readouterr().out.count("; type a number from 1 to 3.") == len(typed) - 1


def test_a_title_that_is_taken_gets_a_number(rules: Path, types: Typing) -> None:
    types("1", "The menu is heard", "1")
    main(["call"])
    assert "    Scenario: The menu is heard (2)\n" in rules.read_text()


def test_a_file_that_changes_meanwhile_is_left_as_it_is(
    rules: Path, types: Typing, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    types("1", "Sales is closed", "1")
    ask = input

    def change_and_answer(prompt: str) -> str:
        if "rule" in prompt:
            rules.write_text("Feature: Another\n")
        return ask(prompt)

    monkeypatch.setattr("builtins.input", change_and_answer)
    main(["call"])
    assert rules.read_text() == "Feature: Another\n"
    assert "menus.feature has been changed meanwhile." in capsys.readouterr().out
    assert (rules.parent / "sales_is_closed.feature").exists()


# Other lines


class Quiet(WSGIRequestHandler):
    """Writes no log."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def served(project: Path) -> Iterator[str]:
    """Another line, on a server of its own: its address."""

    def app(environ: dict[str, str], start: Callable[..., object]) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/xml")])
        said = f"Host {environ['HTTP_HOST']}, key {environ.get('HTTP_X_API_KEY')}"
        return [f"<Response><Say>Another line.</Say><Say>{said}</Say></Response>".encode()]

    with make_server("127.0.0.1", 0, app, handler_class=Quiet) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_any_other_line_can_be_dialed_and_saved(
    project: Path,
    run: Run,
    types: Typing,
    served: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (project / "pytest.ini").write_text(f"{INI}ivr_auth_token = 12345\n")
    monkeypatch.setenv("API_KEY", "4711")
    types("Another line answers")
    options = ["--connect-to", served, "--header", "X-Api-Key: $API_KEY", "--auth-token", "67890"]
    assert main(["call", "--url", "http://public.example/voice", *options]) == 0
    printed = capsys.readouterr().out
    assert "Line     Host public.example, key 4711" in printed
    feature = project / "another_line_answers.feature"
    run_it = (
        f"Run it with: pytest {feature} -o ivr_line= --ivr-url http://public.example/voice --ivr-auth-token ... "
        f"--ivr-connect-to {served} --ivr-headers 'X-Api-Key: $API_KEY'"
    )
    assert printed.endswith(f"{run_it}\n")
    text = saved(project)
    assert text.startswith(f"# {run_it}\n@saved\n")
    assert "4711" not in text.replace("Line: Host public.example, key 4711", "")
    words = shlex.split(run_it.removeprefix("Run it with: pytest "))
    run(*words).assert_outcomes(passed=1)
    feature.write_text(text.replace("Another line.", "An other line."))
    run(*words).assert_outcomes(failed=1)


def test_a_token_or_header_that_is_given_openly_is_not_written_down(project: Path, types: Typing, served: str) -> None:
    types("Another line answers")
    main(["call", "--url", served, "--auth-token", "67890", "--header", "X-Secret: 4711"])
    comment = saved(project).splitlines()[0]
    assert comment.endswith("--ivr-auth-token ... --ivr-headers 'X-Secret: ...'")


def test_nothing_that_the_ini_file_says_of_its_own_line_is_told_to_another(
    project: Path, types: Typing, served: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "pytest.ini").write_text(f"{INI}ivr_headers = X-Api-Key: 4711\n")
    types("")
    main(["call", "--url", served])
    assert "key None" in capsys.readouterr().out


# Bad input


def test_a_line_that_nobody_serves_is_explained_and_what_happened_can_be_saved(
    project: Path, run: Run, types: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    url = f"http://127.0.0.1:{free_port()}/voice"
    types("Nobody answers")
    assert main(["call", "--url", url]) == 0
    assert "Start the line's server, or write where it listens" in capsys.readouterr().out
    run("nobody_answers.feature", "-o", "ivr_line=", "--ivr-url", url).assert_outcomes(passed=1)


def test_a_line_that_cannot_be_followed_from_its_first_word_makes_no_call(
    project: Path, types: Typing, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "my_ivr.py").write_text(LINE.replace('"": "<Gather', '"": "<Echo/><Gather'), encoding="utf-8")
    types("A title")
    assert main(["call"]) == 1
    assert "is not simulated. There is no call." in capsys.readouterr().out
    assert list(project.rglob("*.feature")) == []


@pytest.mark.parametrize(
    ("file", "complaint"),
    [
        ("here.feature", "here.feature exists already; choose another name."),
        ("call.txt", "call.txt would not be found by pytest: let its name end in .feature."),
        ("nowhere/call.feature", "There is no folder nowhere; create it, or choose another."),
    ],
)
def test_a_file_that_cannot_be_written_is_refused_before_anybody_dials(
    project: Path, capsys: pytest.CaptureFixture[str], file: str, complaint: str
) -> None:
    (project / "here.feature").touch()
    assert main(["call", "--save", file]) == 2
    printed = capsys.readouterr()
    assert printed.err == f"{complaint}\n"
    assert printed.out == ""


def test_prompts_that_cannot_be_read_are_refused_before_anybody_dials(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "features/prompts.txt").write_text("welcome.mp3\n")
    assert main(["call"]) == 2
    printed = capsys.readouterr()
    assert "prompts.txt:1: 'welcome.mp3' should be a name and its words" in printed.err
    assert printed.out == ""


def test_a_file_that_somebody_else_writes_during_the_call_is_not_touched(
    project: Path, types: Typing, monkeypatch: pytest.MonkeyPatch
) -> None:
    types("1")
    ask = input

    def write_and_answer(prompt: object = "") -> str:
        (project / "a_call.feature").write_text("Feature: Mine\n")
        return ask(prompt)

    monkeypatch.setattr("builtins.input", write_and_answer)
    assert main(["call", "--save", "a_call.feature"]) == 0
    assert (project / "a_call.feature").read_text() == "Feature: Mine\n"
    assert "  Scenario: A call\n" in (project / "a_call_2.feature").read_text()


def test_a_file_that_cannot_be_written_any_more_loses_no_call(
    project: Path, types: Typing, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (project / "here").mkdir()
    types("1")
    ask = input

    def remove_and_answer(prompt: object = "") -> str:
        (project / "here").rmdir()
        return ask(prompt)

    monkeypatch.setattr("builtins.input", remove_and_answer)
    assert main(["call", "--save", "here/a_call.feature"]) == 0
    printed = capsys.readouterr().out
    assert "here/a_call.feature cannot be written: No such file or directory. This is the scenario:" in printed
    assert "  Scenario: A call\n" in printed


# At a real terminal


def heed_control_c() -> None:
    """Heed Control-C, which whoever is started in the background ignores."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.fixture
def person(project: Path) -> Iterator["pexpect.spawn[str]"]:
    """A person at a terminal, who has dialed."""
    environment = {**os.environ, "TMPDIR": str(project)}
    command = ["-m", "pytest_ivr", "call"]
    terminal = pexpect.spawn(
        sys.executable, command, env=environment, encoding="utf-8", timeout=20, preexec_fn=heed_control_c
    )
    terminal.expect_exact(MENU)
    terminal.expect_exact("keys> ")
    yield terminal
    terminal.close()


def leave(person: "pexpect.spawn[str]") -> None:
    """Wait until the command has ended well."""
    person.expect(pexpect.EOF)
    person.close()
    assert person.exitstatus == 0


def test_a_session_at_a_real_terminal(project: Path, run: Run, person: "pexpect.spawn[str]") -> None:
    person.sendline('2 during "For sales"')
    person.expect_exact("Enter your PIN.")
    person.sendline("")
    person.expect_exact("says and presses nothing for 5 seconds")
    person.expect_exact("Save this call as a scenario?")
    person.sendline("A caller gives up")
    person.expect_exact("Run it with: pytest ")
    leave(person)
    assert "  Scenario: A caller gives up\n" in saved(project)
    run().assert_outcomes(passed=1)


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_control_c_and_control_d_hang_up_and_lose_no_call(
    project: Path, person: "pexpect.spawn[str]", key: str
) -> None:
    person.send(key)
    person.expect_exact("the caller hangs up")
    person.expect_exact("Save this call as a scenario?")
    person.send(key)
    person.expect_exact("The scenario is in ")
    leave(person)
    assert (project / "a_call_without_a_title.feature").exists()


def test_thousands_of_keys_can_be_pressed_and_saved(project: Path, run: Run, person: "pexpect.spawn[str]") -> None:
    keys = "1234567890" * 500
    person.sendline(keys)
    person.expect_exact("Sales is closed.")
    person.expect_exact("Save this call as a scenario?")
    person.sendline("Too many keys")
    person.expect_exact("Run it with: pytest ")
    leave(person)
    assert keys in saved(project)
    run().assert_outcomes(passed=1)


def test_a_page_in_the_browser_is_served_until_control_c(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    port = free_port()
    pages: list[str] = []

    def somebody() -> None:
        wait_until(lambda: is_served(port))
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
        browser.addheaders = [("Origin", f"http://127.0.0.1:{port}")]
        for path, body in (("", None), ("act", b"act=dial"), ("scenario", b"title=A caller")):
            with browser.open(f"http://127.0.0.1:{port}/{path}", body) as answer:
                pages.append(answer.read().decode())
        os.kill(os.getpid(), signal.SIGINT)

    thread = threading.Thread(target=somebody)
    thread.start()
    assert main(["call", "--browser", "--port", str(port), "--url", "http://127.0.0.1:9/other-line"]) == 0
    thread.join()
    assert "<title>The phone: 127.0.0.1:9/other-line</title>" in pages[0]
    assert "# Run it with: pytest any.feature --ivr-url http://127.0.0.1:9/other-line" in pages[2]
    assert f"http://127.0.0.1:{port}/" in capsys.readouterr().out


def test_what_the_page_in_the_browser_needs_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in sys.modules if name.startswith("pytest_ivr.phone.browser.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "flask", None)
    assert main(["call", "--browser", "--url", "http://127.0.0.1:9/other-line"]) == 2
    assert capsys.readouterr().err == (
        "The phone in the browser needs flask, which is not installed: pip install 'pytest-ivr[phone]'.\n"
    )
