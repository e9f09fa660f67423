"""Commands without pytest read the ini file that pytest would read."""

import os
import sys
from pathlib import Path

import pytest

from pytest_ivr.configuration import ConfigurationError
from pytest_ivr.ini import find_project

FILES = {
    "pytest.toml": '[pytest]\nivr_line = "a:b"\n',
    ".pytest.toml": '[pytest]\nivr_line = "a:b"\n',
    "pytest.ini": "[pytest]\nivr_line = a:b\n",
    ".pytest.ini": "[pytest]\nivr_line = a:b\n",
    "pyproject.toml": '[tool.pytest]\nivr_line = "a:b"\n[tool.pytest.ini_options]\nivr_line = "no"\n',
    "tox.ini": "[pytest]\nivr_line = a:b\n",
    "setup.cfg": "[tool:pytest]\nivr_line = a:b\n",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder; what is done to the way of imports is taken back."""
    monkeypatch.setattr(sys, "path", sys.path.copy())
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE", raising=False)
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_the_line_stands_in_any_file_that_pytest_reads(name: str, folder: Path) -> None:
    (folder / name).write_text(FILES[name])
    (folder / "inner").mkdir()
    project = find_project(folder / "inner")
    assert project.root == folder
    assert project.settings({})["ivr_line"] == "a:b"


def test_the_older_table_of_pyproject_counts_too(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.pytest.ini_options]\nivr_headers = ["A: 1", "B: 2"]\n')
    assert find_project(folder).settings({})["ivr_headers"] == ["A: 1", "B: 2"]


def test_options_win_and_lists_have_a_line_each(folder: Path) -> None:
    (folder / "pytest.ini").write_text("[pytest]\nivr_line = a:b\nivr_headers =\n    A: 1\n    B: 2\n")
    settings = find_project(folder).settings({"ivr_line": "c:d", "ivr_url": None})
    assert (settings["ivr_line"], settings["ivr_url"]) == ("c:d", "")
    assert settings["ivr_headers"] == ["A: 1", "B: 2"]


def test_the_first_file_with_a_section_wins(folder: Path) -> None:
    (folder / "pytest.ini").write_text("[other]\nivr_line = no\n")
    (folder / "tox.ini").write_text("[pytest]\nivr_line = a:b\n")
    assert find_project(folder).settings({})["ivr_line"] == "a:b"


def test_without_a_file_the_folder_is_the_project(folder: Path) -> None:
    project = find_project(folder)
    assert (project.root, dict(project.values)) == (folder, {})


@pytest.mark.parametrize(
    ("name", "text"), [("pytest.ini", "ivr_line = a:b\n"), ("pyproject.toml", "[tool\n"), ("tox.ini", "\xff")]
)
def test_a_file_that_cannot_be_read_is_named(name: str, text: str, folder: Path) -> None:
    (folder / name).write_bytes(text.encode("latin-1"))
    with pytest.raises(ConfigurationError, match=f"{name} cannot be read: "):
        find_project(folder)


@pytest.mark.parametrize("value", ['"src lib"', '["src", "lib"]'])
def test_modules_and_djangos_settings_are_found_as_under_pytest(
    value: str, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "environ", {})
    (folder / "pytest.toml").write_text(f'[pytest]\npythonpath = {value}\nDJANGO_SETTINGS_MODULE = "mysite.settings"\n')
    find_project(folder).prepare()
    assert sys.path[:2] == [str(folder / "src"), str(folder / "lib")]
    assert os.environ == {"DJANGO_SETTINGS_MODULE": "mysite.settings"}
