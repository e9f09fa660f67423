"""The stream tells the truth, however a scenario or a run ends: seen from outside, in runs of their own."""

import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from cucumber_messages import Envelope, message_converter

from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.menu_names import MenuName
from pytest_ivr.living_docs.document.run import Suite
from pytest_ivr.living_docs.document.waivers import Waiver
from pytest_ivr.living_docs.stream.environment import address
from testbed.repository import ROOT

from . import sample

FEATURE = """
Feature: Ends
  Scenario: passes
    Given a step
  Scenario: fails
    Given a step
    And a step that fails
    And a step that nobody knows
  Scenario: is undefined
    Given a step that nobody knows
  Scenario: is ambiguous
    Given a step for two
  @skip
  Scenario: is skipped by its tag
    Given a step
    And a step that nobody knows
  Scenario: is skipped in a step
    Given a step that skips
    And a step that nobody knows
  Scenario: is pending
    Given a step that is pending
    And a step
  @xfail
  Scenario: is wanted
    Given a step
    And a step that nobody knows
  @xfail
  Scenario: is wanted but built
    Given a step
  @broken_before
  Scenario: fails before its steps
    Given a step
  @broken_after
  Scenario: fails after its steps
    Given a step
  Scenario: takes too long
    Given a step that takes long
    And a step
  Scenario: asks for something broken
    Given a step with a broken fixture
  Scenario: is left out
    Given a step
  Scenario Outline: has <number> examples
    Given a step
    And a step that <ends>
    Examples:
      | number | ends  |
      | one    | fails |
      | two    | ends  |
  Rule: Some have a rule
    Scenario: passes in a rule
      Given a step
"""
STEPS = """
import time
import pytest
import time_machine
from pytest_bdd import given, parsers, scenarios

scenarios("ends.feature")

@pytest.fixture(autouse=True)
def tags(request):
    if request.node.get_closest_marker("broken_before"):
        raise RuntimeError("broken before")
    with time_machine.travel("2020-05-01", tick=False):
        yield
    if request.node.get_closest_marker("broken_after"):
        raise RuntimeError("broken after")

@pytest.fixture
def broken():
    raise RuntimeError("broken fixture")

@given("a step")
@given("a step that ends")
def step():
    pass

@given("a step that fails")
def fails():
    raise RuntimeError("it fails")

@given(parsers.parse("a step for {who}"))
def for_who(who):
    pass

@given(parsers.parse("a step {how} two"))
def how_two(how):
    pass

@given("a step that skips")
def skips():
    pytest.skip("not in the rain")

@given("a step that is pending")
def pending():
    pytest.xfail("not built")

@given("a step that takes long")
def takes_long():
    while True:
        time.sleep(0.01)

@given("a step with a broken fixture")
def with_broken(broken):
    pass
"""
INI = """
[pytest]
strict = true
timeout = 5
timeout_method = signal
junit_logging = system-out
markers =
    broken_before: for a test
    broken_after: for a test
"""
MESSAGES = ("--messages", "reports/messages.ndjson")  # no line is configured, so the stream is asked for
PLUGINS = [
    part
    for name in ("pytest_bdd.plugin", "xdist.plugin", "pytest_timeout", "pytest_ivr.plugin")
    for part in ("-p", name)
]
Run = Callable[..., pytest.RunResult]

EXPECTED = {
    "passes": ("passed", ["passed"]),
    "fails": ("failed", ["passed", "failed", "undefined"]),
    "is undefined": ("undefined", ["undefined"]),
    "is ambiguous": ("ambiguous", ["ambiguous"]),
    "is skipped by its tag": ("skipped", ["skipped", "skipped"]),
    "is skipped in a step": ("skipped", ["skipped", "skipped"]),
    "is pending": ("pending", ["pending", "skipped"]),
    "is wanted": ("pending", ["passed", "pending"]),
    "is wanted but built": ("failed", ["passed", "failed"]),
    "fails before its steps": ("failed", ["failed", "skipped"]),
    "fails after its steps": ("failed", ["passed", "failed"]),
    "takes too long": ("failed", ["failed", "skipped"]),
    "asks for something broken": ("failed", ["failed"]),
    "is left out": ("not run", ["not run"]),
    "has one examples": ("failed", ["passed", "failed"]),
    "has two examples": ("passed", ["passed", "passed"]),
    "passes in a rule": ("passed", ["passed"]),
}


