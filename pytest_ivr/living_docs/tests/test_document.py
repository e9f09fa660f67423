"""The document without a browser: what its command says, what it refuses, and how several streams become one."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from cucumber_compatibility_kit import CompatibilityKit

from pytest_ivr.__main__ import main
from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.call_flow import build_call_flow
from pytest_ivr.living_docs.document.conversation import bubbles
from pytest_ivr.living_docs.document.difference import difference
from pytest_ivr.living_docs.document.menu_names import MenuName
from pytest_ivr.living_docs.document.run import Feature, Rule, Run, Scenario, Step, Suite
from pytest_ivr.living_docs.document.steps import parts
from pytest_ivr.living_docs.document.summary import LIMIT, render_summary
from pytest_ivr.living_docs.document.verdict import duration, facts, verdict, warning

from . import sample
from .calls import CALLER_HANGS_UP, LINE_HANGS_UP, SILENT, event, pressed, requested, said, write_calls, write_features

MENU = [requested("/menu"), *said("Welcome", "For one press 1")]
KIT = sorted(path for folder in CompatibilityKit().gherkin() for path in folder.glob("*.ndjson"))

LIBRARIES = """
import sys
started = set(sys.modules)
from pytest_ivr.__main__ import main
main(["docs", *sys.argv[1:]])
loaded = [name for name in sys.modules if "site-packages" in (getattr(sys.modules[name], "__file__", None) or "")]
print(*{name.split(".")[0] for name in loaded} - {name.split(".")[0] for name in started})
"""


def suite_of(*statuses: str, success: bool = True, messages: tuple[str, ...] = (), error: str = "") -> Suite:
    """Return a suite of one feature, with a scenario for each status."""
    scenarios = [
        Scenario(f"S{n}", "", n, [], [Run(f"S{n}", "a.feature", n, [], [], status)])
        for n, status in enumerate(statuses)
    ]
    feature = Feature("a.feature", "A", rules=[Rule("", "", scenarios)], error=error)
    return Suite([feature], [], 0, 3, success, list(messages), {})


@pytest.mark.parametrize(
    ("suite", "is_red", "sentence"),
    [
        (suite_of("passed", "passed"), False, "All 2 scenarios passed."),
        (suite_of("passed"), False, "The one scenario passed."),
        (suite_of("passed", "failed", success=False), True, "1 of 2 scenarios passed; 1 failed."),
        (suite_of("passed", "pending"), False, "1 of 2 scenarios passed; 1 is agreed but not built."),
        (suite_of("passed", "skipped"), False, "1 of 2 scenarios passed; 1 was skipped."),
        (suite_of("passed", "not run", "not run"), False, "1 of 3 scenarios passed; 2 were not run."),
        (
            suite_of("undefined", "undefined", "ambiguous", success=False),
            True,
            "0 of 3 scenarios passed; 1 fits two sentences at once and 2 use a sentence that nobody has defined.",
        ),
        (suite_of("passed", success=False), True, "The run failed outside the scenarios: all that ran passed."),
        (
            suite_of("passed", "pending", success=False, messages=("pytest ended with exit code 2",)),
            True,
            "The run failed outside the scenarios: 1 of 2 scenarios passed; 1 is agreed but not built.",
        ),
        (
            suite_of("passed", error="line 3"),
            True,
            "The run failed outside the scenarios: all that ran passed.",
        ),
    ],
)
def test_the_verdict_is_one_true_sentence(suite: Suite, is_red: bool, sentence: str) -> None:
    assert (suite.is_red, verdict(suite)) == (is_red, sentence)


@pytest.mark.parametrize(
    ("seconds", "words"), [(0.04, "0.0 seconds"), (9.94, "9.9 seconds"), (59.4, "59 seconds"), (61, "1 min 1 s")]
)
def test_a_duration_is_said_as_people_say_it(seconds: float, words: str) -> None:
    assert duration(seconds) == words


def test_the_facts_say_when_where_and_on_what() -> None:
    suite = suite_of("passed")
    suite.meta = {
        "implementation": {"name": "pytest-bdd", "version": "9"},
        "runtime": {"name": "CPython"},
        "ci": {
            "name": "CI",
            "buildNumber": "7",
            "url": "https://ci.example/7",
            "git": {"revision": "c" * 40, "tag": "v1"},
        },
    }
    assert facts(suite) == [
        ("Run", "1 January 1970 at 00:00 UTC", ""),
        ("Took", "3.0 seconds", ""),
        ("Commit", "cccccccccc on v1", ""),
        ("With", "pytest-bdd 9, CPython", ""),
        ("On", "CI 7", "https://ci.example/7"),
    ]
    assert warning(suite) == ""
    suite.uncommitted = ["a.feature"]
    assert warning(suite) == "Run with changes that are not committed."
    suite.meta["ci"]["url"] = "javascript:alert(1)"
    assert facts(suite)[-1] == ("On", "CI 7", "")


def test_the_parameters_of_a_step_are_marked_once() -> None:
    nested: list[Any] = [
        {"group": {"start": 4, "value": "1 or 2"}},
        {"group": {"start": 9, "value": "2"}},
        {"group": {}},
    ]
    assert [(part.text, part.is_parameter) for part in parts("one 1 or 2 three", nested)] == [
        ("one ", False),
        ("1 or 2", True),
        (" three", False),
    ]


def test_the_difference_is_marked_word_by_word() -> None:
    lines = difference(["Welcome", "Press 1 now", "Bye"], ["Welcome", "Press 2 now"])
    assert [(line.side, [(part.text, part.is_parameter) for part in line.parts]) for line in lines] == [
        ("same", [("Welcome", False)]),
        ("expected", [("Press ", False), ("1", True), (" now", False)]),
        ("heard", [("Press ", False), ("2", True), (" now", False)]),
        ("expected", [("Bye", True)]),
    ]
    assert [line.side for line in difference([], ["Too much"])] == ["heard"]


def test_the_conversation_shows_people_and_what_went_wrong() -> None:
    events: list[Any] = [
        requested("/menu"),
        {**requested("/gone"), "status": 404},
        {"second": 0.5, "event": "gathering", "attributes": {"timeout": "5"}},
        *said("Welcome"),
        {**pressed("1#"), "second": 65.0},
        LINE_HANGS_UP,
        {"second": 70.0, "event": "something new"},
    ]
    assert [(it.time, it.side, it.text) for it in bubbles(events)] == [
        ("0:00", "note", "Twilio: POST https://line.example/gone -> HTTP 404"),
        ("0:01", "line", "Welcome"),
        ("1:05", "caller", "presses 1#"),
        ("0:09", "note", "the line hangs up"),
        ("1:10", "note", "something new"),
    ]


def test_callees_stand_in_the_conversation_as_themselves() -> None:
    names = [MenuName("Front desk", "+1 415 555 0100"), MenuName("Ann", "ann")]
    dialing = event("dialing", to=["+14155550100", "client:ann", "+14155550199"])
    events: list[Any] = [
        event("callee", does="at client:ann is busy"),
        event("callee", does="answers", who="+14155550100"),
        {**said("A call")[0], "leg": "callee"},
        {**pressed("1"), "leg": "callee"},
        event("connected", to="+14155550100"),
        pressed("2"),
        event("callee", does="hangs up"),
    ]
    assert [(it.side, it.text) for it in bubbles(events, names, [dialing])] == [
        ("callee", "Ann: is busy"),
        ("callee", "Front desk: answers"),
        ("callee", "The line to Front desk: A call"),
        ("callee", "Front desk: presses 1"),
        ("note", "Twilio: connects the caller with Front desk"),
        ("caller", "presses 2"),
        ("callee", "Front desk: hangs up"),
    ]
    nobody: list[Any] = [event("callee", does="does not answer"), {**said("A call")[0], "leg": "callee"}]
    assert [it.text for it in bubbles([dialing, *nobody], names)] == [
        "dials Front desk, Ann, +14155550199",
        "Front desk or Ann or +14155550199: does not answer",
        "The line to Front desk or Ann or +14155550199: A call",
    ]
    assert [it.text for it in bubbles(nobody)] == ["Callee: does not answer", "The line to the callee: A call"]


@pytest.mark.parametrize("path", KIT, ids=lambda path: path.stem)
def test_streams_of_other_cucumbers_are_read(path: Path, tmp_path: Path) -> None:
    assert main(["docs", "build", str(path), "--out", str(tmp_path / "site")]) == 0
    suite = read_suite([path])
    expected = [json.loads(line) for line in path.read_text().splitlines()]
    assert len(suite.runs) == sum("pickle" in message for message in expected)
    [finished] = [message["testRunFinished"] for message in expected if "testRunFinished" in message]
    assert suite.is_red == (not finished["success"])


def damaged(text: str) -> dict[str, str]:
    """Return what may have become of a good stream, and what is said about it."""
    lines = text.splitlines()
    return {
        "is no JSON": "\n".join([*lines[:3], "{oops", *lines[3:]]),
        "is no Cucumber Message": "\n".join(["[1, 2]", *lines]),
        "has no scenario in it": lines[0],
    }


@pytest.mark.parametrize("complaint", ["is no JSON", "is no Cucumber Message", "has no scenario in it"])
def test_a_broken_stream_is_refused_in_one_line(
    tmp_path: Path, complaint: str, capsys: pytest.CaptureFixture[str]
) -> None:
    good = write_calls(tmp_path / "good.ndjson", MENU).read_text()
    broken = tmp_path / "broken.ndjson"
    broken.write_text(damaged(good)[complaint])
    assert main(["docs", "build", str(broken), "--out", str(tmp_path / "site")]) == 2
    error = capsys.readouterr().err
    assert complaint in error
    assert str(broken) in error
    assert error.count("\n") == 1


def test_messages_that_do_not_fit_together_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_calls(tmp_path / "calls.ndjson", MENU)
    path.write_text(path.read_text().replace('"astNodeIds": [', '"astNodeIds": ["nobody", '))
    assert main(["docs", "build", str(path)]) == 2
    assert "do not fit together (KeyError: 'nobody')" in capsys.readouterr().err


def test_what_is_no_text_or_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "bytes").write_bytes(b"\xfe\xfe")
    assert main(["docs", "diff", str(tmp_path / "bytes"), str(tmp_path / "bytes")]) == 2
    assert "is no text in UTF-8" in capsys.readouterr().err
    assert main(["docs", "build", str(tmp_path / "nowhere")]) == 2
    assert "No such file or directory. Run `pytest`" in capsys.readouterr().err


def test_what_could_not_be_read_and_what_fits_anywhere_is_on_the_page(tmp_path: Path) -> None:
    lines = write_calls(tmp_path / "calls.ndjson", MENU).read_text().splitlines()
    error = {"parseError": {"message": "(3:5): expected: #EOF", "source": {"uri": "broken.feature"}}}
    source = {"uri": "steps.js", "location": {"line": 7}}
    pattern = {"source": "it rains", "type": "CUCUMBER_EXPRESSION"}
    definition = {"stepDefinition": {"id": "x", "pattern": pattern, "sourceReference": source}}
    (tmp_path / "calls.ndjson").write_text("\n".join([*lines, json.dumps(error), json.dumps(definition)]))
    assert main(["docs", "build", str(tmp_path / "calls.ndjson"), "--out", str(tmp_path / "site")]) == 0
    page = (tmp_path / "site" / "index.html").read_text()
    assert ">broken.feature</a> could not be read" in page
    assert "<h3>Anywhere</h3>" in page
    assert 'data-copy="it rains"' in page


def test_what_there_is_none_of_is_said_too(tmp_path: Path) -> None:
    path = write_calls(tmp_path / "calls.ndjson", [])
    assert main(["docs", "build", str(path), "--out", str(tmp_path / "site")]) == 0
    page = (tmp_path / "site" / "index.html").read_text()
    assert '<header class="green">' in page
    assert "What failed" not in page
    assert "No call reached a menu." in page
    assert "Nothing: everything agreed has been built." in page


def test_commands_load_few_libraries(tmp_path: Path) -> None:
    path = str(write_calls(tmp_path / "calls.ndjson", MENU))
    built = sample.python("-c", LIBRARIES, "build", path, "--out", str(tmp_path / "site"))
    assert set(built.stdout.splitlines()[-1].split()) <= {"iniconfig", "jinja2", "lxml", "markupsafe"}, built.stderr
    compared = sample.python("-c", LIBRARIES, "diff", path, path)
    assert compared.stdout.splitlines()[-1] == "", compared.stderr


def test_a_stream_that_breaks_off_tells_what_is_there(tmp_path: Path) -> None:
    path = write_calls(tmp_path / "calls.ndjson", MENU, MENU)
    lines = path.read_text().splitlines(keepends=True)
    [end] = [number for number, line in enumerate(lines) if "testCaseFinished" in line][:1]
    path.write_text("".join(lines[: end + 3]) + lines[end + 3][:20])
    suite = read_suite([path])
    assert [run.status for run in suite.runs] == ["passed", "not run"]
    assert suite.is_red
    assert suite.messages == ["The stream breaks off: the run was stopped before it had written everything."]


def test_shards_become_one_document(tmp_path: Path) -> None:
    runs = []
    for name, arguments in {"one": ("-k", "star or nobody"), "two": ("-k", "not nobody")}.items():
        (tmp_path / name).mkdir()
        sample.run(tmp_path / name, *arguments)
        runs.append(tmp_path / name / "reports" / "messages.ndjson")
    text = runs[1].read_text()
    whole = read_suite(runs)
    parts = [read_suite([path]) for path in runs]
    counts = [dict(part.counts) for part in parts]
    assert counts[0]["not run"] > 8
    assert "not run" not in dict(whole.counts)
    assert len(whole.runs) == len(parts[0].runs)
    assert whole.is_red
    assert whole.began == min(part.began for part in parts)
    assert {it.text for it in whole.sentences} == {it.text for it in parts[0].sentences}
    runs[1].write_text(text.replace("A caller in the rain", "A caller in the snow"))
    assert main(["docs", "build", *map(str, runs)]) == 2


def test_of_two_results_the_worse_one_counts(tmp_path: Path) -> None:
    good = write_calls(tmp_path / "a" / "calls.ndjson", MENU)
    bad = write_calls(tmp_path / "b" / "calls.ndjson", MENU, status="FAILED")
    for paths in ([good, bad], [bad, good]):
        whole = read_suite(paths)
        assert [run.status for run in whole.runs] == ["failed"]
        assert not whole.success
        assert whole.messages == []  # the scenario says it


def test_equal_titles_have_links_of_their_own(tmp_path: Path) -> None:
    path = write_calls(tmp_path / "calls.ndjson", MENU, MENU)
    path.write_text(path.read_text().replace("Call 1", "Call 0"))
    assert [run.slug for run in read_suite([path]).runs] == ["calls--call-0", "calls--call-0-2"]


LONG = "When the chosen theater closes during the call, the caller hears the theaters that remain, and chooses "


@pytest.mark.parametrize("words", [LONG, LONG.replace(" ", "ß")])
def test_a_link_is_short_and_stays_when_others_are_added(tmp_path: Path, words: str) -> None:
    scenarios = [f"  Rule: {words}{n}\n    Scenario: {words}{n}\n      Given a call\n" for n in "ab"]
    examples = f"      Examples:\n      | a |\n      | {words}1 |\n      | {words}2 |\n"
    outline = f"    Scenario Outline: {words}\n      Given <a>\n{examples}"
    one = read_suite([write_features(tmp_path / "one", {"calls.feature": f"Feature: C\n{scenarios[1]}{outline}"})])
    two = read_suite(
        [write_features(tmp_path / "two", {"calls.feature": f"Feature: C\n{scenarios[0]}{scenarios[1]}{outline}"})]
    )
    assert [run.slug for run in two.runs][1:] == [run.slug for run in one.runs]
    assert two.features[0].rules[1].slug == one.features[0].rules[0].slug
    rules = [rule.slug for rule in two.features[0].rules]
    links = [*rules, *(run.slug for run in two.runs)]
    assert len(set(links)) == len(links)
    assert all(len(link.encode()) <= 100 for link in links)


def test_too_little_menu_coverage_fails_the_build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_calls(tmp_path / "calls.ndjson", [*MENU, SILENT, requested("/menu"), *MENU[1:], CALLER_HANGS_UP])
    command = ["docs", "build", str(path), "--out", str(tmp_path / "site")]
    assert main([*command, "--min-coverage", "50"]) == 0
    assert main([*command, "--min-coverage", "51"]) == 1
    assert capsys.readouterr().err == (
        "Menu coverage 50 %, required 51 %. Not tested: 1 at “For one press 1”; any other key at “For one press 1”.\n"
    )
    assert (tmp_path / "site" / "index.html").exists()


def test_no_threshold_is_met_without_a_menu(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write_calls(tmp_path / "calls.ndjson", [])
    command = ["docs", "build", str(path), "--out", str(tmp_path / "site")]
    assert main([*command, "--min-coverage", "1"]) == 1
    assert "no scenario has made a call that came to a menu" in capsys.readouterr().err
    assert main(command) == 0


def test_the_threshold_works_by_its_old_name_too(tmp_path: Path) -> None:
    path = write_calls(tmp_path / "calls.ndjson", [])
    with pytest.warns(FutureWarning, match="--min-menu-coverage is called --min-coverage now"):
        assert main(["docs", "build", str(path), "--out", str(tmp_path / "site"), "--min-menu-coverage", "1"]) == 1


def test_names_of_menus_come_with_the_stream(tmp_path: Path) -> None:
    call = [*MENU, SILENT, requested("/menu"), *MENU[1:], CALLER_HANGS_UP]
    menus = {"The <menu>": "For one press *", "The annex": "For two press 2"}
    paths = [
        write_calls(tmp_path / "one" / "calls.ndjson", call, menus=menus),
        write_calls(tmp_path / "two" / "calls.ndjson", call, menus=menus),
    ]
    assert main(["docs", "build", *map(str, paths), "--out", str(tmp_path / "site")]) == 0
    summary = (tmp_path / "summary.md").read_text()
    assert "| The \\<menu\\> | a number on the list | **not tested** |" in summary.splitlines()
    assert summary.endswith("\n\nNo call reached: The annex.\n")
    page = (tmp_path / "site" / "index.html").read_text()
    assert "<p>No call reached: <strong>The annex</strong>.</p>" in page
    assert "The &lt;menu&gt;</h3>" in page


def test_the_summary_says_first_what_matters(stream: Path, tmp_path: Path) -> None:
    job_page = tmp_path / "job.md"
    job_page.write_text("before\n")
    done = sample.build("build", str(stream), "--out", str(tmp_path / "site"), GITHUB_STEP_SUMMARY=str(job_page))
    assert done.stdout == f"The living documentation is in {tmp_path / 'site' / 'index.html'}\n"
    summary = (tmp_path / "summary.md").read_text()
    assert job_page.read_text() == "before\n" + without_links(summary)
    assert summary.startswith("# ❌ What callers experience: 3 of 11 scenarios passed; 2 failed")
    for line in (
        "- [A caller hears something else](site/index.html#sample--a-caller-hears-something-else) failed · "
        "`sample.feature:35`",
        "  - callers hear “Please choose a theater and press \\#” instead of “Please choose a theatre and press \\#”; "
        "4 more sentences are different",
        "  - failed at “Then the caller hears:”",
        "  - Rule: What does not pass is not green",
        "- A caller reserves a seat",
        "flowchart LR",
        '  place0(["A caller dials"])',
        '  place1 -->|"a number on the list: 3"| place2',
        "| Please choose a movie and press \\# | star | 1 |",
        "| Please choose a movie and press \\# | hanging up | **not tested** |",
    ):
        assert line in summary.splitlines()


def without_links(text: str) -> str:
    """Return a summary as it is where nobody knows the address of the document."""
    return re.sub(r"\[([^\]]*)\]\(site/index\.html#[^)]*\)", r"**\1**", text)


def test_a_summary_that_is_too_long_is_cut_between_lines() -> None:
    suite = suite_of(*["failed"] * 30_000)
    for number, run in enumerate(suite.runs):
        run.steps = [Step("When", f"the caller presses {number}", 1, status="failed")]
    summary = render_summary(suite, build_call_flow([]), "Much")
    assert LIMIT - 200 < len(summary.encode()) <= LIMIT
    assert summary.endswith("`a.feature:" + summary.split("`a.feature:")[-1])
    assert "The rest is left out here; the document has it." in summary


def test_a_difference_is_listed_in_the_callers_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old = write_calls(tmp_path / "old" / "calls.ndjson", [*MENU, SILENT, *said("Bye"), LINE_HANGS_UP], MENU, MENU)
    new = write_calls(
        tmp_path / "new" / "calls.ndjson",
        [*MENU, SILENT, *said("Goodbye"), requested("/menu"), *MENU[1:]],
        status="FAILED",
    )
    assert main(["docs", "diff", str(old), str(new)]) == 0
    assert (
        capsys.readouterr().out
        == """\
