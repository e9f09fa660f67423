"""The call flow, and how much of the menus was tried: by calls that are made up."""

from pathlib import Path
from typing import Any, cast

import pytest

from pytest_ivr.living_docs.document.assembly import read_suite
from pytest_ivr.living_docs.document.call_flow import CallFlow, build_call_flow
from pytest_ivr.living_docs.document.menu_names import MenuName
from pytest_ivr.living_docs.media_types import MASK
from pytest_ivr.simulator import Event

from .calls import CALLER_HANGS_UP, LINE_HANGS_UP, SILENT, event, pressed, requested, said, write_calls

MENU = said("Welcome", "For one press 1", "For twelve press 12", "To go back press star", "For more press 0")
DIAL = [requested("/menu?attempt=1"), *MENU]
OTHER_DATA = [requested("/menu"), *said("Welcome", "For one press 1", "For seven press 7")]
NEXT = [requested("/next"), *said("Next")]
FIRST = "For one press 1"


def flow_of(folder: Path, *calls: list[Event], status: str = "PASSED", menus: str = "") -> CallFlow:
    """Return the call flow of some calls."""
    names = [MenuName(*line.split(": ")) for line in menus.splitlines()]
    return build_call_flow(read_suite([write_calls(folder / "calls.ndjson", *calls, status=status)]).runs, names)


def transitions(flow: CallFlow) -> list[tuple[str, str, str, int]]:
    """Return the transitions of a call flow: from, how, to, and how many took it."""
    return [(it.origin, it.option, it.target, len(it.runs)) for it in flow.transitions]


@pytest.mark.parametrize(
    ("after", "option", "target"),
    [
        ([pressed("1#"), requested("/next", Digits="1"), *said("Next")], "1", "Next"),
        ([pressed("12"), SILENT, requested("/next", Digits="12"), *said("Next")], "12", "Next"),
        ([pressed("01#"), requested("/next", Digits="01"), *said("Next")], "1", "Next"),
        ([pressed("7#"), requested("/next", Digits="7"), *said("Next")], "any other key", "Next"),
        ([pressed("*#"), requested("/next", Digits="*"), *said("Next")], "star", "Next"),
        ([pressed("00#"), requested("/next", Digits="00"), *said("Next")], "0", "Next"),
        ([pressed("#"), requested("/next", Digits=""), *said("Next")], "# alone", "Next"),
        ([pressed("15"), event("lost", what="5"), requested("/next", Digits="1"), *said("Next")], "1", "Next"),
        ([SILENT, *NEXT], "silence", "Next"),
        ([SILENT, requested("/menu?attempt=2"), *MENU], "silence", FIRST),
        ([SILENT, *said("Goodbye", "Next"), requested("/next"), *said("Goodbye"), LINE_HANGS_UP], "silence", "(end)"),
        ([CALLER_HANGS_UP], "hanging up", "(end)"),
        ([pressed("1"), CALLER_HANGS_UP], "hanging up", "(end)"),
        ([event("spoke", words="One."), requested("/next", SpeechResult="One."), *said("Next")], 'says "one"', "Next"),
        ([event("spoke", words="Press"), *NEXT], 'says "press"', "Next"),
        ([event("spoke", words="res"), *NEXT], 'says "res"', "Next"),
        ([event("mumbled"), *NEXT], "mumbling", "Next"),
        ([event("mumbled"), event("lost", what="mumbling"), SILENT, *NEXT], "silence", "Next"),
        ([event("spoke", words="one"), event("lost", what="one"), SILENT, *NEXT], "silence", "Next"),
    ],
)
def test_each_option_has_a_name(tmp_path: Path, after: list[Event], option: str, target: str) -> None:
    assert transitions(flow_of(tmp_path, [*DIAL, *after]))[:2] == [
        ("(start)", "dialing", FIRST, 1),
        (FIRST, option, target, 1),
    ]


def test_a_callback_is_no_place_in_the_call(tmp_path: Path) -> None:
    told = cast(Event, {**requested("/told"), "callback": True})
    call = [*DIAL, told, pressed("7#"), requested("/next", Digits="7"), told, *said("Unknown"), LINE_HANGS_UP, told]
    assert transitions(flow_of(tmp_path, call)) == [
        ("(start)", "dialing", FIRST, 1),
        (FIRST, "any other key", "Unknown", 1),
        ("Unknown", "no key needed", "(end)", 1),
    ]


