"""The map: its boxes, rows, signs and lines, and the drawing in the summary; by calls that are made up."""

import re
from collections.abc import Sequence
from itertools import combinations, pairwise
from pathlib import Path
from string import ascii_lowercase
from typing import Any

import pytest

from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.call_flow import CallFlow, build_call_flow
from pytest_ivr.living_docs.document.layout import (
    SMALL_HEIGHT,
    SMALL_WIDTH,
    Box,
    Picture,
    in_small,
    layout,
)
from pytest_ivr.living_docs.document.map_rows import Place, Row, places
from pytest_ivr.living_docs.document.mermaid import map_in_summary
from pytest_ivr.living_docs.document.tries import figures
from pytest_ivr.simulator import Event

from .calls import (
    CALLER_HANGS_UP,
    LINE_HANGS_UP,
    SILENT,
    event,
    pressed,
    requested,
    said,
    write_calls,
    write_exploration,
)
from .lines import survey, tree
from .test_ways import EXPLORED, MENU, ONE, TWICE

# Two menus. At the first, 1 goes on to the second, and 2 and 3 to one end; star goes back.
FIRST = [requested("/first"), *said("Welcome.", "For sales press 1.", "For hours press 2.", "For times press 3.")]
SECOND = [pressed("1"), requested("/second", Digits="1"), *said("For chairs press 1.", "To go back press star.")]
HOURS = [[pressed(key), requested("/hours", Digits=key), *said("We are open."), LINE_HANGS_UP] for key in "23"]
BACK = [pressed("*"), requested("/first", Digits="*"), *FIRST[1:], CALLER_HANGS_UP]
AGAIN = [SILENT, requested("/second"), *SECOND[2:], CALLER_HANGS_UP]
FAILS = [pressed("1"), requested("/chairs", Digits="1"), event("failed", code=11200, url="/chairs")]
OVER_TO_HOURS = [pressed("9"), requested("/hours", Digits="9"), *said("We are open."), LINE_HANGS_UP]
TWO_MENUS = [
    *([*FIRST, *hours] for hours in HOURS),
    *([*FIRST, *SECOND, *after] for after in (BACK, AGAIN, FAILS, OVER_TO_HOURS)),
]


def flow_of(*streams: Path) -> CallFlow:
    """Return the call flow of some streams."""
    suite = read_suite(streams)
    return build_call_flow(suite.runs, suite.menu_names, suite.explored_runs, suite.waivers)


def map_of(folder: Path, *calls: list[Event]) -> list[Place]:
    """Return the places of a line to which some calls were made."""
    return places(flow_of(write_calls(folder / "calls.ndjson", *calls)))


def told(row: Row) -> str:
    """Return a row of the map in a line."""
    signs = "".join(f" {it.tries}{it.sign}{it.name}" for it in row.signs)
    return f"{row.label}:{signs}{', by a line' if row.target else ''} ({len(row.runs) or row.state})"


def rows_at(found: Sequence[Place], label: str) -> list[str]:
    """Return the rows of a place."""
    [place] = (it for it in found if it.node.label == label)
    return [told(row) for row in place.rows]


# Rows and signs


def test_only_ways_forward_lead_to_a_box_and_all_others_are_signs(tmp_path: Path) -> None:
    found = map_of(tmp_path, *TWO_MENUS)
    assert [(it.node.label, it.depth) for it in found] == [
        ("A caller dials", 0),
        ("For sales press 1.", 1),
        ("For chairs press 1.", 2),
        ("We are open.", 2),
    ]
    assert rows_at(found, "A caller dials") == ["dialing: →For sales press 1., by a line (6)"]
    assert rows_at(found, "For sales press 1.") == [
        "1: →For chairs press 1., by a line (4)",
        "2, 3: →We are open., by a line (2)",
        "any other key: ○ (not tested)",
        "silence: ○ (not tested)",
        "hanging up: ■ (1)",
    ]
    assert rows_at(found, "For chairs press 1.") == [
        "1: ⚠ (1)",
        "star: ◀For sales press 1. (1)",
        "any other key: ↕We are open. (1)",
        "silence: ↻ (1)",
        "hanging up: ■ (1)",
    ]
    assert rows_at(found, "We are open.") == ["no key needed: ■ (3)"]


def test_silence_and_other_keys_have_a_row_each_that_tells_every_try(tmp_path: Path) -> None:
    run = write_calls(tmp_path / "run.ndjson", [*MENU, *ONE], [*TWICE, CALLER_HANGS_UP])
    exploration = write_exploration(tmp_path / "exploration.ndjson", *EXPLORED)
    assert rows_at(places(flow_of(run, exploration)), "For one press 1") == [
        "1: 2→One 1→One, by a line (1)",
        "any other key: 2→Bye, by a line (not tested)",
        "silence: 2→Bye, by a line (not tested)",
        "any other key: 1↻ (not tested)",
        "silence: 1↻ (1)",
        "hanging up: 1■ 2■ (1)",
    ]


