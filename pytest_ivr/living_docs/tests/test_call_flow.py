"""The call flow, and how much of the menus was tried: by calls that are made up."""

from pathlib import Path
from typing import Any, cast

import pytest

from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.call_flow import CallFlow, build_call_flow
from pytest_ivr.living_docs.document.layout import layout
from pytest_ivr.simulator import Event

from .calls import CALLER_HANGS_UP, LINE_HANGS_UP, SILENT, pressed, requested, said, write_calls

MENU = said("Welcome", "For one press 1", "For twelve press 12", "To go back press star", "For more press 0")
DIAL = [requested("/menu?attempt=1"), *MENU]


def flow_of(folder: Path, *calls: list[Event], status: str = "PASSED") -> CallFlow:
    """Return the call flow of some calls."""
    return build_call_flow(read_suite([write_calls(folder / "calls.ndjson", *calls, status=status)]).runs)


def transitions(flow: CallFlow) -> list[tuple[str, str, str, int]]:
    """Return the transitions of a call flow: from, how, to, and how many took it."""
    return [(it.origin, it.option, it.target, len(it.runs)) for it in flow.transitions]


@pytest.mark.parametrize(
    ("after", "option", "target"),
    [
        ([pressed("1#"), requested("/next", Digits="1"), *said("Next")], "a listed number", "/next"),
        ([pressed("12"), SILENT, requested("/next", Digits="12"), *said("Next")], "a listed number", "/next"),
        ([pressed("01#"), requested("/next", Digits="01"), *said("Next")], "a listed number", "/next"),
        ([pressed("7#"), requested("/next", Digits="7"), *said("Next")], "a number not told", "/next"),
        ([pressed("*#"), requested("/next", Digits="*"), *said("Next")], "star", "/next"),
        ([pressed("00#"), requested("/next", Digits="00"), *said("Next")], "0", "/next"),
        ([pressed("#"), requested("/next", Digits=""), *said("Next")], "# alone", "/next"),
        ([SILENT, requested("/next"), *said("Next")], "silence", "/next"),
        ([SILENT, requested("/menu?attempt=2"), *MENU], "silence", "/menu"),
        ([SILENT, *said("Goodbye"), LINE_HANGS_UP], "silence", "(end)"),
        ([CALLER_HANGS_UP], "hanging up", "(end)"),
        (
            [{"second": 1.0, "event": "spoke", "words": "one"}, requested("/next", SpeechResult="one"), *said("Next")],
            "speech",
            "/next",
        ),
        ([{"second": 1.0, "event": "failed", "code": 11200, "explanation": "", "url": "/"}], "by itself", "(end)"),
    ],
)
def test_each_option_has_a_name(tmp_path: Path, after: list[Event], option: str, target: str) -> None:
    assert transitions(flow_of(tmp_path, [*DIAL, *after])) == [
        ("(start)", "dialing", "/menu", 1),
        ("/menu", option, target, 1),
    ]


def test_a_callback_is_no_place_in_the_call(tmp_path: Path) -> None:
    told = cast(Event, {**requested("/told"), "callback": True})
    call = [*DIAL, told, pressed("7#"), requested("/next", Digits="7"), told, *said("Unknown"), LINE_HANGS_UP, told]
    assert transitions(flow_of(tmp_path, call)) == [
        ("(start)", "dialing", "/menu", 1),
        ("/menu", "a number not told", "/next", 1),
        ("/next", "by itself", "(end)", 1),
    ]


def test_what_is_said_before_the_next_node_belongs_to_the_transition(tmp_path: Path) -> None:
    call = [*DIAL, pressed("7#"), requested("/next", Digits="7"), *said("Unknown"), requested("/menu?attempt=2"), *MENU]
    flow = flow_of(tmp_path, call)
    assert transitions(flow)[1] == ("/menu", "a number not told", "/menu", 1)
    assert flow.transitions[1].usual_sentences == ("Unknown",)


def test_last_words_are_a_node_unless_several_nodes_share_them(tmp_path: Path) -> None:
    shows = [*DIAL, pressed("1#"), requested("/shows", Digits="1"), *said("At 8", "Goodbye"), LINE_HANGS_UP]
    gives_up = [*DIAL, pressed("7#"), requested("/shows", Digits="7"), *said("Goodbye"), LINE_HANGS_UP]
    silent = [*DIAL, SILENT, *said("Goodbye"), LINE_HANGS_UP]
    assert transitions(flow_of(tmp_path, shows, gives_up, silent)) == [
        ("(start)", "dialing", "/menu", 3),
        ("/menu", "a listed number", "/shows", 1),
        ("/menu", "a number not told", "(end)", 1),
        ("/menu", "silence", "(end)", 1),
        ("/shows", "by itself", "(end)", 1),
    ]