@pytest.mark.parametrize(
    ("event_", "end"),
    [(event("failed", code=11200, url="/"), "(failed)"), (event("rejected", reason="busy"), "(end)")],
)
def test_a_call_may_end_before_it_rests_anywhere(tmp_path: Path, event_: Event, end: str) -> None:
    assert transitions(flow_of(tmp_path, [requested("/menu"), event_])) == [("(start)", "dialing", end, 1)]


def test_what_is_said_of_a_line_that_fails_is_no_place(tmp_path: Path) -> None:
    failed = event("failed", code=11200, url="/next")
    broken = [requested("/next", Digits="1"), failed, *said("An application error."), LINE_HANGS_UP]
    works = [requested("/next", Digits="1"), *said("Next"), LINE_HANGS_UP]
    flow = flow_of(tmp_path, *([*DIAL, pressed("1#"), *after] for after in (broken, works)))
    assert transitions(flow)[1:3] == [(FIRST, "1", "(failed)", 1), (FIRST, "1", "Next", 1)]


def test_a_call_that_fails_may_go_on_at_the_fallback(tmp_path: Path) -> None:
    call = [*DIAL, pressed("1#"), requested("/broken"), event("failed", code=11200, url="/broken"), *NEXT, SILENT]
    assert transitions(flow_of(tmp_path, call))[1:] == [(FIRST, "silence", "Next", 1)]


# Which rests are one node


def test_what_is_said_before_the_next_node_belongs_to_the_transition(tmp_path: Path) -> None:
    call = [*DIAL, pressed("7#"), requested("/next", Digits="7"), *said("Unknown"), requested("/menu?attempt=2"), *MENU]
    flow = flow_of(tmp_path, call)
    assert transitions(flow)[1] == (FIRST, "any other key", FIRST, 1)
    assert flow.transitions[1].usual_sentences == ("Unknown",)


def test_last_words_are_a_node_unless_several_paths_share_them(tmp_path: Path) -> None:
    shows = [*DIAL, pressed("1#"), requested("/shows", Digits="1"), *said("At 8", "Goodbye"), LINE_HANGS_UP]
    later = [*DIAL, pressed("1#"), requested("/shows", Digits="1"), *said("At 9", "Goodbye"), LINE_HANGS_UP]
    gives_up = [*DIAL, pressed("7#"), requested("/shows", Digits="7"), *said("Goodbye"), LINE_HANGS_UP]
    silent = [*DIAL, SILENT, *said("Goodbye"), LINE_HANGS_UP]
    flow = flow_of(tmp_path, shows, later, gives_up, silent)
    assert transitions(flow) == [
        ("(start)", "dialing", FIRST, 4),
        (FIRST, "1", "At 8", 2),
        (FIRST, "any other key", "(end)", 1),
        (FIRST, "silence", "(end)", 1),
        ("At 8", "no key needed", "(end)", 2),
    ]
    assert flow.by_id["At 8"].options == []


def test_last_words_at_one_url_are_as_many_nodes_as_they_differ(tmp_path: Path) -> None:
    ends = [[requested("/voice"), *said(words), LINE_HANGS_UP] for words in ("Booked", "Goodbye", "Booked")]
    flow = flow_of(tmp_path, *ends)
    assert transitions(flow)[:2] == [("(start)", "dialing", "Booked", 2), ("(start)", "dialing", "Goodbye", 1)]


def test_menus_at_one_url_are_as_many_nodes_as_they_differ(tmp_path: Path) -> None:
    back = "To go back press star"
    sales = [requested("/voice"), *said("Welcome", "For sofas press 1", back), pressed("*")]
    service = [requested("/voice", Digits="*"), *said("Sorry", "For repairs press 1", back), SILENT]
    rating = [requested("/voice"), *said("How was the sofa?", "Press a key from 1 to 5"), SILENT]
    another = [requested("/voice"), *said("How was the bed?", "Press a key from 1 to 5"), SILENT]
    comment = [requested("/voice"), *said("How was the bed?"), event("recording", beep=True), event("recorded")]
    flow = flow_of(tmp_path, [*sales, *service, *rating, *another, *comment])
    assert [node.label for node in flow.nodes[1:]] == [
        "For sofas press 1",
        "For repairs press 1",
        "How was the sofa?",
        "How was the bed?",
        "How was the bed? (2)",
    ]


