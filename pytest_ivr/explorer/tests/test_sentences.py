"""Sentences about every call, in the features of a small line."""

import json
import re
from pathlib import Path

import pytest

from pytest_ivr.living_docs.document.assembly import read_suite
from testbed.repository import ROOT

from .features import only_feature

LINE = '''
from urllib.parse import parse_qs

MENU = """<Gather numDigits="1" action="/menu"><Say>Welcome.</Say><Say>For sales press 1.</Say></Gather>
          <Say>Thank you for calling.</Say>"""


def app(environ, start_response):
    keys = parse_qs(environ["wsgi.input"].read().decode()).get("Digits", [""])[0]
    answer = "<Say>Sales.</Say>" if keys == "1" else "<Redirect>/voice</Redirect>"
    start_response("200 OK", [("Content-Type", "text/xml")])
    verbs = MENU if environ["PATH_INFO"] == "/voice" else answer
    return [f"<Response>{verbs}</Response>".encode()]
'''
FEATURE = """\
@every_caller
Feature: Whatever callers do
  Scenario: It holds for every call
    Given the caller's number is withheld
    And every way that a caller can go
    Then {}
"""
HOLDS = """no caller hears that an application error has occurred
    And every menu can be left with a key
    And a caller who stays silent is thanked within 30 seconds
    And every caller first hears "Welcome."
    And after a mistake the same keys give the same answer
    And every caller can choose within 6 seconds
    And every caller has the answer within 6 seconds and 1 key
    And the last words of every call are one of:
      \"\"\"
      Sales.
      Thank you for calling.
      \"\"\""""
BROKEN = {
    "nobody hears the same menu more than 2 times in a row": "dials then presses 9 then presses 9",
    "a caller who stays silent is thanked within 1 seconds": "dials then times out",
    'every caller first hears "Hello."': "dials",
    "every caller can choose within 1 seconds": "dials",
    "every caller has the answer within 2 seconds and 1 key": "dials then presses 1",
    "every caller has the answer within 60 seconds and 0 keys": "dials then presses 1",
    "every call takes at most 10 seconds": "dials then presses 9 then times out",
    'the last words of every call are one of:\n      """\n      Sales.\n      """': "dials then presses #",
}


@pytest.fixture
def run(pytester: pytest.Pytester) -> "Run":
    """Run pytest in a project, with a feature in it."""
    pytester.makepyfile(my_ivr=LINE)
    pytester.makeini("[pytest]\nivr_line = my_ivr:app\n")
    pytester.mkdir("features")
    return Run(pytester)


class Run:
    """Runs of pytest in a project."""

    def __init__(self, pytester: pytest.Pytester) -> None:
        self.pytester = pytester

    def __call__(self, feature: str, *arguments: str) -> pytest.RunResult:
        """Run it."""
        only_feature(self.pytester, feature)
        plugins = ("-p", "pytest_ivr.plugin", "-p", "no:django", "-p", "no:cacheprovider")
        return self.pytester.runpytest(*plugins, *arguments)

    @property
    def reports(self) -> Path:
        """Where the streams are."""
        return self.pytester.path / "reports"


def test_sentences_hold_of_every_call_and_the_walk_is_a_stream(run: Run) -> None:
    stale, of_the_command = run.reports / "exploration-gw7-1.ndjson", run.reports / "exploration.ndjson"
    run.reports.mkdir()
    stale.touch()
    of_the_command.touch()
    run(FEATURE.format(HOLDS)).assert_outcomes(passed=1)
    assert {path.name for path in run.reports.iterdir()} == {
        "messages.ndjson",
        "exploration-1.ndjson",
        of_the_command.name,
    }
    messages = [json.loads(line) for line in (run.reports / "exploration-1.ndjson").read_text().splitlines()]
    assert sum("testCase" in message for message in messages) > 10


