"""``pytest-ivr init``, ``check`` and ``docs vocabulary``, whatever they find."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from pytest_ivr.__main__ import main
from testbed.ports import free_port
from testbed.repository import ROOT

LINE = """
def answer(status, content_type, body):
    def app(environ, start_response):
        start_response(status, [("Content-Type", content_type)])
        return [body]

    return app


app = answer("200 OK", "text/xml", b"<Response><Gather><Say>For sales press 1.</Say></Gather></Response>")
goodbye = answer("200 OK", "text/xml", b"<Response><Hangup/></Response>")
refusing = answer("403 Forbidden", "text/plain", b"")
json = answer("200 OK", "application/json", b"{}")
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder with a line, in which commands run; its modules are forgotten at the end."""
    (tmp_path / "my_ivr.py").write_text(LINE)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", os.environ["DJANGO_SETTINGS_MODULE"])
    yield tmp_path
    for name in [name for name, module in sys.modules.items() if is_below(module, tmp_path)]:
        del sys.modules[name]


def is_below(module: Any, folder: Path) -> bool:
    """Whether a module was loaded from a folder."""
    return str(getattr(module, "__file__", None) or "").startswith(str(folder))


# check


@pytest.mark.parametrize(
    ("line", "result", "said"),
    [
        ("app", 0, "The line waits for the caller, and Twilio would log nothing."),
        ("goodbye", 0, "The call is over, and Twilio would log nothing."),
        ("refusing", 1, "The request was signed for https://ivr.example/voice with an empty token"),
        ("json", 1, "Twilio would log an error, 12300"),
    ],
)
def test_check_says_what_it_found(
    project: Path, capsys: pytest.CaptureFixture[str], line: str, result: int, said: str
) -> None:
    assert main(["check", "--ivr-line", f"my_ivr:{line}"]) == result
    printed = capsys.readouterr().out
    assert "https://ivr.example/voice, an application in this process" in printed
    assert "POST https://ivr.example/voice -> HTTP" in printed
    assert said in printed
    assert ("Mend that first" in printed) == bool(result)
    assert "tag the scenario" not in printed  # there is none


def test_check_never_tells_the_token(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--ivr-line", "my_ivr:refusing", "--ivr-auth-token", "of-the-account"])
    printed = capsys.readouterr().out
    assert "signed with a token of 14 characters" in printed
    assert "with the token of the line" in printed
    assert "of-the-account" not in printed


def test_check_says_where_nobody_listens(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    url = f"http://127.0.0.1:{free_port()}/voice"
    assert main(["check", "--ivr-url", url]) == 1
    printed = capsys.readouterr().out
    assert f"{url}, a server that is reached by HTTP" in printed
    assert "Start the line's server, or write where it listens" in printed


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "No line is configured. Write `ivr_line = my_ivr:app`"),
        (["--ivr-line", "nowhere:app"], "needs the module 'nowhere', which is neither installed nor below"),
        (["--ivr-url", "localhost:3000/voice"], "write it like https://ivr.example/voice"),
    ],
)
def test_check_says_what_to_write_where_nothing_can_be_dialed(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["check", *arguments]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert said in printed.err


def test_check_takes_the_line_of_the_ini_file(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "pyproject.toml").write_text('[tool.pytest.ini_options]\nivr_line = "my_ivr:goodbye"\n')
    assert main(["check"]) == 0
    assert "The call is over" in capsys.readouterr().out


# init

FIRST = """\
Feature: First call
  What callers of this line experience. Say here in three lines who calls, and what for.

  Scenario: A caller who dials hears the first words
    When the caller dials
    Then the caller hears:
      \"\"\"
      For sales press 1.
      \"\"\"
    And the line waits for the caller
