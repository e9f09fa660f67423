"""docs/your-own-line.md keeps its word: its examples are files that run, its commands work, its tables are complete.

A section that shows something names a folder of docs/examples. Its blocks stand in the files of that folder as they
are; its commands (``sh``) are run there, and what it shows of their output (``text``) is what they print.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_bdd.steps import step_function_context_registry

from pytest_ivr.__main__ import COMMANDS, parser
from pytest_ivr.explorer import fixtures as explorer_fixtures
from pytest_ivr.explorer import sentences as explorer_sentences
from pytest_ivr.journeys import fixtures as fixtures_module
from pytest_ivr.journeys.notation import ACTIONS
from pytest_ivr.journeys.tags import MARKS
from pytest_ivr.keys import KEYS
from pytest_ivr.living_docs import recording
from pytest_ivr.living_docs.stream.registry import step_definitions
from pytest_ivr.plugin import JOURNEYS
from testbed.repository import ROOT

from .strangers import EXAMPLES, FENCE, PAGE, Environment, blocks, copied_examples, section

TITLES = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
SHOWN = [(title, kind, text) for title in TITLES for kind, text in FENCE.findall(section(PAGE, title))]


def folders(title: str) -> list[Path]:
    """Return the folders and files that a section names."""
    found = re.findall(r"\]\((examples/\w+|\.\./pytest_ivr/\S+\.yml)\)", section(PAGE, title))
    return [ROOT / "docs" / name for name in dict.fromkeys(found)]


def files(title: str) -> Iterator[str]:
    """Yield the texts of the files that a section names."""
    for folder in folders(title):
        for path in folder.rglob("*") if folder.is_dir() else [folder]:
            if path.is_file() and "__pycache__" not in path.parts and "reports" not in path.parts:
                yield path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("title", "kind", "text"), [it for it in SHOWN if it[1] != "sh"])
def test_what_the_page_shows_stands_in_a_file(title: str, kind: str, text: str) -> None:
    printed = bool(blocks(section(PAGE, title), "sh")) and kind == "text"
    assert printed or any(text in file for file in files(title))


@pytest.mark.parametrize("title", [title for title in TITLES if blocks(section(PAGE, title), "sh")])
def test_the_commands_of_the_page_work(title: str, environment: Environment, tmp_path: Path) -> None:
    examples, port = copied_examples(tmp_path / "examples")
    project = examples / folders(title)[0].name
    for commands in blocks(section(PAGE, title), "sh"):
        printed = environment.follow(commands, project, port)
        for text in blocks(section(PAGE, title), "text"):
            assert text in printed


RUN_ELSEWHERE = {"fastapi", "django"}  # by test_strangers


@pytest.mark.parametrize("name", ["data", "several"])
def test_the_examples_without_commands_of_their_own_run(name: str, environment: Environment, tmp_path: Path) -> None:
    examples, _ = copied_examples(tmp_path / "examples")
    printed = environment.succeed("pytest && pytest-ivr docs build reports/*.ndjson", examples / name)
    assert {"data": "3 passed", "several": "6 passed, 1 skipped, 1 xfailed"}[name] in printed


def test_init_is_green_for_a_line_with_a_clock_and_data(environment: Environment, tmp_path: Path) -> None:
    examples, _ = copied_examples(tmp_path / "examples")
    commands = "pytest-ivr init\npytest features/first_call.feature"
    assert "1 passed" in environment.follow(commands, examples / "data")


def test_the_vocabulary_has_the_sentences_of_the_project(environment: Environment, tmp_path: Path) -> None:
    examples, _ = copied_examples(tmp_path / "examples")
    vocabulary = json.loads(environment.succeed("pytest-ivr docs vocabulary", examples / "data"))
    own = [it for it in vocabulary["sentences"] if it["file"] == "conftest.py"]
    assert [it["sentence"] for it in own] == [
        "the bicycle of ticket {number} is {state}",
        "the line has been asked for {count:d} tickets",
    ]
    assert own[0]["explanation"] == "This is the state of a bicycle when the caller dials."
    assert own[0]["parameters"] == ["number", "state"]
    kit = [f"{it['keyword'].capitalize()} {it['sentence']}" for it in vocabulary["sentences"] if it not in own]
    assert sorted(kit) == sorted(codes("Sentences"))
    assert vocabulary["actions"] == [f"the caller {form}" for form in codes("Actions")]


def test_every_example_is_run() -> None:
    in_sections = {folder.name for title in TITLES if blocks(section(PAGE, title), "sh") for folder in folders(title)}
    there = {path.name for path in EXAMPLES.iterdir() if path.is_dir() and not path.name.startswith("__")}
    assert in_sections | RUN_ELSEWHERE | {"data", "several", "published"} == there


def rows(title: str) -> list[list[str]]:
    """Return the rows of a section's table, cell by cell, without its head."""
    lines = [line for line in section(PAGE, title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" |")] for line in lines[2:]]


def codes(title: str, column: int = 0) -> list[str]:
    """Return what a column of a section's table names."""
    return [name for row in rows(title) for name in re.findall(r"^`(.+?)`$", row[column].strip("| "))]


def test_the_table_of_sentences_is_complete() -> None:
    assert step_function_context_registry
    modules = {Path(str(sys.modules[name].__file__)) for name in JOURNEYS if "sentences" in name}
    ours = [it for it in step_definitions() if it.path in modules]
    assert {it.path for it in ours} == modules
    assert sorted(codes("Sentences")) == sorted(f"{it.type.capitalize()} {it.sentence}" for it in ours)


def test_the_table_of_actions_is_complete() -> None:
    assert codes("Actions") == [action.form for action in ACTIONS]


def test_what_more_an_action_can_be_is_read() -> None:
    for form, more in [row for row in rows("Actions") if row[1:] and row[1]]:
        base = form.strip("`").split()[0]
        for written in re.findall(r"`([^`]+)`", more):
            if written.startswith(base):
                assert any(re.fullmatch(action.pattern, written) for action in ACTIONS), written


def test_the_table_of_keys_is_complete() -> None:
    assert codes("Keys and options") == [key.name for key in KEYS]
    assert codes("Keys and options", 1) == [*(key.option for key in KEYS), "--messages", "--change-answers"]


def test_the_table_of_tags_is_complete() -> None:
    assert {f"@{name}" for name in MARKS} | {"@twilio_logs_11200", "@skip", "@your-own"} == set(codes("Tags"))


def test_the_table_of_commands_is_complete() -> None:
    named = {name.removeprefix("pytest-ivr ") for name in codes("Commands")}
    assert {name.split()[0] for name in named} == set(COMMANDS)
    [docs] = [it for it in parser(["docs"])._subparsers._group_actions[0].choices.items() if it[0] == "docs"]  # type: ignore[union-attr]  # argparse keeps its commands there
    commands = docs[1]._subparsers._group_actions[0].choices
    assert {name.split()[1] for name in named if name.startswith("docs")} == set(commands)


def test_the_fixtures_that_are_public_are_there() -> None:
    named = re.findall(r"the fixtures ((?:`\w+`(?:, | and )?)+)", section(PAGE, "What is public"))
    modules = (fixtures_module, explorer_fixtures, explorer_sentences, recording.Fixtures)
    fixtures = {name for module in modules for name in vars(module)}
    assert set(re.findall(r"`(\w+)`", named[0])) <= fixtures
