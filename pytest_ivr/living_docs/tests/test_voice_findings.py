"""How the line speaks, on the page: rule by rule, and of what is waived a few examples."""

import re
from typing import NamedTuple

from pytest_ivr.living_docs.document.call_flow import build_call_flow
from pytest_ivr.living_docs.document.page import render_page
from pytest_ivr.living_docs.document.run import Suite


class Rule(NamedTuple):
    """A rule."""

    id: str
    title: str


class Finding(NamedTuple):
    """What a rule found."""

    rule: Rule
    words: str
    level: str = "warning"
    problem: str = "It is long."
    shortest_call: str = "dials"
    second: float = 2.5
    reason: str = ""
    file: str = ""


SHORT = Rule("P2", "Menus are short")
CLEAR = Rule("P10", "Words are clear")


def page_with(*findings: Finding) -> str:
    """Return what the page says of findings, without its markup."""
    suite = Suite([], [], 0, 0, success=True, messages=[], meta={})
    page = render_page(suite, build_call_flow([], []), "A line", voice=findings)
    told = page[page.index('id="voice"') :]
    return " ".join(re.sub("<[^>]+>", " ", told[: told.index("Sentences you can use")]).split())


def test_what_is_found_is_told_whole_and_of_what_is_waived_a_few_examples() -> None:
    found = [Finding(SHORT, f"Menu {number}") for number in range(5)]
    waived = [Finding(CLEAR, f"Sentence {number}", "waived", reason="It is fixed.") for number in range(5)]
    told = page_with(*found, *waived)
    assert all(f"Menu {number}: It is long." in told for number in range(5))
    assert "warning Menus are short P2, 5 times Menu 0: It is long." in told
    assert "Waived, each for a reason: 1 Words are clear P10, 5 times It is fixed. For example Sentence 0" in told
    assert told.count("It is fixed.") == 1
    assert "Sentence 2: It is long. Second 2.5 of the call: dials" in told
    assert "Sentence 3" not in told


def test_a_recording_is_named() -> None:
    assert "Welcome (welcome.mp3): It is long." in page_with(Finding(SHORT, "Welcome", file="welcome.mp3"))


def test_what_is_waived_for_different_reasons_stands_apart() -> None:
    waived = [Finding(CLEAR, f"Sentence {it}", "waived", reason=f"Reason {it}.", shortest_call="") for it in range(2)]
    told = page_with(*waived)
    assert "Words are clear P10 Reason 0. Where Sentence 0: It is long." in told
    assert "Words are clear P10 Reason 1. Where Sentence 1: It is long." in told
    assert "Waived, each for a reason: 2" in told