def write(folder: Path, feature: str = FEATURE, steps: str = STEPS) -> list[str]:
    """Write a suite that knows nothing of this project but the plugin; return what pytest is to be told."""
    (folder / "pytest.ini").write_text(INI)
    (folder / "ends.feature").write_text(feature)
    (folder / "test_ends.py").write_text(steps)
    return [*PLUGINS, *MESSAGES, "-c", str(folder / "pytest.ini"), str(folder)]


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a suite in this process."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")
    monkeypatch.delenv("PYTEST_XDIST_WORKER", raising=False)  # the suite's pytest is no worker of ours
    monkeypatch.setattr(sys, "dont_write_bytecode", True)  # of a suite that is written anew within a second
    monkeypatch.chdir(ROOT)

    def run_here(folder: Path, *arguments: str, **suite: str) -> pytest.RunResult:
        done = pytester.runpytest_inprocess(*write(folder, **suite), *arguments)
        assert "INTERNALERROR" not in f"{done.stdout}{done.stderr}"
        return done

    return run_here


def run_apart(folder: Path, *arguments: str, **suite: str) -> str:
    """Run a suite in a process of its own, or several; return what pytest prints."""
    command = [sys.executable, "-m", "pytest", *write(folder, **suite), *arguments]
    alone = {**os.environ, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    done = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, errors="replace", env=alone)
    assert "INTERNALERROR" not in done.stdout + done.stderr, done.stdout + done.stderr
    return done.stdout


def read(folder: Path) -> Suite:
    """Return what the stream of a run tells."""
    return read_suite([folder / "reports" / "messages.ndjson"])


def raw(folder: Path, kind: str) -> list[dict[str, Any]]:
    """Return the messages of one kind."""
    lines = (folder / "reports" / "messages.ndjson").read_text().splitlines()
    return [message[kind] for message in map(json.loads, lines) if kind in message]


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[Path, str]]:
    """Two runs with every end that there is: in one process, and spread over four."""
    ended = {}
    for processes in ("-n0", "-n4"):
        folder = tmp_path_factory.mktemp("ends")
        printed = run_apart(folder, processes, "-k", "not left_out", "--junitxml", str(folder / "junit.xml"))
        ended[processes] = folder, printed
    return ended


@pytest.fixture(params=["-n0", "-n4"])
def ended(request: pytest.FixtureRequest, both: dict[str, tuple[Path, str]]) -> tuple[Path, str]:
    """One of the two: its folder, and what pytest printed."""
    return both[request.param]


def test_every_scenario_has_its_status(ended: tuple[Path, str]) -> None:
    runs = read(ended[0]).runs
    assert {run.title: (run.status, [step.status for step in run.steps]) for run in runs} == EXPECTED


def test_the_totals_are_those_of_pytest(ended: tuple[Path, str]) -> None:
    statuses = Counter(run.status for run in read(ended[0]).runs)
    printed = {word: int(number) for number, word in re.findall(r"(\d+) (\w+)", ended[1].splitlines()[-1])}
    red = statuses["failed"] + statuses["undefined"] + statuses["ambiguous"]
    # A failure after the steps is a passed test and an error to pytest, and a failed scenario to everybody else.
    assert printed["failed"] + printed["error" if "error" in printed else "errors"] == red
    assert printed["passed"] == statuses["passed"] + 1
    assert printed["skipped"] == statuses["skipped"]
    assert printed["xfailed"] == statuses["pending"]