def test_menus_at_one_url_may_begin_with_the_same_option(tmp_path: Path) -> None:
    accounts = [
        requested("/voice"),
        *said("Accounts.", "For your balance press 1.", "For fees press 2."),
        SILENT,
    ]
    loans = [requested("/voice"), *said("Loans.", "For your balance press 1.", "To go back press star."), SILENT]
    again = [requested("/voice"), *said("Sorry?", "For your balance press 1.", "To go back press star."), SILENT]
    flow = flow_of(tmp_path, [*accounts, *loans, *again])
    assert transitions(flow) == [
        ("(start)", "dialing", "For your balance press 1.", 1),
        ("For your balance press 1.", "silence", "For your balance press 1. (2)", 1),
        ("For your balance press 1. (2)", "silence", "For your balance press 1. (2)", 1),
    ]
    assert [menu.options[:3] for menu in flow.menus] == [["1", "2", "any other key"], ["1", "star", "any other key"]]


def test_a_menu_that_is_asked_at_several_paths_is_one_node(tmp_path: Path) -> None:
    menu = ["For sales press 1.", "For repairs press 2."]
    calls = [
        [requested("/voice"), *said("Welcome", *menu), SILENT],
        [requested("/again"), *said(" ".join(["Sorry. ", *menu])), SILENT],
        [requested("/menu"), *said(" ".join(["Well. ", *menu])), SILENT],
        [requested("/account"), *said("Please enter your account"), SILENT],
        [requested("/wrong"), *said("We do not know it.", "Please enter your account"), SILENT],
    ]
    flow = flow_of(tmp_path, *calls)
    assert [(node.label, node.address) for node in flow.nodes[1:]] == [
        ("For sales press 1.", "/voice, /again, /menu"),
        ("Please enter your account", "/account, /wrong"),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (["Choose and press #", "For Mars press 4"], ["Choose and press #", "For Venus press 2"]),
        (["For Mars press 4", "For Venus press 2", "For Saturn press 6"], ["For Venus press 2", "For Saturn press 6"]),
        (["You owe 12 dollars.", "Press 1 to pay"], ["You owe 7 dollars.", "Press 1 to pay"]),
        (["Call Ann?", "Press 1"], ["Nobody is there.", "Call Ann?", "Press 1"]),
        (["Enter your number", "Or press star"], ["Sorry?", "Enter your number", "Or press star"]),
    ],
)
def test_a_menu_may_differ_from_call_to_call(tmp_path: Path, one: list[str], other: list[str]) -> None:
    flow = flow_of(tmp_path, *[[requested("/menu"), *said(*texts), SILENT] for texts in (one, other)])
    assert len(flow.nodes) == 2


def test_after_a_barge_in_a_menu_is_known_by_its_beginning(tmp_path: Path) -> None:
    cut: list[Any] = [requested("/menu"), {**MENU[0], "cut": True}, pressed("12#"), requested("/next", Digits="12")]
    elsewhere: list[Any] = [requested("/next"), {**MENU[0], "cut": True}, pressed("1#"), requested("/end", Digits="1")]
    flow = flow_of(tmp_path, DIAL, OTHER_DATA, [*cut, *said("Next")], [*elsewhere, *said("Next"), LINE_HANGS_UP])
    assert transitions(flow) == [
        ("(start)", "dialing", FIRST, 3),
        ("(start)", "dialing", "Welcome", 1),
        (FIRST, "a number on the list", "Next", 1),
        ("Welcome", "a number", "(end)", 1),
    ]


def test_keys_without_end_are_counted_too(tmp_path: Path) -> None:
    asks = [requested("/menu"), *said("Enter your number")]
    odd = [[*asks, pressed(keys), requested("/next", Digits=keys), *said("Next")] for keys in ("7" * 5000, "1*2")]
    assert [it.option for it in flow_of(tmp_path, *odd).transitions[1:]] == ["a number", "any other key"]
    listed = [*DIAL, pressed("7" * 5000), requested("/next", Digits="7" * 5000), *said("Next")]
    assert flow_of(tmp_path, listed).transitions[1].option == "any other key"