## What changed

### What callers hear

- **gone**: “Bye” (in “Call 0”)
- **new**: “Goodbye” (in “Call 0”)
- **new**: “Welcome” (in “Call 0”)
- **new**: “For one press 1” (in “Call 0”)

### Scenarios

- **gone**: Calls: Call 1 (was passed)
- **gone**: Calls: Call 2 (was passed)
- **changed**: Calls: Call 0: was passed, is failed

### Ways through the line

- **new**: from “For one press 1”, silence, to “For one press 1”
- **gone**: from “For one press 1”, silence, to “Bye”
"""
    )
    assert main(["docs", "diff", str(new), str(old)]) == 0
    assert "### Scenarios\n\n- **new**: Calls: Call 1 (passed)" in capsys.readouterr().out
    main(["docs", "diff", str(old), str(old)])
    assert capsys.readouterr().out == "## What changed\n\nNothing that callers or scenarios would show.\n"


def test_shards_may_have_different_features(tmp_path: Path) -> None:
    one = write_calls(tmp_path / "one.ndjson", MENU)
    two = write_calls(tmp_path / "two.ndjson", MENU)
    assert [feature.uri for feature in read_suite([one, two]).features] == ["one.feature", "two.feature"]


def test_empty_lines_in_a_stream_say_nothing(tmp_path: Path) -> None:
    path = write_calls(tmp_path / "calls.ndjson", MENU)
    path.write_text(path.read_text().replace("\n", "\n\n"))
    assert [run.status for run in read_suite([path]).runs] == ["passed"]