def test_each_end_tells_why(ended: tuple[Path, str]) -> None:
    told = {run.title: run.reason for run in read(ended[0]).runs}
    for title, words in {
        "fails": "it fails",
        "is ambiguous": "'a step for two' fits 2 sentences: 'a step for {who}' (test_ends.py:",
        "is skipped in a step": "not in the rain",
        "is skipped by its tag": "unconditional skip",
        "is pending": "not built",
        "is wanted but built": "[XPASS(strict)]",
        "fails before its steps": "broken before",
        "fails after its steps": "broken after",
        "takes too long": "Timeout",
        "asks for something broken": "broken fixture",
    }.items():
        assert words in told[title], told[title]


def test_of_an_ambiguous_step_nobody_knows_the_parameters(ended: tuple[Path, str]) -> None:
    [step] = next(run for run in read(ended[0]).runs if run.title == "is ambiguous").steps
    assert [(part.text, part.is_parameter) for part in step.parts] == [("a step for two", False)]
    assert len(step.definitions) == 2


def test_the_stream_survives_the_library_of_messages(ended: tuple[Path, str]) -> None:
    for line in (ended[0] / "reports" / "messages.ndjson").read_text().splitlines():
        message = json.loads(line)
        assert message_converter.to_dict(message_converter.from_dict(message, Envelope)) == message


def test_the_clock_of_a_scenario_is_not_the_clock_of_the_report(ended: tuple[Path, str]) -> None:
    times = [it["timestamp"]["seconds"] for it in raw(ended[0], "testStepFinished")]
    assert min(times) > 1_700_000_000
    slow = next(run for run in read(ended[0]).runs if run.title == "takes too long")
    assert 1.5 < slow.seconds < 10


def test_the_run_says_how_it_ended(ended: tuple[Path, str]) -> None:
    [finished] = raw(ended[0], "testRunFinished")
    assert not finished["success"]
    assert "message" not in finished  # what failed says so


def test_junit_tells_feature_scenario_and_status(ended: tuple[Path, str]) -> None:
    cases = ET.parse(ended[0] / "junit.xml").iter("testcase")  # noqa: S314 (written by ourselves)
    told = [{it.get("name"): it.get("value") for it in case.iter("property")} for case in cases]
    statuses = Counter(it["status"] for it in told)
    assert statuses == Counter(status.replace(" ", "_") for status, _ in EXPECTED.values() if status != "not run")
    assert all(it["feature"] == "Ends" and it["scenario"] for it in told)
    assert [it["scenario"] for it in told if it.get("rule") == "Some have a rule"] == ["passes in a rule"]


def test_how_many_processes_there_were_does_not_matter(both: dict[str, tuple[Path, str]]) -> None:
    alone, spread = (sorted_by_scenario(folder) for folder, _ in both.values())
    assert alone == spread


def sorted_by_scenario(folder: Path) -> dict[str, list[Any]]:
    """Return what a stream tells of each scenario, by its pickle, and under no name what it tells of none."""
    found: dict[str, list[Any]] = {"": []}
    known: dict[str, str] = {}
    pickle = ""
    for line in (folder / "reports" / "messages.ndjson").read_text().replace(str(folder), "FOLDER").splitlines():
        message = json.loads(line)
        [(kind, content)] = message.items()
        if kind == "testCase":
            pickle, known = content["pickleId"], {}
        if kind in ("testRunFinished", "hook"):
            pickle = ""
        named = timeless(message) if kind != "hook" else {kind: {**content, "id": "a hook"}}
        found.setdefault(pickle, []).append(renamed(named, known) if pickle else named)
    found[""].sort(key=json.dumps)
    return found


def renamed(value: Any, known: dict[str, str]) -> Any:
    """Return a message in which all ids are called by the order in which they come."""
    if isinstance(value, dict):
        return {
            key: known.setdefault(it, str(len(known))) if key.lower().endswith("id") else renamed(it, known)
            for key, it in value.items()
        }
    return [renamed(it, known) for it in value] if isinstance(value, list) else value