def test_secret_keys_are_one_option(tmp_path: Path) -> None:
    asks = [requested("/pin"), *said("Enter your PIN. To cancel press star.")]
    enters = [*asks, pressed(MASK), requested("/next", Digits=MASK), *said("Next")]
    too_many = [*asks, pressed(MASK), event("lost", what=MASK), requested("/next", Digits=MASK), *said("Next")]
    flow = flow_of(tmp_path, enters, too_many, [*asks, CALLER_HANGS_UP])
    assert transitions(flow)[1:] == [
        ("Enter your PIN.", "secret keys", "Next", 2),
        ("Enter your PIN.", "hanging up", "(end)", 1),
    ]
    assert flow.menus[0].options == ["secret keys", "silence", "hanging up"]


@pytest.mark.parametrize(
    ("rests", "node"),
    [
        ([event("dialing", to=["+1"])], "Calls +1"),
        ([*said("Speak"), event("recording", beep=True)], "Speak"),
        ([event("queued", queue="support"), requested("/hold"), *said("Wait")], "The queue support"),
    ],
)
def test_who_hangs_up_hears_no_answer_to_what_the_line_is_then_told(
    tmp_path: Path, rests: list[Event], node: str
) -> None:
    call = [requested("/menu"), *rests, CALLER_HANGS_UP, requested("/after"), *said("Nobody hears this")]
    assert transitions(flow_of(tmp_path, call))[1:] == [(node, "hanging up", "(end)", 1)]


def test_a_line_that_polls_is_a_node_where_callers_listen(tmp_path: Path) -> None:
    polls = [requested("/outage?asked=1"), *said("One moment")]
    listens = event("listened", seconds=20)
    flow = flow_of(tmp_path, [*polls, listens, *polls, *polls, listens, *polls, *NEXT, LINE_HANGS_UP])
    assert transitions(flow)[:2] == [
        ("(start)", "dialing", "One moment", 1),
        ("One moment", "listening", "One moment", 1),
    ]
    assert flow.menus[0].options == ["listening", "hanging up"]


# Beside keys


def test_being_put_through_is_a_transition_for_each_end(tmp_path: Path) -> None:
    rings = [*DIAL, pressed("0#"), requested("/agent", Digits="0"), *said("Hold"), event("dialing", to=["+1", "+2"])]
    answers = [event("callee", does="answers"), event("connected", to="+1"), event("callee", does="hangs up")]
    whisper: list[Any] = [{**it, "leg": "callee"} for it in [requested("/whisper"), *said("A call"), pressed("2")]]
    flow = flow_of(
        tmp_path,
        rings,
        [*rings, *answers, *NEXT],
        [*rings, *answers[:2], CALLER_HANGS_UP],
        [*rings, answers[0], *whisper],
        [*rings, answers[0], *whisper, *NEXT],
        [*rings, event("callee", does="at +1 is busy"), event("callee", does="does not answer"), *NEXT],
        [*rings, event("callee", does="is busy"), *NEXT],
        [*rings, event("callee", does="cannot be reached"), *NEXT],
        [*rings, CALLER_HANGS_UP],
    )
    assert transitions(flow)[2:] == [
        ("Calls +1, +2", "put through", "Next", 1),
        ("Calls +1, +2", "put through", "(end)", 1),
        ("Calls +1, +2", "declined", "Next", 1),
        ("Calls +1, +2", "no answer", "Next", 1),
        ("Calls +1, +2", "a busy tone", "Next", 1),
        ("Calls +1, +2", "not reached", "Next", 1),
        ("Calls +1, +2", "hanging up", "(end)", 1),
    ]
    assert flow.transitions[1].usual_sentences == ("Hold",)
    assert {way.state for way in flow.by_id["Calls +1, +2"].ways} == {"tested"}