"""


def test_init_writes_what_is_needed_and_says_what_is_next(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--ivr-line", "my_ivr:app", "--ivr-headers", "X-A: 1", "--ivr-headers", "X-B: 2"]) == 0
    written = (project / "pytest.ini").read_text()
    assert written == "[pytest]\nivr_line = my_ivr:app\nivr_headers =\n    X-A: 1\n    X-B: 2\n"
    assert (project / "features/first_call.feature").read_text() == FIRST
    workflow = (project / ".github/workflows/journeys.yml").read_text()
    assert "- run: pytest\n" in workflow
    printed = capsys.readouterr().out
    assert "pytest-ivr docs build reports/*.ndjson" in printed
    assert "The server has to be running" not in printed


def test_init_overwrites_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", "--ivr-line", "my_ivr:app"])
    files = [path for path in project.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    for path in files:
        path.write_text(path.read_text() + "\n# mine\n")
    before = {path: path.read_text() for path in files}
    capsys.readouterr()
    assert main(["init"]) == 0
    assert {path: path.read_text() for path in files} == before
    printed = capsys.readouterr().out
    assert f"{project / 'pytest.ini'} names the line already." in printed
    assert printed.count("is there already, and stays as it is.") == 2


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("pytest.ini", "[pytest]\nstrict = true\n", "under [pytest]:\n\nivr_line = my_ivr:app\n"),
        ("pytest.ini", "", "under [pytest]:\n\nivr_line = my_ivr:app\n"),
        ("pytest.ini", "[pytest]\nivr_line = my_ivr:goodbye\n", "under [pytest]:\n\nivr_line = my_ivr:app\n"),
        ("setup.cfg", "[tool:pytest]\naddopts = -q\n", "under [tool:pytest]:\n\nivr_line = my_ivr:app\n"),
        ("pytest.toml", "[pytest]\nstrict = true\n", 'under [pytest]:\n\nivr_line = "my_ivr:app"\n'),
        (
            "pyproject.toml",
            '[tool.pytest.ini_options]\naddopts = "-q"\n',
            'under [tool.pytest.ini_options]:\n\nivr_line = "my_ivr:app"\n',
        ),
    ],
)
def test_init_says_what_to_put_into_an_ini_file_that_is_there(
    project: Path, capsys: pytest.CaptureFixture[str], name: str, text: str, said: str
) -> None:
    (project / name).write_text(text)
    assert main(["init", "--ivr-line", "my_ivr:app"]) == 0
    assert f"Put this into {project / name}, {said}" in capsys.readouterr().out
    assert (project / name).read_text() == text
    assert name == "pytest.ini" or not (project / "pytest.ini").exists()


def test_init_writes_lists_as_toml_has_them(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / "pytest.toml").write_text("[pytest]\nstrict = true\n")
    main(["init", "--ivr-line", "my_ivr:app", "--ivr-secret-keys", "/pin"])
    assert 'ivr_secret_keys = ["/pin"]\n' in capsys.readouterr().out


def test_init_writes_a_pytest_ini_beside_a_toml_file_without_a_word_of_pytest(project: Path) -> None:
    (project / "pyproject.toml").write_text('[project]\nname = "my-ivr"\n')
    assert main(["init", "--ivr-line", "my_ivr:app"]) == 0
    assert (project / "pytest.ini").read_text() == "[pytest]\nivr_line = my_ivr:app\n"


def test_init_writes_nothing_for_a_line_that_fails(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--ivr-line", "my_ivr:refusing"]) == 1
    assert "11200" in (printed := capsys.readouterr().out)
    assert "Nothing was written; mend that first." in printed
    assert [path.name for path in project.iterdir() if path.name != "__pycache__"] == ["my_ivr.py"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [([], "Say which line: `pytest-ivr init --ivr-line my_ivr:app`"), (["--ivr-line", "nope:app"], "'nope'")],
)
def test_init_says_what_to_write_where_nothing_can_be_dialed(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    assert main(["init", *arguments]) == 2
    assert said in capsys.readouterr().err
    assert not (project / "pytest.ini").exists()


def test_init_begins_the_first_feature_with_what_the_line_says_of_its_world(project: Path) -> None:
    (project / "my_line.py").write_text(
        "from my_ivr import goodbye\nfrom pytest_ivr import Line\nfrom pytest_ivr.simulator import WsgiTransport\n"
        "def line():\n    return Line('https://a.example/voice', WsgiTransport(goodbye), givens=givens)\n"
        "def givens(call):\n    return ['a', 'b']\n"
    )
    assert main(["init", "--ivr-line", "my_line:line"]) == 0
    feature = (project / "features/first_call.feature").read_text()
    steps = ["Given a", "And b", "When the caller dials", "Then the caller hears nothing", "And the call is over"]
    assert [line.strip() for line in feature.splitlines()[4:]] == steps


def test_init_quotes_the_words_of_played_files(project: Path) -> None:
    (project / "features").mkdir()
    (project / "features/prompts.txt").write_text("welcome.mp3: Good morning.\n")
    (project / "playing.py").write_text(
        "import my_ivr\napp = my_ivr.answer('200 OK', 'text/xml', "
        "b'<Response><Play>https://elsewhere.example/welcome.mp3</Play></Response>')\n"
    )
    main(["init", "--ivr-line", "playing:app"])
    assert "Good morning." in (project / "features/first_call.feature").read_text()


def test_the_first_feature_is_green(pytester: pytest.Pytester, project: Path) -> None:
    assert main(["init", "--ivr-line", "my_ivr:app"]) == 0
    pytester.chdir()
    result = pytester.runpytest("-p", "pytest_ivr.plugin", "-p", "no:django", "-p", "no:cacheprovider", str(project))
    result.assert_outcomes(passed=1)


def test_a_line_that_says_nothing_has_a_first_feature_too(project: Path) -> None:
    main(["init", "--ivr-line", "my_ivr:goodbye"])
    text = (project / "features/first_call.feature").read_text()
    assert text.endswith("Then the caller hears nothing\n    And the call is over\n")


# docs vocabulary


def vocabulary(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own: this one knows sentences of its own."""
    command = [sys.executable, "-m", "pytest_ivr", "docs", "vocabulary"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    return subprocess.run(command, cwd=folder, env=environment, check=False, capture_output=True, text=True)


INI = "[pytest]\nivr_line = my_ivr:app\naddopts = -p pytest_ivr.plugin -p no:django\n"
OWN = """
from pytest_bdd import given


@given("a friend of {name}")
def a_friend():
    \"""Somebody is there.\"""
"""


def test_the_vocabulary_is_that_of_the_project_in_the_order_of_files(project: Path) -> None:
    (project / "pytest.ini").write_text(INI)
    (project / "conftest.py").write_text(OWN)
    found = json.loads(vocabulary(project).stdout)
    [own] = [it for it in found["sentences"] if it["file"] == "conftest.py"]
    assert own == {
        "keyword": "given",
        "sentence": "a friend of {name}",
        "explanation": "Somebody is there.",
        "parameters": [],  # it is no pattern
        "file": "conftest.py",
        "line": 5,
    }
    assert "the call is over" in {it["sentence"] for it in found["sentences"]}
    assert "the caller dials" in found["actions"]


def test_sentences_that_cannot_be_collected_are_told_with_what_pytest_says(project: Path) -> None:
    (project / "pytest.ini").write_text(INI)
    (project / "test_broken.py").write_text("import absent_module\n")
    result = vocabulary(project)
    assert result.returncode == 2
    assert result.stdout == ""
    assert result.stderr.startswith("The sentences cannot be listed, since pytest cannot collect the tests:")
    assert "absent_module" in result.stderr
