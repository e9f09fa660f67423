"""`pytest-ivr check` dials once and says what it found."""

from pathlib import Path

import pytest

from pytest_ivr.__main__ import main

HERE = ("--ivr-line", "small_line:app")


@pytest.mark.parametrize(
    ("url", "result", "summary"),
    [
        ("https://ivr.example/voice", 0, "The line waits for the caller, and Twilio would log nothing."),
        ("https://ivr.example/ends", 0, "The call is over, and Twilio would log nothing."),
        ("https://ivr.example/nonsense", 1, "Mend that first, and check again."),
    ],
)
def test_a_line_of_this_process_is_dialed(
    url: str, result: int, summary: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", *HERE, "--ivr-url", url]) == result
    said = capsys.readouterr().out
    assert said.startswith(
        f"The line is {url}, an application in this process, and requests are signed with an empty token.\n"
        "A call was dialed; until the line waited for the caller or was done, that took "
    )
    assert "Caller   dials" in said
    assert f"\n{summary}" in said
    assert ("Twilio would log a warning, 12200:" in said) == bool(result)


def test_the_ini_file_names_the_line_too(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "pytest.ini").write_text("[pytest]\nivr_line = small_line:app\nivr_url = https://ivr.example/ends\n")
    (folder / "inner").mkdir()
    assert main(["check"]) == 0
    assert "The line is https://ivr.example/ends" in capsys.readouterr().out


def test_without_a_line_there_is_one_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check"]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("No line is configured. Write `ivr_line = my_ivr:app`")
    assert said.err.count("\n") == 1