def timeless(value: Any) -> Any:
    """Return a message without what differs from run to run."""
    if isinstance(value, dict):
        left_out = ("timestamp", "duration", "workerId", "stackTrace", "message", "testRunStartedId")
        return {key: timeless(it) for key, it in value.items() if key not in left_out}
    return [timeless(it) for it in value] if isinstance(value, list) else value


def test_what_is_attached_belongs_to_its_step(run: Run, tmp_path: Path) -> None:
    steps = """
import pytest
from pytest_bdd import given, scenarios
scenarios("ends.feature")

@pytest.fixture(autouse=True)
def early_and_late(attach):
    attach("early", "text/plain", "early.txt")
    yield
    attach("late", "text/plain", "late.txt")

@given("one")
def one():
    pass

@given("two")
def two(attach):
    attach(b"\\x00\\xff", "application/octet-stream", "bytes")
"""
    run(tmp_path, feature="Feature: F\n Scenario: S\n  Given one\n  And two\n", steps=steps)
    [scenario] = read(tmp_path).runs
    attached = [
        [(it["fileName"], it["body"], it["contentEncoding"]) for it in step.attachments] for step in scenario.steps
    ]
    assert attached == [
        [("early.txt", "early", "IDENTITY")],
        [("bytes", "AP8=", "BASE64"), ("late.txt", "late", "IDENTITY")],
    ]


SMALL = (
    "Feature: F\n Scenario: S\n  Given a step\n Scenario: T\n  Given a step that fails\n Scenario: U\n  Given a step\n"
)


@pytest.mark.parametrize("arguments", [["-x"], ["-x", "-n2", "--dist=loadfile"], ["--maxfail=1"]])
def test_a_run_that_stops_early_tells_what_was_not_run(tmp_path: Path, arguments: list[str]) -> None:
    run_apart(tmp_path, *arguments, feature=SMALL)
    suite = read(tmp_path)
    assert [it.status for it in suite.runs] == ["passed", "failed", "not run"]
    assert suite.is_red


def test_everything_may_be_left_out(run: Run, tmp_path: Path) -> None:
    run(tmp_path, "-k", "nothing", feature=SMALL)
    suite = read(tmp_path)
    assert [it.status for it in suite.runs] == ["not run"] * 3
    assert suite.messages == ["pytest ended with exit code 5: no test was run."]


def test_a_test_file_that_cannot_be_read_makes_the_run_red(run: Run, tmp_path: Path) -> None:
    (tmp_path / "test_broken.py").write_text("import nothing_of_that_name\n")
    run(tmp_path, feature=SMALL)
    suite = read(tmp_path)
    assert [it.status for it in suite.runs] == ["not run"] * 3
    assert suite.is_red
    assert "exit code 2" in suite.messages[0]


def test_a_feature_that_does_not_parse_is_told(run: Run, tmp_path: Path) -> None:
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "broken.feature").write_text(
        "Feature: Broken\n  Scenario: S\n    Given a step\n    nonsense\n"
    )
    run(tmp_path, "-o", "bdd_features_base_dir=.", feature=SMALL)
    suite = read(tmp_path)
    [broken] = [feature for feature in suite.features if feature.error]
    assert broken.uri == "features/broken.feature"
    assert "expected" in broken.error
    assert suite.is_red
    [error] = raw(tmp_path, "parseError")
    assert error["source"] == {"uri": "features/broken.feature", "location": {"line": 4}}


def test_a_process_that_breaks_down_fails_its_scenario(tmp_path: Path) -> None:
    steps = STEPS.replace('raise RuntimeError("it fails")', "import os; os._exit(3)")
    run_apart(tmp_path, "-n2", feature=SMALL, steps=steps)
    suite = read(tmp_path)
    assert [it.status for it in suite.runs] == ["passed", "failed", "passed"]
    assert "crashed" in suite.runs[1].reason


