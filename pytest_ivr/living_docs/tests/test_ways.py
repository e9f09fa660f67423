"""Which ways there are, which of them scenarios take, and which nobody need test: by calls that are made up."""

from pathlib import Path
from typing import Any

import pytest
from gherkin.stream.id_generator import IdGenerator

from pytest_ivr.__main__ import main
from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.call_flow import CallFlow, build_call_flow
from pytest_ivr.living_docs.document.exploration import drafts
from pytest_ivr.living_docs.document.outcomes import outcomes
from pytest_ivr.living_docs.document.tries import ordinal, spans
from pytest_ivr.living_docs.stream.features import parse_feature
from pytest_ivr.simulator import Event

from .calls import CALLER_HANGS_UP, LINE_HANGS_UP, SILENT, pressed, requested, said, write_calls, write_exploration

NAME = "For one press 1"
MENU = [requested("/menu"), *said("Welcome", NAME)]
ONE = [pressed("1"), requested("/one", Digits="1"), *said("One"), LINE_HANGS_UP]
NINE = [pressed("9"), requested("/menu", Digits="9"), *MENU[1:]]
BYE_BY_KEY = [pressed("9"), requested("/bye", Digits="9"), *said("Bye"), LINE_HANGS_UP]
BYE = [SILENT, requested("/bye"), *said("Bye"), LINE_HANGS_UP]
AGAIN = [SILENT, *MENU]
# All that can be done at a menu that is asked twice, and then says good-bye
ONCE, TWICE = MENU, [*MENU, *AGAIN]
EXPLORED = [
    [*ONCE, *ONE],
    [*ONCE, *NINE],
    [*ONCE, *AGAIN],
    [*ONCE, CALLER_HANGS_UP],
    [*TWICE, *ONE],
    [*TWICE, *BYE_BY_KEY],
    [*TWICE, *BYE],
    [*TWICE, CALLER_HANGS_UP],
]


def flow_of(*streams: Path) -> CallFlow:
    """Return the call flow of some streams."""
    suite = read_suite(streams)
    return build_call_flow(suite.runs, suite.menu_names, suite.explored_runs, suite.waivers)


def ways(flow: CallFlow) -> dict[str, int | str]:
    """Return how many scenarios took each way of the only menu, or else its state."""
    [menu] = flow.menus
    return {way.words: len(way.runs) or way.state for way in menu.ways}


def map_of(flow: CallFlow) -> list[tuple[str, str, int | str]]:
    """Return what comes of what is done at the only menu: what, where that leads, and how many scenarios do it."""
    [menu] = flow.menus
    return [
        (it.words, it.transition.target if it.transition else "", len(it.runs) or it.state) for it in outcomes(menu)
    ]


@pytest.fixture
def exploration(tmp_path: Path) -> Path:
    """An exploration of a menu that is asked twice."""
    return write_exploration(tmp_path / "explored.ndjson", *EXPLORED)


# What there is, and what is taken


def test_what_an_exploration_found_exists_and_what_scenarios_did_is_taken(tmp_path: Path, exploration: Path) -> None:
    flow = flow_of(write_calls(tmp_path / "run.ndjson", [*MENU, *ONE], [*TWICE, *BYE]), exploration)
    assert ways(flow) == {
        "1, first try": 1,
        "1, second try": "not tested",
        "any other key, first try": "not tested",
        "any other key, second try": "not tested",
        "silence, first try": 1,
        "silence, second try": 1,
        "hanging up, first try": "not tested",
        "hanging up, second try": "not tested",
    }
    assert (flow.tested, flow.countable, flow.coverage) == (3, 8, 37.5)
    assert map_of(flow) == [
        ("1, first try", "One", 1),
        ("1, second try", "One", "not tested"),
        ("any other key, first try", NAME, "not tested"),
        ("any other key, second try", "Bye", "not tested"),
        ("silence, first try", NAME, 1),
        ("silence, second try", "Bye", 1),
        ("hanging up", "(end)", "not tested"),
    ]


