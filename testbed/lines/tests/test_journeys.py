"""Each line has journeys in features alone: they reach its menus, pass, make a page, and notice what changes."""

import configparser
from pathlib import Path

import pytest

from pytest_ivr.journeys import feature_lint as lint
from pytest_ivr.living_docs.stream.features import read_features

from .drawn import LINES
from .journeys import JOURNEYS, changed_copy, docs, places, run_journeys

NAMES = sorted(path.name for path in JOURNEYS.iterdir() if path.is_dir())
LANGUAGE = (
    lint.scenarios_without_then,
    lint.repeated_titles,
    lint.empty_examples,
    lint.outlines_without_examples,
    lint.scenarios_outside_rules,
    lint.unreadable_sizes,
)


def drawn(name: str) -> str:
    """Return the name under which a line's map is known."""
    return "opening_hours in Python" if name == "opening_hours" else name


def test_every_line_has_journeys() -> None:
    assert {drawn(name) for name in NAMES} == {*LINES} - {"opening_hours in Node"}


@pytest.mark.parametrize("name", NAMES)
def test_a_line_needs_three_lines_of_configuration_and_no_python(name: str) -> None:
    ini = configparser.ConfigParser()
    ini.read(JOURNEYS / name / "pytest.ini")
    assert ini.sections() == ["pytest"]
    assert 1 <= len(ini["pytest"]) <= 3
    written = {path.suffix for path in (JOURNEYS / name / "features").rglob("*") if path.is_file()}
    assert written <= {".feature", ".txt"}


@pytest.mark.parametrize("name", NAMES)
def test_the_features_keep_to_the_language(name: str) -> None:
    features = read_features(JOURNEYS / name / "features")
    assert [problem for rule in LANGUAGE for problem in rule(features, [])] == []
    assert 8 <= sum(len(feature.scenarios) for feature in features) <= 20


@pytest.mark.parametrize("name", NAMES)
def test_the_journeys_pass_reach_every_menu_and_become_a_page(name: str, tmp_path: Path) -> None:
    journeys = run_journeys(name, tmp_path / "messages.ndjson")
    assert journeys.returned == 0, journeys.printed
    suite = journeys.suite
    assert {run.status for run in suite.runs} == {"passed"}
    assert all(run.transcript for run in suite.runs)
    reached = {menu for menu, end in heard(name).items() if any(place.endswith(end) for place in places(suite))}
    assert heard(name).keys() == reached
    built = docs("build", journeys.stream, "--out", tmp_path / "site", "--min-coverage", "1")
    assert (built.returncode, built.stderr) == (0, "")
    page = (tmp_path / "site/index.html").read_text(encoding="utf-8")
    assert all(feature.name in page for feature in suite.features)


def heard(name: str) -> dict[str, str | tuple[str, ...]]:
    """Return the menus of a line, and how what is heard in each ends."""
    line = LINES[drawn(name)]
    return {menu: end for menu, end in line.heard.items() if menu in line.drawn}


# What changes in which file of a line, and what pytest says of it.
CHANGES = {
    ("phone_tree", "phone_tree.py"): [
        ("Nobody is answering.", "Nobody answers.", "heard     Nobody answers. Please leave a message"),
        ("+15035550113", "+15035550114", "The phone of '+15035550113' does not ring"),
    ],
    ("survey", "survey.py"): [
        ("How good was breakfast?", "How good was lunch?", "heard     Question 3. How good was lunch?"),
        ('"2": url("phone_number")', '"1": url("phone_number")', "heard     Please enter your ten digit"),
    ],
    ("one_url", "one_url.py"): [
        ('"2": "beds", "beds": "beds"', '"2": "beds", "beds": "sofas"', "The line has called +16125550131."),
        ('play("sorry.mp3")', 'play("thanks.mp3")', "heard     Thank you. Goodbye."),
    ],
    ("signed", "signed_words.py"): [
        ("Your transfer is confirmed.", "Your transfer is done.", "heard     Your transfer is done."),
    ],
    ("signed", "signed.py"): [("TRIES = 3", "TRIES = 4", "heard     That is not your PIN.")],
    ("call_queue", "call_queue.py"): [
        ("number {position} in line.", "{position} in line.", "heard     You are 1 in line."),
        ('case "leave":', 'case "left":', "heard     All our lines are busy. To be called back"),
    ],
    ("opening_hours", "opening_hours.py"): [
        ('{"2", "3"}  #', '{"2", "4"}  #', "heard     On Christmas, only our Airport branch is open"),
        ("está cerrada.", "está abierta.", "heard     El domingo, nuestra sucursal Downtown está abierta."),
    ],
}


@pytest.mark.parametrize(
    ("name", "file", "change"),
    [pytest.param(*where, change, id=f"{where[0]}: {change[2]}") for where, made in CHANGES.items() for change in made],
)
def test_a_changed_line_turns_a_scenario_red(
    name: str, file: str, change: tuple[str, str, str], tmp_path: Path
) -> None:
    old, new, told = change
    changed_copy(tmp_path, file, (old, new))
    options = ("-x", "--ivr-line", f"changed.{name}:app")
    journeys = run_journeys(name, tmp_path / "messages.ndjson", *options, path=tmp_path)
    assert journeys.returned == 1, journeys.printed
    assert [run.status for run in journeys.suite.runs].count("failed") == 1
    assert told in journeys.printed


def test_every_line_has_a_change() -> None:
    assert {name for name, _ in CHANGES} == {*NAMES}


def test_the_signed_line_is_believed_over_http_at_its_public_address(bank: str, tmp_path: Path) -> None:
    options = ("-o", "ivr_line=", "--ivr-connect-to", bank)
    journeys = run_journeys("signed", tmp_path / "messages.ndjson", *options)
    assert journeys.returned == 0, journeys.printed
    assert all(run.transcript for run in journeys.suite.runs)
    refused = run_journeys("signed", tmp_path / "refused.ndjson", *options, "-x", "--ivr-auth-token", "another")
    assert "The request was signed for https://meridian.example/voice with the token of the line" in refused.printed
    assert "another" not in refused.printed.replace("--ivr-auth-token", "")