def test_a_nearer_sentence_hides_a_farther_one(run: Run, tmp_path: Path) -> None:
    (tmp_path / "conftest.py").write_text(
        "from pytest_bdd import given\n@given('a step that fails')\ndef farther():\n    raise RuntimeError\n"
    )
    run(tmp_path, feature=SMALL, steps=STEPS.replace('raise RuntimeError("it fails")', "pass"))
    assert [it.status for it in read(tmp_path).runs] == ["passed"] * 3


def test_the_contents_give_the_order(run: Run, tmp_path: Path) -> None:
    for name in ("b", "a", "c"):
        (tmp_path / f"{name}.feature").write_text(f"Feature: {name}\n  Scenario: S\n    Given a step\n")
    (tmp_path / "contents.txt").write_text("# first\nc.feature\n\nb.feature # second\n")
    run(tmp_path, "-o", "bdd_features_base_dir=.", feature=SMALL)
    assert [it.name for it in read(tmp_path).features] == ["c", "b", "a", "F"]


def test_contents_that_name_what_is_not_there_are_an_error_of_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "contents.txt").write_text("nowhere.feature\n")
    done = run(tmp_path, "-o", "bdd_features_base_dir=.", feature=SMALL)
    assert "contents.txt names nowhere.feature, which is not there; take the line out." in f"{done.stdout}{done.stderr}"


def test_the_names_of_menus_stand_in_the_stream(run: Run, tmp_path: Path) -> None:
    run(tmp_path, feature=SMALL)
    assert read(tmp_path).menu_names == []
    (tmp_path / "menus.txt").write_text("# names\nThe planets: To call the planet *\n")
    run(tmp_path, feature=SMALL)
    assert read(tmp_path).menu_names == [MenuName("The planets", "To call the planet *")]


def test_words_that_mean_the_same_stand_in_the_stream(run: Run, tmp_path: Path) -> None:
    (tmp_path / "synonyms.txt").write_text("# what people ask\ntimes out, silence: quiet, says nothing\n")
    run(tmp_path, feature=SMALL)
    assert read(tmp_path).synonyms == [("times out, silence", "quiet, says nothing")]


RULED = "Feature: Names\n\n  Rule: The line ends\n" + SMALL.partition("\n")[2]


def test_questions_stand_in_the_stream_by_the_rule_that_answers_them(run: Run, tmp_path: Path) -> None:
    (tmp_path / "questions.txt").write_text(
        "# asked\nThe line ends\n  Is that all?\n  really?\n\nAnother rule\n  Why?\n"
    )
    run(tmp_path, feature=RULED)  # of these features nobody says that they are all
    assert read(tmp_path).questions == {"The line ends": ["Is that all?", "really?"], "Another rule": ["Why?"]}


@pytest.mark.parametrize("name", ["menus.txt", "synonyms.txt"])
def test_names_in_another_form_are_an_error_of_one_line(run: Run, tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("The planets\n")
    done = run(tmp_path, feature=SMALL)
    assert f"{name}:1: 'The planets' should be a name and its words" in f"{done.stdout}{done.stderr}"
    assert done.ret == pytest.ExitCode.USAGE_ERROR


def test_what_nobody_need_test_stands_in_the_stream(run: Run, tmp_path: Path) -> None:
    (tmp_path / "waived.txt").write_text(
        "# by us\nTheaters, star: as 0\nMovies, then more, *, second try: rare: see 1\n"
    )
    run(tmp_path, feature=SMALL)
    assert read(tmp_path).waivers == [
        Waiver("Theaters, star", "as 0", "waived.txt:2"),
        Waiver("Movies, then more, *, second try", "rare: see 1", "waived.txt:3"),
    ]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("Theaters, star", "'Theaters, star' should be a name and its words"),
        ("Theaters: as 0", "'Theaters' should be a menu, what is done there, and perhaps at which try"),
    ],
)
def test_a_waiver_in_another_form_is_an_error_of_one_line(run: Run, tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "waived.txt").write_text(f"{line}\n")
    done = run(tmp_path, feature=SMALL)
    assert f"waived.txt:1: {complaint}" in f"{done.stdout}{done.stderr}"
    assert done.ret == pytest.ExitCode.USAGE_ERROR


