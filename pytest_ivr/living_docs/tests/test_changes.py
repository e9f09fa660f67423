"""What a comparison of two runs names: what differs, and nothing that only seems to."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.changes import render_changes
from pytest_ivr.living_docs.document.run import Suite
from pytest_ivr.simulator import Event

from .calls import CALLER_HANGS_UP, LINE_HANGS_UP, SILENT, pressed, requested, said, write_calls
from .cucumbers import ndjson, told

NOTHING = "# What changed\n\nNothing that callers or scenarios would show.\n"
DIALED: list[Event] = [requested("/voice"), *said("Welcome")]
PRESSED_ONE: list[Event] = [*DIALED, pressed("1"), requested("/one"), *said("One")]


def played(url: str) -> list[Event]:
    """Return a file that is played."""
    return [{"second": 1.0, "event": "played", "seconds": 1.0, "loops": 1, "url": url}]


def compare(old: Path, new: Path) -> str:
    """Return what is said of two streams."""
    return render_changes(read_suite([old]), read_suite([new]))


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
    assert "## What callers now hear\n\n- Won\n" in told
    assert "## What callers no longer hear\n\n- One\n" in told
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
        "# What changed\n\n## Scenarios that changed\n\n- Calls: Call 0: was passed, is failed\n"
    )


def test_white_space_is_compared_as_callers_hear_it(tmp_path: Path) -> None:
    spaced = [requested("/voice"), *said("\n  Welcome\n")]
    assert compare_calls(tmp_path, [*spaced], [*DIALED]) == NOTHING


def test_a_file_is_compared_by_its_name_and_not_by_its_server(tmp_path: Path) -> None:
    old = [*DIALED, *played("https://one.example/prompts/main%20menu.mp3?v=1")]
    same = [*DIALED, *played("http://127.0.0.1:3000/audio/main%20menu.mp3")]
    assert compare_calls(tmp_path, old, same) == NOTHING
    told = compare_calls(tmp_path, old, [*DIALED, *played("https://one.example/prompts/sales.mp3")])
    assert "## What callers now hear\n\n- \\[sales.mp3\\]\n" in told
    assert "## What callers no longer hear\n\n- \\[main menu.mp3\\]\n" in told


def test_the_recordings_of_two_runs_are_one_recording(tmp_path: Path) -> None:
    urls = [f"https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE{digit * 32}.mp3" for digit in "1a"]
    old, new = ([*DIALED, *played(url)] for url in urls)
    assert compare_calls(tmp_path, old, new) == NOTHING


def test_a_sentence_that_one_scenario_lacks_is_named_with_it(tmp_path: Path) -> None:
    bye = [*DIALED, SILENT, *said("Bye"), LINE_HANGS_UP]
    old = one(tmp_path / "old", bye, [*PRESSED_ONE, *said("Bye"), LINE_HANGS_UP])
    new = one(tmp_path / "new", bye, [*PRESSED_ONE, LINE_HANGS_UP])
    assert compare(old, new) == ("# What changed\n\n## What callers no longer hear\n\n- Bye (in “Calls: Call 1”)\n")
    assert "## What callers now hear\n\n- Bye (in “Calls: Call 1”)\n" in compare(new, old)


def test_a_menu_with_other_words_leads_where_it_led(tmp_path: Path) -> None:
    def suite(folder: str, *menu: str) -> Path:
        asks = [requested("/voice"), *said(*menu)]
        return one(tmp_path / folder, [*asks, pressed("1"), requested("/one", Digits="1"), *said("One"), LINE_HANGS_UP])

    told = compare(suite("old", "For sales press 1"), suite("new", "For help press 1"))
    assert "## What callers now hear\n\n- For help press 1\n" in told
    assert "ays through the line" not in told
    told = compare(suite("old", "For sales press 1"), suite("new", "For sales press 1", "For help press 2"))
    assert "ays through the line" not in told


def test_the_order_of_sentences_counts(tmp_path: Path) -> None:
    old, new = ([requested("/voice"), *said(*texts)] for texts in (("One", "Two"), ("Two", "One")))
    assert "(in “Calls: Call 0”)" in compare_calls(tmp_path, old, new)


def test_of_a_scenario_that_is_new_only_what_nobody_heard_counts(tmp_path: Path) -> None:
    old, new = one(tmp_path / "old", DIALED), one(tmp_path / "new", DIALED, PRESSED_ONE)
    assert "## What callers now hear\n\n- One\n\n" in compare(old, new)


def test_tones_are_heard_too(tmp_path: Path) -> None:
    tones: Event = {"second": 1.0, "event": "played", "seconds": 1.0, "loops": 1, "digits": "12"}
    assert "- \\[tones 12\\]" in compare_calls(tmp_path, DIALED, [*DIALED, tones])


def test_scenarios_are_told_apart_by_their_files(tmp_path: Path) -> None:
    def run(folder: str, uk: str) -> Suite:
        streams = []
        for country, status in (("uk", uk), ("us", "PASSED")):
            stream = one(tmp_path / folder / country, DIALED, status=status)
            stream.write_text(stream.read_text().replace("calls.feature", f"{country}/calls.feature"))
            streams.append(stream)
        return read_suite(streams)

    assert render_changes(run("old", "PASSED"), run("new", "FAILED")) == (
        "# What changed\n\n## Scenarios that changed\n\n- Calls: Call 0 (uk/calls.feature): was passed, is failed\n"
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
    assert render_changes(before, after) == (
        f"# What changed\n\n## Scenarios that changed\n\n- {name}: was passed, is failed\n"
    )


def test_scenarios_are_told_apart_by_their_rows(tmp_path: Path) -> None:
    path = tmp_path / "run.ndjson"
    path.write_bytes(ndjson(told()))
    before, after = read_suite([path]), read_suite([path])
    after.runs[2].status, after.runs[3].status = "failed", "passed"
    for run in (*before.runs[2:], *after.runs[2:]):
        run.title = "A caller presses a key"
    told_changes = render_changes(before, after)
    assert "- Sales: A caller presses a key (1): was passed, is failed\n" in told_changes.replace("\\", "")
    assert "- Sales: A caller presses a key (2): was failed, is passed\n" in told_changes.replace("\\", "")


def test_a_rule_that_is_called_otherwise_has_other_scenarios(tmp_path: Path) -> None:
    old, new = (tmp_path / name for name in ("old.ndjson", "new.ndjson"))
    old.write_bytes(ndjson(told()))
    new.write_bytes(old.read_bytes().replace(b"By night", b"After five"))
    changes = compare(old, new)
    assert "## Scenarios that are new\n\n- Sales: After five: A caller rings (passed)\n" in changes
    assert "## Scenarios that are gone\n\n- Sales: By night: A caller rings (was passed)\n" in changes


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
    assert f"- Sales: By day: {name} (passed)".encode(encoding) in done.stdout


def test_scenarios_of_one_title_in_one_file_are_counted(tmp_path: Path) -> None:
    def run(folder: str, *statuses: str) -> Suite:
        suite = read_suite([one(tmp_path / folder, *[DIALED] * len(statuses))])
        for found, status in zip(suite.runs, statuses, strict=True):
            found.title, found.status = "The same", status
        return suite

    old, new = run("old", "passed", "passed"), run("new", "failed", "passed")
    assert "- Calls: The same (calls.feature): was passed, is failed\n" in render_changes(old, new)
    assert "Scenarios that are gone\n\n- Calls: The same" in render_changes(old, run("less", "passed"))