def test_a_recording_is_a_transition(tmp_path: Path) -> None:
    records = [requested("/record"), *said("Speak. Press # at the end"), event("recording", beep=True)]
    told = [event("recorded", seconds=5, finish=""), requested("/told", RecordingStatus="completed")]
    ends = [event("recorded", seconds=5, finish="#"), pressed("#"), requested("/next", Digits="#"), *said("Next")]
    flow = flow_of(tmp_path, [*records, *told, *NEXT], [*records, *ends], [*records, SILENT, *NEXT])
    assert transitions(flow)[1:] == [
        ("Speak.", "a recording", "Next", 2),
        ("Speak.", "silence", "Next", 1),
    ]
    assert flow.menus[0].options == ["a recording", "silence", "hanging up"]


def test_a_recording_may_follow_a_menu_in_its_document(tmp_path: Path) -> None:
    call = [*DIAL, SILENT, event("recording", beep=True), event("recorded", seconds=5, finish="#"), *NEXT]
    assert transitions(flow_of(tmp_path, call))[1:] == [
        (FIRST, "silence", "/menu", 1),
        ("/menu", "a recording", "Next", 1),
    ]


def test_a_queue_is_one_node_with_what_its_documents_ask(tmp_path: Path) -> None:
    waits = [*DIAL, pressed("1#"), requested("/queue", Digits="1"), *said("Hold"), event("queued", queue="support")]
    asks = [requested("/hold"), *said("You are first. To leave press star")]
    leaves = [pressed("*"), requested("/key", Digits="*"), requested("/left", QueueResult="leave"), *said("Next")]
    taken = [event("connected", to="an agent"), event("talked"), requested("/left", QueueResult="bridged")]
    full = [event("disconnected", reason="the queue says queue-full"), *NEXT]
    flow = flow_of(
        tmp_path,
        [*waits, *asks, SILENT, *asks, pressed("4"), requested("/key", Digits="4"), *asks, *leaves],
        [*waits, *asks, *taken, *said("Next")],
        [*waits, *full],
        waits,
    )
    assert transitions(flow)[1:] == [
        (FIRST, "1", "The queue support", 4),
        ("The queue support", "star", "Next", 1),
        ("The queue support", "any other key", "The queue support", 1),
        ("The queue support", "an agent", "Next", 1),
        ("The queue support", "not taken", "Next", 1),
        ("The queue support", "silence", "The queue support", 1),
    ]
    assert flow.by_id["The queue support"].options == ["star", "any other key", "an agent", "hanging up"]


def test_a_conference_is_a_node(tmp_path: Path) -> None:
    joins = [requested("/meeting"), event("joined", conference="room"), requested("/music"), *said("Wait")]
    over = [event("connected", to="room"), event("conference ended"), requested("/after", DialCallStatus="answered")]
    flow = flow_of(tmp_path, [*joins, *over, *said("Next"), SILENT], [*joins, CALLER_HANGS_UP])
    assert transitions(flow) == [
        ("(start)", "dialing", "The conference room", 2),
        ("The conference room", "meeting over", "Next", 1),
        ("The conference room", "hanging up", "(end)", 1),
    ]


def test_a_machine_that_talks_with_the_caller_is_a_node(tmp_path: Path) -> None:
    machine = event("started", product="ConversationRelay", name="", attributes={})
    talks = [requested("/menu"), *said("Hello"), machine]
    over = event("stopped", product="ConversationRelay", name="")
    copies = event("started", product="Siprec", name="copy", attributes={})
    flow = flow_of(tmp_path, [*talks, over, *NEXT, SILENT], [*talks, CALLER_HANGS_UP], [*DIAL, copies, SILENT, *NEXT])
    assert transitions(flow)[2:5] == [
        ("Connects with ConversationRelay", "connection over", "Next", 1),
        ("Connects with ConversationRelay", "hanging up", "(end)", 1),
        (FIRST, "silence", "Next", 1),
    ]


def test_a_menu_is_called_by_what_is_heard_to_its_end(tmp_path: Path) -> None:
    cut: list[Any] = [requested("/menu"), {**MENU[0], "cut": True}, pressed("1#"), requested("/next", Digits="1")]
    assert flow_of(tmp_path, [*cut, *said("Next")], DIAL).nodes[1].label == FIRST