def test_after_a_barge_in_numbers_heard_in_other_calls_count(tmp_path: Path) -> None:
    cut: list[Any] = [
        requested("/menu"),
        {**MENU[0], "cut": True},
        pressed("12#"),
        requested("/next", Digits="12"),
        *said("Next"),
    ]
    assert ("/menu", "a listed number", "/next", 1) in transitions(flow_of(tmp_path, DIAL, cut))


def test_a_failed_run_marks_its_last_transition(tmp_path: Path) -> None:
    flow = flow_of(tmp_path, [*DIAL, SILENT, requested("/menu"), *MENU], status="FAILED")
    assert [it.is_failing for it in flow.transitions] == [False, True]


def test_coverage_counts_listed_numbers_as_one(tmp_path: Path) -> None:
    one = [*DIAL, pressed("1#"), requested("/next", Digits="1"), *said("Next"), LINE_HANGS_UP]
    twelve = [*DIAL, pressed("12#"), requested("/next", Digits="12"), *said("Next"), LINE_HANGS_UP]
    flow = flow_of(tmp_path, one, twelve, [*DIAL, CALLER_HANGS_UP])
    [menu] = flow.menus
    assert menu.options == ["a listed number", "star", "0", "a number not told", "silence", "hanging up"]
    assert [len(menu.runs_by(option)) for option in menu.options] == [2, 0, 0, 0, 0, 1]
    assert (flow.tried, flow.countable) == (2, 6)
    assert round(flow.coverage) == 33


def test_a_call_that_takes_a_transition_twice_counts_once(tmp_path: Path) -> None:
    again = [SILENT, requested("/menu"), *MENU]
    assert ("/menu", "silence", "/menu", 1) in transitions(flow_of(tmp_path, [*DIAL, *again, *again]))


def test_a_menu_has_the_options_that_it_names(tmp_path: Path) -> None:
    only_star = [requested("/star"), *said("To go back press star"), CALLER_HANGS_UP]
    no_key = [requested("/silence"), *said("Please hold the line"), SILENT, LINE_HANGS_UP]
    assert [menu.options for menu in flow_of(tmp_path, only_star, no_key).menus] == [
        ["star", "a number not told", "silence", "hanging up"],
        ["silence", "hanging up"],
    ]


def test_a_line_without_calls_has_an_empty_call_flow(tmp_path: Path) -> None:
    flow = flow_of(tmp_path, [])
    assert flow.coverage == 100
    assert transitions(flow) == []
    assert layout(flow).boxes == []


def test_music_and_recordings_are_heard_too(tmp_path: Path) -> None:
    call: list[Any] = [
        requested("/menu"),
        {"second": 0.0, "event": "played", "url": "https://line.example/a.mp3", "loops": 1},
        {"second": 0.0, "event": "played", "digits": "12", "loops": 1},
    ]
    [_, node] = flow_of(tmp_path, call).nodes
    assert node.label == "plays https://line.example/a.mp3"
    assert node.options == []


def test_no_box_hides_another_and_every_line_ends_at_a_head(tmp_path: Path) -> None:
    calls = [[*DIAL, pressed("1#"), requested("/next", Digits="1"), *said("Next", "For home press 1"), SILENT]]
    calls += [[*calls[0], requested("/menu"), *MENU, CALLER_HANGS_UP]]
    picture = layout(flow_of(tmp_path, *calls))
    for box, below in zip(picture.boxes, picture.boxes[1:], strict=False):
        assert box.y + box.height < below.y
        centers = [row.y for row in box.rows] + [row.y for row in box.untried]
        assert all(box.y < center < box.y + box.height for center in centers)
    heads = {box.y + 27 for box in picture.boxes}
    ends = {
        float(row.path.split("H")[-2].split(" ")[-1]) for box in picture.boxes for row in box.rows if not row.is_loop
    }
    assert ends <= heads
    assert picture.boxes[-1].y + picture.boxes[-1].height <= picture.height
