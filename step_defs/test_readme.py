"""The README keeps its word: its journey is one of ours, its call is that journey's, and all that it names is there."""

import re
from pathlib import Path
from textwrap import dedent

import pytest

from pytest_ivr.__main__ import COMMANDS
from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.simulator import as_dialogue
from testbed.pytest_runs import run_pytest
from testbed.repository import ROOT

PAGES = [*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "pytest_ivr/simulator/README.md"]
README = (ROOT / "README.md").read_text(encoding="utf-8")
JOURNEY = README.partition("## What a journey looks like\n")[2].partition("\n## ")[0]
FEATURE = ROOT / "features/hearing_showtimes.feature"
LINK = re.compile(r"\]\((?!\w+:)([^)#\s]*)(?:#([^)\s]+))?\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def blocks(language: str) -> list[str]:
    """Return what the section of the journey shows in a language."""
    return [text for kind, text in FENCE.findall(JOURNEY) if kind == language]


def test_the_journey_stands_in_its_feature_word_for_word() -> None:
    [excerpt] = blocks("gherkin")
    feature = dedent(FEATURE.read_text(encoding="utf-8").partition("\n\n")[2])
    lines = "\n".join(line.strip() for line in feature.splitlines())
    paragraphs = excerpt.strip().split("\n\n")
    assert len(paragraphs) == 2  # the background and the scenario
    for paragraph in paragraphs:
        shown = "\n".join(line.strip() for line in paragraph.splitlines())
        assert f"\n{shown}\n\n" in f"\n{lines}\n"


def test_the_call_is_the_journeys(tmp_path: Path) -> None:
    [title] = re.findall(r"Scenario: (.+)", blocks("gherkin")[0])
    stream = tmp_path / "messages.ndjson"
    assert run_pytest(str(FEATURE.relative_to(ROOT)), "--messages", str(stream)).returncode == 0
    [run] = [run for run in read_suite([stream]).runs if run.title == title]
    [shown] = blocks("")
    assert dedent(as_dialogue(run.transcript)) == dedent(shown).strip("\n")


def test_the_table_of_folders_is_complete() -> None:
    ignored = set((ROOT / ".gitignore").read_text().split())
    there = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")}
    named = re.findall(r"^\| `(\w+)/` \|", README, re.MULTILINE)
    assert sorted(named) == sorted(name for name in there if f"{name}/" not in ignored and f"/{name}/" not in ignored)


def test_the_commands_are_there() -> None:
    rules = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:^|`)make ([a-z-]+)", README, re.MULTILINE)) <= rules | {"help"}
    assert set(re.findall(r"(?:^|`)pytest-ivr ([a-z]+)", README, re.MULTILINE)) <= set(COMMANDS)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target, anchor in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
        path = (page.parent / target).resolve() if target else page
        assert path.exists(), f"{page.name} links to {target}"
        if anchor:
            assert anchor in anchors(path), f"{page.name} links to {target}#{anchor}"


def anchors(page: Path) -> set[str]:
    """Return the anchors of the headings of a page, as GitHub makes them."""
    headings = HEADING.findall(page.read_text(encoding="utf-8"))
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