def test_scenarios_with_the_same_givens_share_a_walk(run: Run) -> None:
    scenario = FEATURE.partition("  Scenario")[1] + FEATURE.partition("  Scenario")[2]
    other = scenario.replace("It holds", "It holds again, it holds").replace("is withheld", 'is "+1 415 555 0100"')
    again = scenario.replace("It holds", "And again it holds")
    text = "\n".join(it.format("every menu can be left with a key") for it in (FEATURE, again, other))
    run(text).assert_outcomes(passed=3)
    assert {path.name for path in run.reports.glob("*exp*")} == {"exploration-1.ndjson", "exploration-2.ndjson"}


@pytest.mark.parametrize("sentence", BROKEN)
def test_the_shortest_call_that_breaks_a_sentence_is_told_as_a_scenario_that_is_red(run: Run, sentence: str) -> None:
    failed = run(FEATURE.format(sentence))
    failed.assert_outcomes(failed=1)
    printed = failed.stdout.str()
    assert f"When the caller {BROKEN[sentence]}\n" in printed
    scenario = re.search(r"(Scenario: What breaks this\n(?: .*\n)*)", printed)
    assert scenario
    pasted = run(f"Feature: Pasted\n  {scenario[1]}")
    pasted.assert_outcomes(failed=1)
    assert "StepDefinitionNotFound" not in pasted.stdout.str()


def test_a_sentence_that_no_call_could_break_says_so(run: Run) -> None:
    failed = run(FEATURE.format("star leads back from every menu that names it"))
    failed.assert_outcomes(failed=1)
    failed.stdout.fnmatch_lines(
        ["No call that was tried could break this sentence: it says nothing about the line in this world. *"]
    )


OWN = """
import pytest
from pytest_bdd import given, then
from pytest_ivr.explorer import laws
import my_ivr


@given("the shop sells bicycles")
def sells(monkeypatch):
    monkeypatch.setattr(my_ivr, "MENU", my_ivr.MENU.replace("sales", "bicycles"))


@then("nobody hears of bicycles")
def nobody(holds):
    holds(laws.never_heard("bicycles"))


@then("nothing is said of the line")
def nothing(holds):
    holds(lambda _: iter(()))
"""


def test_a_sentence_of_ones_own_fails_without_a_traceback(run: Run) -> None:
    run.pytester.makeconftest(OWN)
    feature = FEATURE.format("nobody hears of bicycles").replace(
        "the caller's number is withheld", "the shop sells bicycles"
    )
    failed = run(
        feature + feature.partition("  ")[1] + feature[feature.index("Scenario") :].replace("It holds", "So it does")
    )
    failed.assert_outcomes(failed=2)
    failed.stdout.fnmatch_lines(["This call breaks it:", "*For bicycles press 1.", "  Given the shop sells bicycles"])
    failed.stdout.no_fnmatch_line("*conftest.py:*")
    assert {path.name for path in run.reports.glob("*exp*")} == {"exploration-1.ndjson"}  # one walk, in the first world


def test_the_call_that_breaks_a_sentence_is_attached_and_no_other(run: Run) -> None:
    holds = FEATURE.format("every menu can be left with a key")
    breaks = FEATURE.partition("  Scenario")[1] + FEATURE.partition("  Scenario")[2]
    run(holds + breaks.replace("It holds", "It does not hold").format('every caller first hears "Hello."'))
    suite = read_suite([run.reports / "messages.ndjson"])
    heard = {it.title: [event for step in it.steps for event in step.events] for it in suite.runs}
    assert heard["It holds for every call"] == []
    assert [event["event"] for event in heard["It does not hold for every call"]][:1] == ["dialed"]