def test_who_hangs_up_in_what_is_said_on_the_way_to_a_menu_is_at_that_menu(tmp_path: Path) -> None:
    sorry = [requested("/menu"), *said("Sorry, nothing came.")]
    again: list[Any] = [*sorry, requested("/menu"), *MENU, pressed("1#"), requested("/next", Digits="1"), *said("Next")]
    hangs_up: list[Any] = [sorry[0], {**sorry[1], "cut": True}, CALLER_HANGS_UP]
    labels = [node.label for node in flow_of(tmp_path, again, hangs_up).nodes[1:]]
    assert sorted(labels) == sorted([FIRST, "Next", "The call is over"])


def test_files_and_tones_are_heard_too(tmp_path: Path) -> None:
    call = [
        requested("/menu"),
        event("played", digits="12", loops=1),
        event("played", url="https://line.example/prompts/a%20b.mp3", loops=1),
    ]
    says = [*call, event("spoke", words="sales"), *NEXT]
    keys = [[*call, pressed(key), requested("/next", Digits=key.strip("#")), *said("Next")] for key in ("4", "*", "4#")]
    flow = flow_of(tmp_path, call, says, *keys)
    assert flow.nodes[1].label == "[a b.mp3]"
    assert flow.nodes[1].options == ["4", "a number", "star", 'says "sales"', "silence", "hanging up"]


def test_a_menu_without_a_word_is_called_by_its_path(tmp_path: Path) -> None:
    assert transitions(flow_of(tmp_path, [requested("/menu"), SILENT, *NEXT])) == [
        ("(start)", "dialing", "/menu", 1),
        ("/menu", "silence", "Next", 1),
    ]


def test_a_call_may_rest_where_the_line_asks_without_a_word(tmp_path: Path) -> None:
    asks = [*DIAL, pressed("7#"), requested("/pin", Digits="7"), event("gathering", attributes={})]
    flow = flow_of(tmp_path, asks, [*asks, CALLER_HANGS_UP], [*asks, pressed("1"), requested("/next", Digits="1")])
    assert transitions(flow) == [
        ("(start)", "dialing", FIRST, 3),
        (FIRST, "any other key", "/pin", 3),
        ("/pin", "hanging up", "(end)", 1),
    ]


# Fixed menus and lists


def test_a_fixed_menu_counts_key_by_key(tmp_path: Path) -> None:
    one = [*DIAL, pressed("1#"), requested("/next", Digits="1"), *said("Next"), LINE_HANGS_UP]
    flow = flow_of(tmp_path, one, one, [*DIAL, CALLER_HANGS_UP])
    [menu] = flow.menus
    assert menu.options == ["1", "12", "star", "0", "any other key", "silence", "hanging up"]
    assert [len(way.runs) for way in menu.ways] == [2, 0, 0, 0, 0, 0, 1]
    assert (flow.tested, flow.countable) == (2, 7)
    assert round(flow.coverage) == 29


def test_a_list_counts_its_numbers_as_one(tmp_path: Path) -> None:
    one = [*DIAL, pressed("1#"), requested("/next", Digits="1"), *said("Next"), LINE_HANGS_UP]
    twelve = [*DIAL, pressed("12#"), requested("/next", Digits="12"), *said("Next"), LINE_HANGS_UP]
    not_listed_now = [*OTHER_DATA, pressed("12#"), requested("/next", Digits="12"), *said("Next"), LINE_HANGS_UP]
    flow = flow_of(tmp_path, one, twelve, not_listed_now, [*DIAL, CALLER_HANGS_UP])
    [menu] = flow.menus
    assert menu.options == ["a number on the list", "star", "0", "any other key", "silence", "hanging up"]
    assert [len(way.runs) for way in menu.ways] == [2, 0, 0, 1, 0, 1]


def test_a_number_that_is_asked_for_is_no_other_key(tmp_path: Path) -> None:
    asks = [requested("/menu"), *said("Enter your number, then press #.", "To go back press star")]
    enters = [*asks, pressed("4#"), requested("/next", Digits="4"), *said("Next")]
    longer = [*asks, pressed("12"), requested("/next", Digits="12"), *said("Next")]
    wrong = [*asks, pressed("7"), requested("/next", Digits="7"), *said("Next")]
    assert transitions(flow_of(tmp_path, enters, longer, wrong))[1:] == [
        ("Enter your number, then press #.", "a number", "Next", 2),
        ("Enter your number, then press #.", "any other key", "Next", 1),
    ]
    assert flow_of(tmp_path, enters).menus[0].options == ["a number", "star", "silence", "hanging up"]