def test_what_scenarios_alone_did_exists_too(tmp_path: Path, exploration: Path) -> None:
    elsewhere = [requested("/other"), *said("Press 5"), SILENT, requested("/other"), *said("Press 5"), SILENT, *MENU]
    flow = flow_of(
        write_calls(
            tmp_path / "run.ndjson", elsewhere, [*MENU, pressed("#"), requested("/menu", Digits=""), *MENU[1:]]
        ),
        exploration,
    )
    assert [(way.words, len(way.runs)) for way in flow.by_id["Press 5"].ways if way.runs] == [("silence", 1)]
    assert [way.words for way in flow.by_id[NAME].ways if way.runs] == ["# alone"]


def test_a_try_behind_the_last_one_that_is_known_counts_as_that_one(tmp_path: Path, exploration: Path) -> None:
    flow = flow_of(write_calls(tmp_path / "run.ndjson", [*TWICE, *AGAIN, *AGAIN, *ONE]), exploration)
    assert ways(flow)["1, second try"] == 1
    assert ways(flow)["silence, second try"] == 1
    assert len(ways(flow)) == 8


def test_a_line_that_asks_for_ever_has_one_try(tmp_path: Path) -> None:
    loops = [[*MENU, *ONE], [*MENU, *AGAIN], [*MENU, CALLER_HANGS_UP]]
    flow = flow_of(
        write_calls(tmp_path / "run.ndjson", [*MENU, *AGAIN, *AGAIN, *AGAIN, *ONE]),
        write_exploration(tmp_path / "explored.ndjson", *loops),
    )
    assert ways(flow) == {"1": 1, "any other key": "not tested", "silence": 1, "hanging up": "not tested"}


def test_tries_are_counted_anew_when_a_call_comes_back_from_elsewhere(tmp_path: Path) -> None:
    other = [requested("/other"), *said("Press 5")]
    there_and_back = [*MENU, pressed("1"), *other, SILENT, *MENU, SILENT, *MENU]
    flow = flow_of(write_exploration(tmp_path / "explored.ndjson", there_and_back))
    assert {way.number for menu in flow.menus for way in menu.ways} == {1}


def test_without_an_exploration_tries_are_not_told_apart(tmp_path: Path) -> None:
    flow = flow_of(write_calls(tmp_path / "run.ndjson", [*TWICE, *BYE]))
    assert ways(flow) == {"1": "not tested", "any other key": "not tested", "silence": 1, "hanging up": "not tested"}
    assert flow.coverage == 25


def test_an_exploration_that_was_stopped_never_raises_the_coverage(tmp_path: Path) -> None:
    run = write_calls(tmp_path / "run.ndjson", [*MENU, *ONE])
    begun = write_exploration(tmp_path / "explored.ndjson", [*MENU, *ONE], stopped="The time was up.")
    assert flow_of(run, begun).coverage == flow_of(run).coverage == 25


def test_several_explorations_find_more(tmp_path: Path, exploration: Path) -> None:
    run = write_calls(tmp_path / "run.ndjson", [*MENU, *ONE])
    more = write_exploration(tmp_path / "more.ndjson", [*TWICE, *AGAIN, *ONE])
    assert ways(flow_of(exploration, run, more))["1, third try"] == "not tested"


def test_tries_come_apart_only_where_they_differ_in_being_tested(tmp_path: Path, exploration: Path) -> None:
    calls = [
        [*MENU, *ONE],
        [*TWICE, *ONE],
        [*TWICE, *BYE_BY_KEY],
        [*TWICE, CALLER_HANGS_UP],
    ]
    rows = map_of(flow_of(write_calls(tmp_path / "run.ndjson", *calls), exploration))
    assert ("1", "One", 2) in rows
    assert [row for row in rows if row[0].startswith("hanging")] == [
        ("hanging up, first try", "(end)", "not tested"),
        ("hanging up, second try", "(end)", 1),
    ]


