"""`pytest-ivr init` writes what a new user needs, says what to do next, and overwrites nothing."""

from pathlib import Path

import pytest

from pytest_ivr.__main__ import main

WRITTEN = ["pytest.ini", "features/first_call.feature", ".github/workflows/journeys.yml"]
FIRST = '''\
Feature: First call
  What callers of this line experience. Say here in three lines who calls, and what for.

  Scenario: A caller who dials hears the first words
    When the caller dials
    Then the caller hears:
      """
      For sales, press 1.
      [welcome.mp3]
      """
    And the line waits for the caller
'''


def files(folder: Path) -> set[str]:
    """Return what is in a folder, but for the line and what Python keeps of it."""
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return {name for name in found if not name.startswith(("small_line", "__pycache__"))}


def test_a_project_is_prepared(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--ivr-line", "small_line:app", "--ivr-headers", "X-Api-Key: 1", "--ivr-headers", "X: 2"]) == 0
    said = capsys.readouterr().out
    assert files(folder) == set(WRITTEN)
    assert (folder / "pytest.ini").read_text() == (
        "[pytest]\nivr_line = small_line:app\nivr_headers =\n    X-Api-Key: 1\n    X: 2\n"
    )
    assert (folder / "features/first_call.feature").read_text() == FIRST
    assert "pytest-ivr docs build" in (folder / ".github/workflows/journeys.yml").read_text()
    assert all(f"{folder / name} was written." in said for name in WRITTEN)
    assert "pytest-ivr docs vocabulary" in said.split("Next:")[1]


def test_the_first_feature_is_green(pytester: pytest.Pytester, folder: Path) -> None:
    assert main(["init", "--ivr-line", "small_line:app"]) == 0
    pytester.chdir()
    result = pytester.runpytest("-p", "pytest_ivr.plugin", "-p", "no:django", "-p", "no:cacheprovider", str(folder))
    result.assert_outcomes(passed=1)


def test_played_files_have_their_words(folder: Path) -> None:
    (folder / "features").mkdir()
    (folder / "features/prompts.txt").write_text("welcome.mp3: Welcome.\n")
    main(["init", "--ivr-line", "small_line:app"])
    assert "\n      Welcome.\n" in (folder / "features/first_call.feature").read_text()


def test_a_line_that_says_nothing_has_a_first_feature_too(folder: Path) -> None:
    main(["init", "--ivr-line", "small_line:app", "--ivr-url", "https://ivr.example/silent"])
    text = (folder / "features/first_call.feature").read_text()
    assert text.endswith("Then the caller hears nothing\n    And the call is over\n")


def test_nothing_is_overwritten(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["init", "--ivr-line", "small_line:app"])
    for name in WRITTEN[1:]:
        (folder / name).write_text("mine")
    capsys.readouterr()
    assert main(["init"]) == 0
    said = capsys.readouterr().out
    assert f"{folder / 'pytest.ini'} names the line already." in said
    for name in WRITTEN[1:]:
        assert (folder / name).read_text() == "mine"
        assert f"{folder / name} is there already, and stays as it is." in said


def test_an_ini_file_that_is_there_is_left_to_its_owner(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "setup.cfg").write_text("[tool:pytest]\nxfail_strict = true\n")
    assert main(["init", "--ivr-line", "small_line:app"]) == 0
    said = capsys.readouterr().out
    assert f"Put this into {folder / 'setup.cfg'}, under [tool:pytest]:\n\nivr_line = small_line:app\n" in said
    assert (folder / "setup.cfg").read_text() == "[tool:pytest]\nxfail_strict = true\n"
    assert "pytest.ini" not in files(folder)


def test_a_line_that_fails_is_to_be_mended_first(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init", "--ivr-line", "small_line:app", "--ivr-url", "https://ivr.example/nonsense"]) == 1
    said = capsys.readouterr().out
    assert said.startswith("Twilio would log a warning, 12200:")
    assert said.endswith("Nothing was written; mend that first. `pytest-ivr check` shows the call.\n")
    assert files(folder) == set()


def test_without_a_line_it_says_what_to_give(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["init"]) == 2
    assert capsys.readouterr().err.startswith("Say which line: `pytest-ivr init --ivr-line my_ivr:app`")
    assert files(folder) == set()