def test_keys_that_follow_each_other_are_a_span_if_the_same_comes_of_all(tmp_path: Path) -> None:
    assert rows_at(map_of(tmp_path, *survey(2)), "How was part 1 of your call?")[0] == (
        "1\N{EN DASH}5: →How was part 2 of your call?, by a line (6)"
    )


def test_a_row_is_red_where_a_call_failed(tmp_path: Path) -> None:
    [dialed, menu, *_] = places(flow_of(write_calls(tmp_path / "run.ndjson", [*MENU, *ONE[:-1]], status="FAILED")))
    assert [(it.is_failing, [row.is_failing for row in it.rows]) for it in (dialed, menu)] == [
        (False, [False]),
        (True, [True, False, False, False]),
    ]


def test_what_only_technical_calls_show_is_told_apart(tmp_path: Path) -> None:
    owners = write_calls(tmp_path / "owners.ndjson", [*MENU, *ONE])
    developers = write_calls(
        tmp_path / "developers.ndjson",
        [*MENU, *ONE],
        [*MENU, SILENT, requested("/bye"), *said("Bye"), LINE_HANGS_UP],
        tag="@technical\n",
    )
    found = places(flow_of(owners, developers))
    assert [(it.node.label, it.is_technical) for it in found] == [
        ("A caller dials", False),
        ("For one press 1", False),
        ("One", False),
        ("Bye", True),
    ]
    assert [(row.label, row.is_technical, len(row.runs), len(row.owners_runs)) for row in found[1].rows] == [
        ("1", False, 2, 1),
        ("any other key", False, 0, 0),
        ("hanging up", False, 0, 0),
        ("silence", True, 1, 0),
    ]


@pytest.mark.parametrize(
    ("numbers", "short"),
    [([1], "1"), ([1, 2], "1, 2"), ([1, 2, 3], "1\N{EN DASH}3"), ([1, 2, 3, 5], "1\N{EN DASH}3, 5")],
)
def test_tries_are_told_in_figures(numbers: list[int], short: str) -> None:
    assert figures(numbers) == short


# What it costs to come somewhere


def at(second: float, *events: Event, seconds: float = 1.0) -> list[Event]:
    """Return events that happen one after the other, from a second on."""
    found = []
    for it in events:
        found.append({**it, "second": second, **({"seconds": seconds} if it["event"] == "said" else {})})
        second += seconds if it["event"] == "said" else 0
    return found  # type: ignore[return-value]  # events with other seconds


def test_a_place_tells_keys_and_seconds_of_callers_who_listen_and_when_the_first_key_is_named(tmp_path: Path) -> None:
    words = "Welcome. To hear more press 1. Or wait."
    menu = at(0, requested("/menu"), *said(words, "For less press 2."), seconds=4)
    more = at(9, pressed("1#"), requested("/more", Digits="1"), *said("More."), LINE_HANGS_UP)
    hesitates = at(15, pressed("11#"), requested("/more", Digits="1"), *said("More."), LINE_HANGS_UP)
    cut: list[Any] = [menu[0], {**menu[1], "cut": True}]
    hurries = at(2, pressed("1#"), requested("/more", Digits="1"), *said("More."), LINE_HANGS_UP)
    _, asked, answer = map_of(tmp_path, [*menu, *more], [*menu, *hesitates], [*cut, *hurries])
    assert asked.node.effort
    assert (asked.node.effort.keys, asked.node.effort.seconds) == (0, 0)
    assert asked.node.effort.first_key == pytest.approx(4 * len("Welcome. To hear more press 1.") / len(words))
    assert answer.node.effort
    assert (answer.node.effort.keys, answer.node.effort.seconds, answer.node.effort.first_key) == (2, 9, None)


def test_a_key_in_what_is_said_again_is_named_when_it_is_first_said(tmp_path: Path) -> None:
    twice = event("said", text="For sales press 1.", seconds=8.0, loops=2)
    cut = event("said", text="For sales press 1.", seconds=1.0, loops=1, cut=True)
    pressed_one = [pressed("1"), requested("/sales", Digits="1"), *said("Sales.")]
    [_, menu, *_] = map_of(tmp_path / "twice", [requested("/first"), twice, *pressed_one])
    assert menu.node.effort is not None
    assert menu.node.effort.first_key == 1 + 8 / 2
    [_, menu, *_] = map_of(tmp_path / "cut", [requested("/first"), cut, *pressed_one])
    assert menu.node.effort is not None
    assert menu.node.effort.first_key is None


# The picture


def overlaps(one: Box, other: Box) -> bool:
    """Tell whether two boxes touch."""
    return (
        one.x < other.x + other.size.width
        and other.x < one.x + one.size.width
        and one.y < other.y + other.height
        and other.y < one.y + one.height
    )