def test_where_an_exploration_alone_came_by_a_way_that_is_tested_is_no_fault(tmp_path: Path) -> None:
    elsewhere = [*MENU, pressed("1"), requested("/closed", Digits="1"), *said("Closed"), LINE_HANGS_UP]
    flow = flow_of(
        write_calls(tmp_path / "run.ndjson", [*MENU, *ONE]), write_exploration(tmp_path / "explored.ndjson", elsewhere)
    )
    assert map_of(flow)[:2] == [("1", "One", 1), ("1", "Closed", "explored")]
    assert ways(flow)["1"] == 1


# Drafts

FOUND = '''\
Feature: The menu
  What callers can do.

  Background:
    Given a

  @found
  Scenario: One
    When b
      """
      c
        d
      """

  @found @more
  Scenario: Two

    Then e
    # which is f

  # why

  Rule: Then

    Scenario Outline: Three
      When <f>

      Examples:
        | f |
        | g |
        | h |

    Scenario: Four
      Then i
'''


def test_a_draft_is_a_whole_scenario_as_it_stands_in_its_file() -> None:
    feature = parse_feature("explored/menu.feature", FOUND, IdGenerator()).feature
    assert list(drafts(FOUND, feature).values()) == [
        '@found\nScenario: One\n  When b\n    """\n    c\n      d\n    """',
        "@found @more\nScenario: Two\n\n  Then e",
        "Scenario Outline: Three\n  When <f>\n\n  Examples:\n    | f |\n    | g |\n    | h |",
        "Scenario: Four\n  Then i",
    ]


def test_a_way_that_is_not_tested_has_the_first_scenario_that_was_made_for_it(tmp_path: Path) -> None:
    exploration = write_exploration(tmp_path / "explored.ndjson", *EXPLORED, *EXPLORED)
    [menu] = flow_of(exploration).menus
    titles = {way.words: way.draft.splitlines()[1] for way in menu.ways}
    assert titles["1, first try"] == "Scenario: Call 0"
    assert titles["silence, first try"] == "Scenario: Call 2"
    assert titles["silence, second try"] == "Scenario: Call 6"


# Waivers


def waived(folder: Path, exploration: Path, *calls: list[Event], **waivers: str) -> CallFlow:
    """Return the call flow of some calls in which something is waived."""
    return flow_of(write_calls(folder / "run.ndjson", *calls or [MENU], waived=waivers), exploration)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        (f"{NAME}, hanging up, second try", 1),
        (f"{NAME}, hanging up", 2),
        (f"{NAME}, hanging up, *", 0),
        (f"{NAME}, hanging up, * try", 2),
        ("for ONE  press 1., Any other key, first try", 1),
        ("For * press *, *, second try", 4),
        ("*, *", 8),
    ],
)
def test_a_waiver_is_for_one_way_or_for_all_that_it_fits(
    tmp_path: Path, exploration: Path, name: str, number: int
) -> None:
    flow = waived(tmp_path, exploration, **{name: "rare"})
    assert [way.reason for way in flow.waived] == ["rare"] * number
    assert flow.countable == 8 - number


def test_what_is_waived_counts_neither_as_tested_nor_at_all(tmp_path: Path, exploration: Path) -> None:
    name = f"{NAME}, hanging up"
    flow = waived(tmp_path, exploration, [*MENU, *ONE], **{name: "rare"})
    assert (flow.tested, flow.countable) == (1, 6)
    assert map_of(flow)[-1] == ("hanging up", "(end)", "waived")


def test_what_is_tested_is_tested_whatever_is_waived(tmp_path: Path, exploration: Path) -> None:
    flow = waived(tmp_path, exploration, [*MENU, *ONE], **{"*, 1": "by hand", f"{NAME}, 1, * try": "never"})
    assert (flow.tested, flow.countable) == (1, 7)
    assert ways(flow)["1, first try"] == 1
    assert [way.reason for way in flow.ways if way.reason] == ["by hand"]  # the first of two that say why