def test_a_menu_has_the_options_that_it_names(tmp_path: Path) -> None:
    only_star = [requested("/star"), *said("To go back press star"), CALLER_HANGS_UP]
    no_key = [requested("/silence"), *said("Please hold the line"), SILENT, LINE_HANGS_UP]
    speech = [requested("/speech"), *said("Please say yes or no"), SILENT, LINE_HANGS_UP]
    no_menu = [requested("/goodbye"), *said("Goodbye"), CALLER_HANGS_UP]
    assert [node.options for node in flow_of(tmp_path, only_star, no_key, speech, no_menu).nodes[1:]] == [
        ["star", "any other key", "silence", "hanging up"],
        ["silence", "hanging up"],
        ["speech", "silence", "hanging up"],
        [],
        [],
    ]


# Names


def test_menus_have_the_names_that_they_are_given(tmp_path: Path) -> None:
    rings = [
        *DIAL,
        pressed("0#"),
        requested("/agent", Digits="0"),
        event("dialing", to=["+14155550199", "+14155550100"]),
    ]
    menus = "The list: *press 12\nSales: +1 415 555 0100\nThe end: Bye *\nSpain: Hola"
    flow = flow_of(tmp_path, rings, [requested("/bye"), *said("Bye Ann."), LINE_HANGS_UP], menus=menus)
    assert [node.label for node in flow.nodes] == ["A caller dials", "The list", "The end", "Sales", "The call is over"]
    assert flow.unreached == ["Spain"]


def test_two_menus_of_one_name_are_two_nodes(tmp_path: Path) -> None:
    english, spanish = [requested("/en"), *said("Hello")], [requested("/es"), *said("Hola")]
    flow = flow_of(tmp_path, [*english, SILENT, *spanish, SILENT], menus="Menu: Hello\nMenu: Hola\nClient: *")
    assert transitions(flow)[:2] == [("(start)", "dialing", "Menu", 1), ("Menu", "silence", "Menu (2)", 1)]
    assert flow.unreached == ["Client"]


@pytest.mark.parametrize(("whom", "words"), [("client:ann", "ann"), ("client:ann", "client:ann"), ("+1415", "+1 415")])
def test_whoever_is_dialed_has_the_name_of_a_number_or_a_client(tmp_path: Path, whom: str, words: str) -> None:
    call = [requested("/menu"), event("dialing", to=["+1", whom]), CALLER_HANGS_UP]
    assert flow_of(tmp_path, call, menus=f"Ann: {words}").nodes[1].label == "Ann"


def test_who_interrupts_a_menu_before_the_words_of_its_name_is_there_too(tmp_path: Path) -> None:
    cut: list[Any] = [requested("/menu"), {**MENU[0], "cut": True}, pressed("1#"), requested("/next", Digits="1")]
    flow = flow_of(tmp_path, DIAL, [*cut, *said("Next")], menus="The menu: For twelve press 12")
    assert transitions(flow) == [("(start)", "dialing", "The menu", 2), ("The menu", "1", "Next", 1)]


def test_what_has_one_name_is_one_node_and_may_list_data(tmp_path: Path) -> None:
    planets = [
        [requested("/voice"), *said(f"To call the planet {planet} press 4", "To go back press star"), pressed("4#")]
        for planet in ("Mars", "Venus")
    ]
    flow = flow_of(tmp_path, *planets, menus="The planets: To call the planet *")
    assert [node.label for node in flow.nodes[1:]] == ["The planets"]
    assert flow.menus[0].options == ["a number on the list", "star", "any other key", "silence", "hanging up"]
    assert len(flow_of(tmp_path, *planets).nodes) == 3
    [menu] = flow_of(tmp_path, *planets, menus="The planets: To call the planet * press 4").menus
    assert menu.options[0] == "4"


