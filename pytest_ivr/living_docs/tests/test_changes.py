"""What a comparison of two runs names: what differs, and nothing that only seems to."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.run import Scenario, Suite
from pytest_ivr.living_docs.document.since import render_changes
from pytest_ivr.living_docs.document.since.changes import changes
from pytest_ivr.simulator import Event

from .calls import CALLER_HANGS_UP, LINE_HANGS_UP, SILENT, event, pressed, requested, said, write_calls
from .cucumbers import ndjson, told

NOTHING = "Nothing that callers or scenarios would show."
DIALED: list[Event] = [requested("/voice"), *said("Welcome")]
PRESSED_ONE: list[Event] = [*DIALED, pressed("1"), requested("/one"), *said("One")]


def played(url: str) -> list[Event]:
    """Return a file that is played."""
    return [{"second": 1.0, "event": "played", "seconds": 1.0, "loops": 1, "url": url}]


def compare(old: Path, new: Path) -> str:
    """Return what is said of two streams."""
    return told_of(read_suite([old]), read_suite([new]))


def told_of(old: Suite, new: Suite) -> str:
    """Return what is said of two suites."""
    return render_changes(changes(old, new))


def scenarios(suite: Suite) -> list[Scenario]:
    """Return the scenarios of a suite."""
    return [it for feature in suite.features for it in feature.scenarios]


def one(folder: Path, *calls: list[Event], status: str = "PASSED") -> Path:
    """Write the stream of one run."""
    return write_calls(folder / "calls.ndjson", *calls, status=status)


def compare_calls(tmp_path: Path, old: list[Event], new: list[Event], status: str = "PASSED") -> str:
    """Return what is said of a call of old and a call of now, which came to this status."""
    return compare(one(tmp_path / "old", old), one(tmp_path / "new", new, status=status))


def test_what_stood_behind_a_failure_is_not_taken_for_gone(tmp_path: Path) -> None:
    went_on = [*PRESSED_ONE, pressed("2"), requested("/two"), *said("Two")]
    stopped = [*DIALED, pressed("1"), requested("/one"), *said("Won")]
    told = compare_calls(tmp_path, went_on, stopped, "FAILED")
    assert "### What callers hear\n\n- **changed**: was “One”, is now “Won” (in “Call 0”)\n" in told
    assert "Two" not in told
    assert "Ways" not in told
    back = compare(one(tmp_path / "stopped", stopped, status="FAILED"), one(tmp_path / "went on", went_on))
    assert "Two" not in back


@pytest.mark.parametrize("act", [SILENT, CALLER_HANGS_UP], ids=["silence", "hanging up"])
def test_silence_and_hanging_up_are_acts_too(act: Event, tmp_path: Path) -> None:
    went_on = [*PRESSED_ONE, act, requested("/two"), *said("Two")]
    assert "Two" not in compare_calls(tmp_path, went_on, PRESSED_ONE, "FAILED")


def test_a_scenario_that_did_not_dial_tells_nothing_of_the_line(tmp_path: Path) -> None:
    assert compare_calls(tmp_path, PRESSED_ONE, [], "FAILED") == (
        "### Scenarios\n\n- **changed**: Calls: Call 0: was passed, is failed"
    )


def test_white_space_is_compared_as_callers_hear_it(tmp_path: Path) -> None:
    spaced = [requested("/voice"), *said("\n  Welcome\n")]
    assert compare_calls(tmp_path, [*spaced], [*DIALED]) == NOTHING


def test_a_file_is_compared_by_its_name_and_not_by_its_server(tmp_path: Path) -> None:
    old = [*DIALED, *played("https://one.example/prompts/main%20menu.mp3?v=1")]
    same = [*DIALED, *played("http://127.0.0.1:3000/audio/main%20menu.mp3")]
    assert compare_calls(tmp_path, old, same) == NOTHING
    told = compare_calls(tmp_path, old, [*DIALED, *played("https://one.example/prompts/sales.mp3")])
    assert "- **changed**: was “\\[main menu.mp3\\]”, is now “\\[sales.mp3\\]” (in “Call 0”)" in told


def test_the_recordings_of_two_runs_are_one_recording(tmp_path: Path) -> None:
    urls = [f"https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE{digit * 32}.mp3" for digit in "1a"]
    old, new = ([*DIALED, *played(url)] for url in urls)
    assert compare_calls(tmp_path, old, new) == NOTHING


def test_a_sentence_that_one_scenario_lacks_is_named_with_it(tmp_path: Path) -> None:
    bye = [*DIALED, SILENT, *said("Bye"), LINE_HANGS_UP]
    old = one(tmp_path / "old", bye, [*PRESSED_ONE, *said("Bye"), LINE_HANGS_UP])
    new = one(tmp_path / "new", bye, [*PRESSED_ONE, LINE_HANGS_UP])
    assert compare(old, new) == "### What callers hear\n\n- **gone**: “Bye” (in “Call 1”)"
    assert compare(new, old) == "### What callers hear\n\n- **new**: “Bye” (in “Call 1”)"


def test_a_menu_with_other_words_leads_where_it_led(tmp_path: Path) -> None:
    def suite(folder: str, *menu: str) -> Path:
        asks = [requested("/voice"), *said(*menu)]
        return one(tmp_path / folder, [*asks, pressed("1"), requested("/one", Digits="1"), *said("One"), LINE_HANGS_UP])

    told = compare(suite("old", "For sales press 1"), suite("new", "For help press 1"))
    assert "- **changed**: was “For sales press 1”, is now “For help press 1” (in “Call 0”)" in told
    assert "ays through the line" not in told
    told = compare(suite("old", "For sales press 1"), suite("new", "For sales press 1", "For help press 2"))
    assert "ays through the line" not in told


def test_the_order_of_sentences_counts(tmp_path: Path) -> None:
    old, new = ([requested("/voice"), *said(*texts)] for texts in (("One", "Two"), ("Two", "One")))
    assert compare_calls(tmp_path, old, new) == (
        "### What callers hear\n\n- **moved**: “Two” comes at another place (in “Call 0”)"
    )


def test_of_a_scenario_that_is_new_only_what_nobody_heard_counts(tmp_path: Path) -> None:
    old, new = one(tmp_path / "old", DIALED), one(tmp_path / "new", DIALED, PRESSED_ONE)
    assert compare(old, new) == (
        "### Scenarios\n\n- **new**: Calls: Call 1 (passed)\n  - heard for the first time: “One”\n\n"
        "### Ways through the line\n\n- **new**: from “Welcome”, silence, to “One”"
    )
    assert "- **gone**: Calls: Call 1 (was passed)\n  - no longer heard: “One”\n" in compare(new, old)


def test_tones_are_heard_too(tmp_path: Path) -> None:
    tones: Event = {"second": 1.0, "event": "played", "seconds": 1.0, "loops": 1, "digits": "12"}
    assert "- **new**: “\\[tones 12\\]”" in compare_calls(tmp_path, DIALED, [*DIALED, tones])


def test_scenarios_are_told_apart_by_their_files(tmp_path: Path) -> None:
    def run(folder: str, uk: str) -> Suite:
        streams = []
        for country, status in (("uk", uk), ("us", "PASSED")):
            stream = one(tmp_path / folder / country, DIALED, status=status)
            stream.write_text(stream.read_text().replace("calls.feature", f"{country}/calls.feature"))
            streams.append(stream)
        return read_suite(streams)

    assert told_of(run("old", "PASSED"), run("new", "FAILED")) == (
        "### Scenarios\n\n- **changed**: Calls: Call 0 (uk/calls.feature): was passed, is failed"
    )


@pytest.mark.parametrize(
    ("red", "name"), [(0, "Sales: By day: A caller rings"), (1, "Sales: By night: A caller rings")]
)
def test_scenarios_are_told_apart_by_their_rules(tmp_path: Path, red: int, name: str) -> None:
    old, new = (tmp_path / name for name in ("old.ndjson", "new.ndjson"))
    for path in (old, new):
        path.write_bytes(ndjson(told()))
    before, after = read_suite([old]), read_suite([new])
    after.runs[red].status = "failed"
    assert told_of(before, after) == f"### Scenarios\n\n- **changed**: {name}: was passed, is failed"


def test_scenarios_are_told_apart_by_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "run.ndjson"
    path.write_bytes(ndjson(told()))
    before, after = read_suite([path]), read_suite([path])
    after.runs[2].status, after.runs[3].status = "failed", "passed"
    outline = after.features[0].scenarios[2].title
    assert told_of(before, after).replace("\\", "") == (
        f"### Scenarios\n\n- **changed**: Sales: {outline} (1): was passed, is failed\n"
        f"- **changed**: Sales: {outline} (2): was failed, is passed"
    )


def test_a_rule_that_is_called_otherwise_has_the_same_scenarios(tmp_path: Path) -> None:
    old, new = (tmp_path / name for name in ("old.ndjson", "new.ndjson"))
    old.write_bytes(ndjson(told()))
    new.write_bytes(old.read_bytes().replace(b"By night", b"After five"))
    assert compare(old, new) == ("### Chapters and rules\n\n- **renamed**: Rule: was “By night”, is now “After five”")


@pytest.mark.parametrize(
    ("encoding", "name"), [("ascii", "Gr??e ?? ?"), ("latin-1", "Grüße ?? ?"), ("utf-8", "Grüße 漢字 ?")]
)
def test_changes_are_told_on_any_terminal(tmp_path: Path, encoding: str, name: str) -> None:
    old, new = (tmp_path / name for name in ("old.ndjson", "new.ndjson"))
    old.write_bytes(ndjson(told()))
    new.write_bytes(old.read_bytes().replace(b"A caller rings", rb"Gr\u00fc\u00dfe \u6f22\u5b57 \ud800"))
    command = [sys.executable, "-m", "pytest_ivr", "docs", "diff", str(old), str(new)]
    done = subprocess.run(command, check=False, capture_output=True, env={**os.environ, "PYTHONIOENCODING": encoding})
    assert (done.returncode, done.stderr) == (0, b"")
    assert f"is now “{name}”".encode(encoding, "replace") in done.stdout


def test_scenarios_of_one_title_in_one_file_are_counted(tmp_path: Path) -> None:
    def run(folder: str, *statuses: str) -> Suite:
        suite = read_suite([one(tmp_path / folder, *[DIALED] * len(statuses))])
        for found, status in zip(scenarios(suite), statuses, strict=True):
            found.title, found.runs[0].status = "The same", status
        return suite

    old, new = run("old", "passed", "passed"), run("new", "failed", "passed")
    assert "- **changed**: Calls: The same (calls.feature): was passed, is failed" in told_of(old, new)
    assert "### Scenarios\n\n- **gone**: Calls: The same" in told_of(old, run("less", "passed"))


GATHERING = event("gathering", timeout=5)


def test_what_follows_a_menus_keys_is_an_answer_unless_the_line_asks_again(tmp_path: Path) -> None:
    longer = [*DIALED, pressed("12"), requested("/one"), *said("One")]
    told = compare_calls(tmp_path / "answer", PRESSED_ONE, longer)
    assert "was 1.0 seconds and 1 key, is 1.0 seconds and 2 keys" in told
    asking = compare_calls(tmp_path / "menu", [*PRESSED_ONE, GATHERING], [*longer, GATHERING])
    assert "seconds and" not in asking
    nothing = compare_calls(tmp_path / "nothing", PRESSED_ONE[:-1], longer[:-1])
    assert "seconds and" not in nothing