def test_each_process_walks_a_world_once(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    run.pytester.makeini("[pytest]\nivr_line = my_ivr:app\npythonpath = .\n")
    scenario = FEATURE.partition("  Scenario")[1] + FEATURE.partition("  Scenario")[2]
    titles = [f"It holds {times}, it holds" for times in ("once", "again", "still", "ever")]
    feature = "Feature: Whatever callers do\n" + "\n".join(scenario.replace("It holds", title) for title in titles)
    only_feature(run.pytester, feature.format(*["every menu can be left with a key"] * 4))
    run.pytester.runpytest_subprocess("-p", "pytest_ivr.plugin", "-p", "no:django", "-n", "2").assert_outcomes(passed=4)
    assert {path.name for path in run.reports.glob("*exp*")} <= {"exploration-gw0-1.ndjson", "exploration-gw1-1.ndjson"}


def test_another_line_is_another_world(run: Run) -> None:
    run(FEATURE.format("every menu can be left with a key"))
    other = run.pytester.mkdir("features/other")
    (other / "conftest.py").write_text(
        "import pytest\nfrom pytest_ivr import Line\nfrom pytest_ivr.simulator import WsgiTransport\nimport my_ivr\n\n"
        "@pytest.fixture\ndef line():\n    return Line('https://ivr.example/menu', WsgiTransport(my_ivr.app))\n"
    )
    feature = FEATURE.replace("Feature: Whatever", "Feature: Elsewhere, whatever")
    (other / "other.feature").write_text(feature.format('every caller first hears "Hello."'))
    failed = run(FEATURE.format('every caller first hears "Welcome."'))
    failed.assert_outcomes(passed=1, failed=1)
    failed.stdout.fnmatch_lines(["*POST https://ivr.example/menu -> HTTP 200"])


def test_what_was_not_walked_to_its_end_holds_for_nobody(run: Run) -> None:
    run.pytester.makeconftest(
        "import pytest\n\n@pytest.fixture\ndef explore(explore):\n    return lambda: explore(requests=5)\n"
    )
    failed = run(FEATURE.format("every menu can be left with a key"))
    failed.assert_outcomes(failed=1)
    failed.stdout.fnmatch_lines(["Not every way was walked, so nobody knows whether this holds for every call. *"])


@pytest.mark.parametrize(
    ("feature", "message"),
    [
        (
            "Given every way that a caller can go\n    And the caller's number is withheld\n    Then "
            "every menu can be left with a key",
            "Write 'every way that a caller can go' behind the other Givens: *",
        ),
        (
            'Given every way that a caller can go\n    Then the last words of every call are one of:\n      """\n'
            '      \n      """',
            "*Write the last words into the doc string, each sentence on a line.",
        ),
    ],
    ids=["not last", "no last words"],
)
def test_what_cannot_be_meant_says_what_to_write(run: Run, feature: str, message: str) -> None:
    failed = run(f"Feature: Mistaken\n  Scenario: It is\n    {feature}\n")
    failed.assert_outcomes(failed=1)
    failed.stdout.fnmatch_lines([message])


def test_a_menu_that_another_world_may_reach_is_no_fault_of_this_one(run: Run) -> None:
    (run.pytester.path / "features/menus.txt").write_text(
        "The choices: For sales press 1.\nNo choices: We are closed.\n"
    )
    run(FEATURE.format("every menu can be left with a key")).assert_outcomes(passed=1)
    stream = (run.reports / "exploration-1.ndjson").read_text()
    assert "No choices" in stream
    assert "never reached" not in stream


def test_nothing_is_written_or_taken_away_where_tests_are_only_listed(run: Run) -> None:
    run(FEATURE.format("every menu can be left with a key")).assert_outcomes(passed=1)
    before = (run.reports / "exploration-1.ndjson").read_bytes()
    run(FEATURE.format("every menu can be left with a key"), "--collect-only")
    assert (run.reports / "exploration-1.ndjson").read_bytes() == before


def test_the_fixture_takes_bounds(run: Run) -> None:
    run.pytester.makepyfile(
        """
        def test_walk(explore):
            assert explore().stopped == ""
            assert "--requests" in explore(requests=5).stopped
        """
    )
    run(FEATURE.format("every menu can be left with a key")).assert_outcomes(passed=2)