def build(folder: Path, *streams: Path) -> int:
    """Build the document of some streams, and return the exit code."""
    return main(["docs", "build", *map(str, streams), "--out", str(folder / "site")])


def test_a_waiver_of_what_does_not_exist_fails_and_names_the_nearest(
    tmp_path: Path, exploration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waivers = {f"{NAME}, hanging up, first try": "rare", f"{NAME}, silence, third try": "never"}
    run = write_calls(tmp_path / "run.ndjson", [*MENU, *ONE], waived=waivers)
    assert build(tmp_path, run, exploration) == 1
    sentence = (
        f"waived.txt:2 waives “{NAME}, silence, third try”, which the line does not have. "
        f"The nearest is “{NAME}, silence, first try”."
    )
    assert capsys.readouterr().err == f"{sentence}\n"
    assert sentence in (tmp_path / "site/index.html").read_text()
    assert sentence in (tmp_path / "summary.md").read_text()


def test_what_every_shard_waives_is_waived_once(
    tmp_path: Path, exploration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shards = [write_calls(tmp_path / name, MENU, waived={"Movies, star": "rare"}) for name in ("a.ndjson", "b.ndjson")]
    assert build(tmp_path, *shards, exploration) == 1
    assert capsys.readouterr().err.count("waives “Movies, star”") == 1


def test_only_an_exploration_knows_what_does_not_exist(tmp_path: Path) -> None:
    assert build(tmp_path, write_calls(tmp_path / "run.ndjson", MENU, waived={"Movies, star": "rare"})) == 0


def test_where_there_is_no_menu_there_is_no_nearest_way(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run = write_calls(tmp_path / "run.ndjson", [], waived={"Movies, star": "rare"})
    assert build(tmp_path, run, write_exploration(tmp_path / "explored.ndjson", [])) == 1
    assert capsys.readouterr().err == "waived.txt:1 waives “Movies, star”, which the line does not have.\n"


# The document


def test_an_exploration_is_in_no_chapter_total_or_verdict(tmp_path: Path, exploration: Path) -> None:
    assert build(tmp_path, write_calls(tmp_path / "run.ndjson", [*MENU, *ONE]), exploration) == 0
    page, summary = (tmp_path / "site/index.html").read_text(), (tmp_path / "summary.md").read_text()
    assert page.count("<article") == 1
    assert "The one scenario passed." in page
    assert summary.startswith("# ✅ What callers experience: The one scenario passed.")
    assert f"| {NAME} | silence, second try | **not tested** |" in summary
    assert "Menu coverage: 12 %" in summary
    assert '|"any other key, silence: not tested"|' in summary


def test_an_exploration_alone_draws_the_map_of_a_line_without_tests(
    tmp_path: Path, exploration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert build(tmp_path, exploration) == 0
    page, summary = (tmp_path / "site/index.html").read_text(), (tmp_path / "summary.md").read_text()
    for text in (page, summary):
        assert "No scenario was run: the map shows what exploring the line found, and nothing of it is tested." in text
    assert "Menu coverage: 0 %" in summary
    assert page.count("<strong>not tested</strong>") == 8
    assert main(["docs", "build", str(exploration), "--out", str(tmp_path / "site"), "--min-coverage", "1"]) == 1
    assert "Menu coverage 0 %, required 1 %. Not tested: 1, first try at “For one press 1”;" in capsys.readouterr().err


def test_an_exploration_alone_has_the_names_of_its_menus(tmp_path: Path) -> None:
    run = write_calls(tmp_path / "run.ndjson", MENU, menus={"The menu": NAME}, waived={"The menu, 1": "rare"})
    exploration = write_exploration(tmp_path / "explored.ndjson", *EXPLORED)
    told = [line for line in run.read_text().splitlines() if line.startswith('{"attachment"')]
    began, *rest = exploration.read_text().splitlines()
    exploration.write_text("\n".join([began, *told[:2], *rest]))
    flow = flow_of(exploration)
    assert [menu.label for menu in flow.menus] == ["The menu"]
    assert [way.reason for way in flow.waived] == ["rare", "rare"]


def test_the_page_tells_what_the_exploration_found_and_what_it_left_out(tmp_path: Path) -> None:
    finding = {
        "kind": "silent end",
        "sentence": "Silence ends the call without a word.",
        "actions": "dials then times out",
    }
    told: dict[str, Any] = {
        "requests": 1,
        "dialed_anew": False,
        "stopped": "300 requests were made.",
        "unreached": ["Of 40 theaters 3 were tried."],
        "findings": [{**finding, "severity": "error"}, {**finding, "severity": "warning", "actions": ""}],
    }
    assert build(tmp_path, write_exploration(tmp_path / "explored.ndjson", [*MENU, *ONE], **told)) == 0
    page, summary = (tmp_path / "site/index.html").read_text(), (tmp_path / "summary.md").read_text()
    assert "1 request in 0.5 seconds, each way taken up where an earlier call had stopped." in page
    assert "The shortest call: dials then times out" in page
    for text in (page, summary):
        for sentence in (
            "It did not try everything: 300 requests were made.",
            *told["unreached"],
            finding["sentence"],
        ):
            assert sentence in text
    assert "- **error**: Silence ends the call without a word. (dials then times out)\n" in summary
    assert "- **warning**: Silence ends the call without a word.\n" in summary


def test_an_exploration_that_breaks_off_says_so(tmp_path: Path, exploration: Path) -> None:
    exploration.write_text("\n".join(exploration.read_text().splitlines()[:-1]))
    assert build(tmp_path, exploration) == 0
    assert "The stream breaks off: the exploration was stopped" in (tmp_path / "site/index.html").read_text()


def test_an_exploration_that_found_no_way_is_told_too(tmp_path: Path) -> None:
    lines = write_exploration(tmp_path / "all.ndjson", MENU, stopped="Nobody answers.").read_text().splitlines()
    path = tmp_path / "nothing.ndjson"
    kinds = ('{"meta"', '{"attachment": {"body": "{\\"requests', '{"testRunStarted"', '{"testRunFinished"')
    path.write_text("\n".join(line for line in lines if line.startswith(kinds)))
    assert build(tmp_path, path) == 0
    page = (tmp_path / "site/index.html").read_text()
    assert "Nobody answers." in page
    assert "It found nothing wrong." in page


def test_the_page_says_that_nobody_has_explored_the_line(tmp_path: Path, exploration: Path) -> None:
    run = write_calls(tmp_path / "run.ndjson", MENU)
    for streams, is_said in (((run,), True), ((run, exploration), False)):
        build(tmp_path, *streams)
        for name in ("site/index.html", "summary.md"):
            assert ("obody has explored the line" in (tmp_path / name).read_text()) is is_said


def test_two_explorations_are_compared_call_by_call(
    tmp_path: Path, exploration: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    changed = tmp_path / "changed" / exploration.name
    changed.parent.mkdir()
    changed.write_text(exploration.read_text().replace("Bye", "Farewell"))
    assert main(["docs", "diff", str(exploration), str(changed)]) == 0
    printed = capsys.readouterr().out
    assert "### What callers hear\n\n- **changed**: was “Bye”, is now “Farewell” (in " in printed


# Words


@pytest.mark.parametrize(
    ("numbers", "words"),
    [
        ([2], ["second"]),
        ([1, 2], ["first", "second"]),
        ([1, 3, 4, 5, 9, 11], ["first", "third to fifth", "ninth", "11th"]),
    ],
)
def test_tries_are_told_in_words(numbers: list[int], words: list[str]) -> None:
    assert spans(numbers) == words


def test_ordinal_numbers_end_as_they_are_read() -> None:
    assert [ordinal(number) for number in (10, 11, 12, 13, 20, 21, 22, 23, 111, 121)] == [
        *("tenth", "11th", "12th", "13th", "20th", "21st", "22nd", "23rd", "111th", "121st")
    ]