def corners(path: str) -> list[tuple[float, float]]:
    """Return the points through which a path of straight lines and small corners goes."""
    x = y = 0.0
    found = []
    for command, numbers in re.findall(r"([A-Z])([^A-Z]*)", path):
        values = [float(it) for it in numbers.split()]
        x = values[0] if command == "H" else values[-2] if command in "MLQ" else x
        y = values[0] if command == "V" else values[-1] if command in "MLQ" else y
        found.append((x, y))
    return found


def goes_through(path: str, box: Box) -> bool:
    """Tell whether a line has a part of itself within a box."""
    points = corners(path)
    return any(
        min(x, to_x) < box.x + box.size.width
        and max(x, to_x) > box.x
        and min(y, to_y) < box.y + box.height
        and max(y, to_y) > box.y
        for (x, y), (to_x, to_y) in pairwise(points)
    )


LINES = {
    "two menus": TWO_MENUS,
    "a tree of 40 menus": tree(3, 3, 3, 1),
    "one URL with everything": tree(3, 2, url="/voice"),
    "a survey in a row": survey(8),
}


@pytest.fixture(scope="module", params=LINES)
def line(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[Place]:
    """The places of a line."""
    return map_of(tmp_path_factory.mktemp("line"), *LINES[request.param])


def test_no_box_hides_another_no_line_a_box_and_no_line_loses_its_way(line: list[Place]) -> None:
    picture = layout(line)
    boxes = {box.place.node.id: box for box in picture.boxes}
    assert len(boxes) == len(line)
    assert not [1 for one, other in combinations(picture.boxes, 2) if overlaps(one, other)]
    forward = [(boxes[it.node.id], row) for it in line for row in it.rows if row.target]
    assert len(forward) == len(picture.lines)
    for drawn, (box, row) in zip(picture.lines, forward, strict=True):
        assert row.target
        target, points = boxes[row.target.id], corners(drawn.path)
        assert points[0][0] in (box.x, box.x + box.size.width)
        assert box.y < points[0][1] < box.y + box.height
        assert points[-1] == (target.x, target.entry)
        assert not [1 for it in picture.boxes if goes_through(drawn.path, it)]
    assert all(
        0 <= x <= picture.width and 0 <= y <= picture.height for it in picture.lines for x, y in corners(it.path)
    )
    assert all(it.x + it.size.width <= picture.width and it.y + it.height <= picture.height for it in picture.boxes)


def test_the_farther_a_place_is_the_farther_to_the_right_it_stands(line: list[Place]) -> None:
    boxes = layout(line).boxes
    columns = [
        {box.x for box in boxes if box.place.depth == depth} for depth in range(1, 1 + max(it.depth for it in line))
    ]
    assert [len(column) for column in columns] == [1] * len(columns)
    assert [min(column) for column in columns] == sorted(min(column) for column in columns)


def test_forty_menus_have_about_forty_lines_and_are_folded_behind_the_first(tmp_path: Path) -> None:
    found = map_of(tmp_path, *tree(3, 3, 3, 1))
    assert sum(bool(it.node.options) for it in found) == 40
    picture = layout(found)
    assert len(picture.lines) - len(found) < 2  # one more than a line to each: silence at the first menu says goodbye
    assert [box.is_folded for box in picture.boxes[:3]] == [False, False, True]
    assert not any(box.is_folded for box in layout(map_of(tmp_path, *TWO_MENUS)).boxes)


def test_a_line_at_one_url_is_drawn_as_one_with_many(tmp_path: Path) -> None:
    one, many = (map_of(tmp_path / (url or "many"), *tree(3, 2, url=url)) for url in ("", "/voice"))
    assert [it.node.label for it in one] == [it.node.label for it in many]


def test_the_small_map_fits_a_first_screen_and_says_how_much_lies_behind(tmp_path: Path) -> None:
    found = map_of(tmp_path, *tree(3, 3, 3, 1))
    small = in_small(found)
    assert small.width <= SMALL_WIDTH
    assert small.height <= SMALL_HEIGHT
    assert sum(1 + box.behind for box in small.boxes) == len(found)
    assert max(box.place.depth for box in small.boxes) > 1
    whole = in_small(map_of(tmp_path, *TWO_MENUS))
    assert [(box.place.node.label, box.behind) for box in whole.boxes] == [
        ("A caller dials", 0),
        ("For sales press 1.", 0),
        ("For chairs press 1.", 0),
        ("We are open.", 0),
    ]


def test_the_small_map_of_a_line_with_very_many_beginnings_shows_these_alone(tmp_path: Path) -> None:
    beginnings = [[requested(f"/{it}"), *said(f"For {it} press 1.")] for it in ascii_lowercase]
    onwards = [*beginnings[0], pressed("1"), requested("/more", Digits="1"), *said("For more press 1.")]
    small = in_small(map_of(tmp_path, *beginnings, onwards))
    assert small.height > SMALL_HEIGHT
    assert {box.place.depth for box in small.boxes} == {0, 1}
    assert [box.behind for box in small.boxes if box.place.node.label == "For a press 1."] == [1]


def test_a_line_that_nobody_called_has_no_picture(tmp_path: Path) -> None:
    found = map_of(tmp_path, [])
    assert layout(found) == in_small(found) == Picture(8, 8, [])


# The drawing in the summary


def drawn(flow: CallFlow) -> list[str]:
    """Return the lines of the flowchart."""
    return map_in_summary(flow).partition("```mermaid\n")[2].partition("\n```")[0].splitlines()


def test_the_drawing_in_the_summary_has_one_line_between_two_places(tmp_path: Path) -> None:
    flow = flow_of(write_calls(tmp_path / "run.ndjson", *TWO_MENUS))
    assert drawn(flow) == [
        "flowchart LR",
        '  place0(["A caller dials"])',
        '  place1["For sales press 1.<br>○ any other key, silence<br>■ hanging up<br>○ 2 not tested"]',
        '  place2["For chairs press 1.<br>⚠ 1<br>◀ For sales press 1.: star<br>↕ We are open.: any other key'
        '<br>↻ silence<br>■ hanging up"]',
        '  place3["We are open.<br>■ no key needed"]',
        '  place0 -->|"dialing: 6"| place1',
        '  place1 -->|"1: 4"| place2',
        '  place1 -->|"2, 3: 2"| place3',
    ]


def test_the_drawing_says_where_calls_fail_and_means_no_more_than_it_says(tmp_path: Path) -> None:
    odd = [
        requested("/odd"),
        *said('For "a|b" [x] #1 `y` press 1.'),
        pressed("1"),
        requested("/", Digits="1"),
        *said("Next."),
    ]
    _, _, place, _, _, line = drawn(flow_of(write_calls(tmp_path / "run.ndjson", odd, status="FAILED")))
    assert place.startswith('  place1["For #34;a#124;b#34; #91;x#93; #35;1 #96;y#96; press 1.<br>')
    assert line == '  place1 -.->|"✗ 1: 1"| place2'


def test_a_technical_place_is_not_drawn_in_the_summary(tmp_path: Path) -> None:
    flow = flow_of(write_calls(tmp_path / "run.ndjson", [*MENU, *ONE], tag="@technical\n"))
    assert drawn(flow) == ["flowchart LR", '  place0(["A caller dials"])']


def test_a_sign_that_only_technical_calls_show_is_not_drawn_in_the_summary(tmp_path: Path) -> None:
    again = [*MENU, SILENT, *MENU, CALLER_HANGS_UP]
    owners = write_calls(tmp_path / "owners.ndjson", again)
    over = write_calls(tmp_path / "developers.ndjson", [*MENU, SILENT, LINE_HANGS_UP], tag="@technical\n")
    assert any(
        "■ silence" in line
        for line in drawn(flow_of(write_calls(tmp_path / "all.ndjson", again, [*MENU, SILENT, LINE_HANGS_UP])))
    )
    assert not any("■ silence" in line for line in drawn(flow_of(owners, over)))


def test_much_that_callers_do_in_one_place_is_told_in_part(tmp_path: Path) -> None:
    speak = [
        [requested("/"), *said("Speak."), event("spoke", words=it), requested("/", SpeechResult=it), *said("Speak.")]
        for it in "abcdefg"
    ]
    menu = drawn(flow_of(write_calls(tmp_path / "run.ndjson", *speak)))[2]
    assert "says #34;f#34;,…<br>" in menu


@pytest.mark.parametrize(
    "calls",
    [
        pytest.param(tree(23, 22), id="more lines than GitHub draws"),
        pytest.param(
            [
                [
                    requested("/"),
                    *said("Press a key."),
                    pressed("9"),
                    requested(f"/{number}", Digits="9"),
                    *said(f"{number} {'&' * 60}"),
                    LINE_HANGS_UP,
                ]
                for number in range(250)
            ],
            id="more characters than GitHub draws",
        ),
    ],
)
def test_the_drawing_stays_below_what_github_draws_and_says_what_is_left_out(
    tmp_path: Path, calls: list[list[Event]]
) -> None:
    flow = flow_of(write_calls(tmp_path / "run.ndjson", *calls))
    text = map_in_summary(flow)
    lines = drawn(flow)
    assert len("\n".join(lines)) < 50_000
    assert sum("-->" in line or "-.->" in line for line in lines) < 500
    places_drawn = sum("[" in line for line in lines)
    assert places_drawn > 100
    assert f"The {len(places(flow)) - places_drawn} farthest of {len(places(flow))} places are left out here" in text
