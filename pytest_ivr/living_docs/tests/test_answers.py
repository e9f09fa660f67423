"""How far answers are: the shortest way to each, whose call shows it, and where the page has it."""

from pathlib import Path

from lxml import html

from pytest_ivr.__main__ import main
from pytest_ivr.living_docs.document.answers import Answer
from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.call_flow import build_call_flow
from pytest_ivr.simulator import Event

from .calls import LINE_HANGS_UP, SILENT, event, pressed, requested, said, write_calls, write_exploration

MENU = [requested("/menu"), *said("For the hours press 1", "To talk to us press 2")]
HOURS = [requested("/hours"), *said("We are open from 9 to 5"), LINE_HANGS_UP]


def at(second: float, *events: Event) -> list[Event]:
    """Return events as they happen at a later second."""
    return [{**it, "second": second} for it in events]  # type: ignore[misc]


def answers(*streams: Path) -> dict[str, Answer]:
    """Return the answers of some streams, by what they are called."""
    suite = read_suite(streams)
    flow = build_call_flow(suite.runs, (), suite.explored_runs)
    return {node.label: node.answer for node in flow.nodes if node.answer}


def in_short(found: dict[str, Answer]) -> dict[str, tuple[str, int, float, str]]:
    """Return what a row of the page says of each answer."""
    return {label: (it.way, it.keys, it.seconds, it.run.title) for label, it in found.items()}


def test_the_shortest_way_has_the_fewest_keys_and_then_the_fewest_seconds(tmp_path: Path) -> None:
    detour = [*MENU, pressed("9"), *at(4, *MENU), pressed("1"), *at(6, *HOURS)]
    slow, quick = ([*MENU, pressed("1#"), *at(second, *HOURS)] for second in (8, 5))
    found = answers(write_calls(tmp_path / "run.ndjson", detour, slow, quick))
    assert in_short(found) == {"We are open from 9 to 5": ("1#", 2, 6, "Call 2")}


def test_who_falls_silent_or_interrupts_the_line_goes_no_usual_way(tmp_path: Path) -> None:
    usual = [*MENU, pressed("1"), *at(5, *MENU), pressed("1"), *at(9, *HOURS)]
    silent = [*MENU, SILENT, *at(5, *HOURS)]
    found = answers(write_calls(tmp_path / "run.ndjson", silent, usual))
    assert in_short(found) == {"We are open from 9 to 5": ("1 then 1", 2, 10, "Call 1")}
    alone = answers(write_calls(tmp_path / "alone.ndjson", silent))
    assert in_short(alone) == {"We are open from 9 to 5": ("silence", 0, 6, "Call 0")}


def test_technical_scenarios_may_begin_in_the_middle_and_show_a_way_only_where_nobody_else_does(tmp_path: Path) -> None:
    usual = write_calls(tmp_path / "run.ndjson", [*MENU, pressed("1"), *at(5, *HOURS)])
    middle = write_calls(tmp_path / "technical.ndjson", HOURS, tag="  @technical\n")
    assert in_short(answers(usual, middle))["We are open from 9 to 5"][:2] == ("1", 1)
    assert in_short(answers(middle))["We are open from 9 to 5"][:2] == ("no key", 0)


def test_people_who_are_called_are_answers_and_what_callers_say_is_a_way_to_them(tmp_path: Path) -> None:
    spoken = event("spoke", words="sales")
    dialing = [requested("/sales"), *at(4, *said("One moment")), *at(5, event("dialing", to=["+14155550100"]))]
    found = answers(write_exploration(tmp_path / "found.ndjson", [*MENU, spoken, *dialing]))
    [answer] = found.values()
    assert (answer.way, answer.words, answer.seconds, answer.is_explored) == ('says "sales"', "One moment", 5, True)


def test_the_page_has_a_row_for_each_answer_which_leads_to_map_and_scenario(tmp_path: Path) -> None:
    run = write_calls(tmp_path / "run.ndjson", [*MENU, pressed("1"), *at(5, *HOURS)])
    dialing = [requested("/talk"), *at(5, event("dialing", to=["+14155550100"]))]
    found = write_exploration(tmp_path / "found.ndjson", [*MENU, pressed("2"), *dialing])
    main(["docs", "build", str(run), str(found), "--out", str(tmp_path / "site")])
    page = html.parse(tmp_path / "site/index.html")
    rows = page.xpath("//table[@class='answers']/tbody/tr")
    told = [" ".join(" ".join(cell.text_content() for cell in row).split()) for row in rows]
    assert told == ["Calls +14155550100 2 5 s 1 an exploration", "We are open from 9 to 5 1 6 s 1 Call 0"]
    targets = page.xpath("//table[@class='answers']//a/@href | //nav//a[@href='#answers']/@href")
    assert all(page.xpath("//*[@id=$id]", id=target.removeprefix("#")) for target in targets)
    assert len(targets) == 4


def test_what_only_silent_callers_hear_stands_apart_behind_all_else(tmp_path: Path) -> None:
    closed = [*MENU, SILENT, requested("/closed"), *said("We call you back"), LINE_HANGS_UP]
    later = [*MENU, pressed("9"), *MENU, SILENT, requested("/later"), *said("Goodbye, then"), LINE_HANGS_UP]
    run = write_calls(tmp_path / "run.ndjson", closed, later, [*MENU, pressed("1"), *at(5, *HOURS)])
    main(["docs", "build", str(run), "--out", str(tmp_path / "site")])
    page = html.parse(tmp_path / "site/index.html")
    told = [" ".join(row.text_content().split()) for row in page.xpath("//table[@class='answers']/tbody/tr/th[1]")]
    assert told == [
        "We are open from 9 to 5",
        "What only callers hear who stay silent",
        "We call you back",
        "Goodbye, then",
    ]


def test_the_page_has_the_script_too(tmp_path: Path) -> None:
    run = write_calls(tmp_path / "run.ndjson", [*MENU, pressed("1"), *at(5, *HOURS)], MENU)
    main(["docs", "build", str(run), "--out", str(tmp_path / "site")])
    page = html.parse(tmp_path / "site/index.html")
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//*[@id='script']//tbody/tr")]
    assert rows[0] == ["For the hours press 1", "/menu", "1.0", "", "2"]
    assert [row[0] for row in rows[1:]] == ["To talk to us press 2", "We are open from 9 to 5"]
    assert page.xpath("//nav//a[@href='#script']")


def test_recordings_have_a_column_where_there_are_some(tmp_path: Path) -> None:
    greeting = event("played", url="https://line.example/hello.mp3", seconds=1.0, loops=1)
    run = write_calls(tmp_path / "run.ndjson", [requested("/menu"), greeting, *MENU[1:]])
    main(["docs", "build", str(run), "--out", str(tmp_path / "site")])
    page = html.parse(tmp_path / "site/index.html")
    rows = [[cell.text_content() for cell in row] for row in page.xpath("//*[@id='script']//tr")]
    assert [row[5] for row in rows] == ["Recording", "hello.mp3", "", ""]


def test_a_line_that_answers_nothing_has_no_such_part(tmp_path: Path) -> None:
    run = write_calls(tmp_path / "run.ndjson", MENU)
    main(["docs", "build", str(run), "--out", str(tmp_path / "site")])
    assert not html.parse(tmp_path / "site/index.html").xpath("//*[@id='answers' or @href='#answers']")