def test_words_are_options_unless_the_line_says_which_it_wants(tmp_path: Path) -> None:
    asks = [requested("/voice"), *said("How may I help you?")]
    wants = [requested("/yes"), *said("Please say yes or no.")]
    calls = [
        [*menu, event("spoke", words=words), requested("/next", SpeechResult=words), *said("Next")]
        for menu in (asks, wants)
        for words in ("Yes!", "Sales.")
    ]
    flow = flow_of(tmp_path, *calls)
    assert [menu.options for menu in flow.menus] == [
        ['says "sales"', 'says "yes"', "silence", "hanging up"],
        ['says "yes"', "silence", "hanging up"],
    ]
    assert ("Please say yes or no.", "any other words", "Next", 1) in transitions(flow)


def test_nodes_are_told_apart_whatever_the_line_says(tmp_path: Path) -> None:
    asks = [[requested(f"/{path}"), *said(text), SILENT] for path, text in (("a", "Yes"), ("b", "Yes (2)"))]
    ends = [
        [requested("/c"), event("dialing", to=["x"]), CALLER_HANGS_UP],
        [requested("/d"), *said("(end)"), LINE_HANGS_UP],
    ]
    again = [requested("/a"), event("recording", beep=True), event("recorded"), requested("/b"), *said("Yes"), SILENT]
    flow = flow_of(tmp_path, [*asks[0], *asks[1], *again], *ends)
    assert [node.label for node in flow.nodes[:-1]] == [
        "A caller dials",
        "Yes",
        "Calls x",
        "(end) (2)",
        "Yes (2)",
        "/a",
    ]


def test_a_failed_run_marks_its_last_transition(tmp_path: Path) -> None:
    flow = flow_of(tmp_path, [*DIAL, SILENT, requested("/menu"), *MENU], status="FAILED")
    assert [it.is_failing for it in flow.transitions] == [False, True]


def test_a_call_that_takes_a_transition_twice_counts_once(tmp_path: Path) -> None:
    again = [SILENT, requested("/menu"), *MENU]
    assert (FIRST, "silence", FIRST, 1) in transitions(flow_of(tmp_path, [*DIAL, *again, *again]))


def test_a_line_without_calls_has_an_empty_call_flow(tmp_path: Path) -> None:
    flow = flow_of(tmp_path, [])
    assert flow.coverage == 100
    assert transitions(flow) == []


def test_last_words_are_no_menu_even_if_one_name_fits_both(tmp_path: Path) -> None:
    last = [requested("/times"), *said("It plays at 1"), LINE_HANGS_UP]
    asks = [requested("/times"), *said("It plays at 2", "For more press 0"), pressed("0")]
    asks += [requested("/more"), *said("It plays at 3"), LINE_HANGS_UP]
    flow = flow_of(tmp_path, last, asks, menus="The times: It plays at *")
    assert {node.label: node.options for node in flow.nodes if node.label.startswith("The times")} == {
        "The times": [],
        "The times (2)": ["0", "any other key", "silence", "hanging up"],
    }


@pytest.mark.parametrize("menus", ["", "The hours: We are open"])
def test_who_hangs_up_before_last_words_are_over_was_told_them_all_the_same(tmp_path: Path, menus: str) -> None:
    hours = [requested("/hours", Digits="1"), *said("We are open", "until six")]
    cut: list[Any] = [hours[0], {**hours[1], "cut": True}, CALLER_HANGS_UP]
    asks: list[Any] = [*hours[:1], event("gathering"), {**hours[1], "cut": True}, CALLER_HANGS_UP]
    whole = [*DIAL, pressed("1#"), *hours, LINE_HANGS_UP]
    flow = flow_of(tmp_path, [*DIAL, pressed("1#"), *cut], whole, menus=menus)
    name = "The hours" if menus else "We are open"
    assert [node.label for node in flow.nodes] == ["A caller dials", FIRST, name, "The call is over"]
    assert [it for it in transitions(flow) if it[0] == name] == [
        (name, "hanging up", "(end)", 1),
        (name, "no key needed", "(end)", 1),
    ]
    assert not flow.by_id[name].options
    asked = flow_of(tmp_path, [*DIAL, pressed("1#"), *asks], whole, menus=menus)
    assert len(asked.nodes) == 5