@pytest.mark.parametrize("name", ["menus.txt", "waived.txt", "synonyms.txt", "questions.txt", "contents.txt"])
def test_a_file_beside_the_features_that_is_not_utf_8_is_an_error_of_one_line(
    run: Run, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes("Menü: Für den Verkauf".encode("latin-1"))
    done = run(tmp_path, "-o", "bdd_features_base_dir=.", feature=SMALL)
    assert f"{name} is not UTF-8, from byte 3 on; save it as UTF-8." in f"{done.stdout}{done.stderr}"
    assert done.ret == pytest.ExitCode.USAGE_ERROR


def test_a_run_without_scenarios_takes_the_last_stream_away(run: Run, tmp_path: Path) -> None:
    (tmp_path / "test_other.py").write_text("def test_other():\n    pass\n")
    run(tmp_path, feature=SMALL)
    stream = tmp_path / "reports" / "messages.ndjson"
    assert stream.exists()
    done = run(tmp_path, "--ignore", str(tmp_path / "test_ends.py"), feature=SMALL)
    done.assert_outcomes(passed=1)
    assert not stream.exists()


@pytest.mark.parametrize("option", ["--collect-only", "--fixtures"])
def test_a_list_leaves_the_last_stream_alone(run: Run, tmp_path: Path, option: str) -> None:
    run(tmp_path, feature=SMALL)
    stream = tmp_path / "reports" / "messages.ndjson"
    before = stream.stat().st_mtime_ns
    run(tmp_path, option, feature=SMALL)
    assert stream.stat().st_mtime_ns == before


def test_of_two_scenarios_of_one_title_the_last_is_run(run: Run, tmp_path: Path) -> None:
    twice = "  Scenario: S\n    Given a step that fails\n"
    run(tmp_path, feature=SMALL + twice)
    assert [it.status for it in read(tmp_path).runs] == ["not run", "failed", "passed", "failed"]


def test_of_two_runs_of_one_scenario_the_worse_counts(run: Run, tmp_path: Path) -> None:
    again = STEPS.replace('raise RuntimeError("it fails")', "pass")
    (tmp_path / "test_later.py").write_text(again)
    run(tmp_path, feature=SMALL)
    assert [it.status for it in read(tmp_path).runs] == ["passed", "failed", "passed"]


def test_strange_characters_do_no_harm(run: Run, tmp_path: Path) -> None:
    strange = 'ValueError("no line\\u2028 break, \\udc80 no character, \\x00 nothing")'
    run(tmp_path, feature=SMALL, steps=STEPS.replace('RuntimeError("it fails")', strange))
    assert read(tmp_path).runs[1].steps[0].message == "no line\u2028 break, \udc80 no character, \x00 nothing"
    stream = tmp_path / "reports" / "messages.ndjson"
    assert sample.build("build", str(stream), "--out", str(tmp_path / "site")).returncode == 0


def test_the_stream_may_go_elsewhere(run: Run, tmp_path: Path) -> None:
    done = run(tmp_path, "--messages", "deep/down.ndjson", feature=SMALL)
    assert f"The run as Cucumber Messages is in {tmp_path / 'deep' / 'down.ndjson'}" in str(done.stdout)
    assert (tmp_path / "deep" / "down.ndjson").exists()


def test_the_calls_of_the_journeys_are_in_the_reports(stream: Path) -> None:
    suite = read_suite([stream])
    star = next(run for run in suite.runs if "presses *#" in run.row)
    [last] = [step for step in star.steps if step.events]
    assert [event["event"] for event in last.way_there][:3] == ["dialed", "requested", "answered"]
    assert last.way_there[-1].get("text") == "To go back to the theaters press star and #"
    assert last.events[0]["event"] == "pressed"
    failed = next(run for run in suite.runs if run.title == "A caller hears something else")
    assert failed.steps[-1].expected[1] == "Please choose a theatre and press #"
    assert (failed.steps[-1].heard or [])[1] == "Please choose a theater and press #"


def test_the_commit_and_the_ci_are_told(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run(tmp_path, feature=SMALL)
    [meta] = raw(tmp_path, "meta")
    assert meta["ci"]["name"] == "this computer"
    assert re.fullmatch("[0-9a-f]{40}", meta["ci"]["git"]["revision"])
    for name, value in {
        "GITHUB_ACTIONS": "true",
        "GITHUB_SERVER_URL": "https://github.com",
        "GITHUB_REPOSITORY": "movies/line",
        "GITHUB_RUN_ID": "7",
        "GITHUB_SHA": "c" * 40,
    }.items():
        monkeypatch.setenv(name, value)
    run(tmp_path, feature=SMALL)
    [meta] = raw(tmp_path, "meta")
    assert meta["ci"]["name"] == "GitHub Actions"
    assert meta["ci"]["url"] == "https://github.com/movies/line/actions/runs/7"


@pytest.mark.parametrize("password", ["secret", "se@cr@et", "se/cr/et", "se:cr@et"])
def test_the_password_of_a_repository_is_not_told(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, password: str
) -> None:
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "remote.origin.url")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", f"https://ann:{password}@git.example.com/line")
    run(tmp_path, feature=SMALL)
    [meta] = raw(tmp_path, "meta")
    assert meta["ci"]["git"]["remote"] == "https://git.example.com/line"


@pytest.mark.parametrize(
    ("remote", "told"),
    [
        ("git@git.example.com:ann/line.git", "git@git.example.com:ann/line.git"),
        ("ssh://git.example.com/line", "ssh://git.example.com/line"),
        ("/srv/mirrors/line", ""),
        ("../line", ""),
        (r"C:\mirrors\line", ""),
        ("file:///srv/line", ""),
        ("", ""),
    ],
)
def test_only_what_others_can_follow_is_the_address_of_a_repository(remote: str, told: str) -> None:
    assert address(remote) == told


def test_a_test_that_is_no_scenario_makes_the_run_red_too(run: Run, tmp_path: Path) -> None:
    (tmp_path / "test_other.py").write_text("def test_other():\n    raise RuntimeError\n")
    run(tmp_path, feature=SMALL, steps=STEPS.replace('raise RuntimeError("it fails")', "pass"))
    suite = read(tmp_path)
    assert [it.status for it in suite.runs] == ["passed"] * 3
    assert suite.is_red
    assert not raw(tmp_path, "testRunFinished")[0]["success"]


def test_a_computer_without_git_tells_no_commit(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    run(tmp_path, feature=SMALL)
    assert "ci" not in raw(tmp_path, "meta")[0]
    monkeypatch.setenv("PATH", "")
    run(tmp_path, feature=SMALL)
    assert "ci" not in raw(tmp_path, "meta")[0]


def test_an_outline_without_examples_is_no_scenario(run: Run, tmp_path: Path) -> None:
    outline = "  Scenario Outline: <what>\n    Given a step\n    Examples:\n      | what |\n"
    done = run(tmp_path, feature=f"{SMALL}{outline}")
    done.assert_outcomes(passed=3, failed=1)
    assert [it.title for it in read(tmp_path).runs] == ["S", "T", "U"]


def test_the_journeys_show_their_calls_in_junit(tmp_path: Path) -> None:
    done = sample.run(
        tmp_path,
        "-k",
        "hears_the_theaters",
        "--junitxml",
        str(tmp_path / "junit.xml"),
        "-o",
        "junit_logging=system-out",
    )
    assert "1 passed" in done.stdout
    assert "Line     Welcome to movie info!" in (tmp_path / "junit.xml").read_text()
